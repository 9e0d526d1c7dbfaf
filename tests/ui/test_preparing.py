"""A workspace whose lists are made anew shows how far that is, can be left, and opens when it is done."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from rightsdesk.faults import Unusable
from ui.app import Doors, Program
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.kit.wait_page import WaitPage
from ui.workers.errand import LongJob, Progress


class Watched(Program):
    """A program whose opened workspaces are an empty window."""

    def _start(self, desk: object, folder: Path, presence: object) -> None:
        self.desk = desk
        self._show(QWidget())


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication) -> Callable[[LongJob], Watched]:
    theme().start(qapp)
    ready: list[bool] = []

    def made(job: LongJob) -> Watched:
        def done(told: Progress) -> None:
            job(told)
            ready.append(True)

        doors = Doors(
            default=lambda: tmp_path,
            exists=lambda _folder: True,
            open=lambda _folder: "desk",
            create=lambda _folder: None,
            create_sample=lambda _folder, _told: None,
            prepare=lambda _folder: None if ready else done,
        )
        return Watched(Memory(tmp_path / "window.json"), doors)

    return made


def _page(program: Program) -> WaitPage:
    assert isinstance(program.shown, WaitPage)
    return program.shown


def test_it_says_how_far_it_is_and_opens_by_itself(
    program: Callable[[LongJob], Watched], qtbot: QtBot, tmp_path: Path
) -> None:
    go_on = threading.Event()

    def job(told: Progress) -> None:
        told(250_000, 1_000_000, "")
        assert go_on.wait(10)

    one = program(job)
    one.open(tmp_path)
    page = _page(one)
    qtbot.waitUntil(lambda: bool(page.told.text()))
    assert page.told.text() == "250,000 / 1,000,000 events"
    assert page.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: getattr(one, "desk", "") == "desk")
    assert not isinstance(one.shown, WaitPage)
    assert one.shown is not None
    one.shown.close()


def test_leaving_it_waits_for_the_next_safe_place(
    program: Callable[[LongJob], Watched], qtbot: QtBot, tmp_path: Path
) -> None:
    step = threading.Event()

    def job(told: Progress) -> None:
        while step.wait(10):
            step.clear()
            told(1, 2, "")

    one = program(job)
    one.open(tmp_path)
    page = _page(one)
    page.close()
    assert page.isVisible()
    assert page.told.text() == "Ending at the next safe place…"
    step.set()
    qtbot.waitUntil(lambda: not page.isVisible())
    assert not hasattr(one, "desk")


def test_what_stands_in_the_way_is_said_in_its_own_sentence(
    program: Callable[[LongJob], Watched], qtbot: QtBot, tmp_path: Path
) -> None:
    def full(_told: Progress) -> None:
        raise Unusable("The disk is full: free 40 MB and try again.")

    one = program(full)
    one.open(tmp_path)
    qtbot.waitUntil(lambda: isinstance(one.shown, QMessageBox))
    assert isinstance(one.shown, QMessageBox)
    assert one.shown.text() == "The disk is full: free 40 MB and try again."
    one.shown.close()
