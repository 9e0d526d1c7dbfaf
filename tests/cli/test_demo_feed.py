"""The demo feed with its expected end state, through the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rightsdesk.hub.access import Credentials
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from tests.kit.shared import SHARED, needs_shared
from tests.kit.terminal import Terminal

FEED = SHARED / "data" / "feeds" / "demo-hub"


@pytest.fixture
def hub() -> Iterator[HubServer]:
    """The hub serving the demo files."""
    options = HubOptions(account=Credentials(open=True))
    with HubServer(HubState.from_files(FEED / "items.ndjson", FEED / "changes.ndjson", options=options)) as server:
        yield server


@pytest.fixture
def terminal(tmp_path: Path, hub: HubServer) -> Terminal:
    """A workspace with the demo feed."""
    terminal = Terminal(tmp_path / "workspace")
    terminal.json("init")
    terminal.json("feeds", "add", "demo", hub.url)
    return terminal


def _expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FEED / "expected.json").read_text(encoding="utf-8"))
    return found


def _state(terminal: Terminal) -> dict[str, dict[str, Any]]:
    names = ("version", "price", "currency", "licence_start", "licence_end", "territory", "state")
    return {row["uri"]: {name: row[name] for name in names} for row in terminal.json("images", "list")}


def _final() -> dict[str, dict[str, Any]]:
    final = _expected()["final"]
    return {uri: {key: value for key, value in row.items() if key != "pubStatus"} for uri, row in final.items()}


@needs_shared
def test_the_demo_feed_ends_in_the_expected_state(terminal: Terminal) -> None:
    """Every field of every image, quarantine and conflicts included; a second pull changes nothing."""
    first = terminal.json("sync")["feeds"][0]
    expected = _expected()
    assert _state(terminal) == _final()
    assert first["quarantined"] == len(expected["quarantined"])
    assert first["conflicts"] == len(expected["equal_version_conflicts"])
    assert first["ignored"] == expected["ignored"]
    quarantined = terminal.json("feeds", "quarantine", "demo")
    assert [row["change_id"] for row in quarantined] == [row["change_id"] for row in expected["quarantined"]]
    position = terminal.json("log", "verify")["head"]["position"]
    terminal.json("sync")
    assert terminal.json("log", "verify")["head"]["position"] == position
    assert terminal.json("read-model", "rebuild", "--compare")["differing"] == 0
