"""The standing duties project, work and exchange through the desk, and nothing else."""

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Changed
from rightsdesk.desk.timetable import Round
from rightsdesk.domain.timetable import TimetableRan
from rightsdesk.faults import Unavailable
from ui.workers.duties import Working, _Syncing, enlist
from ui.workers.duty import Heard, Roster


class Desk:
    """Counts what is asked of it."""

    def __init__(self) -> None:
        self.steps = [Changed({"images": frozenset({1})}, 1, 1), Changed({"images": frozenset({2})}, 0, 2)]
        self.pulled: list[str] = []
        self.feeds = SimpleNamespace(configured=self._configured, pull=self._pull)
        self.simulation: SimpleNamespace | None = None
        self.timetable = SimpleNamespace(run_due=self._run_due)
        self.rounds: list[Round] = []

    def work_once(self, _limit: int) -> bool:
        return False

    def catch_up(self, _limit: int) -> Changed:
        return self.steps.pop(0) if self.steps else Changed({"images": frozenset()}, 0, 2)

    def _configured(self) -> list[Any]:
        return [SimpleNamespace(name=name) for name in ("down", "up")]

    def _run_due(self, cancelled: object) -> Round:
        assert callable(cancelled)
        return self.rounds.pop(0) if self.rounds else Round()

    def _pull(self, name: str, *, cancelled: object) -> str:
        assert callable(cancelled)
        self.pulled.append(name)
        if name == "down":
            raise Unavailable("The feed down does not answer.")
        return f"report of {name}"


def test_what_was_projected_and_what_failed_is_heard(qtbot: QtBot) -> None:
    roster, desk, heard = Roster(), Desk(), list[Any]()
    roster.heard.connect(heard.append)
    enlist(roster, desk)  # type: ignore[arg-type]
    roster.start()
    qtbot.waitUntil(lambda: len(heard) >= 3)
    assert roster.end() == ()
    projected = [one.answer.rows["images"] for one in heard if one.duty == "project"]
    assert projected == [{1}, {2}]
    faults = [one.fault.sentence for one in heard if one.duty == "sync"]
    assert faults == ["The feed down does not answer."]


def test_a_feed_that_fails_does_not_keep_the_others_waiting(qtbot: QtBot) -> None:
    roster, desk = Roster(), Desk()
    heard: list[Heard] = []
    roster.heard.connect(heard.append)
    enlist(roster, desk)  # type: ignore[arg-type]
    roster.start()
    qtbot.waitUntil(lambda: any(one.duty == "sync" for one in heard))
    assert roster.end() == ()
    assert desk.pulled == ["down", "up"]


def test_what_the_timetable_ran_and_what_failed_is_heard(qtbot: QtBot) -> None:
    roster, desk, heard = Roster(), Desk(), list[Any]()
    ran = TimetableRan("backup", "2026-10-02T01:30:00+00:00", "2026-10-02T01:30:04+00:00", "done")
    failed = TimetableRan("backup", "2026-10-03T01:30:00+00:00", "2026-10-03T01:30:04+00:00", "failed", "It is full.")
    desk.rounds = [Round((ran,)), Round((failed,))]
    roster.heard.connect(heard.append)
    enlist(roster, desk)  # type: ignore[arg-type]
    roster.start()
    qtbot.waitUntil(lambda: len([one for one in heard if one.duty == "timetable"]) == 2)
    assert roster.end() == ()
    first, second = (one for one in heard if one.duty == "timetable")
    assert first.answer.ran == (ran,)
    assert second.fault.sentence == "It is full."


def test_nobody_pulls_the_feeds_of_a_sample_that_still_grows(qtbot: QtBot) -> None:
    roster, desk, heard = Roster(), Desk(), list[Any]()
    desk.simulation = SimpleNamespace(growing=True)
    roster.heard.connect(heard.append)
    enlist(roster, desk)  # type: ignore[arg-type]
    roster.start()
    qtbot.waitUntil(lambda: len(heard) >= 2)
    assert roster.end() == ()
    assert desk.pulled == []


def test_work_is_cut_so_that_an_end_is_never_far() -> None:
    now, limits = [0.0], list[int]()

    class Slow:
        """Takes a hundredth of a second for each item, a tenth of it while it is quick."""

        pace = 0.001

        def work_once(self, limit: int) -> bool:
            limits.append(limit)
            now[0] += limit * self.pace
            return True

    desk = Slow()
    working = Working(desk, lambda: now[0])  # type: ignore[arg-type] # only work is asked of it
    for _ in range(4):
        working()
    assert limits == [100, 200, 400, 400]
    desk.pace = 0.1
    for _ in range(4):
        working()
    assert limits[-1] * desk.pace <= 1.2


class Cut(Desk):
    """A desk whose feeds failed once, with an order that waited meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.did: list[str] = []
        self.orders = 2

    def hurry(self) -> int:
        self.did.append("hurry")
        return self.orders

    def work_once(self, _limit: int = 0) -> bool:
        self.orders -= 1
        self.did.append("work")
        return self.orders > 0


def test_what_people_ordered_is_sent_before_anything_is_fetched(qapp: object) -> None:
    desk = Cut()
    syncing = _Syncing(desk)  # type: ignore[arg-type]
    with pytest.raises(Unavailable):
        syncing()
    pulled = len(desk.pulled)
    with pytest.raises(Unavailable):
        syncing()
    assert desk.did == ["hurry", "work", "work"]
    assert len(desk.pulled) > pulled
