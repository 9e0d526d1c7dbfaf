"""The line items of the rows of a queue, the neighbours' fetched ahead."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from rightsdesk.desk import Reader
from ui.kit.declare import Row
from ui.kit.declare_review import Review
from ui.kit.inspector_asking import items_of, members

if TYPE_CHECKING:
    from ui.kit.panel import Panel

KEPT = 60
"""Rows whose items are kept; what they say does not change, only what was found in them."""
Members = Sequence[Mapping[str, Any]]


class ReviewItems(QObject):
    """Shows the items of a row at once where they are here, soon where they are not."""

    def __init__(self, view: Panel, review: Review) -> None:
        super().__init__(view)
        self._view, self._review = view, review
        self._kept: OrderedDict[int, Members] = OrderedDict()
        self._tab = next(tab for tab in view.feature.inspector.tabs if tab.kind == "items")

    def show_row(self, row: Row) -> None:
        """The items of that row."""
        if row.id in self._kept:
            self._show(row)
        else:
            self._fetch("items", [row.id])

    def ahead(self, rows: Sequence[Row]) -> None:
        """Have the items of these rows ready."""
        missing = [row.id for row in rows if row.id not in self._kept]
        if missing:
            self._fetch("items-ahead", missing)

    def _fetch(self, name: str, ids: Sequence[int]) -> None:
        table, tab = self._view.feature.table, self._tab

        def question(reader: Reader) -> dict[int, Members]:
            return {one: members(reader, table, tab, one) for one in ids}

        self._view.asking.once(name, question, self._keep)  # type: ignore[arg-type] # the answer of the question

    def _keep(self, found: Mapping[int, Members]) -> None:
        self._kept.update(found)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        row = self._view.inspector.row
        if row is not None and row.id in found:
            self._show(row)

    def _show(self, row: Row) -> None:
        self._kept.move_to_end(row.id)
        self._view.inspector.show_lines(self._tab, items_of(self._kept[row.id], self._tab, self._review, row))
