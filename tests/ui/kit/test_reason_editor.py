"""A reason is taken with its digit, or written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.kit.hosted import hosted
from ui.kit.declare import Choice
from ui.kit.reason_editor import ReasonEditor

CHOICES = (Choice("price", "A price is wrong"), Choice("tax", "The VAT is wrong"))


@pytest.fixture
def editor(qtbot: QtBot) -> ReasonEditor:
    made = ReasonEditor(CHOICES)
    made.host = hosted(qtbot, made, 320, 260)  # type: ignore[attr-defined]
    return made


def test_a_digit_takes_the_reason_of_that_number(editor: ReasonEditor) -> None:
    QTest.keyClick(editor.main(), Qt.Key.Key_2)
    assert editor.text() == "The VAT is wrong"
    QTest.keyClick(editor.main(), Qt.Key.Key_9)
    assert editor.text() == "The VAT is wrong"


def test_further_words_follow_the_reason_and_stand_alone_without_one(editor: ReasonEditor) -> None:
    QTest.keyClicks(editor.line, "3 pictures too many")
    assert editor.text() == "3 pictures too many"
    QTest.mouseClick(editor.buttons[0], Qt.MouseButton.LeftButton)
    assert editor.text() == "A price is wrong: 3 pictures too many"


def test_enter_carries_it_out(editor: ReasonEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.entered):
        QTest.keyClick(editor.main(), Qt.Key.Key_Return)


def test_a_stored_reason_is_shown_where_it_belongs(editor: ReasonEditor) -> None:
    editor.show_text("tax")
    assert editor.text() == "The VAT is wrong"
    editor.show_text("something of one's own")
    assert editor.text() == "something of one's own"
