"""Usages recorded by hand: what they owe, by which agreement, and what becomes of mistakes."""

import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.image import AddGrant, EndUsage, GrantUse, PlaceUsage
from rightsdesk.domain.terms import Agreement, Rate
from tests.kit.house import House, usage

ON_USE = Agreement("on_use", rate=900, version=1)
AT = "2026-10-05T10:00:00+00:00"


@pytest.fixture
def house() -> House:
    made = House()
    made.vendor("v1", ON_USE)
    return made


def place(house: House, image: str, article: str = "a1", at: str = AT, **more: str) -> tuple[str, PlaceUsage]:
    return image, PlaceUsage(usage(streams.identifier(image), article, **more), at)


def test_a_placement_by_hand_owes_the_price_of_its_moment(house: House) -> None:
    image = house.image("1")
    house.tell(place(house, image))
    (charge,) = house.charges()
    assert (charge.amount, charge.basis, charge.occurred_on, charge.rate_version) == (1250, "item", "2026-10-05", 1)


def test_the_day_of_use_is_the_day_in_berlin(house: House) -> None:
    house.tell(place(house, house.image("1"), at="2026-10-31T23:30:00+00:00"))
    assert house.charges()[0].occurred_on == "2026-11-01"


def test_the_rate_card_goes_before_the_pictures_own_price(house: House) -> None:
    house.vendor("v2", Agreement("on_use", rates=(Rate(4000, size="large"),), version=1))
    house.tell(place(house, house.image("1", vendor="v2"), size="large"))
    assert (house.charges()[0].amount, house.charges()[0].basis) == (4000, "card")


def test_a_price_nobody_knows_is_unknown_and_never_nothing(house: House) -> None:
    house.vendor("v2", Agreement("on_use", version=1))
    house.tell(place(house, house.image("1", vendor="v2", price=None)))
    assert (house.charges()[0].amount, house.charges()[0].basis) == (None, "unknown")


def test_the_agreement_of_the_day_counts_and_not_the_newest(house: House) -> None:
    older = Agreement("on_use", rate=500, valid_from="2026-01-01", version=1)
    house.vendor("v2", older, Agreement("on_use", rate=700, valid_from="2026-11-01", version=2))
    image = house.image("1", vendor="v2", price=None)
    house.tell(place(house, image))
    house.tell(place(house, image, "a2", at="2026-11-05T10:00:00+00:00"))
    assert sorted((charge.amount, charge.rate_version) for charge in house.charges()) == [(500, 1), (700, 2)]


def test_what_was_bought_owes_nothing_more(house: House) -> None:
    house.vendor("v2", Agreement("on_use", valid_from="2026-01-01", rate=1, version=2))
    image = house.image("1", vendor="v2")
    house.tell((image, GrantUse("tag", "2026-10-01")))
    house.tell(place(house, image))
    assert house.charges() == []


def test_a_purchase_is_charged_by_the_agreement_of_its_day(house: House) -> None:
    earlier = Agreement("on_purchase", valid_from="2026-01-01", version=1)
    house.vendor("v2", earlier, Agreement("on_use", valid_from="2026-11-01", version=2))
    house.tell((house.image("1", vendor="v2"), GrantUse("tag", "2026-10-01")))
    (charge,) = house.charges()
    assert (charge.amount, charge.rate_version, charge.late) == (1250, 1, False)


def test_a_use_in_a_billed_month_is_late_and_falls_into_the_next_period(house: House) -> None:
    image = house.image("1")
    house.tell(place(house, image))
    house.generate("v1")
    house.tell(place(house, image, "a2", at="2026-10-20T10:00:00+00:00"))
    late = [charge for charge in house.charges() if charge.late]
    assert [charge.article for charge in late] == ["a2"]
    house.generate("v1", "2026-11")
    assert house.account("v1").open == {}


def test_a_flat_quota_covers_uses_and_tells_at_80_and_100_percent(house: House) -> None:
    terms = Agreement("flat", rate=300, quota=5, valid_from="2026-01-01", version=1)
    house.vendor("v2", terms)
    image = house.image("1", vendor="v2")
    for number in range(7):
        house.tell(place(house, image, f"a{number}", platform=("tag", "reise")[number % 2]))
    assert [charge.amount for charge in house.charges()] == [300, 300]
    vendor = house.vendor_state("v2")
    assert vendor.uses == {"2026-01-01": 7}
    assert [(mark.percent, mark.used) for mark in vendor.quotas] == [(80, 4), (100, 5)]


def test_a_placement_taken_back_ends_and_is_owed_no_longer(house: House) -> None:
    image = house.image("1")
    undone = house.undo(house.tell(place(house, image)))
    assert house.progress(undone).done == 1
    assert house.state(image).live == {}
    assert house.charges() == []


def test_placed_again_after_a_mistake_it_is_owed_again(house: House) -> None:
    image = house.image("1")
    house.undo(house.tell(place(house, image)))
    again = house.tell(place(house, image, at="2026-10-06T10:00:00+00:00"))
    assert [charge.occurred_on for charge in house.charges()] == ["2026-10-06"]
    house.undo(again)
    assert house.charges() == []


def test_a_mistake_after_a_real_use_leaves_what_the_real_use_owes(house: House) -> None:
    image = house.image("1")
    wish = place(house, image)
    house.tell(wish)
    house.tell((image, EndUsage((wish[1].usage.usage_id,), "2026-10-07T10:00:00+00:00")))
    again = house.tell(place(house, image, at="2026-10-09T10:00:00+00:00"))
    house.generate("v1")
    undone = house.undo(again)
    assert house.progress(undone).done == 1
    assert house.state(image).live == {}
    assert [charge.occurred_on for charge in house.charges()] == ["2026-10-05"]


def test_a_mistake_after_a_use_that_a_right_covered_is_owed_no_longer(house: House) -> None:
    image = house.image("1")
    house.tell((image, AddGrant("a gift", "tag", use_until="2026-10-08T22:00:00+00:00")))
    bought = house.charges()
    wish = place(house, image)
    house.tell(wish)
    house.tell((image, EndUsage((wish[1].usage.usage_id,), "2026-10-07T10:00:00+00:00")))
    again = house.tell(place(house, image, at="2026-10-20T10:00:00+00:00"))
    assert len(house.charges()) == len(bought) + 1
    house.undo(again)
    assert house.charges() == bought


def test_a_mistake_that_is_billed_stays_and_says_so(house: House) -> None:
    image = house.image("1")
    placed = house.tell(place(house, image))
    house.generate("v1")
    undone = house.undo(placed)
    assert house.progress(undone).failed == 1
    assert house.told(image).code == "AlreadyBilled"
    assert len(house.state(image).live) == 1


def test_a_usage_placed_anew_since_is_no_mistake(house: House) -> None:
    image = house.image("1")
    wish = place(house, image)
    placed = house.tell(wish)
    house.tell((image, EndUsage((wish[1].usage.usage_id,), "2026-10-07T10:00:00+00:00")))
    house.tell(place(house, image, at="2026-10-09T10:00:00+00:00"))
    undone = house.undo(placed)
    assert house.progress(undone).conflicted == 1
    assert len(house.state(image).live) == 1


def test_an_end_by_hand_changes_nothing_of_what_is_owed(house: House) -> None:
    image = house.image("1")
    wish = place(house, image)
    house.tell(wish)
    house.tell((image, EndUsage((wish[1].usage.usage_id,), "2026-10-07T10:00:00+00:00")))
    assert len(house.charges()) == 1
    assert house.state(image).live == {}
