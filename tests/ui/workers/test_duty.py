"""Duties repeat, rest, survive faults and end; everything they say arrives on the window's thread."""

import sys
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rightsdesk.faults import Unavailable
from ui.workers.duty import SWITCH_INTERVAL, Duty, Heard, Roster


def _busy() -> bool:
    time.sleep(0.05)
    return True


@pytest.fixture
def roster() -> Roster:
    return Roster()


def test_what_a_duty_says_is_heard_on_the_windows_thread(qtbot: QtBot, roster: Roster) -> None:
    heard: list[tuple[Heard, bool]] = []
    # A direct connection stays on whatever thread the roster speaks from; another would hide a wrong one.
    roster.heard.connect(
        lambda said: heard.append((said, threading.current_thread() is threading.main_thread())),
        Qt.ConnectionType.DirectConnection,
    )
    answers = iter(["one", "two"])
    roster.add(Duty("count", lambda: next(answers, None), rest=60))
    roster.start()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert [(said.answer, here) for said, here in heard] == [("one", True), ("two", True)]
    assert roster.end() == ()


def test_a_resting_duty_begins_at_once_when_it_is_nudged(qtbot: QtBot, roster: Roster) -> None:
    rounds: list[int] = []
    roster.add(Duty("rest", lambda: rounds.append(1), rest=60))
    roster.start()
    qtbot.waitUntil(lambda: len(rounds) == 1)
    roster.nudge("rest")
    roster.nudge("nobody")
    qtbot.waitUntil(lambda: len(rounds) == 2)
    assert roster.end() == ()


def test_a_fault_outside_is_reported_and_the_duty_lives_on(qtbot: QtBot, roster: Roster) -> None:
    heard: list[Heard] = []
    roster.heard.connect(heard.append)
    tries: list[int] = []

    def job() -> str | None:
        tries.append(1)
        if len(tries) == 1:
            raise Unavailable("The vendor service answers with 503.")
        return "well again" if len(tries) == 2 else None

    roster.add(Duty("sync", job, rest=60))
    roster.start()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].fault is not None
    assert heard[0].fault.sentence == "The vendor service answers with 503."
    roster.nudge("sync")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].answer == "well again"
    assert roster.end() == ()


def test_a_defect_parks_the_round_with_its_traceback(
    qtbot: QtBot, roster: Roster, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Heard] = []
    roster.heard.connect(heard.append)
    broken = [True]

    def job() -> None:
        if broken:
            broken.clear()
            raise ZeroDivisionError

    roster.add(Duty("broken", job, rest=60))
    roster.start()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert "ZeroDivisionError" in heard[0].defect
    assert roster.end() == ()
    assert "duty failed" in caplog.text


def test_all_duties_end_even_while_they_rest_or_work(roster: Roster) -> None:
    roster.add(Duty("resting", lambda: None, rest=600))
    roster.add(Duty("working", _busy, rest=0))
    roster.start()
    begun = time.monotonic()
    assert roster.end() == ()
    assert time.monotonic() - begun < 5
    assert sys.getswitchinterval() == pytest.approx(SWITCH_INTERVAL, rel=0.1)


def test_errands_come_back_in_the_order_they_were_sent(qtbot: QtBot, roster: Roster) -> None:
    back: list[object] = []
    for number in range(20):
        roster.errands.run(partial(int, number), back.append)
    roster.errands.run(lambda: 1 // 0, back.append, lambda _fault: back.append("sorry"))
    qtbot.waitUntil(lambda: len(back) == 21)
    assert back == [*range(20), "sorry"]
    assert roster.end() == ()


def test_an_errand_that_was_begun_is_finished_before_the_end(roster: Roster) -> None:
    carried: list[int] = []

    def slow() -> None:
        time.sleep(0.1)
        carried.append(1)

    roster.errands.run(slow)
    assert roster.end() == ()
    assert carried == [1]


def test_a_held_duty_begins_nothing_until_it_may_go_on(qtbot: QtBot, roster: Roster) -> None:
    rounds: list[int] = []
    roster.add(Duty("rest", lambda: rounds.append(1), rest=0.01))
    roster.hold(on=True)
    roster.start()
    roster.nudge("rest")
    qtbot.wait(60)
    assert (rounds, roster.held) == ([], True)
    roster.hold(on=False)
    qtbot.waitUntil(lambda: bool(rounds))
    assert roster.end() == ()


class Bell:
    """A rest that takes no time and writes down how long it would have been."""

    def __init__(self, duty: Duty, rests: int) -> None:
        self.duty, self.rests, self.taken = duty, rests, list[float]()

    def wait(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) >= self.rests:
            self.duty.requestInterruption()

    def clear(self) -> None:
        pass

    def set(self) -> None:
        pass


def test_the_outside_is_tried_again_after_2_5_15_and_60_seconds(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter(range(6))

    def job() -> None:
        if next(tries) < 5:
            raise Unavailable("The hub does not answer.")

    duty, heard = Duty("sync", job, 300.0), list[Heard]()
    bell = Bell(duty, 6)
    monkeypatch.setattr(duty, "_bell", bell)
    duty.told.connect(heard.append, Qt.ConnectionType.DirectConnection)
    duty.start()
    assert duty.wait(5_000)
    assert bell.taken == [2.0, 5.0, 15.0, 60.0, 60.0, 300.0]
    assert [one.fault is not None for one in heard] == [True] * 5 + [False]
