"""Orders: each knows its table, its kind, and the wish it means for each row."""

import json

import pytest

from rightsdesk.desk import (
    AddGrants,
    ApproveAdvices,
    AskVendors,
    AssessImages,
    BulkOrder,
    BuyImages,
    CancelAdvices,
    CheckAdvices,
    DecideUsages,
    EndHolds,
    EndOverrides,
    EndUsages,
    ExtendImages,
    ExtendUsages,
    GenerateAdvices,
    IssueAdvices,
    LiftRestrictions,
    OverrideImages,
    PlaceUsages,
    Policy,
    RecordObjections,
    RecordPayments,
    RefreshImages,
    ReinstateImages,
    RejectAdvices,
    RestrictImages,
    ReverseCharges,
    TakeBackApprovals,
    UpdateImages,
    WithdrawImages,
    WithdrawObjections,
)
from rightsdesk.desk.advice_orders import NotADay
from rightsdesk.desk.orders import NothingToChange, ReasonMissing
from rightsdesk.domain import streams
from rightsdesk.domain.advice import ApproveAdvice
from rightsdesk.domain.image import DecideTakeDown, ExtendGrant
from rightsdesk.domain.messages import REGISTER
from rightsdesk.domain.period import NotAPeriod

ORDERS: tuple[BulkOrder, ...] = (
    UpdateImages({"title": "Mine", "price": None}),
    UpdateImages.from_texts({"platforms": "+reise,-tag"}),
    AssessImages("pick", 4),
    RefreshImages(),
    BuyImages("tag", "2026-10-05"),
    WithdrawImages("Court order"),
    ReinstateImages(),
    GenerateAdvices("2026-10", {"v1": ["tag"]}),
    ApproveAdvices(),
    RejectAdvices("Wrong rate"),
    ApproveAdvices(offline=True, policy=Policy(threshold=100_000, approvers=("weber",), deputy_for="weber")),
    TakeBackApprovals(),
    AskVendors("Which rate?"),
    EndHolds("7 %"),
    CheckAdvices(),
    IssueAdvices("2026-11-01"),
    CancelAdvices("Wrong rate", "2026-11-30", "261"),
    RecordObjections("Wrong rate", "2026-11-20"),
    WithdrawObjections("By phone"),
    RecordPayments("2026-12-01"),
    AddGrants("By letter", starts_at="2026-10-01", online_until="2027-10-01", price=1200),
    ExtendImages("2027-12-31", price="agreed"),
    RestrictImages("Court order", ends_at="2026-12-31"),
    LiftRestrictions(),
    OverrideImages("ended", "Seen by legal"),
    EndOverrides(),
    PlaceUsages("tag", "a1", "2026-10-05"),
    ExtendUsages("2027-12-31", 1200),
    DecideUsages("accept", "Archive", "2027-12-31", due={"u-1": "2026-12-31T23:59:59+01:00"}),
    EndUsages("2026-12-31"),
    ReverseCharges("Agreed by phone"),
)
KEYS = {
    "images": "v1:a:7",
    "vendors": "v1",
    "credit_advices": "a-1",
    "usages": "v1:a:7#u-1",
    "charges": "tag:v1#c-1",
}


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.kind)
def test_every_order_makes_one_storable_wish_a_row_and_can_be_described(order: BulkOrder) -> None:
    ((stream, wish),) = order.targets([KEYS[order.table]])
    assert wish.kind == order.kind
    assert REGISTER[wish.stored_name] is type(wish)
    assert json.loads(json.dumps(order.wish())) == order.wish()
    assert stream


@pytest.mark.parametrize("order", [each for each in ORDERS if each.table == "images"], ids=lambda each: each.kind)
def test_an_asset_with_colons_in_its_name_keeps_them(order: BulkOrder) -> None:
    ((stream, _),) = order.targets(["v1:urn:newsml:7"])
    assert stream == streams.image_of("v1:urn:newsml:7") == "image-v1:urn:newsml:7"


