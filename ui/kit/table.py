"""The table every feature uses: any number of rows, its own selection, keyboard and mouse."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.kit.declare import Row
from ui.kit.table_cells import Delegate
from ui.kit.table_ground import TableGround
from ui.kit.table_header import Header
from ui.kit.table_layout import Layout
from ui.kit.table_model import TableModel
from ui.kit.theme import color, theme
from ui.kit.thumbnail import Thumbnails

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_MOVES = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate


class StandIn(Protocol):
    """What shows the rows in the table's place; the cursor stays the table's."""

    def visible_rows(self) -> tuple[int, int]:
        """First and last row on screen."""

    def scroll_to(self, number: int) -> None:
        """Bring that row into sight."""

    def scrollToTop(self) -> None:
        """Go to the first row."""

    def at_top(self) -> bool:
        """Whether the first row is the uppermost."""


class Table(TableGround):
    """A plain click moves the cursor, boxes and keys mark; Qt's own selection stays empty."""

    cursor_moved = Signal(object)
    """The row under the cursor, None while it is on its way."""
    opened = Signal(object)
    """A row that was double-clicked or entered."""
    filter_wished = Signal(object, object)
    """A column and a row: filter by the value in this cell."""
    pill_clicked = Signal(object, object)

    def __init__(
        self, model: TableModel, thumbnails: Thumbnails, layout: Layout, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table, self._layout = model, layout
        self._thumbnails = thumbnails
        self.cursor_id: int | None = None
        self._column = 0
        """The column of the cell under the cursor, as Qt counts them; 0 is the first that says something."""
        self.stand_in: StandIn | None = None
        self._laying_out = False
        self._delegate = Delegate(model, thumbnails)
        self.head = Header(model, self)
        self.setHorizontalHeader(self.head)
        # One column takes the spare room; only where none is declared the last one does.
        self.head.setStretchLastSection(not any(column.stretch for column in model.columns))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._dress()
        self._wire()
        self.apply_layout()

    def use_delegate(self, delegate: Delegate) -> None:
        """Let another one paint the cells."""
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def _wire(self) -> None:
        model = self.table
        self.head.all_wished.connect(self.toggle_all)
        self.head.sectionResized.connect(self._resized)
        self.head.sectionMoved.connect(self._moved)
        self.selectionModel().currentRowChanged.connect(self._cursor_changed)
        model.marks.changed.connect(self.repaint_marks)
        model.page_arrived.connect(self._page_arrived)
        theme().density_changed.connect(self.space_rows)
        theme().changed.connect(self.repaint_marks)
        self._thumbnails.arrived.connect(self.viewport().update)

    # columns

    # the cursor

    def visible_rows(self) -> tuple[int, int]:
        """First and last row on screen; an empty table answers (0, -1)."""
        if self.stand_in is not None:
            return self.stand_in.visible_rows()
        total = len(self.table.ids)
        if not total:
            return 0, -1
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, total - 1 if last < 0 else last

    def at_top(self) -> bool:
        """Whether nothing is above what is on screen."""
        return self.verticalScrollBar().value() == 0 if self.stand_in is None else self.stand_in.at_top()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight, here and where it is shown instead."""
        super().scrollTo(index, hint)
        if self.stand_in is not None:
            self.stand_in.scroll_to(index.row())

    def scrollToTop(self) -> None:
        """Go to the first row."""
        super().scrollToTop()
        if self.stand_in is not None:
            self.stand_in.scrollToTop()

    def cursor_row(self) -> int:
        """Where the cursor stands, -1 without one."""
        return self.currentIndex().row()

    def move_cursor(self, number: int, *, scroll: bool = True) -> None:
        """Put the cursor on that row."""
        column = self._column if self._column and not self.isColumnHidden(self._column) else self._first_column()
        index = self.table.index(number, column)
        self.selectionModel().setCurrentIndex(index, _NO_UPDATE)
        if scroll:
            self.scrollTo(index)

    def keep_cursor(self, row_id: int | None) -> None:
        """After other ids arrived: the cursor stays on the row that it had before, wherever that stands now.

        The row is told because rows taken from the end take the cursor with them.
        """
        place = self.table.place_of(row_id)
        if place >= 0:
            self.move_cursor(place, scroll=False)
        else:
            self.selectionModel().setCurrentIndex(QModelIndex(), _NO_UPDATE)
        self._ask_for_rows()

    def toggle_all(self) -> None:
        """The box in the head: all that match, or nothing once all are selected."""
        marks = self.table.marks
        marks.clear() if self.head.check_state() == "all" else marks.select_all()

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ask for the rows on screen, then paint what is here."""
        self._ask_for_rows()
        self._delegate.cursor_row = self.cursor_row()
        self._delegate.cursor_column = self._column if self.hasFocus() else 0
        QPainter(self.viewport()).fillRect(event.rect(), color("surface"))
        super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Cursor, tick or range, by where and with which keys."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        before = self.cursor_row()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._column = index.column() if index.column() >= self.table.lead else 0
        self.move_cursor(index.row(), scroll=False)
        self.touch(index, event.modifiers(), before)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging over rows does nothing of Qt's own."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """All happened when the button went down."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row; in the column of boxes a fast second click is a second click."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() >= self.table.lead and not event.modifiers():
            self.opened.emit(self.table.row(index.row()))
        else:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks, Shift with a movement marks a range, Enter opens; letters belong to the view's actions."""
        key, modifiers = event.key(), event.modifiers()
        row = self.cursor_row()
        if key == Qt.Key.Key_Space and row >= 0:
            self.toggle(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers and row >= 0:
            self.opened.emit(self.table.row(row))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not modifiers and row >= 0:
            self._move_across(1 if key == Qt.Key.Key_Right else -1)
        elif key in _MOVES and len(self.table.ids):
            self.step_to(self._target(Qt.Key(key), row), modifiers)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """No jumping to letters: single letters are commands here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the spare room to the column that wants it."""
        super().resizeEvent(event)
        self._fill()

    # steps

    def touch(self, index: QModelIndex, modifiers: Qt.KeyboardModifier, before: int) -> None:
        """What a press on a cell does with these keys; `before`: where the cursor stood."""
        row, lead = index.row(), self.table.lead
        if modifiers & _SHIFT:
            self.table.marks.reach(row, max(before, 0))
        elif lead and (index.column() < lead or modifiers & _CTRL):
            self.toggle(row)
        elif modifiers & _ALT:
            self._wish_filter(index)
        else:
            self.table.marks.anchor(self.table.ids[row])
            column = self.table.columns[index.column() - lead]
            if column.pills:
                self.pill_clicked.emit(column, self.table.row(row))

    def toggle(self, row: int) -> None:
        """Tick the row, or take its tick away."""
        self.table.marks.toggle(self.table.ids[row], self.table.members(row))

    def step_to(self, target: int, modifiers: Qt.KeyboardModifier) -> None:
        """Move the cursor by the keyboard; with Shift all rows on the way are marked."""
        row = self.cursor_row()
        self.move_cursor(target)
        if modifiers & _SHIFT and self.table.lead:
            self.table.marks.reach(target, max(row, 0))
        elif not modifiers & _CTRL:
            self.table.marks.anchor(self.table.ids[target])

    def _move_across(self, step: int) -> None:
        """The cell beside this one, in the order in which columns are shown."""
        place = self.head.visualIndex(self.currentIndex().column()) + step
        while self.table.lead <= place < self.head.count():
            section = self.head.logicalIndex(place)
            if not self.isColumnHidden(section):
                self._column = section
                self.move_cursor(self.cursor_row())
                return
            place += step

    def _target(self, key: Qt.Key, row: int) -> int:
        step = max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) - 1)
        top = len(self.table.ids) - 1
        wished = {
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_PageUp: row - step,
            Qt.Key.Key_PageDown: row + step,
            Qt.Key.Key_Home: 0,
        }.get(key, top)
        return min(max(wished, 0), top)

    def filter_by_cursor(self) -> None:
        """Filter by the value in the cell the cursor stands in."""
        if self.currentIndex().isValid():
            self._wish_filter(self.currentIndex())

    def _wish_filter(self, index: QModelIndex) -> None:
        column = self.table.columns[max(0, index.column() - self.table.lead)]
        row: Row | None = self.table.row(index.row())
        if row is not None:
            self.filter_wished.emit(column, row)

    def _first_column(self) -> int:
        return min(self.table.lead, self.table.columnCount() - 1)

    def _cursor_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.cursor_id = self.table.ids[current.row()]
            self.cursor_moved.emit(self.table.row(current.row()))
        self.viewport().update()

    def _page_arrived(self) -> None:
        row = self.cursor_row()
        if row >= 0:
            self.cursor_moved.emit(self.table.row(row))

    def repaint_marks(self) -> None:
        """The selection is another: rows and the box in the head."""
        self.viewport().update()
        self.head.viewport().update()

    def _ask_for_rows(self) -> None:
        first, last = self.visible_rows()
        if last >= first:
            self.table.pages.want(first, last)
