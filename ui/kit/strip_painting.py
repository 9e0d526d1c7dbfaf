"""How a strip of days is drawn: weekends, bars by their state, months, and the frames of what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.kit import icons
from ui.kit.contents import WARN_DAYS
from ui.kit.day_span import DAYS, OVERDUE, Span, day_of
from ui.kit.fonts import font
from ui.kit.segmented_bar import hatch
from ui.kit.strip_places import FOOT, LABELS, LEAD, ROW, Places
from ui.kit.theme import color
from ui.kit.words import locale

_LABEL_GAP = 30
_WEEKEND = 5
_BESIDE = 0.4
"""How strongly bars are drawn that are not chosen while others are."""
_FAR, _USUAL = 3, 0.9
"""Licences end with the year: a day with more than three times what nine in ten days have is broken off."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen: counts by number of day, what is chosen, being chosen, under the cursor and the mouse."""

    today: date
    counts: Mapping[int, int]
    chosen: Span | None = None
    marked: Span | None = None
    cursor: int | None = None
    over: int | None = None


def tone_of(number: int) -> str:
    """The state of a day's bar: overdue, within the week, or later."""
    return "failed" if number == OVERDUE else "warning" if number <= WARN_DAYS else "neutral"


def scale(counts: Mapping[int, int]) -> int:
    """The count of a bar of full height: the largest of a day ahead that is not far beyond nearly all others."""
    ahead = sorted(count for number, count in counts.items() if number != OVERDUE and count)
    return max(count for count in ahead if count <= _FAR * ahead[int(len(ahead) * _USUAL)]) if ahead else 1


def paint_strip(painter: QPainter, places: Places, sight: Sight) -> None:
    """Ground, bars, labels, and the frames of what is chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(OVERDUE, DAYS):
        _paint_ground(painter, places, sight, number)
    highest, span = scale(sight.counts), sight.marked or sight.chosen
    for number, count in sight.counts.items():
        if count:
            painter.setOpacity(1.0 if span is None or number in span else _BESIDE)
            _paint_bar(painter, places.bar(number, min(1.0, count / highest)), number, cut=count > highest)
    painter.setOpacity(1.0)
    _paint_labels(painter, places, sight.today)
    for span, tone in ((sight.chosen, "accent"), (sight.marked, "focus")):
        if span is not None:
            _paint_frame(painter, places, span, tone)
    if sight.cursor is not None:
        painter.setPen(QPen(color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(places.rect(sight.cursor).adjusted(0, LABELS - 2, 0, -2), 2, 2)


def _paint_ground(painter: QPainter, places: Places, sight: Sight, number: int) -> None:
    place = places.rect(number)
    plot = place.adjusted(0, LABELS, 0, -FOOT)
    span = sight.marked or sight.chosen
    if number == sight.over:
        painter.fillRect(plot, color("track"))
    elif span is not None and number in span:
        painter.fillRect(plot, color("accent_soft"))
    elif number != OVERDUE and day_of(number, sight.today).weekday() >= _WEEKEND:
        painter.fillRect(plot, _thinned(color("track")))
    painter.fillRect(QRectF(place.x(), place.bottom() - FOOT, place.width(), 1), color("border"))
    if number == 0:
        painter.fillRect(QRectF(place.x(), place.bottom() - FOOT, max(3.0, place.width()), 3), color("accent_text"))


def _paint_bar(painter: QPainter, bar: QRectF, number: int, *, cut: bool) -> None:
    tone = tone_of(number)
    painter.fillRect(bar, color(f"{tone}.bar"))
    if tone == "failed":
        hatch(painter, bar, color("surface"))
    if cut:
        # It would flatten all others, so it is broken off; the words say how many there are.
        painter.fillRect(QRectF(bar.x(), bar.y() + 4, bar.width(), 2.5), color("surface"))


def _paint_labels(painter: QPainter, places: Places, today: date) -> None:
    lead = places.rect(OVERDUE)
    icons.paint(painter, "circle-alert", "failed.text", QRect(round(lead.center().x()) - 6, 1, 12, 12))
    painter.setFont(font("caption", 500))
    firsts = [number for number in range(DAYS) if day_of(number, today).day == 1]
    starts = [row * places.in_row - LEAD for row in range(1, places.rows)]
    taken: list[QRectF] = []
    for number in (*firsts, *starts, 0):
        place = places.rect(number)
        label = QRectF(place.x() + 2, place.y(), _LABEL_GAP, LABELS - 2)
        if number in firsts:
            painter.fillRect(QRectF(place.x(), place.y() + 3, 1, ROW - FOOT - 3), color("border"))
        if any(label.intersects(one) for one in taken) or label.right() > places.width + 4:
            continue
        taken.append(label)
        painter.setPen(color("muted" if number in firsts else "faint"))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, _month(day_of(number, today)))


def _paint_frame(painter: QPainter, places: Places, span: Span, tone: str) -> None:
    for row in range(places.rows):
        start = row * places.in_row - LEAD
        first, last = max(span.first, start if row else OVERDUE), min(span.last, start + places.in_row - 1)
        if first > last:
            continue
        whole = places.rect(first).united(places.rect(last)).adjusted(0, LABELS, 0, -FOOT)
        painter.fillRect(QRectF(whole.x(), whole.bottom(), whole.width(), 3), color(tone))
        painter.fillRect(QRectF(whole.x(), whole.y(), 1, whole.height()), color(tone))
        painter.fillRect(QRectF(whole.right() - 1, whole.y(), 1, whole.height()), color(tone))


def _month(day: date) -> str:
    return locale().standaloneMonthName(day.month, locale().FormatType.ShortFormat)


def _thinned(base: QColor) -> QColor:
    made = QColor(base)
    made.setAlphaF(0.6)
    return made
