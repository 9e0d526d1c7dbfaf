"""The guard over requests and answers bites, and no record however odd ends in a traceback."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightsdesk.faults import Damaged, Fault, Invalid
from rightsdesk.vendorsync.agency.getty_record import FIELDS
from rightsdesk.vendorsync.agency_rest import AgencyFeed
from rightsdesk.vendorsync.port import ChangeBatch, FeedMode, SyncState
from tests.kit.shared import needs_shared
from tests.vendorsync.agency_kit import (
    answering,
    channel,
    editorial_image,
    getty_image,
    product,
    stock_image,
    subscription,
)
from tests.vendorsync.published import published

HOUSE = "https://api.agency.example"


def complaints(agency: str, method: str, target: str, document: Any = None, body: Any = None) -> list[str]:
    content = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json"} if content else {}
    request = httpx.Request(method, f"{HOUSE}{target}", content=content, headers=headers)
    return published(agency).complaints(
        request, httpx.Response(200, json=document) if document else httpx.Response(200)
    )


@needs_shared
@pytest.mark.parametrize(
    ("agency", "method", "target", "complaint"),
    [
        ("getty", "GET", "/v3/pictures", "is not published"),
        ("getty", "POST", "/v3/images?ids=1", "is not published"),
        ("getty", "GET", "/v3/images?ids=1&fields=price", "fields"),
        ("getty", "PUT", "/v3/asset-changes/change-sets?channel_id=abc", "channel_id=abc is no integer"),
        ("getty", "PUT", "/v3/asset-changes/change-sets?channel=1", "the query channel is not published"),
        ("getty", "DELETE", "/v3/asset-changes/change-sets/abc", "change-set-id=abc is no integer"),
        ("shutterstock", "GET", "/v2/editorial/images?id=1", "country is missing"),
        ("shutterstock", "GET", "/v2/images/updated?per_page=2001", "per_page"),
        ("shutterstock", "GET", "/v2/images/updated?sort=oldest&sort=newest", "2 times"),
    ],
)
def test_a_request_nobody_published_is_complained_about(agency: str, method: str, target: str, complaint: str) -> None:
    assert complaint in "\n".join(complaints(agency, method, target))


@needs_shared
def test_a_body_or_answer_of_the_wrong_shape_is_complained_about() -> None:
    place = "/v3/usage-batches/1"
    good = {"asset_usages": [{"asset_id": "1", "quantity": 1, "usage_date": "2026-01-01"}]}
    assert complaints("getty", "PUT", place, body=good) == []
    assert complaints("getty", "PUT", place, body={"usages": []})
    assert complaints("getty", "PUT", place, body={"asset_usages": [{"asset_id": "1", "quantity": "one"}]})
    assert complaints("getty", "GET", "/v3/products", {"products": [product()]}) == []
    assert complaints("getty", "GET", "/v3/products", {"products": [{"id": "five"}]})
    assert complaints("shutterstock", "GET", "/v2/images?id=1", {"data": [{"id": "1"}]})


@needs_shared
def test_the_pictures_of_the_fake_look_like_published_ones() -> None:
    schema = published("getty").schema("ImageSearchItem")
    names = {name for name in getty_image("1") if name not in schema["properties"]}
    assert names <= published("getty").fields_of_images()
    assert set(FIELDS.split(",")) <= published("getty").fields_of_images()


scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-01-01T00:00:00Z"),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "uri", "url", "status", "countries", "usage_restrictions"]), inner)
    ),
    max_leaves=5,
)


def spoilt(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(sorted(names)), scraps, max_size=4)


def checked(feed: AgencyFeed) -> None:
    """Pull once: pictures and refusals for all there was, or a fault with its sentence."""
    told = outcome(feed)
    if isinstance(told, Fault):
        assert told.sentence.endswith(".")
        return
    assert len(told.changes) + len(told.rejected) + told.skipped >= 2
    assert all(json.dumps(change.image.fields) for change in told.changes if change.image)


def outcome(feed: AgencyFeed) -> ChangeBatch | Fault:
    try:
        batch = next(iter(feed.pull(SyncState())))
        feed.probe()
    except (Damaged, Invalid) as fault:
        return fault
    return batch


@settings(max_examples=60)
@given(
    spoilt(*getty_image("1")), spoilt(*product()), spoilt(*channel(1)), spoilt("asset_lifecycle", "asset_type", "id")
)
def test_no_answer_of_getty_however_odd_ends_in_a_traceback(
    image: dict[str, Any], agreed: dict[str, Any], queue: dict[str, Any], notice: dict[str, Any]
) -> None:
    notices = [{"id": "1", "asset_lifecycle": "New", "asset_type": "Image"}, {"id": "2", **notice}]
    answers = {
        "channels": [{**channel(7), **queue}],
        "products": {"products": [{**product(), **agreed}]},
        "images": {"images": [{**getty_image("1"), **image}], "images_not_found": []},
        "change-sets": {"change_set_id": "9", "changed_assets": notices},
    }
    checked(answering("getty", answers))


@settings(max_examples=60)
@given(
    spoilt(*editorial_image("1")),
    spoilt(*stock_image("1")),
    spoilt(*subscription(), "price_per_download"),
    st.sampled_from([FeedMode.CURSOR, FeedMode.WINDOW]),
)
def test_no_answer_of_shutterstock_however_odd_ends_in_a_traceback(
    news: dict[str, Any], stock: dict[str, Any], agreed: dict[str, Any], mode: FeedMode
) -> None:
    answers = {
        "subscriptions": {"data": [{**subscription(), **agreed}]},
        "updated": {"data": [{**editorial_image("1"), **news}, 7], "next": ""},
        "images": {"data": [{**stock_image("1"), **stock}]},
    }
    checked(answering("shutterstock", answers, mode))
