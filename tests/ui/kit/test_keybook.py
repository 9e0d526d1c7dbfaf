"""Keys can be given to other actions, and are known by their usual place wherever they are hinted at."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.actions import action, bar, shown_keys, spelled
from ui.kit.key_places import EVERYWHERE, LISTS, clash, keyed
from ui.kit.keybook import KeyBook, keybook
from ui.kit.memory import Memory
from ui.kit.words import phrase, words


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> object:
    keybook().reset()
    words().use("en")
    yield
    keybook().reset()
    keybook().changed.emit()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    action(made, phrase("Frame", "Search and commands"), made.show, keys="Ctrl+K")
    action(made, phrase("Frame", "Quit"), made.close, keys=("Ctrl+Q", "Alt+F4"))
    for place in ("images", "vendors"):
        view = QWidget(made)
        title = phrase("Table", "Select all that match")
        action(view, title, view.show, keys="Ctrl+A", name=f"{place}.{title.literal}")
    lone = phrase("Images", "Refresh from vendor")
    action(QWidget(made), lone, made.show, keys="Ctrl+R", name="images.refresh")
    return made


def test_other_keys_reach_every_view_at_once(window: QWidget) -> None:
    keybook().choose("Table.Select all that match", ["Ctrl+Alt+A"])
    words().changed.emit()
    found = {one.key_id: one for one in keyed(window, ("images", "vendors"))}
    assert found["Table.Select all that match"].keys == ("Ctrl+Alt+A",)
    assert found["Table.Select all that match"].places == {"images", "vendors"}


def test_changed_keys_are_kept_over_a_restart(tmp_path: Path) -> None:
    memory, book = Memory(tmp_path / "window.json"), KeyBook()
    book.remember(memory)
    book.keys("Frame.Quit", ("Ctrl+Q",))
    book.choose("Frame.Quit", ["Ctrl+Shift+Q"])
    book.use_letters(on=False)
    again = KeyBook()
    again.remember(memory)
    assert again.keys("Frame.Quit", ("Ctrl+Q",)) == ("Ctrl+Shift+Q",)
    assert not again.letters


def test_the_usual_keys_are_no_change(tmp_path: Path) -> None:
    book = KeyBook()
    book.keys("Frame.Quit", ("Ctrl+Q",))
    book.choose("Frame.Quit", ["ctrl+q"])
    assert not book.is_changed("Frame.Quit")


def test_damaged_notes_about_keys_are_left_out(tmp_path: Path) -> None:
    memory, book = Memory(tmp_path / "window.json"), KeyBook()
    memory.put("keys.chosen", {"Frame.Quit": "nonsense", "Frame.Other": ["Ctrl+O"]})
    book.remember(memory)
    assert book.keys("Frame.Quit", ("Ctrl+Q",)) == ("Ctrl+Q",)
    assert book.keys("Frame.Other", ()) == ("Ctrl+O",)


def test_hints_name_the_keys_that_act_now(window: QWidget) -> None:
    keybook().choose("Frame.Search and commands", ["Ctrl+Shift+P"])
    assert spelled("Ctrl+K") == "Ctrl+Shift+P"
    assert spelled("Ctrl+Q") == "Ctrl+Q"


def test_keys_clash_only_where_both_act(window: QWidget) -> None:
    every = keyed(window, ("images", "vendors"))
    by_id = {one.key_id: one for one in every}
    refresh, everyone = by_id["Images.Refresh from vendor"], by_id["Table.Select all that match"]
    taken = clash(every, refresh, "Ctrl+A")
    assert taken is everyone
    assert clash(every, refresh, "Ctrl+K") is by_id["Frame.Search and commands"]
    assert clash(every, refresh, "Down") == "fixed"
    assert clash(every, refresh, "Ctrl+Alt+R") is None
    assert clash(every, refresh, "Ctrl+R") is None


def test_keys_stand_under_where_they_act(window: QWidget) -> None:
    groups = {one.key_id: one.group for one in keyed(window, ("images", "vendors"))}
    assert groups["Frame.Quit"] == EVERYWHERE
    assert groups["Table.Select all that match"] == LISTS
    assert groups["Images.Refresh from vendor"] == "images"


def test_a_barred_action_says_why_and_comes_back(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = action(owner, phrase("Frame", "Quit"), owner.close, keys="Ctrl+Q")
    bar(made, "A batch is running.")
    assert (made.isEnabled(), made.toolTip(), made.property("reason")) == (False, *["A batch is running."] * 2)
    bar(made, "")
    assert (made.isEnabled(), made.toolTip()) == (True, "Quit (Ctrl+Q)")
    assert shown_keys(made) == QKeySequence("Ctrl+Q").toString(QKeySequence.SequenceFormat.NativeText)
