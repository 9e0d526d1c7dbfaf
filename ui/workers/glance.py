"""Questions of one view, which go to the tables of an earlier day while the view looks back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from rightsdesk.desk import Moment, Reader
from ui.workers.reader import Answer, Asker, Lane, Question, Questions, Sorry

PastReader = Callable[[Moment], Reader]


class Glance(Questions):
    """Asks on the same threads as everybody; only the reader that answers is another."""

    def __init__(self, questions: Questions, open_past: PastReader, parent: QObject | None = None) -> None:
        """``open_past`` makes the reader of an earlier day on the thread that answers."""
        QObject.__init__(self, parent)
        self._questions, self._open_past = questions, open_past
        self._readers: dict[Moment, Reader] = {}
        self.moment: Moment | None = None

    def start(self) -> None:
        """The thread was begun by its owner."""

    def ask(
        self, asker: Asker, question: Question, answer: Answer, sorry: Sorry | None = None, lane: Lane = "rows"
    ) -> None:
        """Ask what is there now, or what was there then; the tables of one day answer one question at a time."""
        moment = self.moment
        if moment is None:
            self._questions.ask(asker, question, answer, sorry, lane)
        else:
            self._questions.ask(asker, partial(self._back_then, moment, question), answer, sorry)

    def forget(self, asker: Asker) -> None:
        """The asker is no longer interested."""
        self._questions.forget(asker)

    def waiting(self) -> int:
        """How many questions of everybody are out."""
        return self._questions.waiting()

    def end(self) -> bool:
        """The thread is ended by its owner."""
        return True

    def _back_then(self, moment: Moment, question: Question, _now: Reader) -> Any:
        if moment not in self._readers:
            for reader in self._readers.values():
                reader.close()
            self._readers = {moment: self._open_past(moment)}
        return question(self._readers[moment])
