"""Amounts: exact, never mixed, read strictly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import money
from rightsdesk.domain.money import Money, NotAnAmount, UnknownCurrency

CURRENCIES = st.sampled_from(["EUR", "CHF", "USD", "JPY", "KWD"])
MINOR = st.integers(0, 10**9 - 1)


@given(MINOR, CURRENCIES)
def test_what_is_printed_is_read_back_exactly(minor: int, currency: str) -> None:
    assert money.parse(money.as_decimal(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("12.50", "EUR", 1250), ("12.5", "EUR", 1250), ("12", "EUR", 1200), ("0", "EUR", 0), ("120", "JPY", 120),
     ("1.005", "KWD", 1005)],
)  # fmt: skip
def test_plain_decimals_are_read(text: str, currency: str, minor: int) -> None:
    assert money.parse(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "12,50", "1.005", "1_000", " 5", "5 ", "1e3", "NaN", "Infinity", "١٢", ".5", "5.", "0x10",
     "1 000", "9999999999", "1.2.3"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        money.parse(text, "EUR")


def test_yen_have_no_decimals() -> None:
    with pytest.raises(NotAnAmount):
        money.parse("12.50", "JPY")
    assert money.as_decimal(1250, "JPY") == "1250"


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "€", "E R", "ÄÖÜ"])
def test_what_is_no_currency_is_refused(currency: str) -> None:
    with pytest.raises(UnknownCurrency):
        money.checked_currency(currency)


@pytest.mark.parametrize(
    ("minor", "percent", "tax"),
    [(99, "7", 7), (50, "7", 4), (150, "19", 29), (-50, "7", -4), (1000, "0", 0), (1, "19", 0)],
)
def test_tax_is_rounded_half_up_to_whole_cents(minor: int, percent: str, tax: int) -> None:
    assert money.share(minor, percent) == tax


@given(MINOR, st.sampled_from(["0", "7", "7.7", "19", "8.10"]))
def test_tax_differs_from_the_exact_share_by_half_a_cent_at_most(minor: int, percent: str) -> None:
    exact = Decimal(minor) * Decimal(percent) / 100
    assert abs(Decimal(money.share(minor, percent)) - exact) <= Decimal("0.5")


@given(st.lists(st.tuples(MINOR, CURRENCIES)))
def test_sums_are_exact_and_never_mix_currencies(amounts: list[tuple[int, str]]) -> None:
    totals = money.totals(Money(minor, currency) for minor, currency in amounts)
    assert sum(totals.values()) == sum(minor for minor, _ in amounts)
    for currency, total in totals.items():
        assert total == sum(minor for minor, other in amounts if other == currency)


def test_an_amount_says_its_currency() -> None:
    assert str(Money(-123450, "EUR")) == "-1234.50 EUR"
