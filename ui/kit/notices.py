"""The messages behind the bell: what finished, failed or waits for somebody, kept over a restart until it is old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.kit.memory import Memory

KEY = "notices"
MOST = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: what it is about, in words as they were said, and where it is shown."""

    key: str
    """What it is about; a newer message of the same key takes its place."""
    words: str
    state: str = "neutral"
    at: str = ""
    """The moment in UTC, ISO 8601."""
    place: str = ""
    where: str = ""
    """What `Show` opens: a place and a filter; without a place there is nothing to show."""
    read: bool = False


class Notices(QObject):
    """Newest first; changes are told and kept at once."""

    changed = Signal()
    came = Signal(object)
    """A notice that nobody has read yet."""

    def __init__(self, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._all: list[Notice] = list(_restored(memory.get(KEY, [])))

    def all(self) -> tuple[Notice, ...]:
        """Every message, newest first."""
        return tuple(self._all)

    def unread(self) -> int:
        """How many nobody has read."""
        return sum(not notice.read for notice in self._all)

    def add(self, notice: Notice) -> None:
        """Put it first; it replaces an older one about the same thing, and says so anew only if its words differ."""
        before = next((one for one in self._all if one.key == notice.key), None)
        if before is not None and (before.words, before.state) == (notice.words, notice.state):
            return
        now = notice if notice.at else replace(notice, at=datetime.now(UTC).isoformat())
        self._all = [now, *(one for one in self._all if one.key != notice.key)][:MOST]
        self._keep()
        if not now.read:
            self.came.emit(now)

    def drop(self, key: str) -> None:
        """What it was about is over."""
        if any(one.key == key for one in self._all):
            self._all = [one for one in self._all if one.key != key]
            self._keep()

    def read(self, key: str = "") -> None:
        """Mark one as read, or all of them."""
        self._all = [replace(one, read=one.read or key in ("", one.key)) for one in self._all]
        self._keep()

    def clear(self) -> None:
        """Forget the ones that were read."""
        self._all = [one for one in self._all if not one.read]
        self._keep()

    def _keep(self) -> None:
        self._memory.put(KEY, [asdict(one) for one in self._all])
        self.changed.emit()


def _restored(kept: Any) -> Iterable[Notice]:
    for entry in kept if isinstance(kept, list) else []:
        try:
            yield Notice(**entry)
        except TypeError:
            # Of a newer or older program: one message less is better than no window.
            continue
