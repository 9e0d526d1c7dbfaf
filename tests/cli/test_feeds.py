"""Feeds on the command line: configured, tested, pulled, and what they set aside."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rightsdesk.hub.access import Credentials
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from rightsdesk.vendorsync import http
from tests.kit.terminal import Terminal


@pytest.fixture
def hub() -> Iterator[HubServer]:
    """A hub with thirty pictures of three vendors that asks for no key."""
    with HubServer(HubState.from_sample(30, 3, 5, options=HubOptions(account=Credentials(open=True)))) as server:
        yield server


@pytest.fixture(autouse=True)
def _no_waiting_between_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "full_jitter", lambda *_: 0.0)


def test_a_feed_is_added_tested_pulled_and_removed(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "demo", hub.url)
    assert empty.json("feeds", "test", "demo")["ok"] is True
    assert empty.json("images", "list") == []
    pulled = empty.json("sync", "demo")
    assert pulled["feeds"][0]["new"] == 30
    assert empty.json("feeds", "list") == [{"name": "demo", "url": hub.url, "profile": "generic", "quarantine": 0}]
    empty.json("feeds", "remove", "demo")
    assert empty.json("feeds", "list") == []
    assert len(empty.json("images", "list")) == 30


def test_a_second_pull_finds_nothing_new(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "demo", hub.url)
    empty.json("sync")
    position = empty.json("log", "verify")["head"]["position"]
    assert "nothing new" in empty.run("sync").out
    assert empty.json("log", "verify")["head"]["position"] == position


def test_a_full_pull_reads_the_snapshot_again_and_changes_nothing(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "demo", hub.url)
    empty.json("sync")
    before = empty.json("images", "list")
    empty.json("sync", "--full")
    assert empty.json("images", "list") == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "demo", "ftp://vendor.example"), "NotAFeed"),
        (("add", "demo", "vendor.example"), "NotAFeed"),
        (("add", "my feed", "https://vendor.example"), "UnusableIdentifier"),
        (("test", "nobody"), "FeedUnknown"),
        (("remove", "nobody"), "FeedUnknown"),
        (("quarantine", "nobody"), "FeedUnknown"),
    ],
)
def test_a_feed_that_cannot_be_meant_is_refused_by_name(empty: Terminal, arguments: tuple[str, ...], code: str) -> None:
    said = empty.run("--json", "feeds", *arguments)
    assert (said.code, said.document["error"]["code"]) == (1, code)


def test_an_unknown_profile_is_wrong_usage(empty: Terminal) -> None:
    said = empty.run("feeds", "add", "demo", "https://vendor.example", "--profile", "reuters")
    assert said.code == 2
    assert "generic" in said.err


def test_a_vendor_that_is_down_is_a_sentence_and_the_other_feed_goes_on(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "dead", "http://127.0.0.1:9")
    empty.json("feeds", "add", "demo", hub.url)
    said = empty.run("--json", "sync")
    assert said.code == 3
    assert said.document["failed"]["dead"]["code"] == "VND-DOWN"
    assert said.document["feeds"][0]["new"] == 30
    alone = empty.run("sync", "dead")
    assert alone.code == 1
    assert "127.0.0.1:9 cannot be reached" in alone.err
    tested = empty.run("--json", "feeds", "test", "dead")
    assert tested.code == 1


def test_an_unknown_feed_among_known_ones_does_not_stop_them(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "demo", hub.url)
    said = empty.run("--json", "sync", "nobody", "demo")
    assert said.code == 3
    assert said.document["failed"]["nobody"]["code"] == "FeedUnknown"
    assert said.document["feeds"][0]["new"] == 30


def test_a_wrong_key_says_whose_and_what_to_do(empty: Terminal) -> None:
    with HubServer(HubState.from_sample(5, 1, 1)) as hub:
        empty.json("feeds", "add", "demo", hub.url, "--secret", "wrong")
        said = empty.run("sync")
        assert said.code == 1
        assert "does not accept the key" in said.err
        assert empty.json("feeds", "add", "demo", hub.url, "--secret", "demo-key")["secret_in_key_ring"] is False
        assert empty.json("sync")["feeds"][0]["new"] == 5


def test_a_secret_is_never_in_the_log_or_the_read_model(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "demo", hub.url, "--secret", "canary-7411")
    empty.json("sync")
    for file in empty.folder.rglob("*"):
        if file.is_file() and file.name != "secrets.json":
            assert b"canary-7411" not in file.read_bytes(), file
    assert (empty.folder / "secrets.json").stat().st_mode & 0o077 == 0


MALFORMED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a text in place of the list of headlines": lambda item: item.update(headlines="Sunset"),
    "a negative price": lambda item: _reprice(item, "-12.50"),
    "a price with a comma": lambda item: _reprice(item, "12,50"),
    "a price in other digits": lambda item: _reprice(item, "\u0661\u0662"),
    "a price that is no number": lambda item: _reprice(item, "NaN"),
    "a licence that ends before it begins": lambda item: _redate(item, "1999-01-01T00:00:00+00:00"),
    "the thirtieth of February": lambda item: _redate(item, "2031-02-30T00:00:00+00:00"),
    "a title of a million signs": lambda item: item["headlines"][0].update(value="x" * 1_000_000),
    "a number in place of the version": lambda item: item.update(version={"major": 2}),
}


def _reprice(item: dict[str, Any], price: str) -> None:
    _policy(
        item,
        lambda policy: policy["permission"][0]["duty"][0]["constraint"][0].update(
            rightOperand={"@value": price, "@type": "xsd:decimal"}
        ),
    )


def _redate(item: dict[str, Any], end: str) -> None:
    def change(policy: dict[str, Any]) -> None:
        for constraint in policy["permission"][0]["constraint"]:
            if constraint["operator"] == "lteq":
                constraint["rightOperand"]["@value"] = end

    _policy(item, change)


def _policy(item: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> None:
    policy = json.loads(item["rightsInfo"]["encodedRights"])
    change(policy)
    item["rightsInfo"]["encodedRights"] = json.dumps(policy)


@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_item_is_set_aside_with_its_reason_and_the_others_kept(
    empty: Terminal, hub: HubServer, kind: str
) -> None:
    item = next(each.document() for each in hub.state.collection if b"payAmount" in each.body and b"lteq" in each.body)
    MALFORMED[kind](item)
    hub.state.load([item])
    empty.json("feeds", "add", "demo", hub.url)
    pulled = empty.json("sync")["feeds"][0]
    assert (pulled["new"], pulled["quarantined"]) == (29, 1)
    (kept,) = empty.json("feeds", "quarantine", "demo")
    assert kept["uri"] == item["uri"]
    assert kept["code"]
    assert kept["reason"]
    assert empty.json("sync")["feeds"][0].get("quarantined", 0) == 0
    empty.json("feeds", "quarantine", "demo", "--dismiss", kept["item_id"], "--reason", "told the vendor")
    assert empty.json("feeds", "quarantine", "demo") == []


def test_the_quarantine_of_a_clean_feed_is_empty(empty: Terminal, hub: HubServer) -> None:
    empty.json("feeds", "add", "demo", hub.url)
    empty.json("sync")
    assert empty.json("feeds", "quarantine", "demo") == []
    said = empty.run("--json", "feeds", "quarantine", "demo", "--dismiss", "no-such-item", "--reason", "old")
    assert (said.code, json.loads(said.out)["error"]["code"]) == (1, "NotInQuarantine")
