"""Moments as the read model keeps them: whole seconds since 1970 in UTC, so that every offset compares."""

from datetime import UTC, date, datetime
from functools import lru_cache

from rightsdesk.domain import period


@lru_cache(maxsize=65_536)
def seconds(text: str | None) -> int | None:
    """Return the moment of an ISO 8601 text, None for nothing or for what is no moment."""
    if not text:
        return None
    try:
        return int(period.moment(text).timestamp())
    except period.NotAMoment:
        return None


def iso(microseconds: int) -> str:
    """Return microseconds since 1970 as ISO 8601 text in UTC."""
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC).isoformat(timespec="milliseconds")


def iso_second(second: int) -> str:
    """Return a second since 1970 as ISO 8601 text in UTC."""
    return iso(second * 1_000_000)


def iso_if(second: int | None) -> str | None:
    """Return a second since 1970 as ISO 8601 text in UTC, None for none."""
    return None if second is None else iso_second(second)


def midnight(day: date) -> int:
    """Return the second in which a day begins in the zone of the publisher."""
    return period.begins(day.isoformat())
