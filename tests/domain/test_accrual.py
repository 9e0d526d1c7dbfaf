"""What a use costs: which price counts, what is covered, what a longer time and a flat month owe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import accrual, period
from rightsdesk.domain.accrual import Extended, Placed, Price
from rightsdesk.domain.rights import Grant, Usage
from rightsdesk.domain.terms import Agreement, Rate

AT = "2026-10-05T10:00:00+00:00"
ITEM, UNKNOWN, MANUAL = Price(1250, "EUR", "item"), Price(None, "EUR", "item"), Price(0, "EUR", "manual")
CARD = (Rate(500, size="large"),)


def placed(at: str = AT, **more: object) -> Placed:
    return Placed("v1:1", "Harbour", Usage("u1", "tag", "a1", **more), at)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("own", "agreement", "size", "amount", "basis"),
    [
        (MANUAL, Agreement("on_use", rate=900, rates=CARD), "large", 0, "manual"),
        (ITEM, Agreement("on_use", rate=900, rates=CARD), "large", 500, "card"),
        (ITEM, Agreement("on_use", rate=900, rates=CARD), "small", 1250, "item"),
        (UNKNOWN, Agreement("on_use", rate=900), "", 900, "agreement"),
        (UNKNOWN, Agreement("on_use"), "", None, "unknown"),
        (ITEM, Agreement("flat", rate=300), "", 300, "agreement"),
        (ITEM, Agreement("flat"), "", None, "unknown"),
    ],
)
def test_the_price_follows_the_order_of_its_sources(
    own: Price, agreement: Agreement, size: str, amount: int | None, basis: str
) -> None:
    found = accrual.priced(placed(size=size), agreement, own)
    assert (found.amount, found.basis) == (amount, basis)


@pytest.mark.parametrize(
    ("agreement", "spent", "owed"),
    [
        (None, False, False),
        (Agreement("on_purchase"), False, False),
        (Agreement("on_use"), False, True),
        (Agreement("flat"), False, False),
        (Agreement("flat"), True, True),
    ],
)
def test_the_billing_mode_says_whether_a_use_is_owed(agreement: Agreement | None, spent: bool, owed: bool) -> None:
    assert (accrual.charge(placed(), agreement, ITEM, spent=spent) is not None) is owed


def test_a_charge_freezes_its_basis_and_the_agreements_version() -> None:
    charge = accrual.charge(placed(), Agreement("on_use", version=3), ITEM, spent=False)
    assert charge is not None
    assert (charge.amount, charge.basis, charge.rate_version) == (1250, "item", 3)
    assert (charge.charge_id, charge.usage_id, charge.article) == (accrual.charge_id("u1"), "u1", "a1")


def test_the_day_of_use_is_the_publishers_day() -> None:
    assert [placed(at).day for at in ("2026-10-25T22:59:59+00:00", "2026-10-25T23:00:00+00:00")] == [
        "2026-10-25",
        "2026-10-26",
    ]


@pytest.mark.parametrize(
    ("until", "days"),
    [(None, None), ("2026-10-05T10:00:01+00:00", 1), ("2026-10-06T10:00:00+00:00", 1), ("2026-10-06T10:00:01Z", 2)],
)
def test_begun_days_count_as_whole_days(until: str | None, days: int | None) -> None:
    assert placed(planned_until=until).days == days


@pytest.mark.parametrize(
    ("grant", "covers"),
    [
        (Grant("g"), True),
        (Grant("g", "reise"), False),
        (Grant("g", "tag", "print"), False),
        (Grant("g", starts_at="2026-10-05T10:00:01+00:00"), False),
        (Grant("g", starts_at=AT), True),
        (Grant("g", use_until=AT), False),
        (Grant("g", use_until="2026-10-05T10:00:01+00:00"), True),
    ],
)
def test_a_right_covers_what_was_placed_within_it(grant: Grant, covers: bool) -> None:
    assert (accrual.covering([grant], placed()) is grant) is covers


@given(st.none() | st.integers(0, 10_000), st.none() | st.integers(0, 10_000), st.booleans())
def test_a_price_is_unknown_only_where_nobody_names_one(own: int | None, rate: int | None, card: bool) -> None:
    agreement = Agreement("on_use", rate=rate, rates=(Rate(7),) if card else ())
    found = accrual.priced(placed(), agreement, Price(own, "EUR", "item"))
    assert (found.amount is None) == (own is None and rate is None and not card)


# ---------------------------------------------------------------- longer times, flat fees


@pytest.mark.parametrize(
    ("agreement", "own", "amount", "basis"),
    [
        (Agreement("on_use", rate=900, rates=(Rate(700, kind="extension"),)), ITEM, 700, "card"),
        (Agreement("on_use", rate=900), ITEM, 1250, "item"),
        (Agreement("on_use", rate=900), UNKNOWN, 900, "agreement"),
        (None, UNKNOWN, None, "unknown"),
    ],
)
def test_a_longer_time_costs_the_cards_row_first(
    agreement: Agreement | None, own: Price, amount: int | None, basis: str
) -> None:
    found = accrual.extension_price(agreement, own)
    assert (found.amount, found.basis) == (amount, basis)


def test_the_same_longer_time_is_the_same_charge() -> None:
    first, again, other = (
        accrual.extension(Extended("v1:1", "Harbour", "g1", until, day), ITEM, None)
        for until, day in (("2027-12-31", "2026-10-01"), ("2027-12-31", "2026-11-01"), (None, "2026-10-01"))
    )
    assert first.charge_id == again.charge_id != other.charge_id


def test_a_flat_month_is_owed_once_by_the_first_platform_it_names() -> None:
    agreed = Agreement("flat", flat_fee=5000, platforms=("tag", "reise"))
    fees = [accrual.flat_fee(each, "v1", period.month("2026-10"), agreed) for each in ("tag", "reise")]
    assert [fee and (fee.amount, fee.occurred_on) for fee in fees] == [(5000, "2026-10-31"), None]


@pytest.mark.parametrize("agreement", [None, Agreement("on_use", flat_fee=5), Agreement("flat")])
def test_without_a_flat_fee_no_month_is_owed(agreement: Agreement | None) -> None:
    assert accrual.flat_fee("tag", "v1", period.month("2026-10"), agreement) is None
