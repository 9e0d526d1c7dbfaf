"""Messages stay behind the bell until they are read, over a restart, each about one thing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.bell import Bell, NoticeList
from ui.kit.buttons import Button
from ui.kit.memory import Memory
from ui.kit.notices import MOST, Notice, Notices
from ui.kit.words import words


@pytest.fixture
def memory(qapp: QApplication, tmp_path: Path) -> Memory:
    words().use("en")
    return Memory(tmp_path / "window.json")


def test_messages_and_what_was_read_survive_a_restart(memory: Memory) -> None:
    notices = Notices(memory)
    notices.add(Notice("batch:1", "Price list: 12 done"))
    notices.add(Notice("batch:2", "Price list: 12 done, 3 failed", "failed", place="batches", where="number:2"))
    notices.read("batch:1")
    again = Notices(memory)
    assert [(one.key, one.read) for one in again.all()] == [("batch:2", False), ("batch:1", True)]
    assert again.unread() == 1


def test_a_newer_message_about_the_same_thing_takes_its_place(memory: Memory) -> None:
    notices = Notices(memory)
    notices.add(Notice("waiting", "7 credit advices wait"))
    notices.read()
    notices.add(Notice("waiting", "7 credit advices wait"))
    assert notices.unread() == 0
    notices.add(Notice("waiting", "8 credit advices wait"))
    assert (len(notices.all()), notices.unread()) == (1, 1)
    notices.drop("waiting")
    assert notices.all() == ()


def test_old_messages_give_way_and_read_ones_can_be_removed(memory: Memory) -> None:
    notices = Notices(memory)
    for number in range(MOST + 3):
        notices.add(Notice(f"batch:{number}", str(number)))
    assert len(notices.all()) == MOST
    notices.read("batch:5")
    notices.clear()
    assert len(notices.all()) == MOST - 1


def test_notes_of_another_program_version_cost_only_themselves(memory: Memory) -> None:
    memory.put("notices", [{"key": "a", "words": "kept"}, {"nonsense": 1}, "more"])
    memory.put("notices", [{"key": "a", "words": "kept"}, {"nonsense": 1}])
    assert [one.words for one in Notices(memory).all()] == ["kept"]


def test_show_opens_the_thing_and_marks_its_message_as_read(qtbot: QtBot, memory: Memory) -> None:
    window, notices, went = QWidget(), Notices(memory), list[tuple[str, str]]()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    notices.add(Notice("batch:2", "<b>Price list</b>: 3 failed", "failed", place="batches", where="number:2"))
    sheet = NoticeList(window, notices, lambda place, where: went.append((place, where)))
    sheet.open_below(window)
    button = next(one for one in sheet.findChildren(Button) if one.text() == "Show")
    assert "<b>Price list</b>" in button.accessibleName()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went == [("batches", "number:2")]
    assert notices.unread() == 0


def test_the_bell_says_how_many_are_unread(qtbot: QtBot, qapp: QApplication) -> None:
    words().use("en")
    bell = Bell()
    qtbot.addWidget(bell)
    bell.tell(3)
    assert bell.accessibleName() == "Messages, 3 unread"
    bell.tell(0)
    assert bell.accessibleName() == "Messages"
