"""What is left of a whole: over the months as a curve, or now as a gauge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.kit.chart_values import Bar, Figures
from ui.kit.chart_words import CENTRE, LABEL, LEFT, write
from ui.kit.show import number
from ui.kit.theme import color


def paint_curve(painter: QPainter, ground: QRectF, figures: Figures, spots: list[QRectF], over: int | None) -> None:
    """Draw what is left of a whole over the months; under each month stands how many go in it."""
    room = ground.adjusted(0, LABEL + 2, 0, -2 * LABEL - 2)
    left, whole = figures.whole, max(1, figures.whole)
    line = [QPointF(ground.left(), room.bottom() - room.height() * left / whole)]
    starts = []
    for bar, spot in zip(figures.bars, spots, strict=True):
        starts.append(left)
        left -= bar.value
        line.append(QPointF(spot.right(), room.bottom() - room.height() * left / whole))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent_soft"))
    painter.drawPolygon(QPolygonF([*line, room.bottomRight(), room.bottomLeft()]))
    painter.setPen(QPen(color("accent"), 2))
    painter.drawPolyline(QPolygonF(line))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 1), color("strong"))
    for at, (bar, spot) in enumerate(zip(figures.bars, spots, strict=True)):
        top = QRectF(spot.left(), line[at].y() - LABEL, spot.width(), LABEL)
        write(painter, top, number(starts[at]), "muted", CENTRE)
        foot = QRectF(spot.left(), room.bottom() + 2, spot.width(), LABEL)
        write(painter, foot, bar.label, "accent_text" if at == over else "muted")
        gone = f"−{number(bar.value)}" if bar.value else "0"
        write(painter, foot.translated(0, LABEL - 2), gone, "text" if bar.value else "faint", weight=500)


def paint_gauge(painter: QPainter, spot: QRectF, bar: Bar, figures: Figures) -> None:
    """Draw one part of a whole, with a line where the whole is warned of and where it is full."""
    write(painter, QRectF(spot.left(), spot.top(), spot.width(), 17), bar.said, "text", LEFT, weight=500)
    track, most = QRectF(spot.left(), spot.top() + 19, spot.width(), 8), max(1, figures.whole, bar.value)
    painter.fillRect(track, color("track"))
    used = QRectF(track.left(), track.top(), track.width() * bar.value / most, track.height())
    painter.fillRect(used, color(f"{figures.tone}.bar"))
    for mark in figures.marks:
        at = min(track.right() - 2, track.left() + track.width() * mark / most)
        painter.fillRect(QRectF(at, track.top() - 3, 2, track.height() + 6), color("text"))
