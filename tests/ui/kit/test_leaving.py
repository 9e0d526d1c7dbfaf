"""Closing while batches run asks first; each answer does what it says."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.leaving import Leaving
from ui.kit.words import words


@dataclass
class Desk:
    """Says how many batches run."""

    running: int = 0


@dataclass
class Scene:
    """A window with work behind it."""

    window: QWidget
    leaving: Leaving
    desk: Desk = field(default_factory=Desk)

    def press(self, verb: str) -> None:
        assert self.leaving.question is not None
        buttons = self.leaving.question.findChildren(QPushButton)
        next(one for one in buttons if one.text() == verb).click()


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    words().use("en")
    window, desk = QWidget(), Desk()
    qtbot.addWidget(window)
    window.show()
    yield Scene(window, Leaving(window, lambda: desk.running), desk)
    desk.running = 0


def test_without_work_the_window_closes_at_once(scene: Scene) -> None:
    assert scene.window.close()
    assert scene.leaving.question is None


def test_running_batches_are_named_before_anything_ends(scene: Scene) -> None:
    scene.desk.running = 2
    assert not scene.window.close()
    assert scene.window.isVisible()
    assert scene.leaving.question is not None
    assert scene.leaving.question.isVisible()
    scene.press("Stay")
    assert scene.leaving.question is None
    assert scene.window.isVisible()


def test_pausing_closes_the_window(scene: Scene) -> None:
    scene.desk.running = 1
    scene.window.close()
    scene.press("Pause and quit")
    assert not scene.window.isVisible()


def test_in_the_background_the_window_hides_until_the_work_is_done(
    scene: Scene, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr("ui.kit.leaving.QApplication.quit", lambda: ended.append(True))
    scene.desk.running = 1
    scene.window.close()
    scene.press("Go on in the background")
    assert not scene.window.isVisible()
    assert scene.leaving.in_background
    scene.desk.running = 0
    qtbot.waitUntil(lambda: ended == [True])


def test_a_window_called_back_goes_on_as_before(scene: Scene) -> None:
    scene.desk.running = 1
    scene.window.close()
    scene.press("Go on in the background")
    scene.window.show()
    assert not scene.leaving.in_background
