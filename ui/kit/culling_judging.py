"""What is said of rows one by one: shown at once, ordered behind, laid over the list, and taken back by undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject

from rightsdesk.desk import Ticket
from rightsdesk.faults import Fault
from ui.kit import selection as steps
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Order, Row
from ui.kit.declare_culling import Culling
from ui.kit.table_overlay import Pending, laid_over
from ui.kit.words import told
from ui.workers.duties import WORK

if TYPE_CHECKING:
    from ui.kit.panel import Panel

MOST = 2_000
"""Judgements remembered until the rows tell them themselves."""


class Judging(QObject):
    """Gives one quick order for one row with each key; nothing is waited for."""

    def __init__(self, panel: Panel, declared: Culling, refused: Callable[[Row, str], None]) -> None:
        super().__init__(panel)
        self._panel, self._declared, self._refused = panel, declared, refused
        self._coming: dict[int, tuple[dict[str, Any], str]] = {}
        """Row -> the values that were said last, and the order that brings them."""

    def give(self, row: Row, order: Order, title: str) -> None:
        """Say that of a row; the row given is already as it was said before."""
        around, batch = self._panel.around, str(uuid4())
        values = order.foreseen(row)
        self._coming[row.id] = (values, batch)
        while len(self._coming) > MOST:
            del self._coming[next(iter(self._coming))]
        named = f"{title} · {line_of(self._declared.title, row).text}"
        # Remembered before it is taken: the key that takes it back may be pressed at once.
        around.commands.remember(batch, named)
        desk = around.desk
        around.roster.errands.run(
            lambda: desk.order(order, [row.key], batch=batch),
            lambda ticket: self._accepted(ticket, row, values),
            lambda fault: self._sorry(fault, row, batch),
        )

    def over(self, row: Row) -> Row:
        """The row with what was said of it since it was read."""
        found = self._coming.get(row.id)
        if found is None:
            return row
        values, batch = found
        if all(attribute(row, name) == value for name, value in values.items()) or self._taken_back(batch):
            del self._coming[row.id]
            return row
        return laid_over(row, values)

    def _taken_back(self, batch: str) -> bool:
        return all(given.batch != batch for given in self._panel.around.commands.done)

    def _accepted(self, ticket: Ticket, row: Row, values: dict[str, Any]) -> None:
        panel = self._panel
        panel.overlay.add(Pending(ticket.batch, steps.these(panel.feature.table, (row.id,)), values))
        panel.around.roster.nudge(WORK)

    def _sorry(self, fault: Fault, row: Row, batch: str) -> None:
        commands = self._panel.around.commands
        commands.done = [given for given in commands.done if given.batch != batch]
        self._coming.pop(row.id, None)
        self._refused(row, told(fault.sentence))
