"""Credit advices by agreement: flat fees, minimum payouts, and prices that change after the document."""

from rightsdesk.domain import streams
from rightsdesk.domain.account import AccountPriceDifferenceDetected
from rightsdesk.domain.image import GrantUse
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import VendorBlocked
from tests.kit.house import House

FLAT = Agreement("flat", flat_fee=50_000, valid_from="2026-01-01", version=1)


def test_a_flat_fee_accrues_for_its_month_before_the_draft() -> None:
    house = House()
    house.vendor("v1", FLAT)
    house.generate("v1")
    (charge,) = house.charges()
    assert (charge.amount, charge.basis, charge.occurred_on) == (50_000, "flat", "2026-10-31")
    assert len(house.log.streams("advice")) == 1


def test_what_was_earned_before_an_agreement_ended_is_paid_after_its_end() -> None:
    house = House()
    house.vendor("v1", Agreement("on_purchase", valid_from="2026-01-01", valid_until="2026-10-15", version=1))
    house.tell((house.image("1"), GrantUse("tag", "2026-10-01")))
    ticket = house.generate("v1")
    assert house.progress(ticket).done == 1
    assert len(house.log.streams("advice")) == 1


def test_generating_twice_owes_the_fee_once() -> None:
    house = House()
    house.vendor("v1", FLAT)
    house.generate("v1")
    house.generate("v1")
    assert len(house.charges()) == 1


def test_a_fee_that_names_no_platform_is_owed_by_one_account_only() -> None:
    house = House()
    house.vendor("v1", FLAT)
    house.generate("v1", platform="tag")
    for platform in ("reise", "tag"):
        house.generate("v1", platform=platform)
    assert len(house.charges()) == 1


def test_a_fee_is_owed_on_the_first_platform_the_agreement_names() -> None:
    house = House()
    house.vendor("v1", Agreement("flat", flat_fee=50_000, platforms=("reise", "tag"), version=1))
    house.generate("v1", platform="tag")
    assert house.charges() == []
    house.generate("v1", platform="reise")
    assert len(house.account("v1", "reise").charges) == 1


def test_a_fee_accrues_even_where_the_vendor_is_held() -> None:
    house = House()
    house.vendor("v1", FLAT)
    house.given(streams.vendor("v1"), VendorBlocked("in dispute"))
    ticket = house.generate("v1")
    assert house.progress(ticket).failed == 1
    assert len(house.account("v1").open) == 1


def test_below_the_minimum_payout_everything_is_carried_over() -> None:
    house = House()
    house.vendor("v1", Agreement("on_purchase", minimum_payout=2000, version=1))
    house.tell((house.image("1"), GrantUse("tag", "2026-10-01")))
    assert house.progress(house.generate("v1")).unchanged == 1
    house.tell((house.image("2"), GrantUse("tag", "2026-11-01")))
    house.generate("v1", "2026-11")
    assert house.account("v1").open == {}


def test_the_minimum_payout_is_one_of_the_agreements_currency() -> None:
    house = House()
    house.vendor("v1", Agreement("on_purchase", minimum_payout=2000, version=1))
    image = house.image("1")
    house.deliver("1", 2, price=1500, currency="JPY")
    house.tell((image, GrantUse("tag", "2026-10-01")))
    assert house.progress(house.generate("v1")).done == 1


def test_a_price_changed_after_settlement_is_listed_and_the_document_stays() -> None:
    house = House()
    house.vendor("v1", Agreement("on_purchase", version=1))
    image = house.image("1")
    house.tell((image, GrantUse("tag", "2026-10-05")))
    house.generate("v1")
    house.deliver("1", 2, price=1500)
    (found,) = [fact for fact in house.facts(streams.account("tag", "v1")) if _differs(fact)]
    assert (found.billed, found.price) == (1250, 1500)
    house.deliver("1", 3, price=1500, title="Port")
    assert len([fact for fact in house.facts(streams.account("tag", "v1")) if _differs(fact)]) == 1


def test_a_price_changed_before_any_document_is_no_difference() -> None:
    house = House()
    house.vendor("v1", Agreement("on_purchase", version=1))
    house.tell((house.image("1"), GrantUse("tag", "2026-10-05")))
    house.deliver("1", 2, price=1500)
    assert not any(map(_differs, house.facts(streams.account("tag", "v1"))))


def _differs(fact: object) -> bool:
    return isinstance(fact, AccountPriceDifferenceDetected)
