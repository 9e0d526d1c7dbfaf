"""Days are those of the publisher: every moment falls on the day that a calendar in Berlin shows."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from rightsdesk.domain import period
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Query, Reader, ReadModel
from tests.readmodel.told import Told

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
EVERYTHING = Query("images")


def _ends(told: Told, model: ReadModel, *moments: str | None) -> None:
    for number, moment in enumerate(moments):
        told.image(str(number), licence_end=moment)
    model.catch_up_fully()


def test_each_day_of_the_span_is_told_with_those_before_it(told: Told, model: ReadModel, reader: Reader) -> None:
    _ends(told, model, "2026-11-25", "2026-11-26", "2026-11-26", "2026-11-28", "2026-11-29", None)
    found = reader.days(EVERYTHING, "online_until", date(2026, 11, 26), date(2026, 11, 28))
    assert found == {"before": 1, "2026-11-26": 2, "2026-11-27": 0, "2026-11-28": 1}


@pytest.mark.parametrize(
    ("change", "first_second", "last_second"),
    [
        (SPRING, "2027-03-27T23:00:00+00:00", "2027-03-28T21:59:59+00:00"),
        (AUTUMN, "2026-10-24T22:00:00+00:00", "2026-10-25T22:59:59+00:00"),
    ],
)
def test_a_day_on_which_clocks_change_begins_and_ends_at_midnight(
    told: Told, model: ReadModel, reader: Reader, change: date, first_second: str, last_second: str
) -> None:
    early, late = datetime.fromisoformat(first_second), datetime.fromisoformat(last_second)
    second = timedelta(seconds=1)
    _ends(told, model, *(at.isoformat() for at in (early - second, early, late, late + second)))
    found = reader.days(EVERYTHING, "online_until", change - timedelta(days=3), change + timedelta(days=3))
    day = timedelta(days=1)
    counted = [found[(change + step).isoformat()] for step in (-2 * day, -day, 0 * day, day, 2 * day)]
    assert counted == [0, 1, 2, 1, 0]


def test_a_year_with_both_changes_is_counted_as_the_calendar_does(told: Told, model: ReadModel, reader: Reader) -> None:
    chance, start = random.Random(11), datetime(2026, 6, 30, tzinfo=UTC)
    moments = [start + timedelta(minutes=chance.randrange(380 * 24 * 60)) for _ in range(600)]
    for change in (SPRING, AUTUMN):
        midnight = datetime(change.year, change.month, change.day, tzinfo=UTC)
        moments += [midnight + timedelta(minutes=30 * step) for step in range(-6, 54)]
    _ends(told, model, *(at.isoformat() for at in moments))
    first, last = date(2026, 7, 2), date(2027, 7, 8)
    expected = dict.fromkeys((_text(first + timedelta(days=n)) for n in range((last - first).days + 1)), 0)
    expected["before"] = 0
    for day in map(period.local_day, moments):
        if day <= last:
            expected["before" if day < first else _text(day)] += 1
    assert reader.days(EVERYTHING, "online_until", first, last) == expected


def test_each_day_counts_what_its_filter_finds(told: Told, model: ReadModel, reader: Reader) -> None:
    _ends(told, model, *(f"2026-10-{day:02}T{hour:02}:15:00+00:00" for day in (24, 25, 26) for hour in (0, 21, 22, 23)))
    found = reader.days(EVERYTHING, "online_until", date(2026, 10, 25), date(2026, 10, 27))
    assert found.pop("before") == reader.count(Query("images", "online_until<2026-10-25"))
    for day, count in found.items():
        assert count == reader.count(Query("images", f"online_until:{day}"))
    assert sum(found.values()) == 10


def test_only_rows_of_the_filter_and_the_platform_count(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", vendor="alpenpix", licence_end="2026-12-01")
    told.image("2", vendor="other", licence_end="2026-12-01")
    told.image("3", vendor="other", licence_end="2026-12-01", platforms=["daily"])
    told.image("4", vendor="other", licence_end="2026-11-01")
    model.catch_up_fully()
    query = Query("images", "vendor:other", platform="mag")
    found = reader.days(query, "online_until", date(2026, 12, 1), date(2026, 12, 1))
    assert found == {"before": 1, "2026-12-01": 1}


@pytest.mark.parametrize("where", ["", "vendor:alpenpix"])
def test_the_midnight_after_the_last_day_is_outside(told: Told, model: ReadModel, reader: Reader, where: str) -> None:
    _ends(told, model, "2026-12-01T00:00:00+01:00", "2026-12-01T23:59:59+01:00", "2026-12-02T00:00:00+01:00")
    found = reader.days(Query("images", where), "online_until", date(2026, 12, 1), date(2026, 12, 1))
    assert found == {"before": 0, "2026-12-01": 2}


def test_a_span_that_ends_before_it_begins_has_no_days(told: Told, model: ReadModel, reader: Reader) -> None:
    _ends(told, model, "2026-11-25")
    assert reader.days(EVERYTHING, "online_until", date(2026, 12, 2), date(2026, 12, 1)) == {"before": 1}


def test_a_column_that_holds_no_moments_is_refused_with_those_that_do(reader: Reader) -> None:
    with pytest.raises(Invalid, match=r"no moments named 'vendor'; there are changed, created, licence_end") as caught:
        reader.days(EVERYTHING, "vendor", date(2026, 12, 1), date(2026, 12, 1))
    assert caught.value.code == "FLT-FIELD"


def test_the_index_of_the_column_serves_both_questions(model: ReadModel, reader: Reader) -> None:
    asker, seen = reader._asker, list[str]()  # noqa: SLF001 - the plan is no public answer
    asker.connection.set_trace_callback(seen.append)
    reader.days(EVERYTHING, "online_until", date(2026, 12, 1), date(2026, 12, 31))
    asker.connection.set_trace_callback(None)
    plans = [asker.all(f"EXPLAIN QUERY PLAN {sql}") for sql in seen if sql.startswith("SELECT")]
    assert len(plans) == 2
    for plan in plans:
        assert "USING COVERING INDEX" in plan[0][3]
        assert "online_until" in plan[0][3]


def _text(day: date) -> str:
    return day.isoformat()
