"""A platform's articles in the log: pictures placed, ended, replaced, charged - and waited for."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from rightsdesk.domain import streams
from rightsdesk.domain.feed import FeedConfigured, FeedUnknown
from rightsdesk.domain.terms import Agreement
from rightsdesk.vendorsync.articles import ArticleVersion, PlacedPicture
from rightsdesk.vendorsync.port import ProbeResult, Rejected, SyncState
from rightsdesk.vendorsync.sync import SyncReport
from rightsdesk.vendorsync.usage_port import ArticleBatch
from rightsdesk.vendorsync.usage_sync import UsageSync
from tests.kit.house import House
from tests.kit.works import decode


@dataclass
class Paper:
    """A platform's feed that says its pages in order, behind a cursor."""

    pages: list[ArticleBatch] = field(default_factory=list)
    understood: dict[bytes, ArticleVersion] = field(default_factory=dict)

    def says(self, *articles: ArticleVersion, rejected: tuple[Rejected, ...] = ()) -> None:
        """Publish a page."""
        state = SyncState("changes", str(len(self.pages) + 1))
        self.pages.append(ArticleBatch(articles, rejected, 0, state, more=False))

    def pull(self, state: SyncState) -> Iterator[ArticleBatch]:
        """Say what lies behind the cursor."""
        yield from self.pages[int(state.cursor or 0) :]

    def probe(self) -> ProbeResult:
        """Never be asked."""
        raise NotImplementedError

    def read_again(self, raw: bytes) -> ArticleVersion | None:
        """Understand by now what could not be read before."""
        return self.understood.get(raw)

    def close(self) -> None:
        """Have nothing open."""


class Newsroom(House):
    """A house whose platform `tag` publishes articles."""

    def __post_init__(self) -> None:
        """Put the feed in."""
        super().__post_init__()
        self.vendor("v1", Agreement("on_use", rate=900, version=1))
        for number in range(1, 5):
            self.image(str(number))
        self.paper = Paper()
        self.given(streams.feed("news"), FeedConfigured("news", "https://tag.invalid", "articles", "tag"))
        self.sync = UsageSync(self.log, decode, lambda: self.at, lambda _: self.paper, lambda *_: "")

    def pull(self, **more: Any) -> SyncReport:
        """Pull the feed."""
        return self.sync.pull("news", "kim", **more)

    def standing(self) -> list[str]:
        """Return the pictures that stand somewhere now."""
        names = self.log.streams("image")
        return sorted(streams.identifier(name) for name in names if self.state(name).live)


def version(number: int, *images: str, article: str = "a1", day: int = 0, **more: Any) -> ArticleVersion:
    at = f"2026-10-{day or number:02d}T08:00:00+00:00"
    pictures = tuple(PlacedPicture(image, "hero" if not place else "inline") for place, image in enumerate(images))
    return ArticleVersion("tag", article, number, at, pictures=pictures, source="news", **more)


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


