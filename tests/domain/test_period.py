"""Months and moments: half-open, in the platform's zone, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import period
from rightsdesk.domain.period import NotAMoment, NotAPeriod


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_exactly_one_month(day: date) -> None:
    month = period.month(f"{day:%Y-%m}")
    assert month.first <= day < month.after
    assert month.last == month.after - timedelta(days=1)
    assert str(month) == f"{day:%Y-%m}"


@pytest.mark.parametrize(
    ("text", "last"), [("2026-02", 28), ("2028-02", 29), ("2026-12", 31), ("2026-04", 30), ("2000-02", 29)]
)
def test_months_end_where_the_calendar_says(text: str, last: int) -> None:
    assert period.month(text).last.day == last


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "2026-1", "26-10", "2026/10", "2026-10-01", "1999-12"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        period.month(text)


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        ("2026-03-28", "2026-03-28T22:59:59+00:00"),
        ("2026-03-29", "2026-03-29T21:59:59+00:00"),
        ("2026-10-25", "2026-10-25T22:59:59+00:00"),
        ("2026-12-31", "2026-12-31T22:59:59+00:00"),
    ],
)
def test_an_end_without_a_time_is_the_end_of_that_day_in_berlin(day: str, utc: str) -> None:
    assert period.utc_text(period.moment(day)) == utc


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_the_end_of_a_day_is_still_that_day_there(day: date) -> None:
    end = period.moment(day.isoformat())
    assert period.local_day(end) == day
    assert period.local_day(end + timedelta(seconds=1)) == day + timedelta(days=1)


def test_another_zone_ends_its_day_elsewhere() -> None:
    assert period.utc_text(period.moment("2026-07-01", "America/New_York")) == "2026-07-02T03:59:59+00:00"


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-30", "0000-01-01", "31.12.2026", "12/31/2026", "2026-12-31T18:00:00", "tomorrow", "2026-03-29T"],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(NotAMoment):
        period.moment(text)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2098, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_moments_in_utc_are_in_order_as_texts(at: datetime) -> None:
    assert period.utc_text(at) <= period.utc_text(at + timedelta(seconds=1))
