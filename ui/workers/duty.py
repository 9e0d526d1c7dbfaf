"""A small job repeated on a thread of its own, and the roster through which all duties are heard."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from rightsdesk.faults import Fault
from ui.workers.errand import Errand
from ui.workers.errands import Errands

logger = logging.getLogger(__name__)

END_WITHIN_MS = 5_000
"""A duty that was asked to end has ended after this long."""
RETRIES = (2.0, 5.0, 15.0, 60.0)
"""Seconds before a duty tries again whose outside does not answer."""
SWITCH_INTERVAL = 0.0005
"""Measured: with Python's own interval a computing thread holds the window up for 115 ms and more."""

Job = Callable[[], object]
"""One short step; a true answer means *there may be more*, so the next step follows at once."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a duty reports: the answer of its job, or the fault or defect that stopped this round."""

    duty: str
    answer: object = None
    fault: Fault | None = None
    defect: str = ""
    """The traceback of a defect of ours, for the crash notes."""


class Duty(QThread):
    """Repeats a job until it is asked to end; rests when there is nothing to do, backs off when the outside fails."""

    told = Signal(object)

    def __init__(self, name: str, job: Job, rest: float, opening: Callable[[], Job] | None = None) -> None:
        """``rest``: seconds between two rounds without work; ``opening`` makes the job on the duty's own thread."""
        super().__init__()
        self.setObjectName(name)
        self._job, self._opening, self._rest = job, opening, rest
        self._bell, self._held = threading.Event(), threading.Event()
        self._misses = 0

    def nudge(self) -> None:
        """Cut the rest short; there is something to do."""
        self._bell.set()

    @property
    def held(self) -> bool:
        """Whether no further round is begun."""
        return self._held.is_set()

    def hold(self, *, on: bool) -> None:
        """Begin no further round while held; the present one is finished."""
        if on:
            self._held.set()
            return
        self._held.clear()
        self._bell.set()

    def end(self) -> bool:
        """Ask the thread to end and wait; whether it did within its time."""
        self.requestInterruption()
        self._bell.set()
        return self.wait(END_WITHIN_MS)

    def run(self) -> None:
        """Qt's entry: rounds and rests until interrupted."""
        job = self._job if self._opening is None else self._opening()
        while not self.isInterruptionRequested():
            self._bell.clear()
            more = not self._held.is_set() and self._round(job)
            if not more and not self.isInterruptionRequested():
                self._bell.wait(self._pause())

    def _round(self, job: Job) -> bool:
        try:
            answer = job()
        except Fault as fault:
            self._misses += 1
            self.told.emit(Heard(self.objectName(), fault=fault))
            return False
        except Exception:
            # The one place besides the crash hook: a defect parks this round, the duty lives on.
            self._misses += 1
            logger.exception("duty failed", extra={"duty": self.objectName()})
            self.told.emit(Heard(self.objectName(), defect=traceback.format_exc()))
            return False
        back, self._misses = self._misses > 0, 0
        if answer or back:
            self.told.emit(Heard(self.objectName(), answer))
        return bool(answer)

    def _pause(self) -> float:
        return RETRIES[min(self._misses, len(RETRIES)) - 1] if self._misses else self._rest


class Roster(QObject):
    """Stands on the window's thread: starts and ends the duties, and everything they say passes through here."""

    heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duties: dict[str, Duty] = {}
        self.errands = Errands(self)
        self._adopted: list[Errand] = []

    def add(self, duty: Duty) -> None:
        """Take a duty in; its reports arrive on the window's thread."""
        # Queued and to a bound slot of this object: a lambda would run on the worker's thread.
        duty.told.connect(self._relay, Qt.ConnectionType.QueuedConnection)
        self._duties[duty.objectName()] = duty

    def start(self) -> None:
        """Let all duties begin."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        # What the start has made stays for good: going through it again and again held the window up for 100 ms.
        gc.freeze()
        for duty in self._duties.values():
            duty.start()

    def nudge(self, name: str) -> None:
        """Wake one duty; an unknown name is not in this window and stays silent."""
        duty = self._duties.get(name)
        if duty is not None:
            duty.nudge()

    def hold(self, *, on: bool) -> None:
        """Let all duties rest after their present round, as while the computer sleeps, or go on."""
        for duty in self._duties.values():
            duty.hold(on=on)

    @property
    def held(self) -> bool:
        """Whether every duty rests."""
        return all(duty.held for duty in self._duties.values())

    def adopt(self, errand: Errand) -> None:
        """Stop and await this long job too when all ends."""
        self._adopted.append(errand)

    def end(self) -> tuple[str, ...]:
        """Ask all duties to end at once, then wait; the names of those that did not."""
        for errand in self._adopted:
            errand.stop()
        for duty in self._duties.values():
            duty.requestInterruption()
            duty.nudge()
        late = [name for name, duty in self._duties.items() if not duty.end()]
        gc.unfreeze()
        self._duties.clear()
        if not self.errands.end():
            late.append("errands")
        late += ["errand" for errand in self._adopted if not errand.wait()]
        self._adopted.clear()
        return tuple(late)

    @Slot(object)
    def _relay(self, heard: Heard) -> None:
        self.heard.emit(heard)
