"""The houses' ways, against small fakes of them."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.faults import Invalid
from rightsdesk.hub.state import HubState
from rightsdesk.vendorsync.decode import lenient
from rightsdesk.vendorsync.feed import FeedSettings, NinjsHttpFeed, feed_from, reading_for, sign_in
from rightsdesk.vendorsync.port import Change, FeedMode, SyncState
from rightsdesk.vendorsync.profiles import PROFILES, profile_named
from rightsdesk.vendorsync.signin import ClientToken, FixedKey
from rightsdesk.vendorsync.translate import Sorted
from tests.vendorsync.kit import Waits, client_for, hub_feed, picture

TIER = "http://cv.ap.org/tier/2"


def answer(document: object, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=named, json=document)


def ap_item(amount: object = "35.00", **more: Any) -> dict[str, Any]:
    pay = {
        "name": "http://www.w3.org/ns/odrl/2/payAmount",
        "operator": "http://www.w3.org/ns/odrl/2/eq",
        "rightoperand": amount,
        "rightoperandunit": "http://cvx.iptc.org/iso4217a/USD",
    }
    duty = {"action": "http://www.w3.org/ns/odrl/2/compensate", "constraints": [pay]}
    return {
        "uri": "https://api.ap.org/media/v/content/b2b6?qt=TOKEN&et=1",
        "altids": {"itemid": "b2b6c3f4", "etag": "b2b6_1"},
        "version": 0,
        "type": "picture",
        "pubstatus": "usable",
        "signals": ["newscontent"],
        "headline": "Turkey",
        "photographer": {"name": "Ana"},
        "usageterms": ["Editorial only", "No sales"],
        "policy": {"permissions": [{"duties": [duty]}]},
        **more,
    }


def ap_image(item: dict[str, Any]) -> Any:
    return Sorted([item], reading_for("ap", None)).changes[0].image


def test_ap_is_keyed_by_item_id_and_freed_of_tokens() -> None:
    image = ap_image(ap_item())
    assert (image.vendor, image.asset_id, image.uri) == ("ap", "b2b6c3f4", "https://api.ap.org/media/v/content/b2b6")
    assert image.fields["usage_terms"] == "Editorial only\nNo sales"
    assert image.fields["byline"] == "Ana"
    assert (image.fields["price"], image.fields["currency"]) == (3500, "USD")
    assert ap_image(ap_item(uri="https://api.ap.org/media/v/content/b2b6?qt=OTHER")).content_hash == image.content_hash


def test_an_ap_tier_is_a_price_not_known_rather_than_nothing() -> None:
    fields = ap_image(ap_item(TIER)).fields
    assert (fields["price"], fields["price_origin"]) == (None, "tier")


def test_an_ap_item_that_is_no_news_content_is_withheld() -> None:
    fields = ap_image(ap_item(signals=["advisory"])).fields
    assert fields["status"] == "withheld"
    assert fields["status_reason"]


def test_the_ap_feed_follows_next_links_until_nothing_comes() -> None:
    asked: list[str] = []
    pages = {
        "/base/content/feed": {
            "data": {"items": [{"item": ap_item()}], "next_page": "https://vendor.example/base/n?seq=2"}
        },
        "/base/n": {"data": {"items": [], "next_page": "https://vendor.example/base/n?seq=2"}},
    }

    def house(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["x-api-key"])
        return answer(pages[request.url.path])

    way = profile_named("ap")
    feed = NinjsHttpFeed(way, client_for(house, signin=sign_in(way, "key")))
    batches = list(feed.pull(SyncState()))
    assert [len(batch.changes) for batch in batches] == [1, 0]
    assert batches[-1].next_state.cursor == "https://vendor.example/base/n?seq=2"
    assert asked == ["key", "key"]


def test_the_dpa_queue_gives_every_receipt_back_and_keeps_the_pauses() -> None:
    queue: list[dict[str, Any]] = [
        {"_wireq_receipt": f"r{n}", "format": "digitalwires@0.9.1", "urn": f"urn:x:{n}", "associations": []}
        for n in range(3)
    ]
    queue[0] |= {"associations": [{"type": "image", "urn": "urn:x:0"}], "version": 1}
    returned: list[str] = []

    def house(request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            returned.append(request.url.path)
            return httpx.Response(410 if returned else 204)
        left = [entry for entry in queue if not any(path.endswith(str(entry["_wireq_receipt"])) for path in returned)]
        return answer({"entries": left[:2]}, Retry_After="10" if left else "100")

    waits = Waits()
    feed = NinjsHttpFeed(profile_named("dpa"), client_for(house, waits=waits))
    found: list[Change] = []
    skipped = 0
    for batch in feed.pull(SyncState()):
        feed.acknowledge(batch)
        found += batch.changes
        skipped += batch.skipped
    assert [change.uri for change in found] == ["urn:x:0"]
    assert found[0].image is not None
    assert (found[0].vendor, found[0].image.fields["status"], skipped) == ("dpa", "usable", 2)
    assert returned == ["/base/entry/r0", "/base/entry/r1", "/base/entry/r2"]
    assert list(waits) == [10.0, 10.0]


def test_an_entry_not_acknowledged_comes_back() -> None:
    state = HubState.from_sample(images=5, vendors=1, seed=1)
    state.bump(1.0, seed=2)
    feed = hub_feed(state, mode=FeedMode.ACK_QUEUE)
    first = [c.change_id for b in feed.pull(SyncState("changes")) for c in b.changes]
    assert first
    state.clock.advance(1000)
    assert [c.change_id for b in feed.pull(SyncState("changes")) for c in b.changes] == first


def test_superdesk_reads_whole_days_and_remembers_the_vendors_day() -> None:
    asked: list[dict[str, str]] = []

    def house(request: httpx.Request) -> httpx.Response:
        asked.append(dict(request.url.params))
        page = int(request.url.params["page"])
        links = {"next": {"href": "items?page=2"}} if page == 1 else {}
        item = {
            "uri": f"tag:sd:{page}",
            "type": "picture",
            "version": "1",
            "versioncreated": "2026-09-30T08:00:00+0000",
        }
        return answer({"_items": [item], "_links": links, "_meta": {"total": 2}}, Date="Fri, 02 Oct 2026 00:10:00 GMT")

    feed = NinjsHttpFeed(profile_named("superdesk"), client_for(house), vendor="sda")
    batches = list(feed.pull(SyncState()))
    assert [change.asset_id for batch in batches for change in batch.changes] == ["tag:sd:1", "tag:sd:2"]
    assert batches[-1].next_state == SyncState("changes", since="2026-10-02")
    next(iter(feed.pull(batches[-1].next_state)))
    assert [query["start_date"] for query in asked] == ["2000-01-01", "2000-01-01", "2026-10-02"]


def test_each_house_is_shown_the_secret_in_its_own_way() -> None:
    assert sign_in(profile_named("ap"), "k") == FixedKey("x-api-key", "k")
    assert sign_in(profile_named("superdesk"), "k") == FixedKey("Authorization", "Token k")
    assert sign_in(profile_named("generic"), "k") == FixedKey("X-Api-Key", "k")
    assert isinstance(sign_in(profile_named("generic"), "id:secret"), ClientToken)
    assert sign_in(profile_named("generic"), None) == FixedKey()


def test_an_unknown_profile_or_mode_is_refused_with_the_choices() -> None:
    with pytest.raises(Invalid, match="generic, ap, dpa, superdesk"):
        feed_from(FeedSettings("x", "https://vendor.example", "reuters"), None)
    with pytest.raises(Invalid, match="does not deliver"):
        feed_from(FeedSettings("x", "https://vendor.example", "dpa", mode=FeedMode.WINDOW), None)


def test_a_house_without_lookup_says_so() -> None:
    feed = NinjsHttpFeed(profile_named("dpa"), client_for(lambda _: answer({})))
    with pytest.raises(Invalid, match="does not offer single pictures"):
        feed.lookup(["urn:x"])


def test_lookup_asks_a_hundred_at_a_time() -> None:
    feed = hub_feed(HubState.from_sample(images=250, vendors=1, seed=1))
    uris = [change.uri for batch in feed.pull(SyncState()) for change in batch.changes]
    before = feed.traffic.requests
    assert len(feed.lookup(uris).found) == 250
    assert feed.traffic.requests - before == 3


def test_the_connection_test_turns_a_fault_into_a_sentence() -> None:
    feed = NinjsHttpFeed(profile_named("generic"), client_for(lambda _: httpx.Response(401)))
    probe = feed.probe()
    assert not probe.ok
    assert "does not accept the key" in probe.sentence


scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-01-01T00:00:00Z"),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["role", "value", "name", "href"]), inner)
    ),
    max_leaves=5,
)
NAMES = sorted(
    {*picture(), *ap_item(), "embargoedUntil", "renditions", "title", "edNote", "format", "associations", "urn"}
)


@given(st.sampled_from(sorted(PROFILES)), st.dictionaries(st.sampled_from(NAMES), scraps, max_size=5), st.booleans())
def test_no_record_however_odd_ends_in_a_traceback(profile: str, odd: dict[str, Any], wrapped: bool) -> None:
    item = {**picture(), **odd}
    entry = {"op": "upsert", "change_id": "c", "uri": item["uri"], "item": item} if wrapped else item
    read = lenient(json.dumps(entry).encode())
    found = Sorted([read], reading_for(profile, None), doubtful=True)
    assert len(found.changes) + len(found.rejected) + found.skipped == 1
    assert all(json.dumps(change.image.fields) for change in found.changes if change.image)
