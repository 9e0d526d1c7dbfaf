"""Rights in bulk: longer times and what they cost, and every undo."""

import pytest

from rightsdesk.batches.compensating import WAYS
from rightsdesk.domain import streams
from rightsdesk.domain.batch import UNDOABLE, NotUndoable
from rightsdesk.domain.image import (
    AddGrant,
    DecideTakeDown,
    EndUsage,
    ExtendGrant,
    GrantUse,
    OverrideRestriction,
    PlaceUsage,
    RestrictUse,
    WithdrawImage,
)
from rightsdesk.domain.terms import Agreement, Rate
from tests.kit.house import House, usage

AT = "2026-10-05T10:00:00+00:00"
ENDS, LONGER = "2026-12-31T23:59:59+01:00", "2027-12-31T23:59:59+01:00"


@pytest.fixture
def house() -> House:
    made = House()
    made.vendor("v1", Agreement("on_purchase", version=1))
    return made


def bought(house: House, asset: str = "1", vendor: str = "v1") -> str:
    image = house.image(asset, vendor=vendor, licence_end=ENDS)
    house.tell((image, GrantUse("tag", "2026-10-01")))
    return image


def placed(house: House, image: str, platform: str = "tag") -> str:
    one = usage(streams.identifier(image), "a1", platform)
    house.tell((image, PlaceUsage(one, AT)))
    return one.usage_id


# ---------------------------------------------------------------- longer


def test_a_longer_time_with_a_price_is_owed_once(house: House) -> None:
    image = bought(house)
    for _ in range(2):
        house.tell((image, ExtendGrant(LONGER, platform="tag", price=2000, currency="EUR")))
    assert sorted((charge.amount, charge.basis) for charge in house.charges()) == [(1250, "item"), (2000, "manual")]
    (grant,) = house.state(image).grants.values()
    assert grant.online_until == LONGER


def test_a_longer_time_as_agreed_costs_the_row_of_the_card(house: House) -> None:
    house.vendor("v2", Agreement("on_use", rates=(Rate(750, kind="extension"),), version=3))
    image = house.image("1", vendor="v2", licence_end=ENDS)
    usages = (placed(house, image), placed(house, image, "reise"))
    house.tell((image, ExtendGrant(LONGER, usages=usages, agreed=True)))
    longer = [charge for charge in house.charges() if charge.grant_id]
    assert [(charge.amount, charge.basis, charge.rate_version) for charge in longer] == [(750, "card", 3)] * 2
    assert {grant.platform for grant in house.state(image).grants.values()} == {"tag", "reise"}


def test_a_longer_time_without_a_price_owes_nothing(house: House) -> None:
    image = bought(house)
    house.tell((image, ExtendGrant(LONGER)))
    assert len(house.charges()) == 1


def test_a_usage_that_is_offline_gets_no_longer_time_and_owes_nothing(house: House) -> None:
    image = house.image("1", licence_end=ENDS)
    usages = (placed(house, image), placed(house, image, "reise"))
    house.tell((image, EndUsage(usages[1:], "2026-10-09T10:00:00+00:00")))
    owed = len(house.charges())
    house.tell((image, ExtendGrant(LONGER, usages=usages, price=2000, currency="EUR")))
    assert {grant.platform for grant in house.state(image).grants.values()} == {"tag"}
    assert len(house.charges()) == owed + 1
    ticket = house.tell((image, ExtendGrant(LONGER, usages=usages[1:], price=2000, currency="EUR")))
    assert house.progress(ticket).unchanged == 1
    assert len(house.charges()) == owed + 1


def test_a_price_that_nobody_would_pay_is_refused(house: House) -> None:
    image = house.image("1", licence_end=ENDS)
    ticket = house.tell((image, ExtendGrant(LONGER, price=100)))
    assert house.progress(ticket).failed == 1
    assert house.told(image).code == "PlatformUnclear"


# ---------------------------------------------------------------- undo


def test_every_kind_that_can_be_undone_has_its_way() -> None:
    assert set(WAYS) == set(UNDOABLE)


