"""Which tables are being made anew, and how far: told by whoever does it, shown in the title row of their views."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

MANY_BEHIND = 2_000
"""From so many events on, following the log takes long enough to be told as progress."""


class Rebuilds(QObject):
    """Holds what is under way; the rows of before stay on screen meanwhile."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables: dict[str, tuple[int, int]] = {}
        self._most_behind = 0
        self._behind = 0

    def tell(self, table: str, done: int, total: int) -> None:
        """So much of a table is made anew; all of it ends it."""
        if done >= total:
            self._tables.pop(table, None)
        else:
            self._tables[table] = (done, total)
        self.changed.emit()

    def tell_behind(self, behind: int) -> None:
        """So many events are recorded and not yet in any table."""
        before = self.share_followed()
        self._behind = behind
        self._most_behind = max(self._most_behind, behind) if behind else 0
        if self.share_followed() != before:
            self.changed.emit()

    def share_of(self, table: str) -> int | None:
        """How many hundredths of a table are made; None while nothing is made anew."""
        found = self._tables.get(table)
        return None if found is None else _hundredths(*found)

    def share_followed(self) -> int | None:
        """How many hundredths of the events that were behind are in the tables; None while few are behind."""
        if self._most_behind < MANY_BEHIND:
            return None
        return _hundredths(self._most_behind - self._behind, self._most_behind)


def _hundredths(done: int, total: int) -> int:
    return min(99, 100 * done // max(1, total))
