"""Texts of many rows: added to, cut and mended in each, with examples of what comes of it before it is ordered."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Example, FieldSummary, TextEdit
from tests.kit.hosted import hosted
from ui.kit import show
from ui.kit.declare import Field
from ui.kit.edit_preview import EditPreview
from ui.kit.excerpt import AROUND, SHORT, excerpts
from ui.kit.inspector_fields import FieldForm
from ui.kit.inspector_texts import TextRow, row_for
from ui.kit.words import words

TITLE = Field("title", "Title", edits=True)
MIXED = FieldSummary(8913)


@pytest.fixture
def german() -> Iterator[None]:
    words().use("de")
    yield
    words().use("en")


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[FieldForm]:
    made = FieldForm((TITLE, Field("vendor", "Vendor")), lambda _field: (), row_for)
    window = hosted(qtbot, made, 320, 400)
    made.show_summary({"title": MIXED})
    yield made
    window.close()


@pytest.fixture
def row(form: FieldForm) -> TextRow:
    made = form.rows["title"]
    assert isinstance(made, TextRow)
    return made


def _type(row: TextRow, text: str) -> None:
    QTest.keyClicks(row.editor.main(), text)


def _line(row: TextRow) -> QLineEdit:
    line = row.editor.main()
    assert isinstance(line, QLineEdit)
    return line


def test_only_declared_texts_offer_ways(form: FieldForm) -> None:
    assert [isinstance(one, TextRow) for one in form.rows.values()] == [True, False]


def test_a_text_that_is_replaced_stays_a_plain_change(form: FieldForm, row: TextRow) -> None:
    _type(row, "Mine")
    assert (form.texts(), form.edits()) == ({"title": "Mine"}, {})


def test_an_appended_text_is_an_edit_and_keeps_its_blanks(form: FieldForm, row: TextRow) -> None:
    row.choose("append")
    assert not form.touched()
    assert _line(row).placeholderText() == "Text to put behind each one"
    _type(row, " (Archive)")
    assert (form.texts(), form.edits()) == ({}, {"title": TextEdit("append", " (Archive)")})


def test_what_was_typed_survives_the_choice_of_another_way(form: FieldForm, row: TextRow) -> None:
    _type(row, "Mine")
    row.choose("prepend")
    assert form.edits() == {"title": TextEdit("prepend", "Mine")}
    row.choose("replace")
    assert (form.texts(), form.edits()) == ({"title": "Mine"}, {})


def test_find_and_replace_has_a_second_field_and_two_switches(form: FieldForm, row: TextRow) -> None:
    assert not row.search.isVisible()
    row.choose("find-replace")
    assert row.search.isVisible()
    QTest.keyClicks(row.search, "dpa")
    QTest.mouseClick(row.whole, Qt.MouseButton.LeftButton)
    assert form.edits() == {"title": TextEdit("find-replace", "", "dpa", whole_word=True)}
    _type(row, "AFP")
    assert form.edits() == {"title": TextEdit("find-replace", "AFP", "dpa", whole_word=True)}
    row.choose("append")
    assert not row.search.isVisible()
    assert form.edits() == {"title": TextEdit("append", "AFP")}


def test_a_replacement_for_nothing_asks_what_to_find(form: FieldForm, row: TextRow) -> None:
    row.choose("find-replace")
    _type(row, "AFP")
    assert form.texts() is None
    assert "Write what to find" in [one.text() for one in row.findChildren(QLabel) if one.isVisible()]
    QTest.keyClicks(row.search, "dpa")
    assert form.texts() == {}


def test_a_value_that_all_share_is_not_taken_for_the_text_to_add(form: FieldForm, row: TextRow) -> None:
    form.show_summary({"title": FieldSummary(1, only="Harbour")})
    assert _line(row).text() == "Harbour"
    row.choose("append")
    assert _line(row).text() == ""
    form.show_summary({"title": FieldSummary(1, only="Harbour")})
    assert _line(row).text() == ""
    row.choose("replace")
    assert _line(row).text() == "Harbour"
    assert not form.touched()


def test_the_way_back_takes_text_search_way_and_preview(form: FieldForm, row: TextRow) -> None:
    row.choose("find-replace")
    QTest.keyClicks(row.search, "dpa")
    row.preview.say([Example("a:1", "title", "dpa", "AFP")])
    form.revert()
    assert (row.mode, row.search.text(), row.preview.isHidden(), form.touched()) == ("replace", "", True, False)


def test_the_ways_are_chosen_by_keys_alone(row: TextRow, qapp: QApplication) -> None:
    QTest.keyClick(row.way, Qt.Key.Key_Space)
    (menu,) = [one for one in row.way.findChildren(QMenu) if one.isVisible()]
    assert [entry.text() for entry in menu.actions()] == [
        "Replace", "Append", "Prepend", "Remove", "Find and replace",
    ]  # fmt: skip
    assert [entry.text() for entry in menu.actions() if entry.isChecked()] == ["Replace"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert row.mode == "append"
    assert row.way.text() == "Append"


def test_every_part_has_a_name_and_the_tab_key_goes_down(row: TextRow) -> None:
    row.choose("find-replace")
    parts = (row.way, row.search, row.editor.main(), row.whole, row.small)
    assert [one.accessibleName() for one in parts] == [
        "Title: Find and replace", "Title: find", "Title", "Title: Whole words", "Title: Ignore case",
    ]  # fmt: skip
    chain: list[QWidget | None] = [row.way]
    while (last := chain[-1]) is not None and len(chain) < 40:
        chain.append(last.nextInFocusChain())
    places = [chain.index(part) for part in parts[1:]]
    assert places == sorted(places)


def test_the_ways_are_said_in_german(german: None, row: TextRow) -> None:
    row.choose("find-replace")
    assert row.way.text() == "Suchen und ersetzen"
    assert row.search.placeholderText() == "Suchen nach"
    words().use("en")
    assert (row.way.text(), row.whole.text()) == ("Find and replace", "Whole words")


def test_the_title_of_an_edit_is_told_in_german(german: None) -> None:
    assert (
        show.told("Title → A; Caption, append → “(Archive)”") == "Titel → A; Bildunterschrift, anhängen → “(Archive)”"
    )
    assert show.told("Credit, replace → “dpa” → “AFP”") == "Bildnachweis, ersetzen → “dpa” → “AFP”"


def test_examples_stand_below_each_other_and_wait_while_asked_anew(qtbot: QtBot) -> None:
    preview = EditPreview()
    window = hosted(qtbot, preview, 300, 200)
    preview.wait()
    assert preview.note.text() == "Looking for examples…"
    preview.say([Example("a:1", "title", "Harbour", "Harbour (Archive)"), Example("a:2", "title", None, "(Archive)")])
    shown = [lines for lines in preview.lines if lines.isVisible()]
    assert [lines.texts() for lines in shown] == [("Harbour", "→ Harbour (Archive)"), ("nothing", "→ (Archive)")]
    assert shown[0].accessibleName() == "Harbour becomes Harbour (Archive)"
    assert not preview.note.isVisible()
    preview.wait()
    assert not shown[0].isEnabled()
    preview.say([])
    assert preview.note.text() == "No selected text would change."
    preview.complain("The disk is full.")
    assert preview.note.text() == "No preview: The disk is full."
    assert not any(lines.isVisible() for lines in preview.lines)
    window.close()


def test_a_long_text_is_cut_down_to_where_it_changes() -> None:
    long = "Aerial view of the harbour at dawn, drone, light haze in the valley"
    assert excerpts(long, f"{long} (Archive)") == ("…light haze in the valley", "…light haze in the valley (Archive)")
    old, new = excerpts(long, long.replace("dawn", "dusk"))
    assert old.startswith("…view of the harbour at dawn, drone,")
    assert new.startswith("…view of the harbour at dusk, drone,")
    assert old.endswith("…")
    assert excerpts("One\ntwo", "two") == ("One ↵ two", "two")


@given(before=st.text("ab \n", max_size=90), added=st.text("ab (", min_size=1, max_size=30))
def test_an_excerpt_never_hides_what_is_added(before: str, added: str) -> None:
    old, new = excerpts(before, before + added)
    assert max(len(old), len(new)) <= max(SHORT, AROUND * 2 + len(added) + 2)
    if added.strip():
        assert new != old
