"""What takes a while, a few at a time, off the window's thread: the newest wish first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from rightsdesk.faults import Fault

logger = logging.getLogger(__name__)

FetchJob = Callable[[], object]
LONGEST_QUEUE = 96
"""About what a large screen shows; whoever scrolled past does not need the older ones any more."""
END_WITHIN_MS = 5_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one wish: an answer, or the fault that stood in the way."""

    key: Hashable
    answer: object = None
    fault: Fault | None = None


class _Relay(QObject):
    ended = Signal(object)


class _Run(QRunnable):
    def __init__(self, relay: _Relay, key: Hashable, job: FetchJob) -> None:
        super().__init__()
        self._relay, self._key, self._job = relay, key, job

    def run(self) -> None:
        fetched = self._fetched()
        # One that outlasts the window has nobody to go to.
        if isValid(self._relay):
            self._relay.ended.emit(fetched)

    def _fetched(self) -> Fetched:
        try:
            return Fetched(self._key, self._job())
        except Fault as fault:
            return Fetched(self._key, fault=fault)
        except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError) as defect:
            # A defect with one must not keep its place on the pool for ever.
            logger.exception("fetch failed")
            return Fetched(self._key, fault=Fault(str(defect)))


class Fetches(QObject):
    """Stands on the window's thread; ``ended`` brings each outcome there."""

    ended = Signal(object)

    def __init__(self, threads: int = 4, parent: QObject | None = None, *, longest: int = LONGEST_QUEUE) -> None:
        """``longest``: how many wishes wait; the oldest are dropped beyond it."""
        super().__init__(parent)
        self._longest = longest
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._relay = _Relay()
        self._relay.ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._wanted: dict[Hashable, FetchJob] = {}
        self._running: set[Hashable] = set()
        self._closing = False

    def want(self, key: Hashable, job: FetchJob) -> None:
        """Do this soon; asking again brings it to the front and does it once."""
        if key in self._running or self._closing:
            return
        self._wanted.pop(key, None)
        self._wanted[key] = job
        while len(self._wanted) > self._longest:
            del self._wanted[next(iter(self._wanted))]
        self._begin()

    def out(self) -> int:
        """How many are wished for or under way."""
        return len(self._wanted) + len(self._running)

    def end(self) -> bool:
        """Forget what was wanted and wait for what runs."""
        self._closing = True
        self._wanted.clear()
        return self._pool.waitForDone(END_WITHIN_MS)

    def _begin(self) -> None:
        while self._wanted and len(self._running) < self._pool.maxThreadCount():
            key, job = self._wanted.popitem()
            self._running.add(key)
            self._pool.start(_Run(self._relay, key, job))

    @Slot(object)
    def _hand_over(self, fetched: Fetched) -> None:
        self._running.discard(fetched.key)
        self.ended.emit(fetched)
        self._begin()
