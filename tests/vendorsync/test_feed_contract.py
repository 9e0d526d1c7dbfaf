from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.state import HubState
from rightsdesk.vendorsync.port import FeedMode, VendorFeed
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
