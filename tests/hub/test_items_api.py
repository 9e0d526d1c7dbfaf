"""Reading pictures in pages, in one piece, by id and by day."""

import gzip
import hashlib
import json
from typing import Any

from rightsdesk.hub.state import HubState
from tests.hub.asking import Ask, read


def _all_pages(ask: Ask, size: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    page = read(ask("GET", f"/v1/items?page_size={size}"))
    while True:
        found += page["items"]
        if page["next"] is None:
            return found
        page = read(ask("GET", f"/v1/items?page_size={size}&cursor={page['next']}"))


def test_pages_together_hold_every_item_once(hub: HubState, ask: Ask) -> None:
    uris = [item["uri"] for item in _all_pages(ask, 7)]
    assert uris == [item.uri for item in hub.collection]
    assert len(set(uris)) == 30


def test_paging_stays_stable_while_items_change(hub: HubState, ask: Ask) -> None:
    first = read(ask("GET", "/v1/items?page_size=20"))
    before = [item.document() for item in hub.collection]
    hub.bump(1.0, 3, deleted=2)
    second = read(ask("GET", f"/v1/items?page_size=20&cursor={first['next']}"))
    assert [*first["items"], *second["items"]] == before
    assert len(_all_pages(ask, 20)) == 28


def test_the_snapshot_says_where_the_changes_go_on(hub: HubState, ask: Ask) -> None:
    hub.bump(0.5, 3)
    cursor = read(ask("GET", "/v1/items"))["changes"]
    assert read(ask("GET", f"/v1/changes?cursor={cursor}"))["changes"] == []
    hub.bump(0.1, 4)
    assert len(read(ask("GET", f"/v1/changes?cursor={cursor}"))["changes"]) == 3


def test_an_old_snapshot_answers_410(hub: HubState, ask: Ask) -> None:
    cursor = read(ask("GET", "/v1/items?page_size=5"))["next"]
    hub.clock.advance(3601)
    gone = ask("GET", f"/v1/items?cursor={cursor}")
    assert (gone.status, read(gone)["code"]) == (410, "cursor_expired")


def test_the_bulk_file_ends_with_count_and_checksum(hub: HubState, ask: Ask) -> None:
    text = gzip.decompress(ask("GET", "/v1/items.ndjson.gz").body)
    *lines, last = text.splitlines(keepends=True)
    assert json.loads(last) == {"_end": True, "count": 30, "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
    assert [line.strip() for line in lines] == [item.body for item in hub.collection]


def test_an_unchanged_bulk_file_is_304_and_a_changed_one_is_not(hub: HubState, ask: Ask) -> None:
    tag = ask("GET", "/v1/items.ndjson.gz").header("ETag") or ""
    unchanged = ask("GET", "/v1/items.ndjson.gz", If_None_Match=tag)
    assert (unchanged.status, unchanged.body) == (304, b"")
    hub.bump(0.1, 1)
    assert ask("GET", "/v1/items.ndjson.gz", If_None_Match=tag).status == 200


def test_lookup_takes_uris_and_short_names_and_names_the_missing(hub: HubState, ask: Ask) -> None:
    first, second, *_ = hub.collection
    page = read(ask("GET", f"/v1/items?ids={second.short},{first.uri},nobody/1"))
    assert [item["uri"] for item in page["items"]] == [second.uri, first.uri]
    assert page["not_found"] == ["nobody/1"]


def test_lookup_may_leave_the_missing_out_silently(hub: HubState, ask: Ask) -> None:
    page = read(ask("GET", "/v1/items?ids=nobody/1&omit_missing=true"))
    assert page == {"items": []}


def test_lookup_of_more_than_a_hundred_ids_is_refused(ask: Ask) -> None:
    assert ask("GET", "/v1/items?ids=" + ",".join(f"a/{n}" for n in range(100))).status == 200
    assert read(ask("GET", "/v1/items?ids=" + ",".join(f"a/{n}" for n in range(101))))["code"] == "too_many_ids"


def test_lookup_finds_the_newest_version_and_no_deleted_one(hub: HubState, ask: Ask) -> None:
    hub.bump(1.0, 3)
    item = next(iter(hub.collection))
    assert read(ask("GET", f"/v1/items?ids={item.short}"))["items"][0]["version"] == "2"
    hub.delete(item.uri)
    assert read(ask("GET", f"/v1/items?ids={item.uri}"))["not_found"] == [item.uri]


def test_a_single_item_has_a_tag_and_is_404_unknown_or_410_deleted(hub: HubState, ask: Ask) -> None:
    item = next(iter(hub.collection))
    answer = ask("GET", f"/v1/items/{item.short}")
    assert answer.body == item.body
    assert ask("GET", f"/v1/items/{item.short}", If_None_Match=answer.header("ETag") or "").status == 304
    assert ask("GET", "/v1/items/nobody/1").status == 404
    hub.delete(item.uri)
    assert ask("GET", f"/v1/items/{item.short}").status == 410


def test_the_window_holds_whole_days_with_both_ends(hub: HubState, ask: Ask) -> None:
    days = sorted(item.created[:10] for item in hub.collection)
    start, end = days[5], days[20]
    pages = [read(ask("GET", f"/items?start_date={start}&end_date={end}&page={n}&max_results=4")) for n in range(1, 9)]
    found = [item for page in pages for item in page["_items"]]
    assert len(found) == pages[0]["_meta"]["total"] == sum(start <= day <= end for day in days)
    assert ["next" in page["_links"] for page in pages] == [4 * n < len(found) for n in range(1, 9)]
    assert [item["versionCreated"] for item in found] == sorted(item["versionCreated"] for item in found)


def test_a_window_turned_round_or_without_dates_is_refused(ask: Ask) -> None:
    assert ask("GET", "/items?start_date=2026-09-02&end_date=2026-09-01").status == 400
    assert "start_date" in read(ask("GET", "/items?start_date=yesterday"))["message"]


def test_a_preview_is_a_png_that_stays_the_same(hub: HubState, ask: Ask) -> None:
    item = next(iter(hub.collection))
    picture = ask("GET", f"/v1/previews/{item.short}.png")
    assert picture.content_type == "image/png"
    assert picture.body.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture.body == ask("GET", f"/v1/previews/{item.short}.png").body
