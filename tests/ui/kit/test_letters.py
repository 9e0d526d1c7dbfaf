"""Single letters act in lists, never where one types, and not at all if somebody does not want them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.actions import action
from ui.kit.keybook import keybook
from ui.kit.letters import Letters
from ui.kit.stage import Stage
from ui.kit.words import phrase


class Desk(QWidget):
    """A window with a list in its stage, a field in its bar, and a letter that counts."""

    def __init__(self) -> None:
        super().__init__()
        self.stage, self.list, self.field, self.button = Stage(), QListWidget(), QLineEdit(), QPushButton("x")
        self.stage.add_view(self.list, None)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for part in (self.field, self.button, self.stage):
            column.addWidget(part)
        self.heard = 0
        action(self, phrase("Frame", "Quit"), self.count, keys=("J", "Ctrl+J"))
        self.letters = Letters(self, self.stage)

    def count(self) -> None:
        self.heard += 1


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    keybook().use_letters(on=True)
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    keybook().use_letters(on=True)


def _typed(desk: Desk, where: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> int:
    where.setFocus()
    before = desk.heard
    QTest.keyClick(where, key, held or Qt.KeyboardModifier.NoModifier)
    return desk.heard - before


def test_a_letter_acts_in_a_list_and_not_in_a_field_or_on_a_button(desk: Desk) -> None:
    assert _typed(desk, desk.list, Qt.Key.Key_J) == 1
    assert _typed(desk, desk.field, Qt.Key.Key_J) == 0
    assert _typed(desk, desk.button, Qt.Key.Key_J) == 0
    assert desk.field.text() == "j"


def test_keys_with_ctrl_act_everywhere(desk: Desk) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    assert [_typed(desk, part, Qt.Key.Key_J, held) for part in (desk.list, desk.button)] == [1, 1]


def test_letters_can_be_switched_off_altogether(desk: Desk) -> None:
    keybook().use_letters(on=False)
    assert _typed(desk, desk.list, Qt.Key.Key_J) == 0
    assert _typed(desk, desk.list, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier) == 1
