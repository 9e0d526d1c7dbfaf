from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.state import HubState
from rightsdesk.vendorsync.port import FeedMode, SyncState, VendorFeed
from tests.contracts.feed import FeedContract
from tests.vendorsync.kit import hub_feed


def sample() -> HubState:
    state = HubState.from_sample(images=450, vendors=3, seed=4, clock=HubClock(lambda: 1_790_000_000.0))
    state.bump(0.3, seed=5, killed=2, withheld=2, deleted=3)
    return state


class TestCursor(FeedContract):
    def fresh(self) -> VendorFeed:
        return hub_feed(sample())


class TestQueue(FeedContract):
    def fresh(self) -> VendorFeed:
        return hub_feed(sample(), mode=FeedMode.ACK_QUEUE)


class TestWindow(FeedContract):
    repeats_the_last_day = True

    def fresh(self) -> VendorFeed:
        return hub_feed(sample(), mode=FeedMode.WINDOW)


class TestSnapshot(FeedContract):
    repeats_the_last_day = True

    def fresh(self) -> VendorFeed:
        return hub_feed(sample(), mode=FeedMode.SNAPSHOT)


class TestSuperdesk(FeedContract):
    repeats_the_last_day = True
    offers_lookup = False

    def fresh(self) -> VendorFeed:
        return hub_feed(sample(), profile="superdesk", secret="demo-key")


def test_what_changes_while_a_snapshot_is_read_is_delivered_after_it() -> None:
    state = sample()
    feed = hub_feed(state)
    batches = feed.pull(SyncState())
    seen = {change.uri: change.image for change in next(batches).changes}
    victim = next(iter(seen))
    state.delete(victim)
    later = [change for batch in batches for change in batch.changes if change.uri == victim]
    assert [change.op for change in later] == ["delete"]
