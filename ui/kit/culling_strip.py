"""The film strip: the rows before and after the one that is looked at, with what was said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.stars import paint_stars
from ui.kit.table_cells import paint_thumbnail
from ui.kit.theme import color
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import tr

FRAME = QSize(84, 57)
GAP = 8
FOOT = 16
"""Room for stars and mark below a frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the strip: its place in the list, its key (empty while it is on its way), and what was said."""

    number: int
    key: str
    rating: int = 0
    picked: bool = False


class FilmStrip(QWidget):
    """Paints what it is given, the present one in the middle; a click wishes for another."""

    wished = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.frames: Sequence[Frame] = ()
        self.current = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.arrived.connect(self.update)

    def reach(self) -> int:
        """How many frames fit at each side of the present one."""
        return max(1, (self.width() - FRAME.width()) // 2 // (FRAME.width() + GAP) + 1)

    def say(self, frames: Sequence[Frame], current: int) -> None:
        """Show these; ``current`` is the number of the present one."""
        self.frames, self.current = frames, current
        self.setAccessibleName(tr("Culling", "Film strip"))
        self.update()

    def sizeHint(self) -> QSize:
        """One frame and what stands below it."""
        return QSize(200, FRAME.height() + FOOT + 10)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The picture under the pointer."""
        point = event.position().toPoint()
        hit = next((one.number for one in self.frames if self._place(one.number).contains(point)), None)
        if hit is not None:
            self.wished.emit(hit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frames from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self.frames:
            place = self._place(one.number)
            if place.intersects(self.rect()):
                self._paint(painter, one, place)

    def _place(self, number: int) -> QRect:
        left = (self.width() - FRAME.width()) // 2 + (number - self.current) * (FRAME.width() + GAP)
        return QRect(left, 5, FRAME.width(), FRAME.height())

    def _paint(self, painter: QPainter, one: Frame, place: QRect) -> None:
        rejected = one.rating < 0
        painter.setOpacity(0.35 if rejected else 1.0)
        if one.key:
            paint_thumbnail(painter, place, one.key, self._thumbnails, self.devicePixelRatioF())
        else:
            painter.fillRect(place, color("track"))
        painter.setOpacity(1.0)
        if one.number == self.current:
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(-3, -3, 3, 3), 6, 6)
        below = QRect(place.x(), place.bottom() + 5, place.width(), FOOT - 4)
        if rejected:
            icons.paint(painter, "circle-x", "failed.text", QRect(below.x(), below.y(), 12, 12))
        elif one.picked:
            icons.paint(painter, "flag", "ok.text", QRect(below.x(), below.y(), 12, 12))
        if one.rating > 0:
            paint_stars(painter, below.adjusted(16, 0, 0, 0), one.rating)
