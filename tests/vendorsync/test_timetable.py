"""When jobs are due: once a day by the zone's clocks whatever these do, and once however often they were missed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.vendorsync.timetable import AtChange, AtTime, Due, Rule, due
from tests.kit.nights import berlin

NIGHTLY = AtTime("02:30", "Europe/Berlin")
MONTHLY = AtTime("06:00", "Europe/Berlin", 1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "UTC")


def _runs(rule: Rule, since: datetime, until: datetime, step: timedelta) -> list[datetime]:
    """Play a clock: ask at each step, run what is due, wait from then on."""
    found, now = [], since
    while now < until:
        missed = rule.missed(since, now)
        if missed is not None:
            found.append(missed)
            since = now
        now += step
    return found


def test_a_job_runs_each_day_at_its_time() -> None:
    assert NIGHTLY.after(berlin("2026-07-01T02:29:59")) == berlin("2026-07-01T02:30")
    assert NIGHTLY.after(berlin("2026-07-01T02:30")) == berlin("2026-07-02T02:30")
    assert NIGHTLY.words == "every day at 02:30 (Europe/Berlin)"


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        ("2026-03-29", "2026-03-29T01:30:00+00:00"),  # 02:30 does not exist: 03:30 summer time
        ("2026-10-25", "2026-10-25T00:30:00+00:00"),  # 02:30 comes twice: the first one
    ],
)
@pytest.mark.parametrize("step", [timedelta(minutes=1), timedelta(minutes=17), timedelta(hours=1)], ids=str)
def test_where_clocks_change_a_nightly_job_runs_exactly_once(day: str, instant: str, step: timedelta) -> None:
    start = berlin(f"{day}T00:00").astimezone(UTC)
    assert _runs(NIGHTLY, start, start + timedelta(hours=20), step) == [datetime.fromisoformat(instant)]


@given(st.sampled_from(ZONES), st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.times())
def test_in_every_zone_each_day_has_exactly_one_run(zone: str, day: date, time: object) -> None:
    rule = AtTime(f"{time:%H:%M}", zone)
    first = rule.after(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) - timedelta(hours=2))
    days = []
    for _ in range(40):
        assert first is not None
        days.append(first.astimezone(ZoneInfo(zone)).date())
        first = rule.after(first)
    assert days == [days[0] + timedelta(days=n) for n in range(40)]


def test_three_days_of_sleep_are_caught_up_by_one_run() -> None:
    since, now = berlin("2026-11-20T02:30"), berlin("2026-11-23T14:00")
    assert NIGHTLY.missed(since, now) == berlin("2026-11-23T02:30")
    assert NIGHTLY.missed(now, now) is None


def test_years_of_sleep_are_caught_up_at_once() -> None:
    since, now = berlin("2006-01-01T00:00"), berlin("2026-11-23T14:00")
    assert NIGHTLY.missed(since, now) == berlin("2026-11-23T02:30")
    assert MONTHLY.missed(since, now) == berlin("2026-11-01T06:00")


def test_what_was_missed_on_the_first_is_due_on_the_third() -> None:
    since, now = berlin("2026-10-30T18:00"), berlin("2026-11-03T09:00")
    assert MONTHLY.missed(since, now) == berlin("2026-11-01T06:00")
    assert MONTHLY.after(now) == berlin("2026-12-01T06:00")


def test_many_missed_changes_are_one_run_and_the_next_change_another() -> None:
    changes = [berlin(f"2026-11-{day:02}T23:59:59") for day in range(1, 20)]
    rule = AtChange(lambda moment: next((each for each in changes if each > moment), None))
    now = berlin("2026-11-10T08:00")
    assert rule.missed(berlin("2026-11-05T08:00"), now) == changes[4]
    assert rule.missed(now, now) is None
    assert rule.after(now) == changes[9]
    assert rule.after(changes[-1]) is None


def test_each_missed_job_is_due_once_the_longest_waiting_first() -> None:
    since, now = berlin("2026-10-30T18:00"), berlin("2026-11-03T09:00")
    rules: Mapping[str, Rule] = {"backup": AtTime("03:30", "Europe/Berlin"), "drafting": MONTHLY, "new": NIGHTLY}
    found = due(rules, {"backup": since, "drafting": since}, now)
    assert found == [Due("drafting", berlin("2026-11-01T06:00")), Due("backup", berlin("2026-11-03T03:30"))]
