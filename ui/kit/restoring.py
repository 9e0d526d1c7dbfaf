"""Sets an earlier value of a row again: an order of its own, shown at once, taken back by undo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject

from rightsdesk.desk import Ticket
from rightsdesk.faults import Fault
from ui.kit import selection as steps
from ui.kit.batch_deeds import Deeds
from ui.kit.declare import Order, Row
from ui.kit.history_page import Happened
from ui.kit.table_overlay import Pending
from ui.kit.words import tr
from ui.workers.duties import WORK

if TYPE_CHECKING:
    from ui.kit.panel import Panel


class Restoring(QObject):
    """Gives the order for the row that the inspector shows; what is being entered there stays."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._deeds = Deeds(panel.around, panel)
        panel.inspector.restore_wished.connect(self.restore)

    def restore(self, entry: Happened) -> None:
        """Let the values before that event stand again."""
        row, order = self._panel.inspector.row, entry.order
        if row is None or order is None:
            return
        around, batch, desk = self._panel.around, str(uuid4()), self._panel.around.desk
        said = tr("History", "Set again: {values}", values=entry.back)
        around.commands.remember(batch, said)
        around.roster.errands.run(
            lambda: desk.order(order, [row.key], batch=batch),
            lambda ticket: self._accepted(ticket, row, order, said),
            lambda fault: self._sorry(fault, batch),
        )

    def _accepted(self, ticket: Ticket, row: Row, order: Order, said: str) -> None:
        panel, around = self._panel, self._panel.around
        foreseen = getattr(order, "foreseen", None)
        changes = dict(foreseen(row)) if foreseen else dict(order.changes)
        known = {name: value for name, value in changes.items() if value is not None}
        panel.overlay.add(Pending(ticket.batch, steps.these(panel.feature.table, (row.id,)), known))
        around.roster.nudge(WORK)
        undo = (tr("Batch", "Undo"), lambda: self._deeds.run("undo", ticket.batch, said))
        around.toasts.say(said, [undo], state="pending")

    def _sorry(self, fault: Fault, batch: str) -> None:
        commands = self._panel.around.commands
        commands.done = [given for given in commands.done if given.batch != batch]
        self._panel.around.toasts.say(fault.sentence, state="failed")
