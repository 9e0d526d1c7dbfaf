"""Edits of texts: what an editor expects of append, prepend, remove, find and replace."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.domain.image import (
    FieldNamedTwice,
    ImageMetadataConflicted,
    ImageMetadataUnchanged,
    ImageMetadataUpdated,
    NoSuchField,
    NoTextGiven,
    RestoreMetadata,
    TextEdit,
    UpdateMetadata,
    checked_edits,
)
from rightsdesk.domain.image.fields import LONGEST, TextTooLong
from rightsdesk.domain.image.texts import TEXT_MODES
from rightsdesk.eventlog.codec import decode, encode
from tests.domain.pictures import known

TEXTS = st.text(st.sampled_from("ab Bä,.(/\n"), max_size=12)
WORDS = TEXTS.filter(str.strip)
EDITS = st.builds(
    TextEdit,
    st.sampled_from(TEXT_MODES),
    WORDS,
    WORDS,
    st.booleans(),
    st.booleans(),
)
APPEND = TextEdit("append", "(Archive)")


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (APPEND, "Harbour", "Harbour (Archive)"),
        (APPEND, "Harbour ", "Harbour (Archive)"),
        (APPEND, "Harbour (Archive)", "Harbour (Archive)"),
        (APPEND, None, "(Archive)"),
        (TextEdit("append", ", 2026"), "Harbour", "Harbour, 2026"),
        (TextEdit("append", "\nMore"), "Harbour", "Harbour\nMore"),
        (TextEdit("append", "Archive"), "PictureArchive", "PictureArchive Archive"),
        (TextEdit("prepend", "Archive:"), "Harbour", "Archive: Harbour"),
        (TextEdit("prepend", "Archive: "), "Archive: Harbour", "Archive: Harbour"),
        (TextEdit("prepend", "dpa/"), "AFP", "dpa/AFP"),
        (TextEdit("remove", "DRAFT"), "DRAFT", ""),
        (TextEdit("remove", "DRAFT"), "A DRAFT of DRAFT", "A of"),
        (TextEdit("remove", "DRAFT"), "Harbour DRAFT, 2026", "Harbour, 2026"),
        (TextEdit("remove", "DRAFT"), "One\nDRAFT two", "One\ntwo"),
        (TextEdit("remove", "draft"), "DRAFT Harbour", "DRAFT Harbour"),
        (TextEdit("remove", "draft", ignore_case=True), "DRAFT Harbour", "Harbour"),
        (TextEdit("remove", "art", whole_word=True), "Party art", "Party"),
        (TextEdit("remove", "(c)", whole_word=True), "House (c)", "House"),
        (TextEdit("find-replace", "dpa/AFP", "dpa"), "dpa, dpa", "dpa/AFP, dpa/AFP"),
        (TextEdit("find-replace", " ", "  "), "A  b", "A b"),
        (TextEdit("find-replace", r"\1 $", ".+"), "a.+b", r"a\1 $b"),
        (TextEdit("find-replace", "", "x"), None, ""),
        (TextEdit("replace", ""), "Harbour", ""),
    ],
)
def test_an_edit_gives_what_an_editor_expects(edit: TextEdit, before: str | None, after: str) -> None:
    assert edit(before) == after


def test_a_composed_letter_finds_the_decomposed_one() -> None:
    before = unicodedata.normalize("NFD", "Müncher Hafen in Köln")
    assert TextEdit("find-replace", "Münchner", "Müncher")(before) == "Münchner Hafen in Köln"
    assert TextEdit("find-replace", "x", "y")(before) == before


@given(mode=st.sampled_from(("append", "prepend", "remove", "replace")), text=WORDS, before=TEXTS)
def test_all_but_find_and_replace_change_nothing_the_second_time(mode: Any, text: str, before: str) -> None:
    edit = TextEdit(mode, text)
    once = edit(before)
    if mode != "remove" or text not in once:  # what stood around a removed text may meet and form it anew
        assert edit(once) == once


@given(text=WORDS, before=TEXTS)
def test_adding_a_text_keeps_all_of_both(text: str, before: str) -> None:
    appended, prepended = TextEdit("append", text)(before), TextEdit("prepend", text)(before)
    assert appended.startswith(before)
    assert appended.endswith(text.rstrip())
    assert prepended.endswith(before)
    assert prepended.startswith(text.lstrip())
    assert len(appended) <= len(before) + len(text) + 1


@given(edit=EDITS, before=TEXTS)
def test_undo_gives_back_what_was(edit: TextEdit, before: str) -> None:
    for corrected in (False, True):
        story = known(caption="Other" if corrected else before)
        if corrected:
            story.ask(UpdateMetadata({"caption": before}))
        local, effective = dict(story.state.local), story.state.effective("caption")
        (fact,) = story.ask(UpdateMetadata({}, {"caption": edit}))
        if isinstance(fact, ImageMetadataUnchanged):
            assert edit(effective) == (effective or "")
            continue
        assert isinstance(fact, ImageMetadataUpdated)
        assert fact.after == {"caption": edit(effective)} == {"caption": story.state.effective("caption")}
        story.ask(RestoreMetadata(fact.previous, fact.local))
        assert (story.state.local, story.state.effective("caption")) == (local, effective)


def test_the_vendors_text_does_not_come_back_when_nothing_is_left() -> None:
    story = known(caption="DRAFT")
    story.ask(UpdateMetadata({}, {"caption": TextEdit("remove", "DRAFT")}))
    assert story.state.effective("caption") == ""


def test_an_edit_and_a_plain_change_are_one_fact() -> None:
    story = known(caption="Boats")
    (fact,) = story.ask(UpdateMetadata({"title": "Mine"}, {"caption": APPEND}))
    assert isinstance(fact, ImageMetadataUpdated)
    assert fact.before == {"title": "Harbour", "caption": "Boats"}
    assert fact.after == {"title": "Mine", "caption": "Boats (Archive)"}


def test_a_text_that_somebody_changed_meanwhile_ends_in_a_conflict() -> None:
    story = known(caption="Boats")
    newer = story.ask(UpdateMetadata({"caption": "Ships"}))
    (fact,) = story.ask(UpdateMetadata({}, {"caption": APPEND}), since=newer)
    assert fact == ImageMetadataConflicted({"caption": "Ships (Archive)"}, {"caption": "Ships"})


def test_a_result_beyond_ten_thousand_characters_is_refused() -> None:
    story = known(caption="x" * (LONGEST - 9))
    with pytest.raises(TextTooLong):
        story.ask(UpdateMetadata({}, {"caption": APPEND}))
    assert len(TextEdit("append", "y" * 9)("x" * (LONGEST - 10))) == LONGEST


@pytest.mark.parametrize(
    ("field", "edit", "refused"),
    [
        ("price", APPEND, NoSuchField),
        ("platforms", APPEND, NoSuchField),
        ("title", APPEND, FieldNamedTwice),
        ("caption", TextEdit("append", " "), NoTextGiven),
        ("caption", TextEdit("remove"), NoTextGiven),
        ("caption", TextEdit("find-replace", "x"), NoTextGiven),
        ("caption", TextEdit("replace", "x" * (LONGEST + 1)), TextTooLong),
    ],
)
def test_an_edit_that_cannot_be_meant_is_refused(field: str, edit: TextEdit, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        checked_edits({field: edit}, {"title": "Mine"})


@given(edit=EDITS)
def test_a_wish_with_edits_is_read_from_the_log_as_it_was(edit: TextEdit) -> None:
    wish = UpdateMetadata({"price": 1}, {"caption": edit})
    assert decode(wish.stored_name, wish.schema_version, encode(wish)) == wish
    assert TextEdit(**edit.told()) == edit
