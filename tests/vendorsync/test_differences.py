"""What a new version of an article places and ends, whatever the order in which versions arrive."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain import rights
from rightsdesk.domain.rights import Placement, Removal
from rightsdesk.vendorsync.articles import ArticleVersion, Mark, PlacedPicture
from rightsdesk.vendorsync.differences import Difference, Live, difference_to


def version(number: int, *shown: str | PlacedPicture, status: str = "usable") -> ArticleVersion:
    """A version with pictures, written as `hero:a` or `a`."""
    pictures = tuple(one if isinstance(one, PlacedPicture) else _placed(one) for one in shown)
    at = f"2026-06-{number:02d}T10:00:00+00:00"
    return ArticleVersion("tag", "a1", number, at, status, "Markt", pictures=pictures, source="tagfeed")


def _placed(told: str) -> PlacedPicture:
    position, _, name = told.rpartition(":")
    return PlacedPicture(f"alpenpix:{name}", position or "inline", f"Foto: {name}")


def silent(number: int) -> ArticleVersion:
    return replace(version(number), pictures=None)


def live_in(one: ArticleVersion) -> dict[str, Live]:
    """The usages that are live when a version is the newest one."""
    placed, _ = difference_to({}, one)
    return {each.usage.usage_id: Live(each.image, each.usage.position) for each in placed}


def between(before: ArticleVersion, after: ArticleVersion) -> Difference:
    """What leads from one version to another."""
    return difference_to(live_in(before), after, before.mark)


def names(found: Iterable[Placement | Removal]) -> list[str]:
    return [one.image.removeprefix("alpenpix:") for one in found]


def test_a_first_version_places_all_its_pictures() -> None:
    placed, removed = difference_to({}, version(1, "hero:a", "b"))
    assert (names(placed), removed) == (["a", "b"], [])
    usage = placed[0].usage
    assert usage.usage_id == rights.usage_id("tag", "a1", "alpenpix:a")
    assert (usage.position, usage.credit, usage.headline, usage.source) == ("hero", "Foto: a", "Markt", "tagfeed")
    assert (placed[0].at, placed[0].evidence) == ("2026-06-01T10:00:00+00:00", "a1@1")


def test_a_new_version_defines_the_set_of_pictures() -> None:
    placed, removed = between(version(1, "a", "b", "c"), version(2, "b", "d", "e"))
    assert (names(placed), names(removed)) == (["d", "e"], ["a", "c"])
    assert {(one.reason, one.replaced_by, one.evidence, one.at) for one in removed} == {
        ("gone", "", "a1@2", "2026-06-02T10:00:00+00:00")
    }


def test_one_picture_for_one_at_the_same_position_is_named_as_its_replacement() -> None:
    _, removed = between(version(1, "hero:a", "b"), version(2, "hero:c", "d"))
    assert {one.image: one.replaced_by for one in removed} == {"alpenpix:a": "alpenpix:c", "alpenpix:b": "alpenpix:d"}
    assert {one.reason for one in removed} == {"replaced"}
    _, removed = between(version(1, "hero:a"), version(2, "b"))
    assert [one.replaced_by for one in removed] == [""], "another position"
    _, removed = between(version(1, "a", "b"), version(2, "c"))
    assert [one.replaced_by for one in removed] == ["", ""], "two went, one came"


def test_a_picture_that_changes_its_position_stays_the_same_usage() -> None:
    assert between(version(1, "hero:a", "b"), version(2, "a", "hero:b")) == ([], [])


def test_an_article_taken_off_line_ends_all_its_usages() -> None:
    for status, reason in (("canceled", "withdrawn"), ("withheld", "withheld")):
        placed, removed = between(version(1, "hero:a", "b"), version(2, "hero:a", "c", status=status))
        assert (placed, names(removed)) == ([], ["a", "b"])
        assert {one.reason for one in removed} == {reason}


def test_a_withheld_article_that_returns_places_the_same_usages_again() -> None:
    first, gone, back = version(1, "a"), version(2, "a", status="withheld"), version(3, "a")
    again, _ = between(gone, back)
    assert again[0].usage.usage_id == difference_to({}, first)[0][0].usage.usage_id
    assert again[0].at == back.published_at


def test_an_older_or_equal_version_means_nothing() -> None:
    assert between(version(2, "a"), version(2, "b")) == ([], [])
    assert between(version(2, "a"), version(1, "b")) == ([], [])
    assert difference_to(live_in(version(2, "a")), version(1, "b"), Mark(2, "")) == ([], [])


def test_a_version_that_keeps_silent_about_pictures_changes_none() -> None:
    first, second, third = version(1, "a", "b"), silent(2), version(3, "b")
    assert between(first, second) == ([], [])
    assert names(difference_to(live_in(first), third, second.mark)[1]) == ["a"]


def test_usages_in_another_medium_are_left_alone() -> None:
    key = rights.usage_id("tag", "a1", "alpenpix:p", "print")
    live = {key: Live("alpenpix:p", "inline", "print"), **live_in(version(1, "a"))}
    placed, removed = difference_to(live, version(2, "b"), Mark(1, ""))
    assert (names(placed), names(removed)) == (["b"], ["a"])


histories = st.lists(
    st.tuples(
        st.none() | st.lists(st.sampled_from(["hero:a", "b", "c", "gallery:d"]), unique=True),
        st.sampled_from(["usable", "usable", "usable", "withheld", "canceled"]),
    ),
    min_size=1,
    max_size=6,
)


def told(history: list[tuple[list[str] | None, str]]) -> list[ArticleVersion]:
    return [
        silent(number) if shown is None else version(number, *shown, status=status)
        for number, (shown, status) in enumerate(history, 1)
    ]


class Desk:
    """What a desk keeps of one article: the live usages, and the newest version it took over."""

    def __init__(self) -> None:
        self.live: dict[str, Live] = {}
        self.seen: Mark | None = None

    def take(self, one: ArticleVersion) -> Difference:
        placed, removed = difference_to(self.live, one, self.seen)
        for removal in removed:
            del self.live[removal.usage_id]
        for placement in placed:
            assert placement.usage.usage_id not in self.live
            self.live[placement.usage.usage_id] = Live(placement.image, placement.usage.position)
        if one.mark.is_after(self.seen):
            self.seen = one.mark
        return placed, removed


@given(histories, st.randoms())
def test_any_order_of_arrival_ends_in_the_set_of_the_newest_version(
    history: list[tuple[list[str] | None, str]], chance: Random
) -> None:
    versions = [one for one in told(history) if one.pictures is not None]
    arrived = [*versions, *versions[:2]]
    chance.shuffle(arrived)
    desk = Desk()
    for one in arrived:
        desk.take(one)
    assert set(desk.live) == (set(live_in(versions[-1])) if versions else set())


@given(histories)
def test_in_order_each_version_leads_to_its_own_set_and_a_return_keeps_its_identifier(
    history: list[tuple[list[str] | None, str]],
) -> None:
    desk = Desk()
    ever: dict[str, str] = {}
    standing: set[str] = set()
    for one in told(history):
        if one.shown is not None:
            standing = {each.image for each in one.shown}
        placed, removed = desk.take(one)
        assert {each.image for each in desk.live.values()} == standing
        assert {each.usage_id for each in removed}.isdisjoint({each.usage.usage_id for each in placed})
        for each in placed:
            assert ever.setdefault(each.image, each.usage.usage_id) == each.usage.usage_id
