"""How charts are drawn: columns where all values fit above them, rows with their values where they do not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.kit.chart_curve import paint_curve, paint_gauge
from ui.kit.chart_values import Bar, Figures
from ui.kit.chart_words import CENTRE, LABEL, LEFT, RIGHT, width_of, write
from ui.kit.theme import color

COLUMNS, CURVE, ROW, RANK, GAUGE = 200, 220, 22, 30, 30
"""Heights of charts as columns or as a curve, and of one row of the others."""
GAP = 6
_SHARE = 0.34
"""Of a row, at most so much is left to its name."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The value that is brought out."""

    over: int | None = None


def height_of(figures: Figures, width: float) -> int:
    """How tall a chart of that width is."""
    if figures.is_empty and figures.empty:
        return ROW + GAP
    if figures.kind == "curve":
        return CURVE
    if figures.kind == "bars" and _are_columns(figures, width):
        return COLUMNS
    return _row(figures) * max(1, len(figures.bars))


def places(figures: Figures, ground: QRectF) -> list[QRectF]:
    """Where each value can be pointed at."""
    count = len(figures.bars)
    if not count or (figures.is_empty and figures.empty):
        return []
    if figures.kind == "curve" or (figures.kind == "bars" and _are_columns(figures, ground.width())):
        step = ground.width() / count
        return [QRectF(ground.left() + at * step, ground.top(), step, ground.height()) for at in range(count)]
    step = _row(figures)
    return [QRectF(ground.left(), ground.top() + at * step, ground.width(), step) for at in range(count)]


def paint(painter: QPainter, ground: QRectF, figures: Figures, sight: Sight = Sight()) -> None:
    """Draw a chart into a rectangle; the painter is left as it was."""
    painter.save()
    spots = places(figures, ground)
    if not spots:
        write(painter, ground, figures.empty, "muted", LEFT, "body")
    elif figures.kind == "curve":
        paint_curve(painter, ground, figures, spots, sight.over)
    elif figures.kind == "bars" and _are_columns(figures, ground.width()):
        for at, (bar, spot) in enumerate(zip(figures.bars, spots, strict=True)):
            _paint_column(painter, spot, bar, bar.value / figures.most, at == sight.over)
        painter.fillRect(QRectF(ground.left(), ground.bottom() - LABEL, ground.width(), 1), color("strong"))
    elif figures.kind == "gauge":
        for bar, spot in zip(figures.bars, spots, strict=True):
            paint_gauge(painter, spot, bar, figures)
    else:
        widest = max(width_of(bar.said, 500) for bar in figures.bars)
        name = min(max(width_of(bar.label) for bar in figures.bars), ground.width() * _SHARE)
        for at, (bar, spot) in enumerate(zip(figures.bars, spots, strict=True)):
            _paint_row(painter, spot, bar, (name, widest, bar.value / figures.most), at == sight.over)
    painter.restore()


def _row(figures: Figures) -> int:
    return {"ladder": RANK, "gauge": GAUGE}.get(figures.kind, ROW)


def _are_columns(figures: Figures, width: float) -> bool:
    return max([0.0, *(width_of(bar.said) for bar in figures.bars)]) + GAP <= width / max(1, len(figures.bars))


def _paint_column(painter: QPainter, spot: QRectF, bar: Bar, share: float, over: bool) -> None:
    room = spot.height() - 2 * LABEL - 2
    height = max(2.0 if bar.value else 0.0, share * room)
    left = spot.left() + spot.width() * 0.18
    column = QRectF(left, spot.bottom() - LABEL - height, spot.width() * 0.64, height)
    painter.fillRect(column, color("accent_hover" if over else "accent"))
    write(painter, QRectF(spot.left(), column.top() - LABEL, spot.width(), LABEL), bar.said, *_loud(bar, CENTRE))
    write(painter, QRectF(spot.left(), spot.bottom() - LABEL + 2, spot.width(), LABEL - 2), bar.label)


def _paint_row(painter: QPainter, spot: QRectF, bar: Bar, sizes: tuple[float, float, float], over: bool) -> None:
    name, widest, share = sizes
    write(painter, QRectF(spot.left(), spot.top(), name, spot.height()), bar.label, "text", LEFT)
    write(painter, spot, bar.said, *_loud(bar, RIGHT))
    room = QRectF(spot.left() + name + 10, spot.top(), spot.width() - name - widest - 20, spot.height())
    if bar.parts:
        _paint_months(painter, QRectF(room.left(), room.top() + 5, 12 * 9, room.height() - 9), bar.parts)
        room.setLeft(room.left() + 12 * 9 + 12)
    strip = QRectF(room.left(), spot.center().y() - 5, max(2.0 if bar.value else 0.0, room.width() * share), 10)
    painter.fillRect(QRectF(room.left(), strip.top(), max(0.0, room.width()), 10), color("sunken"))
    painter.fillRect(strip, color("accent_hover" if over else "accent"))


def _paint_months(painter: QPainter, place: QRectF, parts: tuple[int, ...]) -> None:
    most, step = max([1, *parts]), place.width() / len(parts)
    for at, part in enumerate(parts):
        height = max(1.5, place.height() * part / most)
        tone = "strong" if part else "track"
        painter.fillRect(QRectF(place.left() + at * step, place.bottom() - height, step - 2, height), color(tone))


def _loud(bar: Bar, align: Qt.AlignmentFlag) -> tuple[str, Qt.AlignmentFlag, str, int]:
    """How a value is written: nothing is said quietly."""
    return ("text", align, "caption", 500) if bar.value else ("faint", align, "caption", 400)
