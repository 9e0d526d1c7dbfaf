"""Feeds and platforms: configured, changed, removed; what is set aside and let go."""

import pytest

from rightsdesk.domain.feed import (
    ConfigureFeed,
    Feed,
    FeedItemQuarantined,
    FeedPulled,
    FeedUnknown,
    NotAFeed,
    NotInQuarantine,
    ReleaseQuarantine,
    RemoveFeed,
)
from rightsdesk.domain.messages import Circumstance, Command, Event, fold
from tests.domain.pictures import NOW

WISH = ConfigureFeed("demo", "https://vendor.example/feed")


def _ask(wish: Command[Feed], state: Feed) -> tuple[tuple[Event[Feed], ...], Feed]:
    facts = wish.decide(state, Circumstance(NOW, "kim"))
    return facts, fold(state, facts)


CONFIGURED = _ask(WISH, Feed())[1]
ASIDE = FeedItemQuarantined("q1", "c1", "", "REC-PRICE", "The price is negative.", "$.price", "")


def test_the_same_configuration_again_is_silent() -> None:
    assert _ask(WISH, CONFIGURED)[0] == ()


def test_another_address_begins_from_the_start_and_the_same_one_goes_on() -> None:
    pulled = fold(CONFIGURED, [FeedPulled({"cursor": "17"}, {})])
    assert _ask(ConfigureFeed("demo", WISH.url, vendor="v9"), pulled)[1].cursor == {"cursor": "17"}
    assert _ask(ConfigureFeed("demo", "https://other.example"), pulled)[1].cursor == {}


@pytest.mark.parametrize("url", ["", "vendor.example", "ftp://vendor.example", "file:///etc/passwd", "javascript:x"])
def test_an_address_that_is_not_http_is_refused(url: str) -> None:
    with pytest.raises(NotAFeed):
        _ask(ConfigureFeed("demo", url), Feed())


@pytest.mark.parametrize("url", ["", "deliveries", "./deliveries", "file://server", "https://vendor.example"])
def test_a_folder_that_is_not_named_in_full_is_refused(url: str) -> None:
    with pytest.raises(NotAFeed, match="absolute path"):
        _ask(ConfigureFeed("demo", url, "drop_folder"), Feed())


@pytest.mark.parametrize("url", ["/srv/in", "file:///srv/in", "C:\\in", "D:/in", "\\\\server\\in"])
def test_a_folder_is_named_by_its_path_or_file_address(url: str) -> None:
    assert _ask(ConfigureFeed("demo", url, "drop_folder"), Feed())[1].url == url


def test_other_options_are_another_configuration_and_keep_the_place() -> None:
    pulled = fold(CONFIGURED, [FeedPulled({"cursor": "17"}, {})])
    facts, state = _ask(ConfigureFeed("demo", WISH.url, options={"decimal": ","}), pulled)
    assert len(facts) == 1
    assert state.options == {"decimal": ","}
    assert state.cursor == {"cursor": "17"}
    assert _ask(ConfigureFeed("demo", WISH.url, options={"decimal": ","}), state)[0] == ()


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(NotAFeed, match="generic, ap, dpa, superdesk"):
        _ask(ConfigureFeed("demo", WISH.url, "reuters"), Feed())


def test_a_removed_feed_is_unknown_until_it_is_configured_again() -> None:
    removed = _ask(RemoveFeed(), CONFIGURED)[1]
    with pytest.raises(FeedUnknown):
        _ask(RemoveFeed(), removed)
    assert _ask(WISH, removed)[1].removed is False


def test_what_is_set_aside_waits_until_somebody_lets_it_go() -> None:
    waiting = fold(CONFIGURED, [ASIDE])
    assert waiting.quarantine == {"q1"}
    released = _ask(ReleaseQuarantine("q1", taken_over=True), waiting)[1]
    assert released.quarantine == frozenset()
    with pytest.raises(NotInQuarantine):
        _ask(ReleaseQuarantine("q1", taken_over=False), released)
