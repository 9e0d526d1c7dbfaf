"""Platforms of many rows: touching one adds or removes that one only."""

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import FieldSummary
from tests.kit.features import FIELDS
from ui.kit.inspector_tags import TagsRow
from ui.kit.tag_choice import Tag

MIXED = FieldSummary(3, words={"TAG": 40, "REISE": 12, "SPORT": 40})


@pytest.fixture
def row(qtbot: QtBot) -> TagsRow:
    made = TagsRow(FIELDS[3], FIELDS[3].choices)
    qtbot.addWidget(made)
    made.of_rows = 40
    made.show_summary(MIXED)
    return made


def _tag(row: TagsRow, value: str) -> Tag:
    return next(tag for tag in row.findChildren(Tag) if tag.value == value)


def _states(row: TagsRow) -> dict[str, str]:
    return {tag.value: tag.state for tag in row.findChildren(Tag)}


def test_tags_say_whether_all_some_or_none_have_them(row: TagsRow) -> None:
    assert _states(row) == {"TAG": "all", "REISE": "some", "SPORT": "all", "TECH": "none"}
    assert not row.touched
    assert row.text() == ""


def test_touching_one_platform_leaves_the_others_undecided(row: TagsRow) -> None:
    _tag(row, "TECH").click()
    assert row.text() == "+TECH"
    assert _states(row)["REISE"] == "some"
    assert row.touched


def test_a_platform_that_some_have_is_added_then_removed_then_kept(row: TagsRow) -> None:
    said = []
    for _ in range(3):
        _tag(row, "REISE").click()
        said.append(row.text())
    assert said == ["+REISE", "-REISE", ""]
    assert not row.touched


def test_reverting_leaves_every_row_as_it_is(row: TagsRow) -> None:
    _tag(row, "TAG").click()
    _tag(row, "TECH").click()
    assert row.text() == "+TECH,-TAG"
    row.revert()
    assert (row.text(), row.touched) == ("", False)
    assert _states(row)["TAG"] == "all"


def test_rows_counted_anew_keep_what_was_touched(row: TagsRow) -> None:
    _tag(row, "TECH").click()
    row.of_rows = 41
    row.show_summary(FieldSummary(3, words={"TAG": 40}))
    assert row.text() == "+TECH"
    assert _states(row) == {"TAG": "some", "REISE": "none", "SPORT": "none", "TECH": "all"}


def test_a_draft_is_offered_again(row: TagsRow) -> None:
    row.enter("+TECH,-SPORT")
    assert row.text() == "+TECH,-SPORT"


def test_how_many_have_it_is_said_to_those_who_listen(row: TagsRow) -> None:
    assert _tag(row, "REISE").accessibleDescription() == "12 of 40"
    assert _tag(row, "REISE").accessibleName() == "REISE, on for some"


def test_a_locked_row_of_tags_cannot_be_touched(row: TagsRow) -> None:
    row.lock("The vendor has killed this image.")
    _tag(row, "TECH").click()
    assert row.text() == ""
    assert not row.grab().isNull()
