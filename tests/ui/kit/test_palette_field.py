"""A long pasted list is held whole beside the field; short words are typed into it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.palette_field import PaletteField
from ui.kit.words import words


@pytest.fixture
def field(qtbot: QtBot, qapp: QApplication) -> PaletteField:
    words().use("en")
    made = PaletteField()
    qtbot.addWidget(made)
    return made


def test_a_hundred_thousand_pasted_lines_are_not_cut_off(field: PaletteField, qapp: QApplication) -> None:
    told, ids = list[str](), "\n".join(str(100_000 + step) for step in range(100_000))
    field.changed.connect(told.append)
    qapp.clipboard().setText(ids)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == field.pasted == ids
    assert field.text() == "100,000 pasted lines"


def test_typing_over_a_pasted_list_lets_it_go(field: PaletteField) -> None:
    told = list[str]()
    field.changed.connect(told.append)
    field.paste_text("1\n2")
    QTest.keyClicks(field, "sun")
    assert (told[-1], field.pasted) == ("sun", "")


def test_one_pasted_word_is_typed_where_the_cursor_stands(field: PaletteField) -> None:
    QTest.keyClicks(field, "sunset ")
    field.paste_text("  harbour ")
    assert (field.text(), field.pasted) == ("sunset harbour", "")
