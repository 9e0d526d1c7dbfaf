"""A platform's articles over HTTP: every fault of the hub leaves the usages as they would be without it."""

import json
from dataclasses import asdict

import pytest

from rightsdesk.domain.feed import ConfigureFeed, Feed, NotAFeed
from rightsdesk.domain.messages import Circumstance
from rightsdesk.faults import Damaged, Fault, Invalid, Unavailable
from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.faults import FAULTS, ON_THE_WIRE
from rightsdesk.hub.server import HubServer
from rightsdesk.hub.state import HubOptions, HubState
from rightsdesk.vendorsync.article_feed import ArticleHttpFeed, article_feed_from
from rightsdesk.vendorsync.articles import ArticleVersion, Mark
from rightsdesk.vendorsync.differences import Live, difference_to
from rightsdesk.vendorsync.feed import FeedSettings, sign_in
from rightsdesk.vendorsync.http import Clockwork, GuardedClient, Limits
from rightsdesk.vendorsync.port import FeedMode, Rejected, SyncState
from rightsdesk.vendorsync.profiles import profile_named
from rightsdesk.vendorsync.usage_port import ArticleBatch
from tests.kit.works import Works
from tests.vendorsync.kit import Waits, hub_transport

NOWHERE = "http://127.0.0.1:1"
PLACE = "/v1/platforms/tag/articles"
PATIENT = Limits(deadline=1.0, silence=0.6, grace=0.4, min_rate=2000.0, inline_wait=3600.0, patience=1e9)
SLOW = {"hang": {"seconds": 2}, "drip": {"bytes_per_second": 40}, "slow_headers": {"bytes_per_second": 20}}


def sample(options: HubOptions | None = None) -> HubState:
    clock = HubClock(lambda: 1_790_000_000.0)
    return HubState.from_sample(150, 4, 4, articles=660, clock=clock, options=options)


def feed_of(state: HubState, platform: str = "tag") -> ArticleHttpFeed:
    client = GuardedClient(
        NOWHERE,
        signin=sign_in(profile_named("generic"), "demo:demo-secret"),
        transport=hub_transport(state),
        clockwork=Waits().clockwork(),
    )
    return article_feed_from(FeedSettings("news", NOWHERE, "articles", platform), None, client=client)


class Desk:
    """The live usages by article, and the newest version of each; where reading goes on, kept as JSON."""

    def __init__(self) -> None:
        self.live: dict[str, dict[str, Live]] = {}
        self.seen: dict[str, Mark] = {}
        self.kept = json.dumps(asdict(SyncState()))
        self.rejected: list[Rejected] = []
        self.placed = 0

    def showing(self) -> dict[str, set[str]]:
        """The pictures of the live usages, by article."""
        found = {key: {one.image.partition(":")[2] for one in live.values()} for key, live in self.live.items()}
        return {key: images for key, images in found.items() if images}

    def sync(self, feed: ArticleHttpFeed) -> None:
        for batch in feed.pull(SyncState(**json.loads(self.kept))):
            self.take(batch)

    def take(self, batch: ArticleBatch) -> None:
        for one in batch.articles:
            self._take(one)
        self.rejected += batch.rejected
        self.kept = json.dumps(asdict(batch.next_state))

    def _take(self, one: ArticleVersion) -> None:
        live, seen = self.live.setdefault(one.article, {}), self.seen.get(one.article)
        placed, removed = difference_to(live, one, seen)
        for gone in removed:
            del live[gone.usage_id]
        for come in placed:
            live[come.usage.usage_id] = Live(come.image, come.usage.position)
        self.placed += len(placed)
        if one.mark.is_after(seen):
            self.seen[one.article] = one.mark


def shown_by(hub: HubState) -> dict[str, set[str]]:
    """The pictures that the hub's articles show now, by article."""
    articles = hub.articles["tag"]
    usable = [key for key in articles if (articles.newest(key) or {})["pubStatus"] == "usable"]
    shown = {
        key: {one["uri"].rsplit("/", 1)[-1] for one in articles.pictures(key) if one["type"] == "picture"}
        for key in usable
    }
    return {key: images for key, images in shown.items() if images}


def synced(feed: ArticleHttpFeed, syncs: int = 1, hub: HubState | None = None) -> Desk:
    """A desk after a few syncs, five minutes apart; one that breaks off is tried again at the next."""
    desk = Desk()
    for _ in range(syncs):
        if hub is not None:
            hub.clock.advance(300)
        try:
            desk.sync(feed)
        except (Unavailable, Damaged):
            continue
    return desk


@pytest.fixture(scope="module")
def opened() -> HubState:
    return sample()


@pytest.fixture(scope="module")
def whole(opened: HubState) -> Desk:
    return synced(feed_of(opened))


@pytest.fixture
def state(opened: HubState, whole: Desk) -> HubState:
    """The hub as it was in the beginning; `whole` was read from it before anything happened to it."""
    assert whole.live
    opened.reset()
    return opened


def test_everything_published_becomes_usages_of_the_pictures_shown(state: HubState, whole: Desk) -> None:
    assert whole.showing() == shown_by(state)
    assert whole.rejected == []
    assert whole.placed > sum(map(len, whole.live.values())), "some came down again"


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - set(ON_THE_WIRE)))
def test_a_fault_met_once_leaves_the_usages_of_the_fault_free_feed(fault: str, state: HubState, whole: Desk) -> None:
    rule = state.faults.add(fault, path=PLACE, times=1, **({"code": 503} if fault == "status" else {}))
    desk = synced(feed_of(state), 3, state)
    assert (desk.live, desk.rejected) == (whole.live, [])
    assert rule.fired == 1


