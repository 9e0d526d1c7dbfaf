"""Sleep is heard from the system and seen by the clocks; small differences are none."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.sleep import Sleep


class Clocks:
    """Two clocks that are set by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0

    def pass_(self, seconds: float, asleep: float = 0.0) -> None:
        self.steady += seconds
        self.wall += seconds + asleep


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def sleep(qapp: QApplication, clocks: Clocks) -> Iterator[tuple[Sleep, list[str]]]:
    made, heard = Sleep(None, lambda: clocks.wall, lambda: clocks.steady), list[str]()
    made.falling_asleep.connect(lambda: heard.append("sleep"))
    made.woken.connect(lambda: heard.append("wake"))
    yield made, heard
    made.end()


def test_the_system_says_when_to_rest_and_when_to_go_on(sleep: tuple[Sleep, list[str]]) -> None:
    made, heard = sleep
    made.prepare(True)
    made.prepare(True)
    made.prepare(False)
    assert heard == ["sleep", "wake"]


def test_an_hour_asleep_is_seen_without_being_told(sleep: tuple[Sleep, list[str]], clocks: Clocks) -> None:
    made, heard = sleep
    clocks.pass_(5, asleep=3600)
    made.look()
    clocks.pass_(5)
    made.look()
    assert heard == ["wake"]


def test_a_slow_computer_is_not_a_sleeping_one(sleep: tuple[Sleep, list[str]], clocks: Clocks) -> None:
    made, heard = sleep
    for _ in range(3):
        clocks.pass_(300, asleep=2)
        made.look()
    assert heard == []


def test_a_clock_set_back_wakes_the_work_too(sleep: tuple[Sleep, list[str]], clocks: Clocks) -> None:
    made, heard = sleep
    clocks.pass_(5, asleep=-7200)
    made.look()
    assert heard == ["wake"]


def test_a_sleep_that_was_told_and_never_came_ends_the_rest(sleep: tuple[Sleep, list[str]], clocks: Clocks) -> None:
    made, heard = sleep
    made.prepare(True)
    clocks.pass_(5)
    made.look()
    assert heard == ["sleep", "wake"]


def test_without_a_bus_nothing_happens(sleep: tuple[Sleep, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    made, heard = sleep
    assert made.listen() in (True, False)
    assert heard == []
