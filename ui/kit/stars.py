"""Stars of a rating: five to press, and as a function for painters."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.kit.labels import plain_tip
from ui.kit.theme import color
from ui.kit.words import follow_words, tn, tr

BEST = 5
_POINTS = tuple(
    (math.sin(math.pi * corner / 5) * radius, -math.cos(math.pi * corner / 5) * radius)
    for corner, radius in enumerate((1.0, 0.42) * 5)
)
"""A star around the origin, with a radius of one."""


def paint_star(painter: QPainter, place: QRectF, *, on: bool, tone: str = "warning.bar", off: str = "strong") -> None:
    """One star that fills the place: full when it is given, an outline when not."""
    middle, radius = place.center(), min(place.width(), place.height()) / 2 - 1
    painter.setPen(QPen(color(tone if on else off), 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(color(tone) if on else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([middle + QPointF(x * radius, y * radius) for x, y in _POINTS]))


def paint_stars(painter: QPainter, place: QRect, rating: int, size: int = 9) -> None:
    """As many small stars as were given, from the left."""
    for number in range(rating):
        box = QRectF(place.x() + number * (size + 1), place.center().y() - size / 2 + 0.5, size, size)
        paint_star(painter, box, on=True)


class Stars(QWidget):
    """Five stars side by side; pressing the last one given takes all away."""

    wished = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rating = 0
        self.buttons = [_Star(number) for number in range(1, BEST + 1)]
        for star in self.buttons:
            row.addWidget(star)
            star.clicked.connect(lambda _checked=False, number=star.number: self._press(number))
        follow_words(self, self._say)

    def show_rating(self, rating: int) -> None:
        """So many are given."""
        self.rating = rating
        for star in self.buttons:
            star.on = star.number <= rating
            star.update()
        self._say()

    def _press(self, number: int) -> None:
        self.wished.emit(0 if number == self.rating else number)

    def _say(self) -> None:
        for star in self.buttons:
            name = tn("Culling", "%n star(s)", star.number)
            star.setAccessibleName(tr("Culling", "{stars}, given", stars=name) if star.on else name)
            star.setToolTip(plain_tip(f"{name} ({star.number})"))


class _Star(QAbstractButton):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number, self.on = number, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(30, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        paint_star(painter, QRectF(4, 5, 22, 22), on=self.on)
