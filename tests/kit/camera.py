"""Photographs one state in every appearance: saved where somebody wants to look, and kept as its likeness."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from rightsdesk.eventlog import sql
from tests.kit import calendar
from tests.kit.likeness import seen
from ui import session
from ui.kit import contents, panel_pulse, printing
from ui.kit.theme import Mode, theme
from ui.workers import duties

MODES: tuple[Mode, ...] = ("light", "dark")
CONTRASTED = ("images_en", "advices_review_de", "settings_de")
"""States that are also taken in high contrast; the others differ from them in no colour."""


class Camera:
    """Takes pictures at the ratio of its process; pictures of both ratios have the same likeness."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.saves = True

    def take(self, widget: QWidget, file: Path) -> None:
        """Photograph a widget as `file` names it, once for each appearance; it is light afterwards."""
        ratio = round(widget.devicePixelRatioF() * 100)
        more: tuple[Mode, ...] = ("contrast",) if file.stem in CONTRASTED else ()
        for mode in (*MODES, *more):
            theme().choose(mode)
            QApplication.processEvents()
            # A caret that blinks is no difference.
            QApplication.setCursorFlashTime(0)
            image = widget.grab().toImage()
            name = f"{file.stem}_{mode}"
            self.kept[name] = seen(image)
            if self.saves:
                image.save(str(file.with_stem(name if ratio == 100 else f"{name}_{ratio}")))
        theme().choose("light")


CAMERA = Camera()
"""The one of this process."""


@contextmanager
def at_noon(later: timedelta = timedelta()) -> Iterator[None]:
    """Let workspace and window stand at the noon of the tests' calendar, or a while later."""
    noon = calendar.NOON + later
    clock = SimpleNamespace(now=noon.astimezone)
    with pytest.MonkeyPatch.context() as patch:
        calendar.set_to(patch, noon)
        patch.setattr(contents, "today", noon.date)
        for module in (panel_pulse, printing):
            patch.setattr(module, "datetime", clock)
        # Nothing is begun by the clock while pictures are taken.
        patch.setattr(session, "enlist", partial(duties.enlist, syncing=False))
        began = time.monotonic()
        patch.setitem(sql.open_log.__kwdefaults__ or {}, "clock", partial(_microsecond, noon, began))
        yield


def _microsecond(noon: datetime, began: float) -> int:
    return round((noon.timestamp() + time.monotonic() - began) * 1_000_000)
