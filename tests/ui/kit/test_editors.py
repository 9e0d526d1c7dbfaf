"""Editors read what people write and answer what the desk understands."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.kit.features import FIELDS
from ui.kit.declare import Choice, Field
from ui.kit.editors import TagsEditor, Unreadable, amount_read, canonical, day_read, editor_for
from ui.kit.tag_choice import Tag
from ui.kit.words import words


@pytest.fixture
def german() -> Iterator[None]:
    words().use("de")
    yield
    words().use("en")


def test_days_are_read_as_people_write_them(qtbot: QtBot) -> None:
    for typed in ("31 Dec 2027", "2027-12-31", "31.12.2027", "31/12/2027"):
        assert day_read(typed).isoformat() == "2027-12-31"
    with pytest.raises(Unreadable, match="31 Dec 2027"):
        day_read("next spring")


def test_german_amounts_and_days_are_read_as_germans_write_them(german: None, qtbot: QtBot) -> None:
    assert amount_read("1.240,50 €", "EUR") == "1240.50 EUR"
    assert day_read("31.12.2027").isoformat() == "2027-12-31"


def test_amounts_keep_their_currency_and_their_cents(qtbot: QtBot) -> None:
    for typed, read in {
        "240.5": "240.50 EUR",
        "€ 1,240.50": "1240.50 EUR",
        "12 chf": "12.00 CHF",
        "0": "0.00 EUR",
    }.items():
        assert amount_read(typed, "EUR") == read
    for typed in ("abc", "1.2.3.4x", "-5", "12.3456"):
        with pytest.raises(Unreadable):
            amount_read(typed, "EUR")


def test_each_editor_gives_back_what_it_was_shown(qtbot: QtBot) -> None:
    shown = {
        "online_until": "2027-12-31",
        "usage_terms": "rf",
        "price": "240.50 CHF",
        "platforms": "TAG,TECH",
        "caption": "Two\nlines",
    }
    for field in FIELDS:
        editor = editor_for(field)
        qtbot.addWidget(editor)
        with qtbot.assertNotEmitted(editor.edited):
            editor.show_text(shown[field.key])
        assert editor.text() == shown[field.key]


def test_an_unknown_choice_is_shown_rather_than_lost(qtbot: QtBot) -> None:
    editor = editor_for(Field("terms", "Terms", "choice", choices=(Choice("a", "A"),)))
    qtbot.addWidget(editor)
    editor.show_text("something old")
    assert editor.text() == "something old"


def test_a_tag_that_is_touched_joins_the_list_or_leaves_it(qtbot: QtBot) -> None:
    editor = editor_for(FIELDS[3])
    qtbot.addWidget(editor)
    assert isinstance(editor, TagsEditor)
    editor.show_text("TAG")
    tag = next(tag for tag in editor.findChildren(Tag) if tag.value == "SPORT")
    tag.click()
    assert editor.text() == "TAG,SPORT"
    tag.click()
    assert editor.text() == "TAG"


def test_stored_values_become_the_text_of_their_editor(qtbot: QtBot) -> None:
    assert canonical(FIELDS[2], 24050, "EUR") == "240.50 EUR"
    assert canonical(FIELDS[3], ("TAG", "REISE")) == "TAG,REISE"
    assert canonical(FIELDS[0], None) == ""
