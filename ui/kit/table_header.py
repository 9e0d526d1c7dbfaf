"""The head of a table: titles, the sort arrow, and the box that selects all that match."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.kit import icons
from ui.kit.fonts import font
from ui.kit.table_cells import CHECK_WIDTH, PAD, paint_check
from ui.kit.table_model import TableModel
from ui.kit.theme import color

HEIGHT = 32
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Header(QHeaderView):
    """Paints itself; clicks become wishes for another order, for all rows, or for other columns."""

    order_wished = Signal(str)
    all_wished = Signal()
    columns_wished = Signal(QPoint)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = model
        self._pressed = QPoint()
        self.order, self.descending = "", False
        self.setSectionsMovable(True)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFirstSectionMovable(not model.lead)
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(CHECK_WIDTH)
        self.setStretchLastSection(True)

    def show_order(self, order: str, *, descending: bool) -> None:
        """Put the arrow there."""
        self.order, self.descending = order, descending
        self.viewport().update()

    def check_state(self) -> str:
        """``all``, ``some`` or ``none`` of what matches."""
        marks = self._table.marks
        if marks.all_shown():
            return "some" if marks.selection.minus else "all"
        return "none" if marks.selection.query is None and not marks.selection.plus else "some"

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Qt's entry for one title."""
        painter.fillRect(rect, color("sunken"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("border"))
        if logicalIndex < self._table.lead:
            paint_check(painter, rect.adjusted(3, 0, 0, 0), self.check_state())
            return
        column = self._table.columns[logicalIndex - self._table.lead]
        sorted_here = bool(self.order) and self.order == order_key(column.key, column.order)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(font("small", 600))
        painter.setPen(color("text" if sorted_here else "muted"))
        title = str(column.title)
        width = QFontMetrics(font("small", 600)).horizontalAdvance(title)
        right = column.align == "right"
        painter.drawText(
            inner.adjusted(0, 0, -16 if right and sorted_here else 0, 0), _RIGHT if right else _LEFT, title
        )
        if sorted_here:
            left = inner.right() - 13 if right else min(inner.x() + width + 5, inner.right() - 13)
            name = "arrow-down" if self.descending else "arrow-up"
            icons.paint(painter, name, "accent_text", QRect(left, rect.y(), 13, rect.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, so that dragging a column is not taken for a click."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag sorts or selects."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        near_edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if event.button() != Qt.MouseButton.LeftButton or near_edge or (place - self._pressed).manhattanLength() > 4:  # noqa: PLR2004 - pixels of a shaky hand
            return
        self._clicked(self.logicalIndexAt(place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click offers the columns."""
        self.columns_wished.emit(event.globalPos())

    def _clicked(self, section: int) -> None:
        if 0 <= section < self._table.lead:
            self.all_wished.emit()
        elif section >= 0:
            column = self._table.columns[section - self._table.lead]
            key = order_key(column.key, column.order)
            if key:
                self.order_wished.emit(key)


def order_key(key: str, order: str | None) -> str:
    """The name by which the read model sorts a column; empty where it does not."""
    return key if order is None else order
