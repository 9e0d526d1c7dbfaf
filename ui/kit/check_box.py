"""A check box as the table paints it, readable on every ground."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.kit.fonts import font
from ui.kit.table_cells import paint_check
from ui.kit.theme import color

BOX = 20
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class CheckBox(QCheckBox):
    """One switch with its words in small letters."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font("small"))

    def sizeHint(self) -> QSize:
        """Box and words."""
        return QSize(BOX + 4 + self.fontMetrics().horizontalAdvance(self.text()) + 4, BOX + 2)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, the words, and a frame while the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_check(painter, QRect(0, 0, BOX, self.height()), "all" if self.isChecked() else "none")
        painter.setFont(self.font())
        painter.setPen(color("text"))
        painter.drawText(self.rect().adjusted(BOX + 4, 0, 0, 0), _LEFT, self.text())
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
