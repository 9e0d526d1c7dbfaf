"""What is fetched from outside: a few at a time, the newest wish first, a fault harms nobody else."""

import threading

from pytestqt.qtbot import QtBot

from rightsdesk.faults import Unavailable
from ui.workers.fetches import LONGEST_QUEUE, Fetched, Fetches


def test_the_newest_wish_comes_first_and_old_ones_are_dropped(qtbot: QtBot) -> None:
    fetches, gate, done = Fetches(threads=1), threading.Event(), list[object]()
    fetches.ended.connect(lambda fetched: done.append(fetched.key))
    fetches.want("first", gate.wait)
    for number in range(LONGEST_QUEUE + 20):
        fetches.want(number, lambda: None)
    fetches.want(30, lambda: None)
    gate.set()
    qtbot.waitUntil(lambda: not fetches.out())
    assert done[:3] == ["first", 30, LONGEST_QUEUE + 19]
    assert len(done) == LONGEST_QUEUE + 1
    assert 0 not in done
    assert fetches.end()


def test_a_fault_is_told_and_the_others_go_on(qtbot: QtBot) -> None:
    fetches, told = Fetches(threads=1), list[Fetched]()
    fetches.ended.connect(told.append)

    def unreachable() -> object:
        raise Unavailable("The vendor does not answer.")

    def broken() -> object:
        raise ValueError("a defect")

    for key, job in (("a", lambda: 1), ("b", broken), ("c", unreachable)):
        fetches.want(key, job)
    qtbot.waitUntil(lambda: len(told) == 3)
    by_key = {one.key: one for one in told}
    assert by_key["a"].answer == 1
    assert isinstance(by_key["c"].fault, Unavailable)
    assert by_key["b"].fault is not None
    assert fetches.end()


def test_no_more_than_so_many_are_under_way(qtbot: QtBot) -> None:
    fetches, gate, running, most = Fetches(threads=3), threading.Event(), list[int](), list[int]()

    def job() -> None:
        running.append(1)
        most.append(len(running))
        gate.wait()
        running.pop()

    for number in range(9):
        fetches.want(number, job)
    qtbot.waitUntil(lambda: len(running) == 3)
    gate.set()
    qtbot.waitUntil(lambda: not fetches.out())
    assert max(most) == 3
    assert fetches.end()


def test_after_the_end_nothing_is_begun(qtbot: QtBot) -> None:
    fetches, done = Fetches(threads=1), list[int]()
    assert fetches.end()
    fetches.want("late", lambda: done.append(1))
    assert not fetches.out()
    assert not done
