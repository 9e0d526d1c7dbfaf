"""Pictures made off the window's thread: small painting jobs on a pool, each result handed over once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage
from shiboken6 import isValid

PictureJob = Callable[[], QImage]
LONGEST_QUEUE = 256
"""Older wishes are dropped beyond this: whoever scrolled past does not need them any more."""


class _Relay(QObject):
    made = Signal(object, object)


class _Run(QRunnable):
    def __init__(self, relay: _Relay, key: Hashable, job: PictureJob) -> None:
        super().__init__()
        self._relay, self._key, self._job = relay, key, job

    def run(self) -> None:
        made = self._job()
        # A picture that outlasts the window has nobody to go to.
        if isValid(self._relay):
            self._relay.made.emit(self._key, made)


class PicturePool(QObject):
    """Makes pictures on a few threads; ``made`` brings the key and the image to the window's thread."""

    made = Signal(object, object)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._relay = _Relay()
        self._relay.made.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._wanted: dict[Hashable, PictureJob] = {}
        self._running: set[Hashable] = set()
        self._ended = False

    def want(self, key: Hashable, job: PictureJob) -> None:
        """Make this picture soon; asking twice makes it once, the newest wishes come first."""
        if key in self._running or self._ended:
            return
        self._wanted.pop(key, None)
        self._wanted[key] = job
        while len(self._wanted) > LONGEST_QUEUE:
            del self._wanted[next(iter(self._wanted))]
        self._begin()

    def end(self) -> bool:
        """Forget what was wanted and wait for what runs."""
        self._ended = True
        self._wanted.clear()
        return self._pool.waitForDone(5_000)

    def _begin(self) -> None:
        while self._wanted and len(self._running) < self._pool.maxThreadCount():
            key, job = self._wanted.popitem()
            self._running.add(key)
            self._pool.start(_Run(self._relay, key, job))

    @Slot(object, object)
    def _hand_over(self, key: Hashable, image: QImage) -> None:
        self._running.discard(key)
        self.made.emit(key, image)
        self._begin()
