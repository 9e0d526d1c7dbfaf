"""Following changes by cursor, by receipts and by change-sets."""

import pytest

from rightsdesk.hub.handler import resume
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import HubRequest
from tests.hub.asking import Ask, read


def _ids(entries: list[dict[str, str]]) -> list[str]:
    return [entry["change_id"] for entry in entries]


@pytest.fixture
def busy(hub: HubState) -> HubState:
    hub.bump(0.8, 3, killed=2, deleted=1)
    return hub


def test_changes_come_in_order_page_by_page(busy: HubState, ask: Ask) -> None:
    seen, cursor, more = [], "", True
    while more:
        page = read(ask("GET", f"/v1/changes?page_size=10&cursor={cursor}"))
        seen += [change["seq"] for change in page["changes"]]
        cursor, more = page["next"], page["more"]
    assert seen == list(range(1, 28))
    assert read(ask("GET", f"/v1/changes?cursor={cursor}")) == {"changes": [], "next": cursor, "more": False}


def test_changes_beyond_the_retention_are_410_and_no_cursor_starts_at_the_oldest_kept(busy: HubState, ask: Ask) -> None:
    early = read(ask("GET", "/v1/changes?page_size=5"))["next"]
    latest = read(ask("GET", "/v1/changes"))["next"]
    busy.clock.advance(61 * 24 * 3600)
    assert read(ask("GET", f"/v1/changes?cursor={early}"))["code"] == "cursor_expired"
    assert ask("GET", f"/v1/changes?cursor={latest}").status == 200
    busy.bump(0.1, 9)
    assert len(read(ask("GET", "/v1/changes"))["changes"]) == len(busy.log) - 27


def test_a_long_poll_is_held_only_while_nothing_is_new(busy: HubState, ask: Ask) -> None:
    cursor = read(ask("GET", "/v1/changes"))["next"]
    held = ask("GET", f"/v1/changes?cursor={cursor}&wait=15")
    assert held.hold is not None
    assert (held.hold.seconds, held.hold.log_length) == (15.0, 27)
    assert ask("GET", "/v1/changes?wait=15").hold is None
    busy.bump(0.1, 9)
    fresh = resume(HubRequest.of("GET", f"/v1/changes?cursor={cursor}&wait=15"), busy, held)
    assert fresh.hold is None
    assert len(read(fresh)["changes"]) == len(busy.log) - 27


def test_the_queue_hides_what_it_handed_out_and_confirms_once(busy: HubState, ask: Ask) -> None:
    first = ask("GET", "/v1/queue")
    entries = read(first)["entries"]
    assert len(entries) == 27
    assert first.header("Retry-After") == "100"
    assert read(ask("GET", "/v1/queue"))["entries"] == []
    receipt = entries[0]["_receipt"]
    assert ask("DELETE", f"/v1/queue/{receipt}").status == 204
    assert ask("DELETE", f"/v1/queue/{receipt}").status == 410
    assert ask("DELETE", "/v1/queue/main-9999999").status == 404


def test_unconfirmed_entries_return_in_order_under_new_receipts(busy: HubState, ask: Ask) -> None:
    entries = read(ask("GET", "/v1/queue"))["entries"]
    for entry in entries[:20]:
        ask("DELETE", f"/v1/queue/{entry['_receipt']}")
    busy.clock.advance(200)
    again = read(ask("GET", "/v1/queue"))["entries"]
    assert _ids(again) == _ids(entries[20:])
    assert again[0]["_receipt"] != entries[20]["_receipt"]
    assert ask("DELETE", f"/v1/queue/{entries[20]['_receipt']}").status == 410


def test_a_long_queue_is_handed_out_by_fifty_with_a_short_hint(hub: HubState, ask: Ask) -> None:
    hub.bump(1.0, 1)
    hub.bump(1.0, 2)
    first = ask("GET", "/v1/queue")
    assert len(read(first)["entries"]) == 50
    assert first.header("Retry-After") == "10"


def test_channels_of_the_queue_do_not_take_from_each_other(busy: HubState, ask: Ask) -> None:
    assert len(read(ask("GET", "/v1/queue?channel=a"))["entries"]) == 27
    assert len(read(ask("GET", "/v1/queue?channel=b"))["entries"]) == 27


def test_a_change_set_is_repeated_until_it_is_confirmed(busy: HubState, ask: Ask) -> None:
    first, again = ask("PUT", "/v1/change-sets?channel=x"), ask("PUT", "/v1/change-sets?channel=x")
    assert (first.status, again.status) == (201, 200)
    assert read(first) == read(again)
    name = read(first)["change_set_id"]
    assert ask("DELETE", f"/v1/change-sets/{name}").status == 204
    assert ask("DELETE", f"/v1/change-sets/{name}").status == 410
    assert ask("DELETE", "/v1/change-sets/set-999999").status == 404
    assert read(ask("PUT", "/v1/change-sets?channel=x")) == {"change_set_id": None, "changes": []}
