"""Every fault of the hub at every place a feed reads: afterwards the desk knows what it would have known without."""

import threading
import time

import pytest

from rightsdesk.faults import Damaged, Fault, Unavailable
from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.faults import FAULTS, ON_THE_WIRE
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubState
from rightsdesk.vendorsync.feed import FeedSettings, feed_from, sign_in
from rightsdesk.vendorsync.http import Clockwork, GuardedClient, Limits
from rightsdesk.vendorsync.port import Change, FeedMode, SyncState, VendorFeed
from rightsdesk.vendorsync.profiles import profile_named
from tests.vendorsync.kit import hub_feed

PATIENT = Limits(deadline=1.0, silence=0.6, grace=0.4, min_rate=2000.0, inline_wait=3600.0, patience=1e9)
PLACES = ("/v1/items", "/v1/changes", "/v1/queue", "/items")
MODES = {"/v1/items": None, "/v1/changes": None, "/v1/queue": FeedMode.ACK_QUEUE, "/items": FeedMode.WINDOW}
SLOW = {"hang": {"seconds": 2}, "drip": {"bytes_per_second": 40}, "slow_headers": {"bytes_per_second": 20}}


def sample() -> HubState:
    state = HubState.from_sample(images=210, vendors=2, seed=4, clock=HubClock(lambda: 1_790_000_000.0))
    state.bump(0.4, seed=5, killed=1, withheld=1, deleted=2)
    return state


def over_wire(url: str, place: str = "/v1/items", limits: Limits = PATIENT) -> VendorFeed:
    client = GuardedClient(
        url,
        signin=sign_in(profile_named("generic"), "demo:demo-secret"),
        limits=limits,
        clockwork=Clockwork(sleep=lambda _: None),
    )
    settings = FeedSettings("hub", url, mode=MODES[place])
    return feed_from(settings, None, client=client)


def known_after(feed: VendorFeed, syncs: int = 3, hub: HubState | None = None) -> dict[str, tuple[int, str]]:
    """What a desk that only takes higher versions knows after a few syncs, five minutes apart."""
    known: dict[str, tuple[int, str]] = {}
    state = SyncState()
    for _ in range(syncs):
        if hub is not None:
            hub.clock.advance(300)
        try:
            for batch in feed.pull(state):
                for change in batch.changes:
                    _take(known, change)
                feed.acknowledge(batch)
                state = batch.next_state
        except (Unavailable, Damaged):
            continue
    return {uri: what for uri, what in known.items() if "/nobody/" not in uri}


def _take(known: dict[str, tuple[int, str]], change: Change) -> None:
    version, _ = known.get(change.uri, (-1, ""))
    if change.image is None:
        known[change.uri] = (max(version, 0), "deleted")
    elif (change.image.version or 0) > version:
        known[change.uri] = (change.image.version or 0, str(change.image.fields["status"]))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", sorted(set(FAULTS) - set(ON_THE_WIRE)))
def test_a_fault_met_once_leaves_no_trace_in_what_is_known(fault: str, place: str) -> None:
    state = sample()
    rule = state.faults.add(fault, path=place, times=1, **({"code": 503} if fault == "status" else {}))
    known = known_after(hub_feed(state, mode=MODES[place]), hub=state)
    assert known == known_after(hub_feed(sample(), mode=MODES[place]), syncs=1)
    assert rule.fired == 1


@pytest.mark.parametrize("place", ["/v1/items", "/v1/changes"])
@pytest.mark.parametrize("fault", sorted(set(ON_THE_WIRE) - set(SLOW)))
def test_a_broken_line_met_once_leaves_no_trace_in_what_is_known(fault: str, place: str) -> None:
    state = sample()
    with HubServer(state) as hub:
        rule = state.faults.add(fault, path=place, times=1)
        feed = over_wire(hub.url, place)
        assert known_after(feed) == known_after(hub_feed(sample(), mode=MODES[place]), syncs=1)
        assert rule.fired == 1
        feed.close()


@pytest.mark.parametrize("fault", sorted(SLOW))
def test_a_server_that_dawdles_is_left_at_the_deadline_and_asked_again(fault: str) -> None:
    state = sample()
    with HubServer(state) as hub:
        rule = state.faults.add(fault, path="/v1/items", times=1, **SLOW[fault])
        feed = over_wire(hub.url)
        assert known_after(feed, syncs=1) == known_after(hub_feed(sample()), syncs=1)
        assert rule.fired == 1
        feed.close()


def test_stopping_ends_a_hanging_request_within_a_second() -> None:
    state = sample()
    with HubServer(state) as hub:
        state.faults.add("hang", path="/v1/items", times=None, seconds=3)
        feed = over_wire(hub.url, limits=Limits())
        threading.Timer(0.3, feed.close).start()
        started = time.monotonic()
        with pytest.raises(Unavailable) as caught:
            list(feed.pull(SyncState()))
        assert caught.value.code == "VND-STOPPED"
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("same_cursor_forever", "VND-LOOP"),
        ("cursor_expired", "VND-LOOP"),
        ("truncated_json", "VND-FORMAT"),
        ("html_200", "VND-FORMAT"),
        ("latin1", "VND-FORMAT"),
        ("redirect_other_host", "VND-REDIRECT"),
        ("empty_429", "VND-RATE"),
        ("plain_403_ratelimit", "VND-RATE"),
        ("token_expires_mid_page", "VND-AUTH"),
        ("status", "VND-DOWN"),
    ],
)
def test_a_fault_that_stays_ends_with_its_name_and_the_host(fault: str, code: str) -> None:
    state = sample()
    state.faults.add(fault, path="/v1/items", times=None, **({"code": 503} if fault == "status" else {}))
    feed = hub_feed(state)
    with pytest.raises(Fault) as caught:
        list(feed.pull(SyncState()))
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
    assert feed.traffic.requests < 40
