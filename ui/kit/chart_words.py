"""The words on charts: one small size, figures of equal width, cut where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.kit.fonts import font
from ui.kit.theme import color

LABEL = 18
"""Height of a line of words."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def write(
    painter: QPainter,
    place: QRectF,
    text: str,
    tone: str = "muted",
    align: Qt.AlignmentFlag = CENTRE,
    size: str = "caption",
    weight: int = 400,
) -> None:
    """Write one line into a place."""
    used = font(size, weight, tabular=True)
    painter.setFont(used)
    painter.setPen(color(tone))
    shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
    painter.drawText(place, int(align) | Qt.TextFlag.TextSingleLine, shown)


def width_of(text: str, weight: int = 400) -> float:
    """How wide a line is."""
    return QFontMetricsF(font("caption", weight, tabular=True)).horizontalAdvance(text)