@pytest.mark.parametrize("fault", sorted(ON_THE_WIRE))
def test_a_broken_line_met_once_leaves_the_usages_of_the_fault_free_feed(
    fault: str, state: HubState, whole: Desk
) -> None:
    with HubServer(state) as hub:
        rule = state.faults.add(fault, path=PLACE, times=1, **SLOW.get(fault, {}))
        signin = sign_in(profile_named("generic"), "demo:demo-secret")
        client = GuardedClient(hub.url, signin=signin, limits=PATIENT, clockwork=Clockwork(sleep=lambda _: None))
        feed = article_feed_from(FeedSettings("news", hub.url, "articles", "tag"), None, client=client)
        assert synced(feed, 3).live == whole.live
        assert rule.fired == 1
        feed.close()


def test_breaking_off_after_every_page_loses_and_doubles_nothing(state: HubState, whole: Desk) -> None:
    desk, feed = Desk(), feed_of(state)
    more = True
    while more:
        batch = next(feed.pull(SyncState(**json.loads(desk.kept))))
        desk.take(batch)
        more = batch.more
    assert (desk.live, desk.placed) == (whole.live, whole.placed)
    assert next(feed.pull(SyncState(**json.loads(desk.kept)))).articles == ()


def test_a_cursor_that_is_gone_begins_anew_with_what_the_platform_still_tells() -> None:
    state = sample(HubOptions(retention=3600.0))
    desk, feed = Desk(), feed_of(state)
    desk.take(next(feed.pull(SyncState())))
    before = {article: dict(usages) for article, usages in desk.live.items()}
    platform, key = "tag", next(article for article, usages in before.items() if usages)
    state.clock.advance(3601)
    state.rewrite_articles([(platform, key)], [], "canceled")
    gaps = []
    for batch in feed.pull(SyncState(**json.loads(desk.kept))):
        desk.take(batch)
        gaps.append(batch.gap)
    assert desk.live == {**before, key: {}}
    assert gaps == [True, *[False] * (len(gaps) - 1)], "what changed in between and not again is missing: that is said"
    assert not any(batch.gap for batch in feed_of(state).pull(SyncState())), "a first pull has missed nothing"


def test_taking_a_picture_off_every_article_ends_its_usages_and_no_others(state: HubState) -> None:
    feed, desk = feed_of(state), Desk()
    desk.sync(feed)
    before = {article: dict(usages) for article, usages in desk.live.items()}
    images = [one.image for usages in before.values() for one in usages.values()]
    victim = max(set(images), key=images.count)
    assert images.count(victim) > 1
    articles = state.articles["tag"]
    state.rewrite_articles([("tag", key) for key in articles.showing([victim])], [victim], "usable")
    desk.sync(feed)
    assert desk.live == {
        article: {usage: one for usage, one in usages.items() if one.image != victim}
        for article, usages in before.items()
    }


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("same_cursor_forever", "VND-LOOP"),
        ("cursor_expired", "VND-LOOP"),
        ("truncated_json", "VND-FORMAT"),
        ("redirect_other_host", "VND-REDIRECT"),
        ("empty_429", "VND-RATE"),
        ("status", "VND-DOWN"),
    ],
)
def test_a_fault_that_stays_ends_with_its_name(fault: str, code: str, state: HubState) -> None:
    state.faults.add(fault, path=PLACE, times=None, **({"code": 503} if fault == "status" else {}))
    with pytest.raises(Fault) as caught:
        list(feed_of(state).pull(SyncState()))
    assert caught.value.code == code


def test_the_connection_test_names_an_article_or_the_fault(state: HubState) -> None:
    feed = feed_of(state)
    probe = feed.probe()
    assert probe.ok
    assert probe.sentence.endswith("”.")
    assert "first article" in probe.sentence
    state.faults.add("html_200", path=PLACE, times=None)
    assert not feed.probe().ok
    unknown = feed_of(state, "mond").probe()
    assert "no such page" in unknown.sentence


def test_an_article_set_aside_can_be_read_again_from_its_bytes(state: HubState) -> None:
    feed = feed_of(state)
    item = state.articles["tag"].newest(next(iter(state.articles["tag"]))) or {}
    good = json.dumps({"op": "upsert", "change_id": "c", "uri": item["uri"], "item": item}).encode()
    again = feed.read_again(good)
    assert isinstance(again, ArticleVersion)
    assert again in [one for batch in feed.pull(SyncState()) for one in batch.articles]
    bad = feed.read_again(good.replace(b'"pubStatus": "', b'"pubStatus": "x'))
    assert isinstance(bad, Rejected)
    assert bad.path == "$.item.pubStatus"


def test_a_feed_of_articles_names_its_platform_and_comes_by_cursor() -> None:
    with pytest.raises(Invalid, match="say of which platform"):
        article_feed_from(FeedSettings("news", NOWHERE, "articles"), None)
    with pytest.raises(Invalid, match="leave the mode out"):
        article_feed_from(FeedSettings("news", NOWHERE, "articles", "tag", FeedMode.WINDOW), None)
    cx = Circumstance(Works().at, "kim")
    with pytest.raises(NotAFeed, match="name the platform"):
        ConfigureFeed("news", "https://a.example", "articles").decide(Feed(), cx)
    assert ConfigureFeed("news", "https://a.example", "articles", "tag").decide(Feed(), cx)
