"""What a strip of days says: to the eye under it, to the mouse over it, and to a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ui.kit import show
from ui.kit.day_span import DAYS, OVERDUE, Span, day_of
from ui.kit.declare import Text, counted
from ui.kit.words import locale, tr


@dataclass(frozen=True, slots=True)
class Wording:
    """Says days with their counts in the chosen language."""

    noun: Text
    empty: Text
    today: date
    counts: Mapping[int, int]

    def summary(self, chosen: Span | None) -> str:
        """The chosen days with their rows; without any, what there is to choose from."""
        if chosen is not None:
            return tr("Side", "{days}: {rows}", days=self._days(chosen), rows=self._rows(chosen))
        ahead, overdue = Span(0, DAYS - 1), self.counts.get(OVERDUE, 0)
        said = self._rows(ahead) if self._sum(ahead) else str(self.empty)
        return tr("Side", "{words} · {count} overdue", words=said, count=overdue) if overdue else said

    def day(self, number: int) -> str:
        """One day with its rows."""
        return tr("Side", "{days}: {rows}", days=self._day(number), rows=self._rows(Span(number, number)))

    def _sum(self, span: Span) -> int:
        return sum(count for number, count in self.counts.items() if number in span)

    def _rows(self, span: Span) -> str:
        return counted(self.noun, self._sum(span))

    def _day(self, number: int) -> str:
        return overdue(self.today) if number == OVERDUE else named_day(day_of(number, self.today))

    def _days(self, span: Span) -> str:
        if span.first == span.last:
            return self._day(span.first)
        last = show.day(day_of(span.last, self.today))
        if span.first == OVERDUE:
            return tr("Side", "overdue and up to {day}", day=last)
        return f"{show.day(day_of(span.first, self.today))} – {last}"


def named_day(day: date) -> str:
    """A day with its name: Tue 1 Dec 2026."""
    return f"{locale().standaloneDayName(day.isoweekday(), locale().FormatType.ShortFormat)} {show.day(day)}"


def overdue(today: date) -> str:
    """Everything before today."""
    return tr("Side", "overdue, before {day}", day=show.day(today))
