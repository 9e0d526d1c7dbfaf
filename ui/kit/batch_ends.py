"""Hears which batches ended and tells it: behind the bell, aloud, and outside the window if nobody looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from rightsdesk.desk import Query, Reader
from ui.kit import show
from ui.kit.announcer import Announcer
from ui.kit.batch_deeds import FINISHED
from ui.kit.notices import Notice, Notices
from ui.kit.page import Surroundings
from ui.kit.words import tn, told, tr

LOOK_MS = 200
RECENT = 200
LONG_SECONDS = 120.0
"""What ran longer, or failed, is worth a message outside the window."""
BRIEF_SECONDS = 30.0
"""What ended sooner needs no word of its own in the window: people are still looking at it."""
UNTIL = "notices.batches"


@dataclass(frozen=True, slots=True)
class Ended:
    """One batch that came to its end."""

    number: int
    words: str
    failed: bool
    seconds: float

    @property
    def matters_outside(self) -> bool:
        """Whether somebody who works elsewhere meanwhile wants to know."""
        return self.failed or self.seconds > LONG_SECONDS


class BatchEnds(QObject):
    """Reads batches that changed and compares with what it saw before."""

    ended = Signal(object)
    """An `Ended`, once for each end; those that ended while the program was closed are only put into the list."""

    def __init__(self, around: Surroundings, notices: Notices, announcer: Announcer, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._notices, self._announcer = around, notices, announcer
        self._known: dict[str, str | None] | None = None
        self._changed: set[int] = set()
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.ask)
        around.pump.drained.connect(self._drained)

    def begin(self) -> None:
        """Learn what is finished already; what ended since the program was open last is told in the list."""
        self._around.questions.ask((id(self), "start"), _newest, self._begin)

    def ask(self) -> None:
        """Read the batches that changed."""
        if self._known is None:
            self._look.start()
            return
        ids = sorted(self._changed)
        self._changed.clear()
        self._around.questions.ask((id(self), *ids), lambda reader: reader.rows("batches", ids), self.see)

    def see(self, rows: list[Any]) -> None:
        """These batches stand so now."""
        known = self._known if self._known is not None else {}
        for row in rows:
            over = row.finished_at if row.state in FINISHED else None
            if over is not None and known.get(row.key) != over:
                self._tell(row)
            known[row.key] = over

    def _begin(self, rows: list[Any]) -> None:
        until = str(self._around.memory.get(UNTIL, "") or "9999")
        self._known = {row.key: row.finished_at if row.state in FINISHED else None for row in rows}
        for row in reversed(rows):
            if row.state in FINISHED and row.finished_at > until:
                self._notices.add(_notice(_end_of(row)))
        self._remember(max((row.finished_at or "" for row in rows), default=""))

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        ids = changed.get("batches")
        if ids:
            self._changed |= ids
            if not self._look.isActive():
                self._look.start()

    def _tell(self, row: Any) -> None:
        end = _end_of(row)
        self._remember(row.finished_at)
        self._notices.add(_notice(end))
        self._announcer.say(end.words)
        if end.failed or end.seconds > BRIEF_SECONDS:
            go = self._around.go
            way = (tr("Batch", "Show"), lambda: go("batches", f"number:{end.number}"))
            self._around.toasts.say(end.words, [way], state="failed" if end.failed else "ok", aloud=False)
        self.ended.emit(end)

    def _remember(self, moment: str) -> None:
        self._around.memory.put(UNTIL, max(str(self._around.memory.get(UNTIL, "") or ""), moment))


def _newest(reader: Reader) -> list[Any]:
    return reader.first(Query("batches", order="number", descending=True), RECENT)


def _end_of(row: Any) -> Ended:
    bad = row.failed + row.conflicted
    begun, over = show.as_datetime(row.queued_at), show.as_datetime(row.finished_at)
    seconds = (over - begun).total_seconds() if begun and over else 0.0
    words = tr("Batch", "{title}: {count} done", title=told(row.title), count=row.done + row.unchanged)
    words = f"{words}, {tn('Batch', '%n failed', bad)}" if bad else words
    return Ended(row.number, words, bool(bad), seconds)


def _notice(end: Ended) -> Notice:
    state = "failed" if end.failed else "ok"
    return Notice(f"batch:{end.number}", end.words, state, place="batches", where=f"number:{end.number}")
