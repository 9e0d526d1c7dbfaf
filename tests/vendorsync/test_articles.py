"""Articles of all generations of ninjs: which pictures stand in them, where, and under which line."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.article_feed import SortedArticles
from rightsdesk.vendorsync.article_reading import read_article
from rightsdesk.vendorsync.articles import ArticleReading, ArticleVersion, Mark, PlacedPicture
from rightsdesk.vendorsync.decode import lenient
from rightsdesk.vendorsync.port import Rejected
from rightsdesk.vendorsync.record import Broken
from tests.kit.shared import SHARED, needs_shared

READING = ArticleReading("tag", source="tagfeed")
ITEMS = "https://hub.invalid/v1/items"
NINJS = SHARED / "data" / "feeds" / "ninjs"
DOCUMENTS = sorted(path for path in NINJS.rglob("*.json") if "schema" not in path.parts)


def shown(number: int, rel: Any = "inline", **more: Any) -> dict[str, Any]:
    """A picture beside an article in ninjs 3.1; members given as `...` are left out."""
    one = {
        "name": f"{rel}-{number}",
        "rel": rel,
        "uri": f"{ITEMS}/alpenpix/{number}",
        "type": "picture",
        "descriptions": [{"role": "creditline", "value": f"Foto: P{number}"}],
        **more,
    }
    return {name: value for name, value in one.items() if value is not ...}


def article(*associations: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A small ninjs 3.1 article; members given as `...` are left out."""
    item = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": "https://hub.invalid/v1/platforms/tag/articles/a1",
        "type": "text",
        "version": "2",
        "versionCreated": "2026-06-14T13:10:00Z",
        "pubStatus": "usable",
        "headlines": [{"role": "main", "value": "Warten auf das Urteil"}],
        "subjects": [{"name": "Stadt", "rel": "about"}, {"name": "Politik", "rel": "section"}],
        "infoSources": [{"name": "Käthe Weiß", "role": "editor"}],
        "renditions": [{"name": "web", "href": "https://tag.example/a1", "contentType": "text/html"}],
        "associations": list(associations),
        **copy.deepcopy(more),
    }
    return {name: value for name, value in item.items() if value is not ...}


def read(item: dict[str, Any], reading: ArticleReading = READING) -> ArticleVersion:
    found = read_article(item, reading)
    assert found is not None
    return found


def pictures(*associations: dict[str, Any], **more: Any) -> tuple[PlacedPicture, ...]:
    found = read(article(*associations, **more)).pictures
    assert found is not None
    return found


def refused(item: dict[str, Any]) -> Broken:
    with pytest.raises(Broken) as caught:
        read_article(item, READING)
    return caught.value


def test_an_article_of_the_third_generation_is_read_whole() -> None:
    found = read(article(shown(1, "hero"), shown(2, "gallery")))
    assert found == ArticleVersion(
        platform="tag",
        article="a1",
        version=2,
        published_at="2026-06-14T13:10:00+00:00",
        headline="Warten auf das Urteil",
        url="https://tag.example/a1",
        section="Politik",
        editor="Käthe Weiß",
        pictures=(
            PlacedPicture("alpenpix:1", "hero", "Foto: P1"),
            PlacedPicture("alpenpix:2", "gallery", "Foto: P2"),
        ),
        source="tagfeed",
    )
    assert found.evidence == "a1@2"
    assert json.loads(found.raw)["uri"].endswith("/a1")


def test_an_article_of_the_second_generation_is_read_by_its_own_names() -> None:
    item = article(
        shown(1, ..., name="featuremedia", infosources=[{"role": "supplier", "literal": "ap"}]),
        standard={"name": "ninjs", "version": "2.1"},
        versionCreated=..., versioncreated="2026-06-14T13:10:00+02:00", pubStatus=..., pubstatus="withheld",
        infoSources=..., infosources=[{"name": "J. Żak", "role": "editor"}],
    )  # fmt: skip
    found = read(item)
    assert (found.published_at, found.status, found.editor) == ("2026-06-14T11:10:00+00:00", "withheld", "J. Żak")
    assert found.pictures == (PlacedPicture(f"ap:{ITEMS}/alpenpix/1", "hero", "Foto: P1"),)


