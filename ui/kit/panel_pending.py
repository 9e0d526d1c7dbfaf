"""Keeps the pending changes of a view until their batches are finished, and says which of them take long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer

from rightsdesk.desk import Query, Reader
from ui.kit.batch_deeds import FINISHED
from ui.kit.declare import Row
from ui.kit.page import Surroundings
from ui.kit.table_model import TableModel
from ui.kit.table_overlay import Pending, State, waited_for

LOOK_MS = 400
LATE_S = 30.0
"""After so long an accepted change is marked as still waiting."""
LATE_LOOK_MS = 5_000
"""So often it is looked which ones are late; batches that move on are looked at anyway."""
RECENT = 200
"""Batches looked at: the newest ones stand first."""


@dataclass(frozen=True, slots=True)
class _Look:
    finished: frozenset[str]
    put_off: frozenset[str]
    """Batches that wait for something outside."""


class Overlay(QObject):
    """Adds a rule when an order was accepted, takes it away when the projection has passed the batch."""

    def __init__(self, model: TableModel, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._around = model, around
        self._rules: tuple[Pending, ...] = ()
        self._since: dict[str, float] = {}
        self.clock: Callable[[], float] = time.monotonic
        self.worked = False
        """Whether an order was given from here since the rows were put in order; they stay where they are then."""
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self.ask)
        self._late = QTimer(self, interval=LATE_LOOK_MS)
        self._late.timeout.connect(self.ask)

    def add(self, rule: Pending) -> None:
        """Lay this over the rows from now on."""
        self.worked = True
        self._rules = (*self._rules, rule)
        self._since[rule.batch] = self.clock()
        self._model.overlay(self._rules)
        if not self._late.isActive():
            self._late.start()
        self.look()

    def look(self) -> None:
        """Batches moved on: soon see which are finished."""
        if self._rules and not self._timer.isActive():
            self._timer.start()

    def batches(self) -> frozenset[str]:
        """The batches that are still waited for."""
        return frozenset(rule.batch for rule in self._rules)

    def rule_of(self, row: Row) -> Pending | None:
        """The pending change that a loaded row waits for."""
        page = self._model.pages.page(self._model.place_of(row.id))
        return None if page is None else waited_for(row, self._rules, page.pending)

    def ask(self) -> None:
        """See now which are finished, and which take long."""
        desk = self._around.desk
        self._around.questions.ask(
            (id(self), "batches"), lambda reader: _Look(_finished(reader), frozenset(desk.status().waiting)), self._drop
        )

    def _drop(self, look: _Look) -> None:
        now = self.clock()
        kept = tuple(
            replace(rule, state=self._state(rule, look, now)) for rule in self._rules if rule.batch not in look.finished
        )
        if not kept:
            self._late.stop()
        self._since = {rule.batch: self._since.get(rule.batch, now) for rule in kept}
        if kept != self._rules:
            self._rules = kept
            self._model.overlay(kept)

    def _state(self, rule: Pending, look: _Look, now: float) -> State:
        if rule.batch in look.put_off:
            return "waiting"
        return "late" if now - self._since.get(rule.batch, now) >= LATE_S else "pending"


def _finished(reader: Reader) -> frozenset[str]:
    rows = reader.rows("batches", reader.ids(Query("batches", order="number", descending=True))[:RECENT])
    return frozenset(row.key for row in rows if row.state in FINISHED)
