"""Spans of time: accounting months and the day on which a right ends, in the platform's zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rightsdesk.domain.messages import Refused

ZONE = "Europe/Berlin"
_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")


class NotAPeriod(Refused):
    """The period is not a month such as 2026-10."""


class NotAMoment(Refused):
    """The moment is neither a day such as 2026-12-31 nor an ISO 8601 time with an offset."""


@dataclass(frozen=True, slots=True)
class Month:
    """An accounting month, half-open `[first, after)` in days of the platform's zone."""

    first: date
    after: date

    @property
    def last(self) -> date:
        """Return the last day that belongs to the month."""
        return self.after - timedelta(days=1)

    def __str__(self) -> str:
        """Return the month as 2026-10."""
        return f"{self.first:%Y-%m}"


def month(text: str) -> Month:
    """Return the month written as 2026-10, or refuse."""
    found = _MONTH.fullmatch(text)
    if found is None:
        sentence = f"{text!r} is not a month; write it as 2026-10."
        raise NotAPeriod(sentence)
    year, number = int(found[1]), int(found[2])
    return Month(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))


def moment(text: str, zone: str = ZONE) -> datetime:
    """Return the instant meant; a bare day means the end of that day in `zone` (product rules, section 4)."""
    try:
        if len(text) == len("2026-12-31"):
            return _end_of(date.fromisoformat(text), zone)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotAMoment(_not_a_moment(text)) from error
    if found.tzinfo is None:
        raise NotAMoment(_not_a_moment(text))
    return found


def begin(text: str, zone: str = ZONE) -> datetime:
    """Return the instant from which something holds; a bare day means its beginning in `zone`."""
    end = moment(text, zone)
    return datetime.combine(end, time(0), ZoneInfo(zone)) if len(text) == len("2026-12-31") else end


@lru_cache(maxsize=65_536)
def begins(text: str) -> int:
    """Return the whole second since 1970 from which something holds; a bare day means its beginning in `ZONE`."""
    return int(begin(text).timestamp())


@lru_cache(maxsize=65_536)
def seconds(text: str) -> int:
    """Return the moment written in `text` as whole seconds since 1970 in UTC, so that every offset compares."""
    return int(moment(text).timestamp())


def asked(text: str) -> int:
    """Return the second that a question about `text` means; of a bare day the last one that still belongs to it.

    So what ends with a day is found on that day, and what begins with the next one is not.
    """
    found = seconds(text)
    return found - 1 if len(text) == len("2026-12-31") else found


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone))


def _not_a_moment(text: str) -> str:
    return f"{text!r} is no date; write a day as 2026-12-31 or a moment as 2026-12-31T18:00:00+01:00."


def local_day(at: datetime, zone: str = ZONE) -> date:
    """Return the calendar day that `at` falls on in `zone`."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_of(text: str) -> str:
    """Return the calendar day, ISO 8601, that the moment written in `text` falls on in the publisher's zone."""
    return _day_of_quarter(seconds(text) // _QUARTER)


_QUARTER = 900
"""Seconds: no zone ever begins a day, or moves its clocks, within a quarter of an hour."""


@lru_cache(maxsize=65_536)
def _day_of_quarter(quarter: int) -> str:
    return local_day(datetime.fromtimestamp(quarter * _QUARTER, UTC)).isoformat()


def utc_text(at: datetime) -> str:
    """Return an instant as ISO 8601 text in UTC, comparable as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def months_after(day: date, months: int) -> date:
    """Return the day so many months later, the last of that month where it has no such day."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month_index + 1) // 12, (month_index + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month_index + 1, min(day.day, last))
