"""Orders: each knows its table, its kind, and the wish it means for each row."""

import json

import pytest

from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    BuyImages,
    GenerateAdvices,
    IssueAdvices,
    RefreshImages,
    ReinstateImages,
    RejectAdvices,
    UpdateImages,
    WithdrawImages,
)
from rightsdesk.desk.orders import NothingToChange, ReasonMissing
from rightsdesk.domain.messages import REGISTER
from rightsdesk.domain.period import NotAPeriod

ORDERS: tuple[BulkOrder, ...] = (
    UpdateImages({"title": "Mine", "price": None}),
    RefreshImages(),
    BuyImages("tag", "2026-10-05"),
    WithdrawImages("Court order"),
    ReinstateImages(),
    GenerateAdvices("2026-10", {"v1": ["tag"]}),
    ApproveAdvices(),
    RejectAdvices("Wrong rate"),
    IssueAdvices("2026-11-01"),
)
KEYS = {"images": "v1:a:7", "vendors": "v1", "credit_advices": "a-1"}


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.kind)
def test_every_order_makes_one_storable_wish_a_row_and_can_be_described(order: BulkOrder) -> None:
    ((stream, wish),) = order.targets([KEYS[order.table]])
    assert wish.kind == order.kind
    assert REGISTER[wish.stored_name] is type(wish)
    assert json.loads(json.dumps(order.wish())) == order.wish()
    assert stream


def test_an_asset_with_a_colon_in_its_name_keeps_it() -> None:
    ((stream, _),) = RefreshImages().targets(["v1:urn:newsml:7"])
    assert stream == "image-v1:urn:newsml:7"


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
