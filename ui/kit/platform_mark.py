"""A platform as it is shown everywhere: its colour with its letter."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.kit.fonts import font
from ui.kit.theme import color


@dataclass(frozen=True, slots=True)
class PlatformMark:
    """A platform as the bar shows it: key, name, its colour as text and its letter; an empty key means all."""

    key: str
    name: str
    color: str
    letter: str


def tile(mark: PlatformMark, ratio: float) -> QPixmap:
    """The letter of a platform on its colour, twenty pixels wide."""
    made = QPixmap(round(20 * ratio), round(20 * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    own = QColor(mark.color)
    painter.setBrush(own if own.isValid() else color("strong"))
    painter.drawRoundedRect(QRectF(0, 0, 20, 20), 4, 4)
    painter.setPen(color("on_accent"))
    painter.setFont(font("caption", 700))
    painter.drawText(QRectF(0, 0, 20, 20), Qt.AlignmentFlag.AlignCenter, mark.letter[:1].upper())
    painter.end()
    return made
