"""Feeds of a hub that nobody has started: nothing is new there, and everything else wakes it."""

import pytest

from rightsdesk.vendorsync.handed_in import HandedIn
from rightsdesk.vendorsync.port import SyncState
from rightsdesk.vendorsync.resting import RestingArticles, RestingFeed
from rightsdesk.vendorsync.usage_port import UsageFeed

LATER = SyncState("changes", "somewhere")


@pytest.fixture
def woken() -> list[str]:
    return []


@pytest.fixture
def feed(woken: list[str]) -> RestingFeed:
    def wake() -> HandedIn:
        woken.append("hub")
        return HandedIn()

    return RestingFeed(wake)


def test_asking_what_is_new_wakes_nobody(feed: RestingFeed, woken: list[str]) -> None:
    assert list(feed.pull(LATER)) == []
    feed.close()
    assert woken == []


def test_a_first_or_full_pull_wakes_the_hub_once(feed: RestingFeed, woken: list[str]) -> None:
    list(feed.pull(SyncState()))
    list(feed.pull(LATER, full=True))
    feed.close()
    assert woken == ["hub"]


def test_what_the_hub_can_do_is_asked_of_the_hub(feed: RestingFeed, woken: list[str]) -> None:
    assert feed.capabilities == HandedIn().capabilities
    assert feed.probe().ok
    assert woken == ["hub"]


def test_articles_rest_in_the_same_manner(woken: list[str]) -> None:
    def wake() -> UsageFeed:
        woken.append("hub")
        raise AssertionError

    articles = RestingArticles(wake)
    assert list(articles.pull(LATER)) == []
    articles.close()
    assert woken == []
