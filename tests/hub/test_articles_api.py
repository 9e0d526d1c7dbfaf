"""Articles of the publisher's platforms, as its own publishing systems hand them out."""

import threading
from collections import Counter
from typing import Any

import pytest

from rightsdesk.hub.state import HubState
from tests.hub.asking import MOMENT, Ask, asking, read, small_hub
from tests.hub.client import Client
from tests.hub.schema import validator
from tests.kit.shared import needs_shared

PLATFORMS = ("tag", "reise", "sport")


@pytest.fixture
def hub() -> HubState:
    state = small_hub(200, 5)
    state.publish_sample(300, 5)
    return state


@pytest.fixture
def ask(hub: HubState) -> Ask:
    return asking(hub)


def versions(ask: Ask, platform: str = "tag", size: int = 100) -> list[dict[str, Any]]:
    """Everything a platform's change feed has to say, page by page."""
    page = read(ask("GET", f"/v1/platforms/{platform}/articles?page_size={size}"))
    found = list(page["changes"])
    while page["more"]:
        page = read(ask("GET", f"/v1/platforms/{platform}/articles?page_size={size}&cursor={page['next']}"))
        found += page["changes"]
    return found


@needs_shared
def test_every_version_of_every_article_is_valid_ninjs(ask: Ask) -> None:
    check = validator()
    documents = [change["item"] for platform in PLATFORMS for change in versions(ask, platform)]
    assert [error.message for document in documents for error in check.iter_errors(document)] == []
    broken = {**documents[0], "associations": [{"uri": "https://hub.invalid/v1/items/a/1"}]}
    assert list(check.iter_errors(broken)), "the schema must be able to refuse"


def test_the_same_seed_gives_the_same_articles() -> None:
    first, second = small_hub(50, 3), small_hub(50, 3)
    for state in (first, second):
        state.publish_sample(40, 9)
    assert versions(asking(first)) == versions(asking(second))
    other = small_hub(50, 3)
    other.publish_sample(40, 10)
    assert versions(asking(other)) != versions(asking(first))


def test_articles_are_told_in_the_order_in_which_they_appeared(ask: Ask) -> None:
    for platform in PLATFORMS:
        told = versions(ask, platform)
        moments = [change["occurred_at"] for change in told]
        assert moments == sorted(moments)
        assert moments[-1] < MOMENT.isoformat()
        assert [change["seq"] for change in told] == list(range(1, len(told) + 1))
        newest: Counter[str] = Counter()
        for change in told:
            newest[change["uri"]] += 1
            assert change["item"]["version"] == str(newest[change["uri"]])


def test_articles_show_every_case_a_desk_must_handle(hub: HubState, ask: Ask) -> None:
    documents = [change["item"] for platform in PLATFORMS for change in versions(ask, platform)]
    pictures = [one for each in documents for one in each.get("associations", ()) if one["type"] == "picture"]
    assert {one["rel"] for one in pictures} == {"hero", "inline", "gallery"}
    assert all(hub.collection.find(one["uri"]) for one in pictures), "only the hub's own pictures are shown"
    assert {each["pubStatus"] for each in documents} == {"usable", "withheld", "canceled"}
    assert any("associations" not in each for each in documents)
    assert any(each.get("associations") == [] for each in documents)
    assert any(one["type"] == "video" for each in documents for one in each.get("associations", ()))
    roles = [{words["role"] for words in one.get("descriptions", ())} for one in pictures]
    assert 0 < roles.count({"caption"}) < len(roles) / 5, "some are shown without a credit line"
    assert any(_returns(told) for told in _stories(documents)), "a picture comes down and back again"
    assert any(len({one["uri"] for one in shown}) < len(shown) for shown in map(_shown, documents)), "shown twice"


def _stories(documents: list[dict[str, Any]]) -> list[list[set[str]]]:
    stories: dict[str, list[set[str]]] = {}
    for each in documents:
        if "associations" in each:
            stories.setdefault(each["uri"], []).append({one["uri"] for one in _shown(each)})
    return list(stories.values())


def _shown(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in document.get("associations", ()) if one["type"] == "picture"]


def _returns(story: list[set[str]]) -> bool:
    return any(
        uri not in gone and uri in later
        for number, before in enumerate(story)
        for uri in before
        for gone, later in zip(story[number + 1 :], story[number + 2 :], strict=False)
    )


def test_pages_of_any_size_hold_the_same_versions(ask: Ask) -> None:
    assert versions(ask, size=7) == versions(ask, size=200)


