"""Questions to the read model, answered on threads of their own; per asker only the newest question counts."""

from __future__ import annotations

import logging
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from rightsdesk.desk import Reader
from rightsdesk.faults import Fault
from ui.workers.duty import END_WITHIN_MS

logger = logging.getLogger(__name__)

Question = Callable[[Reader], Any]
Answer = Callable[[Any], None]
Sorry = Callable[[Fault], None]
Asker = tuple[object, ...]
"""Who asks, such as ``(id(panel), "rows")``; a newer question of the same asker replaces the older."""
Lane = Literal["rows", "orders", "counts"]
"""What waits for what: rows on screen never wait for what counts a million of them, nor does what is being ordered."""


@dataclass(frozen=True, slots=True)
class _Letter:
    asker: Asker
    number: int
    question: Question


@dataclass(frozen=True, slots=True)
class _Reply:
    asker: Asker
    number: int
    answer: object = None
    fault: Fault | None = None


class _Desk(QThread):
    """Holds the connection and answers one letter after the other."""

    replied = Signal(object)

    def __init__(self, lane: Lane, opening: Callable[[], Reader]) -> None:
        super().__init__()
        self.setObjectName(f"reader of {lane}")
        self._opening = opening
        self._reader: Reader | None = None
        self._bell = threading.Condition()
        self._letters: OrderedDict[Asker, _Letter] = OrderedDict()
        self._closing = False

    def post(self, letter: _Letter) -> None:
        with self._bell:
            self._letters[letter.asker] = letter
            self._bell.notify()

    def withdraw(self, asker: Asker) -> None:
        with self._bell:
            self._letters.pop(asker, None)

    def hurry(self) -> None:
        """Take no more letters, and break off the answer that is being looked for."""
        with self._bell:
            self._closing = True
            self._letters.clear()
            self._bell.notify()
            if self._reader is not None:
                self._reader.stop()

    def run(self) -> None:
        reader = self._opening()
        with self._bell:
            self._reader = reader
        try:
            while (letter := self._next()) is not None:
                self.replied.emit(_answered(reader, letter))
        finally:
            with self._bell:
                self._reader = None
            reader.close()

    def _next(self) -> _Letter | None:
        with self._bell:
            while not self._letters and not self._closing:
                self._bell.wait()
            return None if self._closing else self._letters.popitem(last=False)[1]


def _answered(reader: Reader, letter: _Letter) -> _Reply:
    try:
        return _Reply(letter.asker, letter.number, letter.question(reader))
    except Fault as fault:
        return _Reply(letter.asker, letter.number, fault=fault)
    except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as defect:
        # A defect of a question must not silence the thread that answers all the others.
        logger.exception("question failed", extra={"asker": str(letter.asker[-1])})
        sentence = "The read model could not answer. Press F5 to ask again."
        return _Reply(
            letter.asker, letter.number, fault=Fault(f"{sentence} ({defect}) {traceback.format_exc(limit=1)}")
        )


class Questions(QObject):
    """Stands on the window's thread; asks, and hands each answer to whoever asked unless a newer question is out."""

    def __init__(self, opening: Callable[[], Reader], parent: QObject | None = None) -> None:
        """``opening`` makes a reader on the thread that uses it."""
        super().__init__(parent)
        self._asked: dict[Asker, tuple[int, Answer, Sorry | None]] = {}
        self._number = 0
        self._desks: dict[Lane, _Desk] = {lane: _Desk(lane, opening) for lane in get_args(Lane)}
        for desk in self._desks.values():
            desk.replied.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Open the connections and begin to answer."""
        for desk in self._desks.values():
            desk.start()

    def ask(
        self, asker: Asker, question: Question, answer: Answer, sorry: Sorry | None = None, lane: Lane = "rows"
    ) -> None:
        """Answer comes later on the window's thread, unless the same asker asks again before."""
        self._number += 1
        self._asked[asker] = (self._number, answer, sorry)
        self._desks[lane].post(_Letter(asker, self._number, question))

    def forget(self, asker: Asker) -> None:
        """The asker is gone or no longer interested."""
        self._asked.pop(asker, None)
        for desk in self._desks.values():
            desk.withdraw(asker)

    def waiting(self) -> int:
        """How many questions have not been answered yet."""
        return len(self._asked)

    def end(self) -> bool:
        """Close the connections and end the threads; whether they ended in time."""
        self._asked.clear()
        running = [desk for desk in self._desks.values() if desk.isRunning()]
        for desk in running:
            desk.hurry()
        ended = [desk.wait(END_WITHIN_MS) for desk in running]
        return all(ended)

    @Slot(object)
    def _hand_over(self, reply: _Reply) -> None:
        number, answer, sorry = self._asked.get(reply.asker, (0, None, None))
        if number != reply.number or answer is None:
            return
        del self._asked[reply.asker]
        if reply.fault is None:
            answer(reply.answer)
        elif sorry is not None:
            sorry(reply.fault)