def test_an_extension_undone_ends_as_before_and_is_owed_no_longer(house: House) -> None:
    image = bought(house)
    undone = house.undo(house.tell((image, ExtendGrant(LONGER, platform="tag", price=2000))))
    (grant,) = house.state(image).grants.values()
    assert (grant.online_until, house.progress(undone).done) == (ENDS, 1)
    assert [charge.amount for charge in house.charges()] == [1250]


def test_what_was_moved_since_the_extension_is_left_and_listed(house: House) -> None:
    kept, moved = bought(house), bought(house, "2")
    wish = ExtendGrant(LONGER)
    ticket = house.tell((kept, wish), (moved, wish))
    house.tell((moved, ExtendGrant("2028-12-31T23:59:59+01:00")))
    undone = house.undo(ticket)
    assert (house.progress(undone).done, house.progress(undone).conflicted) == (1, 1)
    assert next(iter(house.state(moved).grants.values())).online_until == "2028-12-31T23:59:59+01:00"


def test_an_extension_that_is_billed_cannot_be_taken_back(house: House) -> None:
    image = bought(house)
    ticket = house.tell((image, ExtendGrant(LONGER, platform="tag", price=2000)))
    house.generate("v1", "2026-11")
    undone = house.undo(ticket)
    assert (house.progress(undone).failed, house.told(image).code) == (1, "AlreadyBilled")


def test_a_grant_given_by_hand_is_ended_by_its_undo(house: House) -> None:
    image = house.image("1")
    house.undo(house.tell((image, AddGrant("by letter", online_until=LONGER))))
    (grant,) = house.state(image).grants.values()
    assert grant.online_until == "2026-11-23T12:00:00+00:00"


def test_a_restriction_undone_holds_no_longer(house: House) -> None:
    image = house.image("1")
    house.tell((image, RestrictUse("model objects")))
    house.undo(house.tell((image, RestrictUse("court order"))))
    assert [each.reason for each in house.state(image).restrictions.values()] == ["model objects"]


def test_an_override_undone_is_taken_back(house: House) -> None:
    image = house.image("1")
    house.undo(house.tell((image, OverrideRestriction("ended", "seen by legal"))))
    assert house.state(image).overrides == {}


def test_decisions_undone_are_those_before(house: House) -> None:
    image = house.image("1")
    one, other = placed(house, image), placed(house, image, "reise")
    house.tell((image, DecideTakeDown("replace", (one,))))
    house.undo(house.tell((image, DecideTakeDown("take-down", (one, other)))))
    assert house.state(image).decisions == {one: "replace"}


def test_an_accepted_risk_comes_back_with_its_override(house: House) -> None:
    image = house.image("1")
    one = placed(house, image)
    house.tell((image, DecideTakeDown("accept", (one,), reason="archive", until=LONGER)))
    before = house.state(image).overrides
    house.undo(house.tell((image, DecideTakeDown("take-down", (one,)))))
    assert (house.state(image).overrides, house.state(image).decisions) == (before, {one: "accept"})
    assert len(before) == 1


def test_an_accepted_risk_undone_is_no_override_any_more(house: House) -> None:
    image = house.image("1")
    one = placed(house, image)
    house.undo(house.tell((image, DecideTakeDown("accept", (one,), reason="archive", until=LONGER))))
    assert (house.state(image).overrides, house.state(image).decisions) == ({}, {})


def test_a_decision_made_since_is_left_and_listed(house: House) -> None:
    image = house.image("1")
    one = placed(house, image)
    ticket = house.tell((image, DecideTakeDown("take-down", (one,))))
    house.tell((image, DecideTakeDown("replace", (one,))))
    undone = house.undo(ticket)
    assert (house.progress(undone).conflicted, house.state(image).decisions) == (1, {one: "replace"})


def test_a_purchase_cannot_be_undone_and_says_so(house: House) -> None:
    image = house.image("1")
    for wish in (GrantUse("tag", "2026-10-01"), WithdrawImage("own wish")):
        ticket = house.tell((image, wish))
        with pytest.raises(NotUndoable):
            house.undo(ticket)
