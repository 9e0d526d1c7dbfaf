from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Never

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from rightsdesk import reference
from rightsdesk.faults import Unusable
from ui.app import Doors, Program
from ui.kit.choice_page import ChoicePage
from ui.kit.memory import Memory
from ui.kit.presence import LOCK
from ui.kit.theme import theme
from ui.kit.words import words
from ui.workers.errand import Progress


class Opened(Program):
    """A program whose workspaces are only written down."""

    def __init__(self, memory: Memory, doors: Doors, words: Sequence[str] = ()) -> None:
        super().__init__(memory, doors, words)
        self.folders: list[Path] = []

    def open(self, folder: Path) -> None:
        self.folders.append(folder)


@pytest.fixture
def home(tmp_path: Path, qapp: QApplication) -> Path:
    words().use("en")
    theme().start(qapp)
    return tmp_path


def _doors(
    home: Path,
    open_: Callable[[Path], object] = lambda folder: folder,
    create_sample: Callable[[Path, Progress], object] | None = None,
) -> Doors:
    return Doors(
        default=lambda: home / "default",
        exists=lambda folder: folder.exists(),
        open=open_,
        create=lambda folder: folder.mkdir(),
        create_sample=create_sample or _sample,
    )


def _sample(folder: Path, told: Progress) -> None:
    told(1, 2, "vendors")
    folder.mkdir()


def _first_page(program: Program) -> ChoicePage:
    assert isinstance(program.shown, ChoicePage)
    return program.shown


def _close(program: Program) -> None:
    if program.shown is not None:
        program.shown.close()


def test_without_any_workspace_the_first_page_asks(home: Path) -> None:
    program = Opened(Memory(home / "window.json"), _doors(home))
    program.begin()
    assert isinstance(program.shown, ChoicePage)
    _close(program)


def test_the_workspace_of_last_time_opens_by_itself(home: Path) -> None:
    (home / "mine").mkdir()
    memory = Memory(home / "window.json")
    memory.put("workspace", str(home / "mine"))
    program = Opened(memory, _doors(home))
    program.begin()
    assert program.folders == [home / "mine"]


def test_a_named_workspace_goes_before_that_of_last_time(home: Path) -> None:
    for name in ("mine", "named"):
        (home / name).mkdir()
    memory = Memory(home / "window.json")
    memory.put("workspace", str(home / "mine"))
    program = Opened(memory, _doors(home))
    program.begin(home / "named")
    assert program.folders == [home / "named"]


@pytest.mark.parametrize("card", ["sample", "empty"])
def test_a_chosen_workspace_is_made_and_opened(qtbot: QtBot, home: Path, card: str) -> None:
    program = Opened(Memory(home / "window.json"), _doors(home))
    program.begin()
    _first_page(program).cards[card].setChecked(True)
    _first_page(program).go_on.click()
    _first_page(program).go_on.click()
    qtbot.waitUntil(lambda: program.folders == [home / "default"])
    assert (home / "default").is_dir()
    _close(program)


def test_what_cannot_be_made_is_said_on_the_page(qtbot: QtBot, home: Path) -> None:
    def full(_folder: Path, _told: Progress) -> Never:
        raise Unusable("The disk is full: free 40 MB and try again.")

    program = Opened(Memory(home / "window.json"), _doors(home, create_sample=full))
    program.begin()
    _first_page(program).go_on.click()
    _first_page(program).go_on.click()
    qtbot.waitUntil(lambda: _first_page(program).told.text() == "The disk is full: free 40 MB and try again.")
    assert program.folders == []
    _close(program)


def test_a_workspace_in_use_is_refused_in_its_own_sentence(home: Path) -> None:
    def locked(_folder: Path) -> Never:
        raise Unusable("The workspace is open in process 4711 of anna since 10:42.")

    program = Program(Memory(home / "window.json"), _doors(home, open_=locked))
    program.open(home)
    assert isinstance(program.shown, QMessageBox)
    assert program.shown.text() == "The workspace is open in process 4711 of anna since 10:42."
    _close(program)


def test_a_workspace_open_on_another_computer_is_told_by_its_name(home: Path) -> None:
    (home / LOCK).write_text("4711\nrightsdesk\nredaktion-07\n")
    asked: list[Path] = []
    program = Program(Memory(home / "window.json"), _doors(home, open_=asked.append))
    program.open(home)
    assert isinstance(program.shown, QMessageBox)
    assert "redaktion-07" in program.shown.text()
    assert program.shown.textFormat() == Qt.TextFormat.PlainText
    assert asked == []
    _close(program)


def test_a_reference_names_the_workspace_to_begin_with(home: Path, tmp_path: Path) -> None:
    for name in ("mine", "named"):
        (home / name).mkdir()
    memory = Memory(home / "window.json")
    memory.put("workspace", str(home / "mine"))
    made = reference.write(tmp_path / "other", home / "named", "Named")
    program = Opened(memory, _doors(home), [str(made), "rightsdesk://batch/1"])
    program.begin()
    assert program.folders == [home / "named"]


def test_a_damaged_reference_opens_the_workspace_of_last_time(home: Path, tmp_path: Path) -> None:
    (home / "mine").mkdir()
    memory = Memory(home / "window.json")
    memory.put("workspace", str(home / "mine"))
    (tmp_path / "odd.rightsdesk").write_text("nothing")
    program = Opened(memory, _doors(home), [str(tmp_path / "odd.rightsdesk")])
    program.begin()
    assert program.folders == [home / "mine"]
