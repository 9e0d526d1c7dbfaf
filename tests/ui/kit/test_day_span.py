"""Runs of days become terms of the filter language, and terms become runs of days again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.readmodel import days
from ui.kit.day_span import DAYS, OVERDUE, Span, between, key_of, span_of, term_of, without
from ui.kit.filter_terms import exact

TODAY = date(2026, 11, 26)
numbers = st.integers(OVERDUE, DAYS - 1)


def test_a_run_of_days_becomes_half_open_terms() -> None:
    assert term_of("online_until", Span(5, 11), TODAY) == "online_until>=2026-12-01 online_until<2026-12-08"
    assert term_of("online_until", Span(0, 0), TODAY) == "online_until>=2026-11-26 online_until<2026-11-27"


def test_what_is_overdue_has_no_beginning() -> None:
    assert term_of("online_until", Span(OVERDUE, OVERDUE), TODAY) == "online_until<2026-11-26"
    assert term_of("online_until", Span(OVERDUE, 4), TODAY) == "online_until<2026-12-01"
    assert key_of(OVERDUE, TODAY) == days.BEFORE


@given(numbers, numbers)
def test_terms_of_a_run_are_read_back_as_the_same_run(one: int, other: int) -> None:
    run = between(one, other)
    assert span_of("online_until", f"vendor:x {term_of('online_until', run, TODAY)}", TODAY) == run


@pytest.mark.parametrize(
    ("where", "run"),
    [
        ("online_until:2026-11-28", Span(2, 2)),
        ("online_until>=today online_until<=+30d", Span(0, 30)),
        ("online_until<today", Span(OVERDUE, OVERDUE)),
        ("online_until>2026-11-26 online_until<=2026-11-28", Span(1, 2)),
        ("online_until>=2027-01-01", Span(36, DAYS - 1)),
        ("online_until<=+400d", Span(OVERDUE, DAYS - 1)),
    ],
)
def test_other_ways_to_write_days_are_understood(where: str, run: Span) -> None:
    assert span_of("online_until", where, TODAY) == run


@pytest.mark.parametrize(
    "where",
    [
        "",
        "vendor:x sunset",
        "use_until<2026-12-01",
        "-online_until<2026-12-01",
        "online_until:none",
        "online_until:2026-12",
        "online_until>=2026-12-05 online_until<2026-12-01",
        "online_until>2028-01-01",
    ],
)
def test_filters_that_name_no_days_in_sight_choose_none(where: str) -> None:
    assert span_of("online_until", where, TODAY) is None


def test_a_pane_counts_without_what_it_filters_itself() -> None:
    where = 'vendor:x online_until>=2026-12-01 "late sun" online_until<2026-12-08'
    assert without("online_until", where) == 'vendor:x "late sun"'


def test_the_last_day_is_the_ninetieth() -> None:
    assert key_of(DAYS - 1, TODAY) == (TODAY + timedelta(days=89)).isoformat()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("alpenpix", "alpenpix"),
        ("alpenpix:100001", "alpenpix:100001"),
        ("two words", '"two words"'),
        ("one,other", '"one,other"'),
        ("none", '"none"'),
        ("*", '"*"'),
        ("", '""'),
    ],
)
def test_a_value_is_written_so_that_it_means_itself(value: str, written: str) -> None:
    assert exact(value) == written
