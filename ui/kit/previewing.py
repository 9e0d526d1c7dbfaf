"""Asks for examples of the edits that are being typed, off the window's thread and after a pause."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from rightsdesk.desk import Example, Reader, Selection
from rightsdesk.faults import Fault
from ui.kit import panel_asking
from ui.kit.declare import Order
from ui.kit.edit_preview import MOST
from ui.kit.inspector_fields import FieldForm
from ui.kit.inspector_texts import TextRow
from ui.kit.words import told
from ui.workers.reader import Questions


class Previewing(QObject):
    """Stands between the form for many rows and the reader; the newest question wins."""

    def __init__(self, questions: Questions, form: FieldForm) -> None:
        super().__init__(form)
        self._questions, self._form = questions, form
        self._wanted: tuple[Selection, Order] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    def show(self, selection: Selection, order: Order) -> None:
        """Show what this order makes of the first texts that it edits, if it edits any."""
        if not getattr(order, "edits", None):
            self.stop()
            return
        if self._wanted != (selection, order):
            self._wanted = (selection, order)
            for row in self._rows():
                row.preview.wait()
            self._timer.start(panel_asking.IMPACT_MS)

    def stop(self) -> None:
        """Nothing would be edited any more."""
        self._wanted = None
        self._timer.stop()
        self._questions.forget((id(self), "examples"))

    def _ask(self) -> None:
        if self._wanted is None:
            return
        selection, order = self._wanted

        def asked(reader: Reader) -> object:
            return reader.examples(selection, order, MOST, frozenset(order.edits))

        self._questions.ask((id(self), "examples"), asked, self._told, self._sorry, "orders")

    def _told(self, examples: Sequence[Example]) -> None:
        for row in self._rows():
            row.preview.say([one for one in examples if one.field == row.field.key])

    def _sorry(self, fault: Fault) -> None:
        self._wanted = None
        for row in self._rows():
            row.preview.complain(told(fault.sentence))

    def _rows(self) -> list[TextRow]:
        """The fields whose texts are being edited now."""
        return [row for row in self._form.rows.values() if isinstance(row, TextRow) and row.touched and row.edit()]
