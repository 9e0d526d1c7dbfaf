"""Days ahead by number, and a run of them as terms of the filter language and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ui.kit import show
from ui.kit.filter_terms import Term, dated, parsed, written

DAYS = 90
OVERDUE = -1
"""The place before the first day, for everything earlier."""
BEFORE = "before"
"""How the desk names it."""
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days by number, both ends within; 0 is today, `OVERDUE` all that was before."""

    first: int
    last: int

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last


def between(one: int, other: int) -> Span:
    """The run from one day to another, in whichever order."""
    return Span(min(one, other), max(one, other))


def day_of(number: int, today: date) -> date:
    """The day of that number; the one before today for `OVERDUE`."""
    return today + timedelta(days=number)


def key_of(number: int, today: date) -> str:
    """Under which name the desk counts that day."""
    return BEFORE if number == OVERDUE else day_of(number, today).isoformat()


def term_of(field: str, span: Span | None, today: date) -> str:
    """The filter that finds these days, half-open; empty for none."""
    if span is None:
        return ""
    after = f"{field}<{(day_of(span.last, today) + _ONE).isoformat()}"
    return after if span.first == OVERDUE else f"{field}>={day_of(span.first, today).isoformat()} {after}"


def span_of(field: str, where: str, today: date) -> Span | None:
    """The days that a filter narrows the field to, as far as they are within sight; None when it does not."""
    found = [_ends(term, today) for term in parsed(dated(where, today)) if term.field == field and not term.negative]
    ends = [one for one in found if one is not None]
    if not ends or len(ends) < len(found):
        return None
    first = max(max((one for one, _ in ends if one), default=date.min), today - _ONE)
    last = min(min((one for _, one in ends if one), default=date.max), today + timedelta(days=DAYS - 1))
    return Span((first - today).days, (last - today).days) if first <= last else None


def without(field: str, where: str) -> str:
    """The filter without what it says of that field: what a pane counts, so that its other values stay in sight."""
    return written(term for term in parsed(where) if term.field != field)


def _ends(term: Term, today: date) -> tuple[date | None, date | None] | None:
    """The first and the last day of a term, None for an open end; None alone for what is no day."""
    day = today if term.value.lower() == "today" else show.as_date(term.value)
    if day is None or len(term.value) > len("2026-12-01"):
        return None
    return {
        ":": (day, day),
        "=": (day, day),
        ">=": (day, None),
        ">": (day + _ONE, None),
        "<=": (None, day),
        "<": (None, day - _ONE),
    }.get(term.op)
