"""Whether the computer goes to sleep or has slept: told by the system where it can, seen by the clock everywhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

logger = logging.getLogger(__name__)

LOOK_MS = 5_000
JUMP = 60.0
"""Seconds by which the two clocks of the computer must differ to be a sleep: shorter ones do no harm."""
_SERVICE, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"


def _slot() -> bytes:
    return SLOT("prepare(bool)").encode()


class Sleep(QObject):
    """Says when to rest and when to go on; without a bus of the system only the second."""

    falling_asleep = Signal()
    woken = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wall` runs on during sleep, `steady` does not."""
        super().__init__(parent)
        self._wall, self._steady = wall, steady
        self._before = wall() - steady()
        self._asleep = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def listen(self) -> bool:
        """Hear the system's own word about sleep; whether there is a system that gives it."""
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return False
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return False
        return bool(bus.connect(_SERVICE, _PATH, _MANAGER, "PrepareForSleep", self, _slot()))

    @Slot(bool)
    def prepare(self, going: bool) -> None:
        """The system goes to sleep, or is back."""
        logger.info("sleep", extra={"going": going})
        if going and not self._asleep:
            self._asleep = True
            self.falling_asleep.emit()
        elif not going:
            self._wake()

    @Slot()
    def look(self) -> None:
        """Compare the clocks: one that ran ahead of the other has seen a sleep, or was set."""
        now = self._wall() - self._steady()
        jumped, self._before = now - self._before, now
        if abs(jumped) >= JUMP:
            logger.info("clock jumped", extra={"seconds": round(jumped)})
            self._wake()
        elif self._asleep and jumped < JUMP:
            # The system said it would sleep and then did not; work must not rest for ever.
            self._wake()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _wake(self) -> None:
        self._asleep = False
        self.woken.emit()