def test_a_first_version_places_its_pictures_and_owes_them(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1", "v1:2"))
    report = room.pull()
    assert (report.counts["placed"], report.counts["charges"], report.counts["new"]) == (2, 2, 1)
    assert room.standing() == ["v1:1", "v1:2"]


def test_the_difference_places_and_ends(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1", "v1:2"))
    room.paper.says(version(2, "v1:3", "v1:2"))
    assert room.pull().counts["ended"] == 1
    assert room.standing() == ["v1:2", "v1:3"]
    ended = room.facts(streams.image("v1", "1"))[-1]
    assert (ended.reason, ended.replaced_by, ended.evidence) == ("replaced", "v1:3", "a1@2")


def test_an_older_version_says_nothing_new(room: Newsroom) -> None:
    room.paper.says(version(3, "v1:1"))
    room.paper.says(version(2, "v1:2"))
    assert room.pull().counts["ignored"] == 1
    assert room.standing() == ["v1:1"]


def test_changes_that_the_platform_no_longer_keeps_are_told_to_a_person(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1"))
    assert room.pull().warnings == ()
    room.paper.says(version(2, "v1:1", "v1:2"))
    room.paper.pages[-1] = replace(room.paper.pages[-1], gap=True)
    report = room.pull()
    assert report.counts["gaps"] == 1
    assert "no longer keeps all changes" in report.warnings[0]


def test_an_article_taken_off_line_ends_all_its_usages(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1", "v1:2"))
    room.paper.says(version(2, status="canceled"))
    room.pull()
    assert room.standing() == []


def test_a_version_that_is_silent_about_pictures_leaves_them(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1", "v1:9"))
    room.paper.says(ArticleVersion("tag", "a1", 2, "2026-10-02T08:00:00+00:00", headline="Port"))
    room.pull()
    assert room.standing() == ["v1:1"]
    newest = room.told(streams.article("tag", "a1"))
    assert (newest.headline, newest.unknown, len(newest.pictures)) == ("Port", ("v1:9",), 1)


def test_taken_up_again_it_opens_another_interval(room: Newsroom) -> None:
    for number, images in enumerate((("v1:1",), (), ("v1:1",)), 1):
        room.paper.says(version(number, *images))
    room.pull()
    (placed,) = room.state(streams.image("v1", "1")).usages.values()
    assert [end is None for _, end in placed.intervals] == [False, True]
    assert len(room.charges()) == 1


def test_pulled_twice_it_writes_nothing_more(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1"))
    room.pull()
    before = room.log.head().position
    room.pull()
    assert room.log.head().position == before


def test_read_from_its_beginning_again_it_doubles_nothing(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1"))
    room.paper.says(version(2, "v1:2"))
    room.pull()
    report = room.pull(full=True)
    assert (report.counts, len(room.charges())) == ({"ignored": 2}, 2)


def test_an_unknown_picture_is_named_and_stops_nothing(room: Newsroom) -> None:
    room.paper.says(version(1, "nobody:7", "v1:1"))
    report = room.pull()
    assert (report.counts["unknown"], report.counts["placed"]) == (1, 1)
    assert "nobody:7" in report.warnings[0]
    assert room.told(streams.article("tag", "a1")).unknown == ("nobody:7",)


def test_a_picture_delivered_later_is_placed_by_the_next_pull(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:9", "v1:1"))
    room.pull()
    room.image("9")
    report = room.pull()
    assert (report.counts["placed"], room.standing()) == (1, ["v1:1", "v1:9"])
    assert room.told(streams.article("tag", "a1")).unknown == ()
    assert room.state(streams.image("v1", "9")).usages.popitem()[1].usage.position == "hero"


def test_a_picture_delivered_later_is_placed_on_request(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:9"))
    room.pull()
    room.image("9")
    another = UsageSync(room.log, decode, lambda: room.at, lambda _: room.paper, lambda *_: "")
    assert another.place_waiting("news", "kim") == 1
    assert another.place_waiting("news", "kim") == 0


def test_a_picture_that_left_before_it_was_delivered_is_not_placed(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:9"))
    room.paper.says(version(2))
    room.pull()
    room.image("9")
    room.pull()
    assert room.standing() == []


def test_a_bad_article_is_set_aside_and_the_others_kept(room: Newsroom) -> None:
    bad = Rejected("c1", None, None, "https://tag.invalid/a/7", "REC-DATE", "It has no date.", "$", b"{}")
    room.paper.says(version(1, "v1:1"), rejected=(bad,))
    assert room.pull().counts["quarantined"] == 1
    assert "feed.item-quarantined" in room.names(streams.feed("news"))


def test_an_article_understood_later_leaves_quarantine_and_is_taken_over(room: Newsroom) -> None:
    bad = [Rejected(f"c{n}", None, None, None, "REC-DATE", "It has no date.", "$", b"{%d}" % n) for n in (1, 2)]
    room.paper.says(rejected=tuple(bad))
    room.pull()
    room.paper.understood[b"{1}"] = version(1, "v1:1")
    assert room.sync.release("news", "kim") == {"released": 1, "waiting": 1}
    assert room.standing() == ["v1:1"]
    assert room.sync.release("news", "kim") == {"waiting": 1}


def test_a_crash_between_pages_doubles_nothing(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.paper.says(version(1, "v1:1"))
    room.paper.says(version(2, "v1:2"))
    append, calls = room.log.append, []

    def dying(*given: Any, **more: Any) -> Any:
        calls.append(append(*given, **more))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return calls[-1]

    monkeypatch.setattr(room.log, "append", dying)
    with pytest.raises(KeyboardInterrupt):
        room.pull()
    monkeypatch.undo()
    assert room.standing() == ["v1:1"]
    room.pull()
    assert (room.standing(), len(room.charges())) == (["v1:2"], 2)


def test_a_pull_can_be_stopped_between_pages(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:1"))
    room.paper.says(version(2, "v1:2"))
    room.pull(cancelled=lambda: True)
    assert room.standing() == ["v1:1"]


def test_a_stopped_pull_leaves_waiting_pictures_to_the_next(room: Newsroom) -> None:
    room.paper.says(version(1, "v1:9"))
    room.pull()
    room.image("9")
    assert room.pull(cancelled=lambda: True).counts == {}
    assert room.standing() == []
    assert room.pull().counts["placed"] == 1


def test_looking_for_waiting_pictures_can_be_stopped_and_begins_anew(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rightsdesk.vendorsync.usage_sync.PAGE", 1)
    for number in range(1, 4):
        room.paper.says(version(1, f"v1:{number + 6}", article=f"a{number}"))
    room.pull()
    for number in range(7, 10):
        room.image(str(number))
    room.sync = UsageSync(room.log, decode, lambda: room.at, lambda _: room.paper, lambda *_: "")
    read, asked = room.log.read_streams, []

    def counted(names: Any) -> Any:
        asked.append(names)
        return read(names)

    monkeypatch.setattr(room.log, "read_streams", counted)
    room.pull(cancelled=lambda: len(asked) > 2)
    assert (len(asked), room.standing()) == (3, [])
    monkeypatch.undo()
    assert room.pull().counts["placed"] == 3


def test_a_feed_nobody_set_up_is_refused(room: Newsroom) -> None:
    with pytest.raises(FeedUnknown, match="stranger"):
        room.sync.pull("stranger", "kim")