def test_an_article_of_the_first_generation_names_its_pictures_in_an_object() -> None:
    item = {
        "uri": "urn:tag:77",
        "type": "text",
        "version": "4",
        "versioncreated": "2026-06-14T13:10:00Z",
        "headline": "Markt",
        "subject": [{"name": "Stadt", "rel": "section"}],
        "associations": {
            "mainpic": {"uri": f"{ITEMS}/dpa/5", "type": "picture", "description_creditline": "dpa"},
            "slideshow-1": {"uri": f"{ITEMS}/dpa/6", "type": "picture", "description_text": "ohne Nachweis"},
            "logo": {"uri": "https://tag.example/logo.svg", "type": "graphic"},
        },
    }
    found = read(item)
    assert (found.article, found.headline, found.section, found.url) == ("urn:tag:77", "Markt", "Stadt", "")
    assert found.pictures == (PlacedPicture("dpa:5", "hero", "dpa"), PlacedPicture("dpa:6", "gallery", ""))


def test_a_version_without_associations_says_nothing_and_an_empty_list_says_none() -> None:
    assert read(article(associations=...)).pictures is None
    assert read(article()).pictures == ()
    assert read(article(associations=None)).pictures == ()
    assert read(article(associations={})).pictures == ()
    assert read(article(shown(1), pubStatus="canceled")).shown == ()


def test_what_is_no_picture_is_passed_over() -> None:
    found = pictures(shown(1, type="video"), shown(2, type="graphic"), shown(3), {"name": "x", "uri": "urn:x"})
    assert [one.image for one in found] == ["alpenpix:3"]
    assert pictures(shown(4, type=...))[0].image == "alpenpix:4", "an address of the form items/vendor/id is a picture"


def test_the_same_picture_twice_counts_once_in_its_strongest_position() -> None:
    for order in (("gallery", "hero", "inline"), ("hero", "inline", "gallery"), ("inline", "hero")):
        (one,) = pictures(*(shown(1, rel, descriptions=[{"role": "creditline", "value": rel}]) for rel in order))
        assert (one.position, one.credit) == ("hero", "hero")


def test_pictures_of_an_embedded_gallery_stand_in_the_gallery() -> None:
    gallery = {"name": "g", "uri": "urn:g", "type": "composite", "associations": [shown(7, ..., name="x"), shown(8)]}
    assert [(one.image, one.position) for one in pictures(gallery)] == [
        ("alpenpix:7", "gallery"),
        ("alpenpix:8", "inline"),
    ]


@pytest.mark.parametrize(
    ("more", "credit"),
    [
        ({}, "Foto: P1"),
        ({"descriptions": [{"role": "caption", "value": "Markt"}]}, ""),
        ({"descriptions": None}, ""),
        ({"descriptions": ...}, None),
        ({"creditline": "AP/dpa"}, "AP/dpa"),
        ({"creditline": None}, ""),
    ],
)
def test_a_credit_line_is_shown_or_missing_or_not_spoken_of(more: dict[str, Any], credit: str | None) -> None:
    assert pictures(shown(1, **more))[0].credit == credit


@pytest.mark.parametrize(
    ("renditions", "size"),
    [
        ([{"name": "shown", "width": 1600}, {"name": "thumbnail", "width": 90}], "large"),
        ([{"name": "any", "width": 800}], "medium"),
        ([{"name": "any", "width": 599}], "small"),
        ([{"name": "a", "width": 800}, {"name": "b", "width": 90}], ""),
        ([], ""),
        (None, ""),
    ],
)
def test_the_size_is_told_by_the_width_that_is_shown(renditions: Any, size: str) -> None:
    assert pictures(shown(1, renditions=renditions))[0].size == size


def test_advertorials_are_told_from_editorial_articles() -> None:
    assert read(article()).kind == "editorial"
    assert read(article(genres=[{"name": "Advertorial"}])).kind == "advertorial"
    assert read(article(genres=[{"uri": "http://cv.example/genre/sponsored"}])).kind == "advertorial"


def test_pictures_that_name_nobody_belong_to_the_vendor_of_the_feed_or_set_the_article_aside() -> None:
    own = shown(1, uri="urn:newsml:dpa.com:20090101:1")
    found = read(article(own), ArticleReading("tag", vendor="dpa")).pictures
    assert found == (PlacedPicture("dpa:urn:newsml:dpa.com:20090101:1", "inline", "Foto: P1"),)
    broken = refused(article(shown(2), own))
    assert (broken.code, broken.path) == ("REC-VENDOR", "$.associations[1].uri")


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"uri": ...}, "$.uri"),
        ({"type": 7}, "$.type"),
        ({"version": 1.5}, "$.version"),
        ({"versionCreated": "gestern"}, "$.versionCreated"),
        ({"versionCreated": ...}, "$.versionCreated"),
        ({"pubStatus": "gone"}, "$.pubStatus"),
        ({"headlines": "Markt"}, "$.headlines"),
        ({"associations": "none"}, "$.associations"),
        ({"associations": [shown(1), 7]}, "$.associations[1]"),
        ({"associations": [shown(1, uri=...)]}, "$.associations[0].uri"),
        ({"associations": [shown(1, type=[])]}, "$.associations[0].type"),
        ({"associations": [shown(1, descriptions=7)]}, "$.associations[0].descriptions"),
        ({"associations": {"a": shown(1), "b": []}}, "$.associations.b"),
    ],
)
def test_what_is_wrong_with_an_article_is_named_with_its_place(more: dict[str, Any], path: str) -> None:
    assert refused(article(**more)).path == path


