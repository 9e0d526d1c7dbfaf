"""What changed, collected from all threads and handed to the window in a steady beat."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

ACTIVE_HZ = 20
INACTIVE_HZ = 5
BUDGET = 0.008
"""Seconds a beat may drain; the rest waits for the next one."""


class Pump(QObject):
    """Twenty beats a second while the window is active, five when it is not, none while it is minimised."""

    drained = Signal(object)
    """Mapping of table to the set of row ids that changed since the last beat."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[str, Iterable[int]]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self.pace(active=True)

    def put(self, table: str, ids: Iterable[int]) -> None:
        """From any thread: these rows of that table are different now."""
        self._waiting.append((table, ids))

    def put_all(self, tables: Mapping[str, Iterable[int]]) -> None:
        """Everything that one step of the projection changed."""
        for table, ids in tables.items():
            self.put(table, ids)

    def pace(self, *, active: bool, visible: bool = True) -> None:
        """Follow the state of the window; what comes in while it is minimised waits."""
        if not visible:
            self._timer.stop()
            return
        self._timer.start(1000 // (ACTIVE_HZ if active else INACTIVE_HZ))

    def beat(self) -> None:
        """Drain for at most the budget, last one wins, and say what changed once."""
        if not self._waiting:
            return
        until = time.perf_counter() + BUDGET
        changed: dict[str, set[int]] = {}
        while self._waiting and time.perf_counter() < until:
            table, ids = self._waiting.popleft()
            changed.setdefault(table, set()).update(ids)
        self.drained.emit(changed)

    def end(self) -> None:
        """No more beats."""
        self._timer.stop()
