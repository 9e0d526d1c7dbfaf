"""Synchronising over a hub that misbehaves once: nothing lost, nothing applied twice."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest

from rightsdesk.domain import money, streams
from rightsdesk.domain.feed import Feed, FeedConfigured
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import fold
from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.hub.access import Credentials
from rightsdesk.hub.faults import FAULTS
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from rightsdesk.vendorsync.feed import FeedSettings, feed_from
from rightsdesk.vendorsync.http import Clockwork, GuardedClient, Limits
from rightsdesk.vendorsync.sync import Sync
from tests.kit.shared import SHARED, needs_shared
from tests.kit.works import Works, decode

FILES = SHARED / "data" / "feeds" / "demo-hub"
QUICK = Limits(deadline=3.0, silence=0.4, grace=0.2, min_rate=4000, tries=3, requests_per_second=10_000, burst=10_000)
ARGS: dict[str, dict[str, Any]] = {
    "status": {"code": 503},
    "hang": {"seconds": 1},
    "drip": {"bytes_per_second": 2000},
    "slow_headers": {"bytes_per_second": 50},
    "rst_after": {"bytes": 100},
    "retry_after_date": {"seconds": 5},
}


class Desk:
    """A log, the demo hub with a script of faults, and a client that never really waits."""

    def __init__(self, hub: HubState, url: str) -> None:
        """Configure the feed."""
        self.works = Works()
        self.hub, self.url = hub, url
        self.works.given(streams.feed("demo"), FeedConfigured("demo", url, "generic"))
        self.sync = Sync(self.works.log, decode, lambda: self.works.at, self._open, lambda _name, _raw: "")

    def _open(self, feed: Feed) -> Any:
        client = GuardedClient(feed.url, limits=QUICK, clockwork=Clockwork(sleep=lambda _: None))
        return feed_from(FeedSettings("demo", feed.url), None, client=client)

    def state(self) -> dict[str, dict[str, Any]]:
        """Return every image as the expected end state words it."""
        found = {}
        for history in self.works.log.read_streams(self.works.log.streams("image")).values():
            image = fold(Image(), map(decode, history))
            price, currency = image.effective("price"), image.effective("currency")
            found[image.uri] = {
                "version": image.version,
                "pubStatus": image.status,
                "price": None if price is None else money.as_decimal(price, currency),
                "currency": currency,
                **{name: image.effective(name) for name in ("licence_start", "licence_end", "territory")},
                "state": image.word,
            }
        return found

    def count(self, name: str) -> int:
        """Return how many events of a name are recorded."""
        return sum(each.name == name for each in self.works.log.read(0, 100_000))


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[HubState, str]]:
    """One hub for all faults; its script is cleared between them."""
    options = HubOptions(account=Credentials(open=True))
    state = HubState.from_files(FILES / "items.ndjson", FILES / "changes.ndjson", options=options)
    with HubServer(state) as server:
        yield state, server.url


@needs_shared
@pytest.mark.parametrize("path", ["/v1/items", "/v1/changes"])
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_that_passes_leaves_the_fault_free_end_state(
    served: tuple[HubState, str], fault: str, path: str
) -> None:
    """Injected once and taken away, then pulled again: every field as expected, every change applied once."""
    hub, url = served
    hub.reset()
    desk = Desk(hub, url)
    expected = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
    hub.faults.add(fault, path=path, times=1, **ARGS.get(fault, {}))
    with contextlib.suppress(Unavailable, Damaged, Invalid):
        desk.sync.pull("demo", "kim")
    hub.faults.clear()
    desk.sync.pull("demo", "kim")
    assert desk.state() == expected["final"]
    assert desk.count("image.observation-conflicted") == len(expected["equal_version_conflicts"])
    assert desk.count("feed.item-quarantined") == len(expected["quarantined"])
    before = desk.works.log.head().position
    desk.sync.pull("demo", "kim")
    assert desk.works.log.head().position == before


@needs_shared
def test_a_feeds_own_story_is_read_once_a_pull(served: tuple[HubState, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its past pages are not gone through again for each page that arrives."""
    hub, url = served
    hub.reset()
    desk = Desk(hub, url)
    asked: list[str] = []
    read = desk.works.log.read_streams

    def watched(names: Any) -> Any:
        asked.extend(names := list(names))
        return read(names)

    monkeypatch.setattr(desk.works.log, "read_streams", watched)
    desk.sync.pull("demo", "kim")
    assert desk.count("feed.pulled") > 1
    assert asked.count(streams.feed("demo")) == 1


@needs_shared
def test_a_feed_changed_during_its_pull_is_read_again(served: tuple[HubState, str]) -> None:
    """Somebody writes to the feed's story between two pages: nothing is lost and nothing recorded twice."""
    hub, url = served
    hub.reset()
    desk = Desk(hub, url)
    expected = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
    mode = iter(["cursor"])

    def meddle(_name: str, _counts: object) -> None:
        for each in mode:
            desk.works.given(streams.feed("demo"), FeedConfigured("demo", url, "generic", mode=each))

    desk.sync.pull("demo", "kim", progress=meddle)
    assert desk.state() == expected["final"]
    assert desk.count("feed.item-quarantined") == len(expected["quarantined"])