def test_a_bad_article_is_set_aside_and_the_others_go_on() -> None:
    good = {"op": "upsert", "change_id": "t-1", "uri": article()["uri"], "item": article(shown(1))}
    bad = {**good, "change_id": "t-2", "item": article(shown(1, uri=""))}
    found = SortedArticles([bad, good, {**good, "item": shown(2)}, 7, {**good, "op": "merge"}], READING)
    assert [one.article for one in found.articles] == ["a1"]
    assert found.skipped == 1, "a picture is no article"
    assert [each.path for each in found.rejected] == ["$.item.associations[0].uri", "$", "$.op"]
    first = found.rejected[0]
    assert isinstance(first, Rejected)
    assert (first.change_id, first.uri, first.vendor) == ("t-2", article()["uri"], None)
    assert first.reason.startswith("Article a1: ")


def test_versions_of_one_page_are_put_in_their_order() -> None:
    later = article(version="3", versionCreated="2026-06-15T13:10:00Z")
    found = SortedArticles([later, article(version="1", versionCreated="2026-06-13T13:10:00Z")], READING)
    assert [one.version for one in found.articles] == [1, 3]


def test_a_deleted_article_shows_nothing_from_that_moment_on() -> None:
    change = {"op": "delete", "uri": article()["uri"], "occurred_at": "2026-07-01T10:00:00Z"}
    (gone,) = SortedArticles([change], READING).articles
    assert (gone.article, gone.status, gone.shown, gone.version) == ("a1", "canceled", (), None)
    assert gone.published_at == "2026-07-01T10:00:00+00:00"
    assert SortedArticles([{**change, "occurred_at": None}], READING).rejected[0].path == "$.occurred_at"


def test_a_version_is_newer_by_number_and_without_one_by_moment() -> None:
    assert Mark(2, "2026-01-01").is_after(Mark(1, "2026-02-01"))
    assert not Mark(1, "2026-03-01").is_after(Mark(1, "2026-02-01"))
    assert Mark(None, "2026-03-01").is_after(Mark(9, "2026-02-01"))
    assert not Mark(None, "2026-02-01").is_after(Mark(None, "2026-02-01"))
    assert Mark(None, "2026-02-01").is_after(None)


def test_a_feed_that_tells_the_moment_lends_it_to_a_version_that_does_not() -> None:
    found = read_article(article(versionCreated=...), READING, datetime(2026, 7, 1, tzinfo=UTC))
    assert found is not None
    assert found.published_at == "2026-07-01T00:00:00+00:00"


@needs_shared
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: "-".join(path.parts[-3:]))
def test_every_published_document_is_an_article_a_skip_or_a_named_reason(path: Path) -> None:
    try:
        tree = lenient(path.read_bytes())
    except Damaged:
        assert "should_fail" in path.parts
        return
    found = SortedArticles([tree], ArticleReading("tag", vendor="agency"), doubtful=True)
    assert len(found.articles) + found.skipped + len(found.rejected) == 1
    associated = tree.get("associations") if isinstance(tree, dict) else None
    if "should_pass" not in path.parts and found.articles and isinstance(associated, list):
        told = sum(one.get("type") == "picture" for one in associated)
        assert len(found.articles[0].pictures or ()) == told


scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-01-01T00:00:00Z"),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["role", "value", "name", "uri", "type", "rel", "associations"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted({*article(), "genres"})), scraps, max_size=5), scraps)
def test_no_article_however_odd_ends_in_a_traceback(odd: dict[str, Any], associated: Any) -> None:
    item = {**article(), "associations": [shown(1), associated], **odd}
    entry = lenient(json.dumps({"op": "upsert", "change_id": "c", "uri": "urn:x", "item": item}).encode())
    found = SortedArticles([entry], READING, doubtful=True)
    assert len(found.articles) + len(found.rejected) + found.skipped == 1
