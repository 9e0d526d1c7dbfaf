"""What was spent: exact sums by vendor, month and currency, for all vendors or those selected."""

from datetime import date

import pytest

from rightsdesk.domain import account, rights, streams
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection, Spent
from tests.readmodel.told import Told

EVERYBODY = Selection("vendors", Query("vendors"))
FIRST, AFTER = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def charged(told: Told, model: ReadModel, reader: Reader) -> Reader:
    told.vendor()
    told.vendor("hafen", "Hafenblick Media")
    told.charge("a", 1200, occurred_on="2026-10-01")
    told.charge("b", 34, occurred_on="2026-10-31")
    told.charge("c", 900, occurred_on="2026-11-01")
    told.charge("d", 700, occurred_on="2026-11-02", currency="CHF")
    told.charge("e", None, occurred_on="2026-11-03")
    told.charge("f", 5000, vendor="hafen", occurred_on="2026-10-15")
    told.charge("g", 80, occurred_on="2025-12-31")
    told.happened(streams.account("mag", "hafen"), account.ChargeReversed("f", rights.MISTAKEN))
    told.charge("h", 10**15 + 1, vendor="hafen", occurred_on="2026-12-31")
    model.catch_up_fully()
    return reader


def test_spending_is_summed_by_vendor_month_and_currency(charged: Reader) -> None:
    assert charged.spending(EVERYBODY, FIRST, AFTER) == (
        Spent("alpenpix", "Alpen Pix", "2026-10", "EUR", 1234),
        Spent("alpenpix", "Alpen Pix", "2026-11", "CHF", 700),
        Spent("alpenpix", "Alpen Pix", "2026-11", "EUR", 900, 1),
        Spent("hafen", "Hafenblick Media", "2026-12", "EUR", 10**15 + 1),
    )


def test_spending_of_selected_vendors_leaves_the_others_out(charged: Reader) -> None:
    (hafen,) = charged.ids(Query("vendors", "vendor:hafen"))
    one = Selection("vendors", None, plus=frozenset({hafen}))
    assert [each.vendor for each in charged.spending(one, FIRST, AFTER)] == ["hafen"]
    but = Selection("vendors", Query("vendors"), minus=frozenset({hafen}))
    assert {each.vendor for each in charged.spending(but, FIRST, AFTER)} == {"alpenpix"}
    found = Selection("vendors", Query("vendors", "vendor:hafen"))
    assert [each.amount for each in charged.spending(found, FIRST, AFTER)] == [10**15 + 1]


def test_spending_on_another_platform_is_not_told(charged: Reader) -> None:
    assert charged.spending(EVERYBODY, FIRST, AFTER, "tag") == ()
    assert len(charged.spending(EVERYBODY, FIRST, AFTER, "mag")) == 4


def test_money_is_not_spent_with_images(charged: Reader) -> None:
    with pytest.raises(Invalid, match="not with images"):
        charged.spending(Selection("images", Query("images")), FIRST, AFTER)
