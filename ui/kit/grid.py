"""The same rows as the table's, as tiles: cursor, selection, pages and pending values are the table's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.kit.declare_tile import MEDIUM, SIZES, Tile, TileSize
from ui.kit.grid_cells import LEFT, TileDelegate, box_in, card_in, lines_in, picture_in, pill_in
from ui.kit.grid_model import GridModel
from ui.kit.table import Table
from ui.kit.table_model import Index
from ui.kit.theme import color, theme
from ui.kit.thumbnail import Thumbnails

_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate
_WIDEST_GAP = 22
"""Pixels a tile may be set apart from its neighbour beyond its own gap; what is left stays free at the right."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NOTCH = 120


class Grid(QTableView):
    """A table view over a re-shaped model: a list view in icon mode would lay out every row."""

    size_wished = Signal(int)
    """One step larger or smaller."""

    def __init__(self, table: Table, tile: Tile, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.tiles = table, GridModel(table.table, tile, self)
        self.size_now: TileSize = SIZES[MEDIUM]
        self._turned = 0
        self._delegate = TileDelegate(self.tiles, thumbnails)
        self.setModel(self.tiles)
        self.setItemDelegate(self._delegate)
        self._dress()
        table.selectionModel().currentRowChanged.connect(self._follow)
        self.tiles.table.marks.changed.connect(self.viewport().update)
        theme().changed.connect(self.viewport().update)
        thumbnails.arrived.connect(self.viewport().update)

    def _dress(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar keeps its place: without it tiles would jump when rows come.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(str(self.tiles.table.feature.title))
        # What is seen after scrolling is moved and only the rest painted; a view whose ground Qt fills is painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(40)
        self.setMinimumWidth(SIZES[0].width + LEFT + 30)

    # what is shown

    def resize_tiles(self, size: TileSize) -> None:
        """Other tiles; what was uppermost stays in sight, or the cursor where it was in sight."""
        self.size_now = self._delegate.size = size
        self._arrange()

    def wake(self, first: int) -> None:
        """Be shown with that row in the uppermost line, and the cursor where the table has it."""
        self.tiles.count()
        self._arrange()
        self._follow(self.list.currentIndex())
        self.scrollTo(self.tiles.place(first), QAbstractItemView.ScrollHint.PositionAtTop)

    def visible_rows(self) -> tuple[int, int]:
        """First and last row on screen; an empty grid answers (0, -1)."""
        total, across = len(self.tiles.table.ids), self.tiles.across
        if not total:
            return 0, -1
        first, last = max(0, self.rowAt(0)), self.rowAt(self.viewport().height() - 1)
        return first * across, total - 1 if last < 0 else min(total, (last + 1) * across) - 1

    def scroll_to(self, number: int) -> None:
        """Bring that row into sight."""
        if 0 <= number < len(self.tiles.table.ids):
            self.scrollTo(self.tiles.place(number))

    def at_top(self) -> bool:
        """Whether the first row is the uppermost."""
        return self.verticalScrollBar().value() == 0

    def number_at(self, place: QPoint) -> int:
        """The row whose card lies there, -1 between the cards."""
        index = self.indexAt(place)
        number = self.tiles.number(index) if index.isValid() else -1
        return number if number >= 0 and self._card(index).contains(place) else -1

    # Qt's events

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Paint only the lines that changed: a page of rows that is not on screen costs nothing."""
        top = self.rowViewportPosition(topLeft.row())
        bottom = self.rowViewportPosition(bottomRight.row()) + self.size_now.height
        self.viewport().update(QRect(0, top, self.viewport().width(), bottom - top).intersected(self.viewport().rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ask for the rows on screen, then paint what is here."""
        first, last = self.visible_rows()
        if last >= first:
            self.tiles.table.pages.want(first, last)
        self._delegate.cursor_row = self.list.cursor_row()
        self._delegate.focused = self.hasFocus()
        QPainter(self.viewport()).fillRect(event.rect(), color("surface"))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Deal the tiles out over the new width."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while something else was shown is made up for."""
        super().showEvent(event)
        self._arrange()
        self._follow(self.list.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor's frame says where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor's frame says where the keyboard is no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Cursor, tick or range, by where and with which keys: as in the table."""
        place = event.position().toPoint()
        number = self.number_at(place)
        if number < 0 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        before = self.list.cursor_row()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        cell = self._cell_at(number, place)
        self.list.move_cursor(number, scroll=False)
        self.list.touch(cell, event.modifiers(), before)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging over tiles does nothing of Qt's own."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """All happened when the button went down."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row; on the box a fast second click is a second click."""
        place = event.position().toPoint()
        number = self.number_at(place)
        if number >= 0 and self._cell_at(number, place).column() >= self.tiles.table.lead and not event.modifiers():
            self.list.opened.emit(self.tiles.table.row(number))
        else:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's keys, with left and right besides."""
        key, modifiers, row = event.key(), event.modifiers(), self.list.cursor_row()
        target = self._target(Qt.Key(key), row)
        if target is not None and len(self.tiles.table.ids):
            self.list.step_to(min(max(target, 0), len(self.tiles.table.ids) - 1), modifiers)
        elif key == Qt.Key.Key_Space and row >= 0:
            self.list.toggle(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers and row >= 0:
            self.list.opened.emit(self.tiles.table.row(row))
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """No jumping to letters: single letters are commands here."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the tiles grow and shrink, a step each notch."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        event.accept()
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= _NOTCH:
            self.size_wished.emit(1 if self._turned > 0 else -1)
            self._turned = 0

    # steps

    def _arrange(self) -> None:
        if not self.isVisible():
            return
        size, width = self.size_now, self.viewport().width() - 2 * LEFT
        across = max(1, width // size.width)
        pitch = min(max(width // across, size.width), size.width + _WIDEST_GAP)
        first, last = self.visible_rows()
        cursor, at_top = self.list.cursor_row(), self.at_top()
        changed = across != self.tiles.across or self.verticalHeader().defaultSectionSize() != size.height
        self.verticalHeader().setDefaultSectionSize(size.height)
        self.tiles.arrange(across)
        self.horizontalHeader().setDefaultSectionSize(pitch)
        self.setColumnWidth(0, pitch + LEFT)
        for column in range(1, across):
            self.setColumnWidth(column, pitch)
        self.verticalScrollBar().setSingleStep(max(20, size.height // 3))
        if changed:
            self._follow(self.list.currentIndex())
            self.updateGeometries()
            kept = first if at_top or not first <= cursor <= last else cursor
            self.scrollTo(self.tiles.place(kept), QAbstractItemView.ScrollHint.PositionAtTop)
        self.viewport().update()

    def _follow(self, current: QModelIndex, _previous: object = None) -> None:
        """Qt's own cursor goes where the table's is, so that assistive technology hears of it."""
        if not self.isVisible():
            return
        index = self.tiles.place(current.row()) if current.isValid() else QModelIndex()
        self.selectionModel().setCurrentIndex(index, _NO_UPDATE)
        self.viewport().update()

    def _target(self, key: Qt.Key, row: int) -> int | None:
        across, page = self.tiles.across, max(1, self.viewport().height() // self.size_now.height)
        steps = {
            **_STEPS,
            Qt.Key.Key_Up: -across,
            Qt.Key.Key_Down: across,
            Qt.Key.Key_PageUp: -across * page,
            Qt.Key.Key_PageDown: across * page,
        }
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return len(self.tiles.table.ids) - 1
        if key not in steps:
            return None
        target = row + steps[key]
        if abs(steps[key]) > 1 and not 0 <= target < len(self.tiles.table.ids):
            # Up from the first line stays there; down leads to the last row where another line follows.
            last = len(self.tiles.table.ids) - 1
            onward = row // across < last // across if steps[key] > 0 else row >= across
            return (last if steps[key] > 0 else row % across) if onward else row
        return target

    def _card(self, index: QModelIndex) -> QRect:
        return card_in(self.visualRect(index), self.size_now, first=index.column() == 0)

    def _cell_at(self, number: int, place: QPoint) -> QModelIndex:
        """The cell of the table whose words or box lie there, so that the same press does the same."""
        tiles, card = self.tiles, self._card(self.tiles.place(number))
        picture, lines = picture_in(card, self.size_now), lines_in(card, self.size_now)
        column, pill = tiles.title, tiles.pill(number)
        if pill is not None and pill_in(picture, pill[1]).contains(place):
            column = pill[0]
        elif tiles.table.lead and box_in(picture).adjusted(-5, -5, 3, 3).contains(place):
            column = 0
        elif len(lines) > 2 and lines[1].contains(place) and tiles.under >= 0:  # noqa: PLR2004 - the middle one of three
            column = tiles.under
        elif lines[-1].contains(place):
            wanted = tiles.right if place.x() > lines[-1].center().x() else tiles.left
            column = wanted if wanted >= 0 else column
        return tiles.table.index(number, column)
