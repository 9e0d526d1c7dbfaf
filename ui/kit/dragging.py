"""Rows dragged out of the window: ids as text, the rows as CSV; the same lies behind Ctrl+C and the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication

from rightsdesk.desk import Reader, Selection
from ui.kit import selection as steps
from ui.kit.copied import separated
from ui.kit.copying import is_marked
from ui.kit.declare import counted
from ui.kit.fonts import font
from ui.kit.theme import color
from ui.kit.words import tn

if TYPE_CHECKING:
    from ui.kit.panel import Panel

MOST = 2_000
"""Rows that one movement of the hand carries; more are copied or exported."""
CSV = "text/csv"


class Dragging(QObject):
    """Watches the rows: a movement with the button down takes the selection along, or the row it began on."""

    def __init__(self, panel: Panel, rows: QAbstractItemView) -> None:
        super().__init__(panel)
        self._panel, self._rows = panel, rows
        self._from: tuple[QPoint, int] | None = None
        rows.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press, move far enough, carry."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._press(event)
            elif event.type() == QEvent.Type.MouseMove:
                self._move(event.position().toPoint())
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._from = None
        return super().eventFilter(watched, event)

    def content(self, reader: Reader, meant: Selection) -> tuple[list[str], str]:
        """Ids and CSV of the rows; asked on the reading thread."""
        panel = self._panel
        keys = reader.keys(panel.feature.table, reader.selected_ids(meant))
        return keys, separated(reader, panel.exporting.wanted(meant))

    def data(self, keys: list[str], table: str) -> QMimeData:
        """What other programs may take: text, or a table."""
        data = QMimeData()
        data.setText("\n".join(keys))
        data.setData(CSV, table.encode())
        return data

    def _press(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self._rows.indexAt(place)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        model = self._panel.model
        on_row = plain and index.isValid() and index.column() >= model.lead
        self._from = (place, index.row()) if on_row else None

    def _move(self, place: QPoint) -> None:
        if self._from is None:
            return
        start, number = self._from
        if (place - start).manhattanLength() < QApplication.startDragDistance():
            return
        self._from = None
        panel = self._panel
        chosen = panel.marks.selection
        meant = chosen if is_marked(panel, number) else steps.these(panel.feature.table, (panel.model.ids[number],))
        count = panel.marks.known_count() if meant is chosen else 1
        if count is None or count > MOST:
            words = tn("Copy", "At most %n row(s) can be dragged; copy or export more", MOST)
            panel.around.toasts.say(words, state="warning")
            return
        panel.asking.once("drag", lambda reader: self.content(reader, meant), self._carry)  # type: ignore[arg-type] # the answer of content

    def _carry(self, found: tuple[list[str], str]) -> None:
        if not QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return
        keys, table = found
        drag = QDrag(self._rows)
        drag.setMimeData(self.data(keys, table))
        drag.setPixmap(_picture(counted(self._panel.feature.noun, len(keys))))
        drag.exec(Qt.DropAction.CopyAction)


def _picture(words: str) -> QPixmap:
    used = font("small", 600)
    made = QPixmap(QFontMetrics(used).horizontalAdvance(words) + 20, 26)
    made.fill(color("accent"))
    painter = QPainter(made)
    painter.setFont(used)
    painter.setPen(color("on_accent"))
    painter.drawText(QRect(0, 0, made.width(), made.height()), int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
    return made
