"""The day on which the workspaces of the tests are made and looked at: the same one, whenever the tests run."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from rightsdesk import bootstrap, sample
from rightsdesk.cli import session
from rightsdesk.hub.clock import HubClock
from rightsdesk.readmodel import asking

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LAST_MONTH = "2026-10"


def set_to(patch: pytest.MonkeyPatch, noon: datetime = NOON) -> None:
    """Let desk, tables, command line, sample and hub of this process take a moment for now; time goes on from there."""
    began = time.monotonic()

    def now() -> datetime:
        return noon + timedelta(seconds=time.monotonic() - began)

    patch.setattr(bootstrap, "_now", now)
    patch.setattr(HubClock.__init__, "__defaults__", (lambda: now().timestamp(),))
    patch.setattr(asking, "datetime", SimpleNamespace(now=lambda _zone: now()))
    patch.setattr(asking, "time", SimpleNamespace(time=lambda: now().timestamp(), monotonic=time.monotonic))
    for module in (sample, session):
        patch.setattr(module, "date", _day(now))


def _day(now: Callable[[], datetime]) -> type[date]:
    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            shown = now()
            return cls(shown.year, shown.month, shown.day)

    return Day
