"""Those who listen hear one sentence at a time, and what came meanwhile together."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.announcer import PAUSE_MS, Announcer


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_sentences_within_five_seconds_are_said_in_one_go(window: QWidget) -> None:
    said = list[str]()
    announcer = Announcer(window, said.append)
    for words in ("Price list: 12 done", "Price list: 12 done", "3 images failed", "Undone"):
        announcer.say(words)
    assert said == ["Price list: 12 done."]
    announcer.speak()
    assert said[1:] == ["Price list: 12 done. 3 images failed. Undone."]
    assert PAUSE_MS == 5_000


def test_nothing_is_said_when_nothing_came(window: QWidget) -> None:
    said = list[str]()
    announcer = Announcer(window, said.append)
    announcer.say("")
    announcer.speak()
    assert said == []
