"""Orders carried to the desk one after the other, off the window's thread and off the reading one."""

from __future__ import annotations

import itertools
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from rightsdesk.desk import Refused
from rightsdesk.faults import Fault, Invalid

logger = logging.getLogger(__name__)

END_WITHIN_MS = 30_000
"""An order that was begun is finished: it is one transaction, and the person was told that it is taken."""

Errand = Callable[[], Any]
Answer = Callable[[Any], None]
Sorry = Callable[[Fault], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    number: int
    answer: object = None
    fault: Fault | None = None


class _Carrier(QThread):
    returned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("errands")
        self.bag: SimpleQueue[tuple[int, Errand] | None] = SimpleQueue()

    def run(self) -> None:
        while (entry := self.bag.get()) is not None:
            self.returned.emit(_carried(*entry))


def _carried(number: int, errand: Errand) -> _Outcome:
    try:
        return _Outcome(number, errand())
    except Fault as fault:
        return _Outcome(number, fault=fault)
    except Refused as refused:
        return _Outcome(number, fault=Invalid(str(refused) or type(refused).__doc__ or type(refused).__name__))
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as defect:
        # A defect of one order must not silence the thread that carries the others.
        logger.exception("errand failed")
        return _Outcome(number, fault=Fault(f"This did not work: {defect} {traceback.format_exc(limit=1)}"))


class Errands(QObject):
    """Stands on the window's thread: takes errands, hands the answers back in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers, self._over = itertools.count(1), False
        self._out: dict[int, tuple[Answer | None, Sorry | None]] = {}
        self._carrier = _Carrier()
        self._carrier.returned.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(self, errand: Errand, answer: Answer | None = None, sorry: Sorry | None = None) -> None:
        """Carry this out when all earlier errands are back."""
        if self._over:
            return  # the window is closed; a thread begun now would outlive it
        number = next(self._numbers)
        self._out[number] = (answer, sorry)
        if not self._carrier.isRunning():
            self._carrier.start()
        self._carrier.bag.put((number, errand))

    def out(self) -> int:
        """How many errands are not back yet."""
        return len(self._out)

    def end(self) -> bool:
        """Finish what was begun and end for good; whether that succeeded in time."""
        self._over = True
        if not self._carrier.isRunning():
            return True
        self._carrier.bag.put(None)
        return self._carrier.wait(END_WITHIN_MS)

    @Slot(object)
    def _hand_over(self, outcome: _Outcome) -> None:
        answer, sorry = self._out.pop(outcome.number, (None, None))
        if outcome.fault is None and answer is not None:
            answer(outcome.answer)
        elif outcome.fault is not None and sorry is not None:
            sorry(outcome.fault)
