"""Where the days of a strip stand: in as many rows as keep a day wide enough to be hit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from ui.kit.day_span import DAYS, OVERDUE

ROW = 60
"""Height of one row of days."""
LABELS, FOOT = 17, 5
NARROWEST = 6.0
"""Pixels a day gets at least; what does not fit goes to a further row."""
LEAD = 3
"""The bar of what is overdue is as wide as so many days."""
_CELLS = DAYS + LEAD


@dataclass(frozen=True, slots=True)
class Places:
    """The days in a given width."""

    width: float

    @property
    def rows(self) -> int:
        """How many rows they need."""
        return max(1, -int(-_CELLS * NARROWEST // max(self.width, NARROWEST)))

    @property
    def in_row(self) -> int:
        """How many days stand in a row."""
        return -(-_CELLS // self.rows)

    @property
    def day(self) -> float:
        """How wide one day is."""
        return self.width / self.in_row

    def rect(self, number: int) -> QRectF:
        """The whole place of a day, labels included."""
        row, cell = divmod(max(0, number + LEAD), self.in_row) if number != OVERDUE else (0, 0)
        return QRectF(cell * self.day, row * ROW, self.day * (LEAD if number == OVERDUE else 1), ROW)

    def at(self, place: QPointF) -> int:
        """The day at that place; beside all of them the nearest."""
        row = min(self.rows - 1, max(0, int(place.y() // ROW)))
        cell = min(self.in_row - 1, max(0, int(place.x() // self.day)))
        number = row * self.in_row + cell - LEAD
        return OVERDUE if number < 0 else min(DAYS - 1, number)

    def bar(self, number: int, share: float) -> QRectF:
        """The bar of a day that is that share of the height."""
        place = self.rect(number)
        height = max(2.0, share * (ROW - LABELS - FOOT))
        gap = min(1.5, place.width() * 0.15)
        return QRectF(place.x() + gap / 2, place.bottom() - FOOT - height, place.width() - gap, height)
