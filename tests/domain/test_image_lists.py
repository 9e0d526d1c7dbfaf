"""Adding platforms to, and taking them from, the list that each of many images has."""

import pytest

from rightsdesk.domain.image import (
    GrantUse,
    ImageMetadataConflicted,
    ImageMetadataUnchanged,
    ImageMetadataUpdated,
    ListEdit,
    NoSuchField,
    RestoreMetadata,
    UpdateMetadata,
    checked_lists,
    split_lists,
)
from rightsdesk.domain.image.lists import AddedAndRemoved, list_edit
from tests.domain.pictures import known

TO_REISE = UpdateMetadata({}, lists={"platforms": ListEdit(add=("reise",))})


def test_adding_a_platform_leaves_the_others() -> None:
    story = known(platforms=["tag", "tech"])
    story.ask(TO_REISE)
    assert story.state.effective("platforms") == ["tag", "tech", "reise"]


def test_removing_a_platform_leaves_the_others() -> None:
    story = known(platforms=["tag", "tech"])
    story.ask(UpdateMetadata({}, lists={"platforms": ListEdit(remove=("tag",))}))
    assert story.state.effective("platforms") == ["tech"]


def test_a_platform_that_is_there_already_changes_nothing() -> None:
    (fact,) = known(platforms=["reise"]).ask(TO_REISE)
    assert isinstance(fact, ImageMetadataUnchanged)


def test_an_image_without_platforms_gets_the_first() -> None:
    story = known()
    story.ask(TO_REISE)
    assert story.state.effective("platforms") == ["reise"]


def test_a_bought_platform_is_not_added_twice() -> None:
    story = known()
    story.ask(GrantUse("reise", "2026-11-01"))
    (fact,) = story.ask(TO_REISE)
    assert isinstance(fact, ImageMetadataUnchanged)


def test_undo_gives_each_image_its_own_list_back() -> None:
    story = known(platforms=["tag"])
    (fact,) = story.ask(TO_REISE)
    assert isinstance(fact, ImageMetadataUpdated)
    story.ask(RestoreMetadata(fact.previous, fact.local))
    assert story.state.effective("platforms") == ["tag"]


def test_a_list_changed_since_the_person_looked_is_left_alone() -> None:
    story = known(platforms=["tag"])
    since = story.ask(UpdateMetadata({"platforms": ["tech"]}))
    (fact,) = story.ask(TO_REISE, since)
    assert fact == ImageMetadataConflicted({"platforms": ["tech", "reise"]}, {"platforms": ["tech"]})


def test_signs_before_every_word_change_a_list_instead_of_setting_it() -> None:
    plain, lists = split_lists({"platforms": "+reise, -tag", "territory": "DE,AT", "title": "+1"})
    assert plain == {"territory": "DE,AT", "title": "+1"}
    assert lists == {"platforms": ListEdit(("reise",), ("tag",))}


def test_a_platform_added_and_removed_at_once_is_named() -> None:
    with pytest.raises(AddedAndRemoved, match="reise cannot be added and removed"):
        list_edit("+reise,-reise")


def test_only_lists_can_be_added_to() -> None:
    with pytest.raises(NoSuchField, match="'title' is no list"):
        checked_lists({"title": ListEdit(("x",))})
