"""Outside the window a message goes the way the desktop has, or quietly nowhere."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.elsewhere import Elsewhere, session_bus


class Bus:
    """A desktop that takes messages, or one without the service for them."""

    def __init__(self, *, answers: bool = True) -> None:
        self.answers = answers
        self.called: list[tuple[Any, ...]] = []
        self.told: list[tuple[Any, ...]] = []

    def call(self, service: str, path: str, interface: str, method: str, *parts: Any) -> bool:
        self.called.append((method, *parts))
        return self.answers

    def signal(self, path: str, interface: str, name: str, *parts: Any) -> bool:
        self.told.append(parts)
        return True


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_message_of_the_system_names_the_batch(window: QWidget) -> None:
    bus = Bus()
    assert Elsewhere(window, bus).notify("batch-7", "Our desk", "Price list: 12 done, 3 failed")
    assert bus.called[0][:2] == ("AddNotification", "batch-7")
    assert bus.called[0][2]["body"] == "Price list: 12 done, 3 failed"


def test_a_desktop_without_messages_is_no_trouble(window: QWidget) -> None:
    assert not Elsewhere(window, Bus(answers=False)).notify("batch-7", "Our desk", "Price list: 12 done")
    assert session_bus() is None


def test_progress_is_told_when_it_moves_and_taken_away_at_the_end(window: QWidget) -> None:
    bus = Bus()
    elsewhere = Elsewhere(window, bus)
    for share in (0.25, 0.2501, 0.5):
        elsewhere.progress(share)
    elsewhere.end()
    assert [parts[1] for parts in bus.told] == [
        {"progress": 0.25, "progress-visible": True},
        {"progress": 0.5, "progress-visible": True},
        {"progress": 0.0, "progress-visible": False},
    ]
