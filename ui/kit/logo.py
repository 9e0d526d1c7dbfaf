"""The mark of the program, painted at any size: a picture with a green light."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.kit import icons
from ui.kit.theme import color


class Logo(QWidget):
    """The mark as a widget; decoration, so that assistive technology passes over it."""

    def __init__(self, size: int, ground: str = "surface") -> None:
        super().__init__()
        self._ground = ground
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        paint_logo(QPainter(self), self.rect(), self._ground)


def paint_logo(painter: QPainter, rect: QRect, ground: str = "surface") -> None:
    """The mark on a ground of that token, whose colour rings the light."""
    side = round(rect.width() * 0.94)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent"))
    painter.drawRoundedRect(QRectF(rect.x(), rect.y(), side, side), side * 0.24, side * 0.24)
    inner = round(side * 0.58)
    place = QRect(rect.x() + (side - inner) // 2, rect.y() + (side - inner) // 2, inner, inner)
    icons.paint(painter, "image", "on_accent", place)
    painter.setPen(QPen(color(ground), side * 0.055))
    painter.setBrush(color("ok.bar"))
    light = side * 0.36
    corner = rect.width() - light - side * 0.03
    painter.drawEllipse(QRectF(rect.x() + corner, rect.y() + corner, light, light))


def window_icon() -> QIcon:
    """The mark for the title bar and the task bar of the system."""
    made = QIcon()
    for size in (16, 32, 64, 128):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_logo(painter, picture.rect().adjusted(0, 0, -size // 12, -size // 12))
        painter.end()
        made.addPixmap(picture)
    return made
