"""Keeps the pending changes of a view until their batches are finished."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from rightsdesk.desk import Query, Reader
from ui.kit.batch_deeds import FINISHED
from ui.kit.table_model import TableModel
from ui.kit.table_overlay import Pending
from ui.workers.reader import Questions

LOOK_MS = 400
RECENT = 200
"""Batches looked at: the newest ones stand first."""


class Overlay(QObject):
    """Adds a rule when an order was accepted, takes it away when the projection has passed the batch."""

    def __init__(self, model: TableModel, questions: Questions, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._questions = model, questions
        self._rules: tuple[Pending, ...] = ()
        self.worked = False
        """Whether an order was given from here since the rows were put in order; they stay where they are then."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._ask)

    def add(self, rule: Pending) -> None:
        """Lay this over the rows from now on."""
        self.worked = True
        self._rules = (*self._rules, rule)
        self._model.overlay(self._rules)
        self.look()

    def look(self) -> None:
        """Batches moved on: soon see which are finished."""
        if self._rules and not self._timer.isActive():
            self._timer.start()

    def batches(self) -> frozenset[str]:
        """The batches that are still waited for."""
        return frozenset(rule.batch for rule in self._rules)

    def _ask(self) -> None:
        self._questions.ask((id(self), "batches"), _finished, self._drop)

    def _drop(self, finished: frozenset[str]) -> None:
        kept = tuple(rule for rule in self._rules if rule.batch not in finished)
        if len(kept) != len(self._rules):
            self._rules = kept
            self._model.overlay(kept)


def _finished(reader: Reader) -> frozenset[str]:
    rows = reader.rows("batches", reader.ids(Query("batches", order="number", descending=True))[:RECENT])
    return frozenset(row.key for row in rows if row.state in FINISHED)
