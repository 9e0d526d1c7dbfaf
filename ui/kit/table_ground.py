"""The ground of every table: columns in the order and width a person gave them, rows as tall as they like."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.kit import tokens
from ui.kit.declare import Column
from ui.kit.table_cells import CHECK_WIDTH, Delegate
from ui.kit.table_header import Header
from ui.kit.table_layout import Layout
from ui.kit.table_model import TableModel
from ui.kit.theme import theme


class TableGround(QTableView):
    """Knows its columns; cursor, mouse and keys are the table's."""

    layout_touched = Signal()
    table: TableModel
    head: Header
    _layout: Layout
    _delegate: Delegate
    _laying_out: bool

    def visible_rows(self) -> tuple[int, int]:
        """First and last row on screen."""
        raise NotImplementedError

    def _dress(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # What is seen after scrolling is moved and only the rest painted; a view whose ground Qt fills is painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(str(self.table.feature.title))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(20)

    def apply_layout(self) -> None:
        """Show columns, widths and row height as the layout says."""
        self._laying_out = True
        lead, layout = self.table.lead, self._layout
        keys = [column.key for column in self.table.columns]
        if lead:
            self.head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            self.head.resizeSection(0, CHECK_WIDTH)
        for number, column in enumerate(self.table.columns):
            self.setColumnHidden(number + lead, not layout.visible(column))
            self.head.resizeSection(number + lead, layout.width(column))
        wanted = [key for key in layout.sequence if key in keys]
        wanted += [key for key in keys if key not in wanted]
        for place, key in enumerate(wanted):
            self.head.moveSection(self.head.visualIndex(keys.index(key) + lead), place + lead)
        self.space_rows()
        self._laying_out = False
        self._fill()

    def space_rows(self) -> None:
        """Rows as tall as this view, or else the settings, say."""
        wanted = self._layout.density or self.table.feature.density or theme().density
        height = tokens.ROW_HEIGHTS.get(wanted, tokens.ROW_HEIGHTS["comfortable"])
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.viewport().update()

    def fit_all(self) -> None:
        """Every column that is shown as wide as its contents."""
        for number in range(len(self.table.columns)):
            if not self.isColumnHidden(number + self.table.lead):
                self.fit_column(number + self.table.lead)

    def fit_column(self, section: int) -> None:
        """As wide as the widest of the rows on screen."""
        first, last = self.visible_rows()
        lead = self.table.lead
        column: Column = self.table.columns[section - lead]
        cells = (self.table.cell(number, section) for number in range(first, last + 1))
        widths = [self._delegate.wanted_width(cell, column) for cell in cells if cell is not None]
        self.head.resizeSection(section, max([CHECK_WIDTH, *widths]))

    def _resized(self, section: int, _old: int, new: int) -> None:
        if self._laying_out or section < self.table.lead or not new:
            return
        column = self.table.columns[section - self.table.lead]
        if not column.stretch:
            self._layout.widths[column.key] = new
            self.layout_touched.emit()
        self._fill()

    def _moved(self, *_places: int) -> None:
        if self._laying_out:
            return
        lead = self.table.lead
        sections = sorted(range(len(self.table.columns)), key=lambda number: self.head.visualIndex(number + lead))
        self._layout.sequence = [self.table.columns[number].key for number in sections]
        self.layout_touched.emit()

    def _fill(self) -> None:
        lead = self.table.lead
        wanting = [number + lead for number, one in enumerate(self.table.columns) if one.stretch]
        if self._laying_out or not wanting or self.isColumnHidden(wanting[0]):
            return
        self._laying_out = True
        self._give_up(wanting[0])
        # The declared widths: the last column on screen is drawn wider than it is, up to the edge.
        others = (CHECK_WIDTH if lead else 0) + sum(
            self._layout.width(one)
            for number, one in enumerate(self.table.columns, lead)
            if number != wanting[0] and not self.isColumnHidden(number)
        )
        smallest = self.table.columns[wanting[0] - lead].width
        self.head.resizeSection(wanting[0], max(smallest, self.viewport().width() - others))
        self._laying_out = False

    def _give_up(self, stretched: int) -> None:
        """Hide what can be spared while there is little room, the most dispensable first; asked-for columns stay."""
        lead, layout = self.table.lead, self._layout
        shown = [number for number, one in enumerate(self.table.columns) if layout.visible(one)]
        widths = {number: layout.width(self.table.columns[number]) for number in shown}
        widths[stretched - lead] = self.table.columns[stretched - lead].width
        spared = [n for n in shown if self.table.columns[n].spare and self.table.columns[n].key not in layout.shown]
        spared.sort(key=lambda number: self.table.columns[number].spare)
        room = self.viewport().width() - (CHECK_WIDTH if lead else 0)
        given = set()
        while spared and sum(width for number, width in widths.items() if number not in given) > room:
            given.add(spared.pop())
        for number in shown:
            self.setColumnHidden(number + lead, number in given)