def test_a_vendor_with_charges_on_two_platforms_is_asked_on_both() -> None:
    order = GenerateAdvices("2026-10", {"v1": ["tag", "reise"]}, fallback="sport")
    assert [stream for stream, _ in order.targets(["v1", "v2"])] == [
        "account-tag:v1", "account-reise:v1", "account-sport:v2",
    ]  # fmt: skip


def test_an_order_without_content_is_refused() -> None:
    with pytest.raises(NothingToChange):
        UpdateImages.from_texts({})
    with pytest.raises(ReasonMissing):
        RejectAdvices("  ").targets(["a"])
    with pytest.raises(NotAPeriod):
        GenerateAdvices("soon").targets(["v1"])


def test_usages_of_one_image_become_one_command() -> None:
    keys = ["v1:a#u-1", "v2:b#u-2", "v1:a#u-3"]
    found = dict(ExtendUsages("2027-12-31").targets(keys))
    assert list(found) == ["image-v1:a", "image-v2:b"]
    wish = found["image-v1:a"]
    assert isinstance(wish, ExtendGrant)
    assert wish.usages == ("u-1", "u-3")


def test_a_decision_carries_the_moments_of_its_own_usages() -> None:
    due = {"u-1": "2026-12-31T23:59:59+01:00", "u-9": "2027-01-31T23:59:59+01:00"}
    ((_, wish),) = DecideUsages("take-down", due=due).targets(["v1:a#u-1"])
    assert isinstance(wish, DecideTakeDown)
    assert wish.due == {"u-1": "2026-12-31T23:59:59+01:00"}


def test_charges_of_one_account_become_one_command() -> None:
    found = ReverseCharges("wrong").targets(["tag:v1#c-1", "tag:v1#c-2", "reise:v1#c-3"])
    assert [stream for stream, _ in found] == ["account-tag:v1", "account-reise:v1"]


def test_a_day_begins_and_ends_in_the_publishers_zone() -> None:
    wish = AddGrants("By letter", starts_at="2026-10-01", online_until="2026-10-31").command()
    assert (wish.starts_at, wish.online_until) == ("2026-10-01T00:00:00+02:00", "2026-10-31T23:59:59+01:00")


@pytest.mark.parametrize("order", [AddGrants(" "), RestrictImages(""), OverrideImages("ended", ""), ReverseCharges("")])
def test_rights_are_changed_for_a_reason(order: BulkOrder) -> None:
    with pytest.raises(ReasonMissing):
        order.targets([KEYS[order.table]])


@pytest.mark.parametrize(
    "order",
    [
        AskVendors(" "),
        CancelAdvices("", "2026-11-30"),
        RecordObjections("\n", "2026-11-20"),
        WithdrawObjections(""),
        RejectAdvices(""),
    ],
    ids=lambda order: order.kind,
)
def test_a_turn_of_a_credit_advice_without_its_reason_is_not_ordered(order: BulkOrder) -> None:
    with pytest.raises(ReasonMissing):
        order.targets(["a-1"])


@pytest.mark.parametrize("order", [IssueAdvices("31.12.2026"), RecordPayments(""), CancelAdvices("x", "soon")])
def test_a_day_that_is_none_is_not_ordered(order: BulkOrder) -> None:
    with pytest.raises(NotADay):
        order.targets(["a-1"])


def test_the_rules_of_the_house_are_kept_with_each_approval() -> None:
    policy = Policy(four_eyes=False, threshold=0, approvers=("abel",), deputy_for="abel")
    ((_, wish),) = ApproveAdvices(offline=True, policy=policy).targets(["a-1"])
    assert isinstance(wish, ApproveAdvice)
    assert (wish.four_eyes, wish.threshold, wish.offline) == (False, 0, True)
    assert (wish.approvers, wish.deputy_for) == (("abel",), "abel")
