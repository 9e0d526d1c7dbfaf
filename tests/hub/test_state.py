"""Serving given files bit for bit, and the state they lead to."""

import json
from pathlib import Path

import pytest

from rightsdesk.faults import Invalid, Unknown
from rightsdesk.hub.files import Line
from rightsdesk.hub.item import terms_of
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import encode
from tests.hub.asking import asking, read, small_hub
from tests.kit.shared import SHARED, needs_shared

FEED = SHARED / "data" / "feeds" / "demo-hub"
ITEM = '{"uri": "https://hub.invalid/v1/items/v/1", "type": "picture", "version": "1"}'


def _served() -> HubState:
    options = small_hub(0).options
    return HubState.from_files(FEED / "items.ndjson", FEED / "changes.ndjson", options=options)


@needs_shared
def test_given_items_and_changes_are_delivered_bit_for_bit() -> None:
    ask = asking(_served())
    items = (FEED / "items.ndjson").read_bytes().splitlines()
    page = ask("GET", "/v1/items?page_size=200").body
    second = ask("GET", f"/v1/items?page_size=200&cursor={json.loads(page)['next']}").body
    assert page.startswith(b'{"items":[' + b",".join(items[:200]) + b'],"next"')
    assert second.startswith(b'{"items":[' + b",".join(items[200:]) + b'],"next":null,"total":303')
    changes = (FEED / "changes.ndjson").read_bytes().splitlines()
    assert ask("GET", "/v1/changes?page_size=200").body.startswith(b'{"changes":[' + b",".join(changes) + b'],"next"')


@needs_shared
def test_the_snapshot_points_to_the_first_of_the_given_changes() -> None:
    ask = asking(_served())
    cursor = read(ask("GET", "/v1/items"))["changes"]
    assert read(ask("GET", f"/v1/changes?cursor={cursor}&page_size=200"))["changes"][0]["change_id"] == "p000001"


@needs_shared
def test_lookups_answer_with_the_state_all_sound_changes_lead_to() -> None:
    state = _served()
    expected = json.loads((FEED / "expected.json").read_text(encoding="utf-8"))["final"]
    found = {}
    for uri in expected:
        item = state.collection.find(uri)
        terms = terms_of(item.document()) if item else None
        found[uri] = item and terms and (item.version, terms.price, terms.currency, item.gone)
    assert found == {
        uri: (want["version"], want["price"], want["currency"], want["state"] == "deleted")
        for uri, want in expected.items()
    }


@needs_shared
def test_reset_of_a_file_hub_keeps_snapshot_and_changes() -> None:
    state = _served()
    ask = asking(state)
    state.bump(0.2, 1)
    ask("POST", "/_demo/reset")
    assert read(ask("GET", "/v1/items"))["total"] == 303
    assert len(read(ask("GET", "/v1/changes?page_size=200"))["changes"]) == 160


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{ITEM}\n\nnot json\n", "line 3 is not JSON"),
        (f"{ITEM}\n[1]\n", "line 2 is not a JSON object"),
        ('{"type": "picture"}\n', 'line 1 lacks the text "uri"'),
        (f"{ITEM}\n\xff", "line 2 is not JSON"),
    ],
)
def test_a_malformed_line_is_named_with_its_number(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "items.ndjson"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(Invalid, match=words):
        HubState.from_files(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unknown, match=r"nowhere\.ndjson"):
        HubState.from_files(tmp_path / "nowhere.ndjson")


def test_items_without_a_changes_file_can_still_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "items.ndjson"
    path.write_text(f"{ITEM}\n", encoding="utf-8")
    state = HubState.from_files(path)
    assert state.bump(1.0, 1) == 1
    assert state.snapshot().items[0].version == 2


def test_the_same_seed_gives_the_same_hub() -> None:
    first, second = small_hub(), small_hub()
    first.bump(0.5, 7)
    second.bump(0.5, 7)
    assert [item.body for item in first.collection] == [item.body for item in second.collection]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"version": "3"}, ("3", "new")),
        ({"version": "2"}, ("2", "old")),
        ({"version": "1"}, ("2", "old")),
        ({"version": "3", "type": "text"}, ("2", "old")),
        ({"version": "3", "headlines": {"value": "no list"}}, ("2", "old")),
        ({"version": "3", "pubStatus": "lost"}, ("2", "old")),
    ],
)
def test_only_a_sound_higher_version_becomes_the_newest(change: dict[str, object], expected: tuple[str, str]) -> None:
    state = small_hub(0)
    item = {"uri": "https://hub.invalid/v1/items/v/1", "type": "picture", "version": "2", "by": "old"}
    state.load([item])
    arrived = {"change_id": "a", "op": "upsert", "uri": item["uri"], "item": {**item, "by": "new", **change}}
    state.take_in(Line(arrived, encode(arrived)))
    found = read(asking(state)("GET", "/v1/items/v/1"))
    assert (found["version"], found["by"]) == expected
    assert len(state.log) == 1, "the feed delivers it all the same"
