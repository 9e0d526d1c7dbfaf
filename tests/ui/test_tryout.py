"""What a workspace of sample data has that others lack: its mark, the weather of its service, and its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from rightsdesk import bootstrap, sample, sample_desk
from rightsdesk.settings import Settings
from tests.kit.window import quiet, until
from ui.app import Doors, Program
from ui.doors import further
from ui.kit.actions import all_actions
from ui.kit.buttons import Button
from ui.kit.choice_page import ChoicePage
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.kit.words import words
from ui.session import Session
from ui.tryout import Tryout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "workspace"
    sample.create_sample(folder, plan=sample.Plan(40, 6))
    return folder


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    words().use("en")
    theme().start(qapp)
    found = Program(
        Memory(tmp_path / "window.json"),
        Doors(
            lambda: tmp_path / "home",
            lambda folder: folder.exists(),
            lambda folder: bootstrap.open_desk(folder, bootstrap.Opening(in_process=True)),
            lambda folder: bootstrap.create_workspace(folder, Settings()),
            lambda _folder, _told: None,
        ),
    )
    yield found
    if found.shown is not None:
        found.shown.close()
    QTest.qWait(20)


def _open(program: Program, folder: Path) -> tuple[Session, Tryout]:
    program.open(folder)
    assert isinstance(program.session, Session)
    trying = program.session.findChild(Tryout)
    assert trying is not None
    if trying.guide is not None:
        trying.guide.leave()
    quiet(program.session)
    return program.session, trying


def test_the_mark_says_sample_data_and_how_the_service_is(program: Program, made: Path) -> None:
    session, trying = _open(program, made)
    chip = session.window.title_bar.findChild(Button, "sample-chip")
    assert chip is not None
    assert chip.text() == "Sample data"
    trying.simulate("failing")
    assert chip.text() == "Sample data · One request in twenty fails"
    assert session.desk.simulation is not None
    assert session.desk.simulation.weather == "failing"
    marked = [one.text() for one in trying.menu().actions() if one.isChecked()]
    assert marked == ["One request in twenty fails"]
    trying.simulate("well")


def test_an_offline_service_is_told_and_comes_back(program: Program, made: Path) -> None:
    session, trying = _open(program, made)
    trying.simulate("offline")
    until(session.window.banner.isVisible, "the trouble to be told")
    trying.simulate("well")
    until(lambda: not session.window.banner.isVisible(), "the trouble to end")


def test_everything_of_the_mark_is_found_in_the_palette(program: Program, made: Path) -> None:
    session, _ = _open(program, made)
    titles = {one.text() for one in all_actions(session.window)}
    assert {
        "Remove sample data and start empty…",
        "Guided first batch",
        "Simulate: the service is slow",
        "Simulate: all is well",
    } <= titles


def test_real_data_has_neither_mark_nor_weather(program: Program, tmp_path: Path) -> None:
    bootstrap.create_workspace(tmp_path / "mine", Settings())
    session, trying = _open(program, tmp_path / "mine")
    assert session.window.title_bar.findChild(Button, "sample-chip") is None
    assert session.desk.simulation is None
    assert trying.guide is None
    assert "Guided first batch" not in {one.text() for one in all_actions(session.window)}


def test_the_tour_ends_for_good_and_begins_again_when_asked(program: Program, made: Path) -> None:
    session, trying = _open(program, made)
    assert trying.guide is not None
    trying.guide.offer()
    assert not trying.guide.coach.isVisible()
    trying.begin_guide()
    assert trying.guide.coach.title.text() == "Choose what to change"
    words().use("de")
    assert trying.guide.coach.title.text() == "Wählen, was sich ändern soll"
    trying.guide.leave()
    assert session.memory.get("guide.done") is True


def test_removing_the_sample_leads_back_to_the_first_page(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    sample_desk.begin(folder, sample.Plan(20, 2, 7, usages=10)).desk.close()
    _, trying = _open(program, folder)
    questions: list[str] = []
    _answer(questions)
    trying.ask_remove()
    until(lambda: isinstance(program.shown, ChoicePage), "the first page")
    page = program.shown
    assert isinstance(page, ChoicePage)
    until(lambda: not folder.exists(), "the sample to go")
    until(page.go_on.isEnabled, "the page to rest")
    assert page.choice() == "empty"
    assert questions[0] == "Remove the sample data?"
    assert "Remove sample data" in questions


def _answer(questions: list[str]) -> None:
    """Agree to the next question and note what it said."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, look)
            return
        questions.extend(label.text() for label in dialog.findChildren(QLabel))
        questions.extend(button.text() for button in dialog.findChildren(Button))
        dialog.accept()

    QTimer.singleShot(20, look)


def test_the_further_doors_know_a_sample_that_still_grows(made: Path) -> None:
    assert not further().unfinished(made)
