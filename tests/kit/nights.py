"""An open workspace whose timetable follows a clock that tests turn, with vendors that answer or do not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rightsdesk.batches.handling import Handling
from rightsdesk.desk import Desk
from rightsdesk.desk.chores import Chores, Expiring
from rightsdesk.desk.timetable import Round, Timekeeper
from rightsdesk.domain import streams
from rightsdesk.domain.feed import ConfigureFeed, Feed
from rightsdesk.domain.timetable import MAIN, TimetableRan
from rightsdesk.faults import Unavailable
from rightsdesk.vendorsync.port import ChangeBatch, SyncState

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(text: str) -> datetime:
    """Return the moment at which Berlin's clocks show this."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


class NothingExpires:
    """No right ever ends."""

    def next_change(self, after: datetime) -> datetime | None:
        """Return nothing."""
        return None

    def check(self, actor: str, batch: str) -> str | None:
        """Find nothing."""
        return None


class Crash(BaseException):
    """The process ends here."""


@dataclass
class Vendor:
    """One feed's other side, which may be down."""

    pulls: list[str]
    down: set[str]
    name: str

    def pull(self, _state: SyncState, *, full: bool) -> Iterator[ChangeBatch]:
        """Move the cursor and say nothing new, or do not answer."""
        self.pulls.append(self.name)
        if self.name in self.down:
            raise Unavailable(f"The feed {self.name} does not answer.")
        yield ChangeBatch((), (), 0, SyncState(cursor="1"), more=False)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Take the receipt."""

    def close(self) -> None:
        """Hang up."""


@dataclass
class Nights:
    """The desk's timetable under a clock of its own; `restart` forgets everything but the log."""

    desk: Desk
    at: datetime
    expiring: Expiring = field(default_factory=NothingExpires)
    settings: dict[str, Any] = field(default_factory=dict)
    pulls: list[str] = field(default_factory=list)
    down: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start."""
        self.restart()

    def restart(self, *, crashing_on: str = "") -> None:
        """Begin with what the log knows; `crashing_on` ends the process before a run of that job is remembered."""
        parts = self.desk._parts  # noqa: SLF001 - the parts are what a clock can be put into
        self.parts = replace(
            parts,
            clock=lambda: self.at,
            handling=_Mortal(parts.log, parts.decode, lambda: self.at, crashing_on),
            settings=replace(parts.settings, **self.settings),
            sync=replace(parts.sync, open_feed=self._vendor),
        )
        self.keeper = Timekeeper(self.parts, Chores(self.parts, self.desk.order, self.expiring))

    def feed(self, name: str) -> None:
        """Configure a feed."""
        self.desk.feeds.add(ConfigureFeed(name, f"https://{name}.example"))

    def look(self, at: str = "", **passed: float) -> list[str]:
        """Let time pass, or set the clock; return the jobs that were run."""
        self.at = berlin(at) if at else self.at + timedelta(**passed)
        return [each.job for each in self.round().ran]

    def round(self) -> Round:
        """Run what is due."""
        return self.keeper.run_due()

    def runs(self) -> list[TimetableRan]:
        """Return all runs that are remembered, in order."""
        own = streams.timetable(MAIN)
        facts = map(self.parts.decode, self.parts.log.read_streams([own])[own])
        return [fact for fact in facts if isinstance(fact, TimetableRan)]

    def _vendor(self, feed: Feed) -> Any:
        return Vendor(self.pulls, self.down, feed.name)


@dataclass(frozen=True)
class _Mortal(Handling):
    """Ends the process where a run of one job would be remembered."""

    crashing_on: str = ""

    def handle(self, stream: str, beginning: object, wish: Any, actor: str, **more: Any) -> Any:
        ran = getattr(wish, "ran", None)
        if ran is not None and ran.job == self.crashing_on:
            raise Crash
        return super().handle(stream, beginning, wish, actor, **more)
