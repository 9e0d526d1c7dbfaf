"""The end of a batch is told once, by name, and outside the window only when it matters there."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.announcer import Announcer
from ui.kit.batch_ends import UNTIL, BatchEnds, Ended
from ui.kit.memory import Memory
from ui.kit.notices import Notices
from ui.kit.page import Surroundings
from ui.kit.toast import Toasts
from ui.kit.words import words


class Pump(QObject):
    drained = Signal(object)


class House:
    """What a watcher of batches finds around it: a memory, toasts, and the rows it is told."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.window.show()
        self.rows: list[Any] = []
        self.memory, self.toasts, self.said = Memory(folder / "window.json"), Toasts(self.window), list[str]()
        self.pump = Pump()
        self.notices = Notices(self.memory)
        self.ended = list[Ended]()

    def watch(self) -> BatchEnds:
        around = SimpleNamespace(
            memory=self.memory,
            toasts=self.toasts,
            pump=self.pump,
            go=lambda *_: None,
            questions=SimpleNamespace(ask=self._ask),
        )
        announcer = Announcer(self.window, self.said.append)
        ends = BatchEnds(cast("Surroundings", around), self.notices, announcer, self.window)
        ends.ended.connect(self.ended.append)
        ends.begin()
        return ends

    def _ask(self, _asker: object, _question: object, answer: Callable[[Any], None]) -> None:
        answer(list(self.rows))


def _row(number: int, state: str, *, failed: int = 0, minutes: int = 0, day: int = 12) -> Any:
    return SimpleNamespace(
        key=f"b{number}", number=number, state=state, title="Price list", done=12, unchanged=0, failed=failed,
        conflicted=0, queued_at=f"2026-03-{day}T09:00:00+00:00",
        finished_at=None if state == "running" else f"2026-03-{day}T09:{minutes:02}:03+00:00",
    )  # fmt: skip


@pytest.fixture
def house(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> House:
    words().use("en")
    return House(qtbot, tmp_path)


def test_an_end_is_told_once_and_by_name(house: House) -> None:
    ends = house.watch()
    ends.see([_row(1, "running")])
    ends.see([_row(1, "done")])
    ends.see([_row(1, "done")])
    assert [one.words for one in house.notices.all()] == ["Price list: 12 done"]
    assert house.said == ["Price list: 12 done."]
    assert house.toasts.shown() == []


def test_failures_and_long_batches_matter_outside_the_window(house: House) -> None:
    ends = house.watch()
    ends.see([_row(1, "done-with-failures", failed=3), _row(2, "done", minutes=5), _row(3, "done")])
    assert [one.matters_outside for one in house.ended] == [True, True, False]
    assert house.ended[0].words == "Price list: 12 done, 3 failed"
    assert len(house.toasts.shown()) == 2


def test_what_was_tried_again_is_told_again(house: House) -> None:
    ends = house.watch()
    ends.see([_row(1, "done-with-failures", failed=3)])
    ends.see([_row(1, "running")])
    ends.see([_row(1, "done", minutes=1)])
    assert [one.words for one in house.notices.all()] == ["Price list: 12 done"]
    assert len(house.ended) == 2


def test_what_ended_while_the_program_was_closed_stands_in_the_list_alone(house: House) -> None:
    house.rows = [_row(1, "done")]
    house.watch()
    assert house.notices.all() == ()
    house.rows = [_row(2, "done", day=13), _row(1, "done")]
    house.watch()
    assert [one.key for one in house.notices.all()] == ["batch:2"]
    assert not house.ended
    assert not house.said
    assert str(house.memory.get(UNTIL)).startswith("2026-03-13")
