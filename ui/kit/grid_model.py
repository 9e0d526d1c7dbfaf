"""The rows of a table dealt out into tiles: line times tiles across plus column is the row."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.kit.contents import attribute
from ui.kit.declare_tile import Tile
from ui.kit.table_model import (
    ACCESSIBLE_DESCRIPTION,
    ACCESSIBLE_TEXT,
    CHECK,
    DISPLAY,
    TOOLTIP,
    Cell,
    Index,
    TableModel,
)

_BLANK = QModelIndex()
_ROLES = frozenset((DISPLAY, ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION, TOOLTIP, CHECK))


class GridModel(QAbstractTableModel):
    """Holds nothing of its own: ids, pages, overlay and marks are those of the table's model."""

    def __init__(self, table: TableModel, tile: Tile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self.tile = table, tile
        self.across = 1
        self._lines = 0
        places = {column.key: number + table.lead for number, column in enumerate(table.columns)}
        self.title = places[tile.title]
        self.under, self.left, self.right = (places.get(key, -1) for key in (tile.under, tile.left, tile.right))
        self.pills = tuple(places[key] for key in tile.pills)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        self._flags = flags | Qt.ItemFlag.ItemIsUserCheckable if table.lead else flags
        table.rowsInserted.connect(self.count)
        table.rowsRemoved.connect(self.count)
        table.dataChanged.connect(self._changed)

    def arrange(self, across: int) -> None:
        """Deal the rows out anew, so many side by side."""
        if across != self.across:
            self.beginResetModel()
            self.across = across
            self._lines = self._needed()
            self.endResetModel()

    def count(self) -> None:
        """As many lines as the rows need: they grow or shrink at the end."""
        before, after = self._lines, self._needed()
        if after > before:
            self.beginInsertRows(_BLANK, before, after - 1)
            self._lines = after
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_BLANK, after, before - 1)
            self._lines = after
            self.endRemoveRows()

    def number(self, index: Index) -> int:
        """The row of the table that a tile shows, -1 behind the last one."""
        found = index.row() * self.across + index.column()
        return found if index.isValid() and found < len(self.table.ids) else -1

    def place(self, number: int) -> QModelIndex:
        """The tile of a row."""
        return self.index(number // self.across, number % self.across)

    def pill(self, number: int) -> tuple[int, Cell] | None:
        """The column and cell laid over the picture of a row: the first state that is not a quiet one."""
        for column in self.pills:
            cell = self.table.cell(number, column)
            if cell is not None and cell.pill is not None and cell.pill.framed:
                return column, cell
        return None

    # Qt's questions

    def rowCount(self, parent: Index = _BLANK) -> int:
        """How many lines of tiles there are."""
        return 0 if parent.isValid() else self._lines

    def columnCount(self, parent: Index = _BLANK) -> int:
        """How many tiles stand side by side."""
        return 0 if parent.isValid() else self.across

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each tile can be the cursor and be ticked; behind the last one is nothing."""
        return self._flags if self.number(index) >= 0 else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Texts for assistive technology and tests; painting takes the cells directly."""
        number = self.number(index) if role in _ROLES else -1
        if number < 0:
            return None
        if role == CHECK:
            return self._ticked(number)
        if role == TOOLTIP:
            return self.table.data(self.table.index(number, self.title), TOOLTIP)
        return self._described(number) if role == ACCESSIBLE_DESCRIPTION else self._named(number, role)

    def setData(self, index: Index, value: object, role: int = 2) -> bool:
        """Ticking through assistive technology."""
        number = self.number(index)
        if role != CHECK or number < 0 or not self.table.lead:
            return False
        self.table.marks.toggle(self.table.ids[number], self.table.members(number))
        self.dataChanged.emit(index, index)
        return True

    def _ticked(self, number: int) -> object:
        if not self.table.lead:
            return None
        return Qt.CheckState.Checked if self.table.selected(number) else Qt.CheckState.Unchecked

    def _named(self, number: int, role: int) -> str | None:
        """The title, for assistive technology with the line and the figures below it."""
        title = self.table.cell(number, self.title)
        if title is None:
            return None
        figures = self._cells(number, (self.under, self.left, self.right)) if role == ACCESSIBLE_TEXT else ()
        return ", ".join(filter(None, (title.first.text, *(cell.first.text for cell in figures))))

    def _described(self, number: int) -> str:
        """What the figures mean more closely: how long still, in which state, which identifier."""
        told = [cell.second.text for cell in self._cells(number, (self.left, self.right))]
        told += [str(cell.pill.word) for cell in self._cells(number, self.pills) if cell.pill]
        row = self.table.row(number)
        told.append("" if row is None else str(attribute(row, "asset_id") or ""))
        return " · ".join(filter(None, told))

    def _cells(self, number: int, columns: tuple[int, ...]) -> Iterator[Cell]:
        for column in columns:
            cell = self.table.cell(number, column) if column >= 0 else None
            if cell is not None:
                yield cell

    def _needed(self) -> int:
        return -(-len(self.table.ids) // self.across)

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        top, bottom = first.row() // self.across, min(last.row() // self.across, self._lines - 1)
        if top <= bottom:
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, self.across - 1))
