"""A vendor that is slow, lying or broken: every fault of the hub, once, seen from the command line.

Whatever happened, the next pull ends in the state of a vendor that never failed, and a second one changes nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rightsdesk.hub import faults
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from rightsdesk.vendorsync import http
from tests.kit.terminal import Terminal

IMAGES = 40
HURRIED = http.Limits(deadline=1.5, connect=0.5, silence=0.4, grace=0.4, min_rate=400.0, patience=6.0, inline_wait=0.2)
"""The limits of a vendor in seconds that a test can wait for."""
ARGS: dict[str, dict[str, Any]] = {
    "hang": {"seconds": 2},
    "drip": {"bytes_per_second": 60},
    "slow_headers": {"bytes_per_second": 20},
    "rst_after": {"bytes": 100},
    "status": {"code": 503},
    "retry_after_date": {"seconds": 3600},
    "redirect_other_host": {"location": "http://192.0.2.1/"},
    "wrong_types": {"value": "nonsense"},
    "clock_skew": {"seconds": 86_400},
    "page_overfull": {"extra": 3},
}
VENDOR_PATHS = ("/v1/items", "/v1/changes")


@pytest.fixture
def hub() -> Iterator[HubServer]:
    state = HubState.from_sample(IMAGES, 3, 9, options=HubOptions(account=Credentials(open=True)))
    with HubServer(state) as server:
        yield server


@pytest.fixture
def terminal(tmp_path: Path, hub: HubServer, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A workspace whose feed is the hub, in a hurry."""
    monkeypatch.setattr(http, "full_jitter", lambda *_: 0.0)
    monkeypatch.setattr(http, "Limits", lambda: HURRIED)
    terminal = Terminal(tmp_path / "workspace")
    terminal.json("init")
    terminal.json("feeds", "add", "demo", hub.url)
    return terminal


def _versions(terminal: Terminal) -> dict[str, tuple[int, str | None, str]]:
    return {row["uri"]: (row["version"], row["price"], row["state"]) for row in terminal.json("images", "list")}


def _truth(hub: HubServer) -> dict[str, int]:
    return {item.uri: item.version for item in hub.state.collection.everything()}


def _sentence(told: str) -> bool:
    return bool(re.search(r"[.!?] \([A-Z-]+\)\n?$", told)) and "Traceback" not in told


@pytest.mark.parametrize("path", VENDOR_PATHS)
@pytest.mark.parametrize("fault", sorted(faults.FAULTS))
def test_a_fault_of_the_vendor_costs_nothing_once_it_is_over(
    terminal: Terminal, hub: HubServer, fault: str, path: str
) -> None:
    if path == "/v1/changes":
        terminal.json("sync")
        hub.state.bump(0.4, 2, killed=1, withheld=1)
    hub.state.faults.add(fault, path=f"{path}*", times=1, **ARGS.get(fault, {}))
    hurt = terminal.run("sync")
    assert hurt.code in {0, 1}
    assert hurt.code == 0 or _sentence(hurt.err), hurt.err
    hub.state.faults.clear()
    terminal.json("sync")
    found = _versions(terminal)
    assert {uri: version for uri, (version, _, _) in found.items()} == _truth(hub)
    position = terminal.json("log", "verify")["head"]["position"]
    terminal.json("sync")
    assert terminal.json("log", "verify")["head"]["position"] == position
    assert terminal.json("read-model", "rebuild", "--compare")["differing"] == 0


@pytest.mark.parametrize("fault", ["hang", "html_200", "truncated_json", "empty_429", "status", "redirect_other_host"])
def test_a_fault_that_stays_is_told_in_a_sentence_with_its_code(terminal: Terminal, hub: HubServer, fault: str) -> None:
    hub.state.faults.add(fault, times=None, **ARGS.get(fault, {}))
    said = terminal.run("--json", "sync")
    assert said.code == 1
    told = said.document["failed"]["demo"]
    assert told["code"].startswith("VND-")
    assert said.err == f"demo: {told['sentence']} ({told['code']})\n"
    hub.state.faults.clear()
    assert terminal.json("sync")["feeds"][0]["new"] == IMAGES


def test_a_lying_refresh_fails_its_items_only_and_retry_mends_them(terminal: Terminal, hub: HubServer) -> None:
    terminal.json("sync")
    hub.state.bump(0.5, 4)
    hub.state.faults.add("truncated_json", times=None)
    said = terminal.run("--json", "images", "update", "--where", "", "--from-vendor", "--wait")
    assert (said.code, said.document["failed"]) == (3, IMAGES)
    hub.state.faults.clear()
    again = terminal.json("batches", "retry", said.document["id"], "--wait")
    assert (again["failed"], again["done"] + again["unchanged"]) == (0, IMAGES)
