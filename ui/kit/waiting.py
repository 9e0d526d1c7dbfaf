"""Things that wait for the person at this desk, each kind kept as one message behind the bell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from rightsdesk.desk import Query, Reader
from ui.kit.declare import Text, counted
from ui.kit.filter_terms import exact
from ui.kit.notices import Notice, Notices
from ui.kit.page import Surroundings

PAUSE_MS = 2_000


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: where it is found, `{actor}` in the filter being the person, and what is said of so many."""

    key: str
    place: str
    where: str
    words: Text
    state: str = "review"


class Waiting(QObject):
    """Counts when one of the tables changed, at most every two seconds."""

    def __init__(self, around: Surroundings, kinds: Sequence[Kind], notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._kinds, self._notices = around, tuple(kinds), notices
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.count)
        around.pump.drained.connect(self._drained)

    def count(self) -> None:
        """Ask now."""
        queries = [Query(kind.place, self._where(kind)) for kind in self._kinds]
        self._around.questions.ask(
            (id(self), "waiting"), lambda reader: _counts(reader, queries), self.show, lane="counts"
        )

    def show(self, counts: Sequence[int]) -> None:
        """So many of each kind wait."""
        for kind, count in zip(self._kinds, counts, strict=True):
            if count:
                words, where = counted(kind.words, count), self._where(kind)
                self._notices.add(Notice(kind.key, words, kind.state, place=kind.place, where=where))
            else:
                self._notices.drop(kind.key)

    def _where(self, kind: Kind) -> str:
        return kind.where.replace("{actor}", exact(self._around.desk.actor))

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        if any(kind.place in changed for kind in self._kinds) and not self._timer.isActive():
            self._timer.start()


def _counts(reader: Reader, queries: Sequence[Query]) -> list[int]:
    return [reader.count(query) for query in queries]
