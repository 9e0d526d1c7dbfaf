"""One long job done once off the window's thread, with its progress and its end heard on the window's thread."""

import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from rightsdesk.faults import Fault, Unavailable

logger = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Takes what is done, what there is in all (0 while unknown) and the words for it; may be called from any thread."""
LongJob = Callable[[Progress], object]


class _Run(QThread):
    went_on = Signal(int, int, str)
    ended = Signal(object, str)

    def __init__(self, job: LongJob) -> None:
        super().__init__()
        self.setObjectName("errand")
        self._job = job

    def run(self) -> None:
        try:
            self.ended.emit(self._job(self._told), "")
        except Fault as fault:
            self.ended.emit(None, fault.sentence)
        except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError) as defect:
            # The window must come back to life whatever happened; the log keeps where it happened.
            logger.exception("errand failed")
            self.ended.emit(None, f"{defect.__class__.__name__}: {defect} {traceback.format_exc(limit=0)}".strip())

    def _told(self, done: int, total: int, words: str) -> None:
        # A long job is left where it tells of its progress; what it had begun beside the tables is thrown away.
        if self.isInterruptionRequested():
            raise Unavailable("Stopped before it was finished; nothing was changed.")
        self.went_on.emit(done, total, words)


class Errand(QObject):
    """Stands on the window's thread; `done` brings the answer, `failed` a sentence."""

    went_on = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, job: LongJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = _Run(job)
        self._run.went_on.connect(self._relay, Qt.ConnectionType.QueuedConnection)
        self._run.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._run.start()

    def stop(self) -> None:
        """Leave the job where it next tells of its progress."""
        self._run.requestInterruption()

    def wait(self) -> bool:
        """Stay until it is over, as at the end of the program."""
        return self._run.wait(60_000)

    @Slot(int, int, str)
    def _relay(self, done: int, total: int, words: str) -> None:
        self.went_on.emit(done, total, words)

    @Slot(object, str)
    def _end(self, answer: object, sentence: str) -> None:
        self._run.wait()
        if sentence:
            self.failed.emit(sentence)
        else:
            self.done.emit(answer)
