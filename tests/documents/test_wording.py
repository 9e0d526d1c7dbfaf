"""Labels are complete in both languages; amounts, days and rates are written as each language does."""

import pytest

from rightsdesk.documents import wording
from rightsdesk.documents.countries import country


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    assert wording.GERMAN.keys() == wording.ENGLISH.keys()
    for key, german in wording.GERMAN.items():
        assert german.count("{") == wording.ENGLISH[key].count("{"), key


@pytest.mark.parametrize(
    ("minor", "currency", "german", "english"),
    [
        (0, "EUR", "0,00", "0.00"),
        (123_456_789, "EUR", "1.234.567,89", "1,234,567.89"),
        (-150_05, "EUR", "−150,05", "−150.05"),
        (150_000, "JPY", "150.000", "150,000"),
        (1_234_567, "KWD", "1.234,567", "1,234.567"),
    ],
)
def test_amounts_keep_the_decimals_of_their_currency(minor: int, currency: str, german: str, english: str) -> None:
    assert wording.amount(minor, currency, "de") == german
    assert wording.amount(minor, currency, "en") == english


def test_a_currency_without_a_known_sign_shows_its_code() -> None:
    assert wording.price(100_00, "CHF", "de") == "100,00\u00a0CHF"
    assert wording.price(100_00, "CHF", "en") == "CHF\u00a0100.00"


@pytest.mark.parametrize(("rate", "text"), [("7", "7"), ("19.00", "19"), ("5.5", "5,5"), ("0", "0"), ("10", "10")])
def test_rates_lose_needless_zeros_only(rate: str, text: str) -> None:
    assert wording.percent(rate, "de") == f"{text}\u00a0%"


def test_a_span_names_a_shared_year_once() -> None:
    assert wording.span("2026-02-01", "2026-02-28", "de") == "01.02.\u00a0– 28.02.2026"
    assert wording.span("2025-12-30", "2026-02-28", "de") == "30.12.2025\u00a0– 28.02.2026"
    assert wording.span("2026-02-28", "2026-02-28", "en") == "28\u00a0Feb\u00a02026"


def test_text_that_is_no_day_is_shown_as_it_is() -> None:
    assert wording.day("im Frühjahr", "de") == "im Frühjahr"
    assert wording.day("2026-02-01T10:00:00+01:00", "de") == "01.02.2026"


def test_an_unlisted_country_stands_for_itself() -> None:
    assert country("PL", "de") == "Polen"
    assert country("XK", "en") == "XK"