def test_one_article_is_given_in_its_newest_version(ask: Ask) -> None:
    newest = {change["uri"]: change["item"] for change in versions(ask)}
    uri, document = next(iter(newest.items()))
    answer = ask("GET", uri.removeprefix("https://hub.invalid"))
    assert read(answer) == document
    tag = answer.header("ETag") or ""
    assert ask("GET", uri.removeprefix("https://hub.invalid"), If_None_Match=tag).status == 304


def test_strange_platforms_articles_and_cursors_are_refused(ask: Ask) -> None:
    assert read(ask("GET", "/v1/platforms/mond/articles"))["code"] == "unknown_platform"
    assert read(ask("GET", "/v1/platforms/tag/articles/x1"))["code"] == "unknown_article"
    pictures = read(ask("GET", "/v1/changes"))["next"]
    other = read(ask("GET", "/v1/platforms/reise/articles"))["next"]
    for cursor in (pictures, other, "nonsense"):
        assert ask("GET", f"/v1/platforms/tag/articles?cursor={cursor}").status == 400


def test_a_cursor_older_than_the_retention_is_gone() -> None:
    state = small_hub(30, 3, retention=60.0)
    state.publish_sample(20, 5)
    ask = asking(state)
    cursor = read(ask("GET", "/v1/platforms/tag/articles?page_size=1"))["next"]
    state.clock.advance(61)
    assert ask("GET", f"/v1/platforms/tag/articles?cursor={cursor}").status == 410


def test_a_new_version_without_a_picture_goes_to_every_article_that_shows_it(hub: HubState, ask: Ask) -> None:
    before = {name: len(one.log) for name, one in hub.articles.items()}
    counted = Counter(
        (platform, key, one["uri"])
        for platform, articles in hub.articles.items()
        for key in articles
        if (articles.newest(key) or {})["pubStatus"] == "usable"
        for one in articles.pictures(key)
        if one["type"] == "picture"
    )
    uri, wanted = Counter(uri for _, _, uri in counted).most_common(1)[0]
    vendor, asset = uri.rsplit("/", 2)[-2:]
    answer = read(ask("POST", "/_demo/articles", {"without": [f"{vendor}:{asset}"]}))
    assert answer["published"] == wanted == len(set(answer["articles"])) > 1
    assert sum(len(one.log) - before[name] for name, one in hub.articles.items()) == wanted
    assert read(ask("POST", "/_demo/articles", {"without": [f"{vendor}/{asset}"]}))["published"] == 0
    platform, key = answer["articles"][0].split("/")
    document = hub.articles[platform].newest(key) or {}
    assert document["versionCreated"] == hub.clock.stamp()
    assert uri not in {one["uri"] for one in document["associations"]}


def test_one_article_can_be_withdrawn_by_hand(hub: HubState, ask: Ask) -> None:
    key = next(iter(hub.articles["sport"]))
    ask("POST", "/_demo/articles", {"platform": "sport", "article": key, "status": "canceled"})
    assert (hub.articles["sport"].newest(key) or {})["pubStatus"] == "canceled"
    assert ask("POST", "/_demo/articles", {"article": "x"}).status == 404
    for wrong in ({"without": "a/1"}, {"status": "gone"}, {"without": [1]}):
        assert ask("POST", "/_demo/articles", wrong).status == 400


def test_reset_brings_the_articles_back_as_they_were(hub: HubState, ask: Ask) -> None:
    before = versions(ask)
    key = next(iter(hub.articles["tag"]))
    ask("POST", "/_demo/articles", {"platform": "tag", "article": key, "status": "canceled"})
    assert len(versions(ask)) == len(before) + 1
    ask("POST", "/_demo/reset")
    assert versions(ask) == before
    told = [change["item"] for change in before if change["uri"].endswith(key)]
    assert read(ask("GET", f"/v1/platforms/tag/articles/{key}")) == told[-1]


def test_the_platforms_are_listed_with_what_they_published(ask: Ask) -> None:
    listed = {one["platform"]: one["articles"] for one in read(ask("GET", "/v1/platforms"))["platforms"]}
    assert listed == dict.fromkeys(PLATFORMS, 100)


def test_a_long_poll_for_articles_ends_when_one_is_published(client: Client) -> None:
    state = client.state
    state.publish_sample(3, 1)
    key = next(iter(state.articles["tag"]))
    cursor = client.get("/v1/platforms/tag/articles").page["next"]
    later = threading.Timer(0.1, state.rewrite_articles, ([("tag", key)], [], "canceled"))
    later.start()
    page = client.get(f"/v1/platforms/tag/articles?cursor={cursor}&wait=15", timeout=10).page
    later.join()
    assert [change["item"]["pubStatus"] for change in page["changes"]] == ["canceled"]
