from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ui.kit import show
from ui.kit.words import words

THIN = "\u202f"


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    words().use(request.param)
    yield request.param
    words().use("en")


@pytest.fixture(autouse=True)
def _english() -> None:
    words().use("en")


def test_money_stands_as_the_language_writes_it(language: str) -> None:
    expected = {"en": f"€{THIN}1,284,310.40", "de": f"1.284.310,40{THIN}€"}
    assert show.money(128431040, "EUR") == expected[language]


def test_an_unknown_price_is_a_dash_and_not_zero() -> None:
    assert show.money(None, "EUR") == "–"
    assert show.money(0, "EUR") == f"€{THIN}0.00"


@pytest.mark.parametrize(
    ("currency", "minor", "figures"), [("JPY", 2500, "2,500"), ("KWD", 1234, "1.234"), ("CHF", 5, "0.05")]
)
def test_each_currency_has_its_own_places(currency: str, minor: int, figures: str) -> None:
    assert show.money(minor, currency).endswith(figures)


def test_a_negative_amount_keeps_its_cents() -> None:
    assert show.money(-5, "EUR") == f"−€{THIN}0.05"


def test_sums_of_different_currencies_are_never_added() -> None:
    assert show.totals({"USD": 100, "EUR": 250}) == f"€{THIN}2.50 · ${THIN}1.00"


def test_days_stand_in_the_order_of_the_language(language: str) -> None:
    assert show.day("2027-12-31") == {"en": "31 Dec 2027", "de": "31.12.2027"}[language]


def test_text_that_is_no_day_becomes_a_dash() -> None:
    assert show.day("soon") == "–"
    assert show.day(None) == "–"


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-03-17", "today"), ("2026-03-18", "tomorrow"), ("2026-03-20", "in 3 days"), ("2026-03-12", "5 days ago")],
)
def test_near_days_are_said_as_people_say_them(day: str, said: str) -> None:
    assert show.relative_day(day, date(2026, 3, 17)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(6.2, "about 6 s left"), (34, "about 30 s left"), (118, "about 2 min left"), (0.1, "about 1 s left")],
)
def test_time_left_is_rounded_to_what_one_can_trust(seconds: float, said: str) -> None:
    assert show.time_left(seconds) == said


def test_time_left_is_silent_while_it_is_unknown() -> None:
    assert show.time_left(None) == ""


@pytest.mark.parametrize(("seconds", "said"), [(192, "3 min 12 s"), (12, "12 s"), (7500, "2 h 5 min"), (3600, "1 h")])
def test_spans_name_their_two_largest_units(seconds: float, said: str) -> None:
    assert show.span(seconds) == said


def test_a_month_of_accounting_is_written_out(language: str) -> None:
    assert show.period("2026-10") == {"en": "October 2026", "de": "Oktober 2026"}[language]
    assert show.period("all") == "all"


def test_progress_is_two_numbers_and_never_a_bare_percentage() -> None:
    assert show.share(4226, 6800) == "4,226 / 6,800"


def test_the_last_day_of_a_half_open_span_is_the_day_before_its_end() -> None:
    end = datetime(2028, 1, 1, tzinfo=UTC).astimezone()
    assert show.last_day(end.replace(hour=0, minute=0, day=1).isoformat()) == date(2027, 12, 31)


def test_decimals_keep_the_places_they_are_asked_for(language: str) -> None:
    assert show.decimal(Decimal("0.5")) == {"en": "0.5", "de": "0,5"}[language]


@pytest.mark.parametrize(
    ("last", "said"),
    [("2026-03-20", "20 days"), ("2026-08-31", "6 months"), ("2027-02-28", "1 year"), ("2029-02-28", "3 years")],
)
def test_a_length_is_said_in_its_largest_sensible_unit(last: str, said: str) -> None:
    assert show.length(date(2026, 3, 1), date.fromisoformat(last)) == said


@pytest.mark.parametrize(("day", "said"), [("2026-12-17", "in 9 months"), ("2029-03-17", "in 3 years")])
def test_far_days_are_said_in_months_and_years(day: str, said: str) -> None:
    assert show.relative_day(day, date(2026, 3, 17)) == said


def test_a_title_of_the_core_is_said_part_by_part() -> None:
    words().use("de")
    said = show.told("Online until → 31 Dec 2027"), show.told("Generate credit advices, 2026-10")
    words().use("en")
    assert said == ("Online bis → 31.12.2027", "Gutschriften erzeugen, Oktober 2026")
