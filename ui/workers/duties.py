"""The standing duties of an open workspace: carry out work, project events, exchange with vendors, keep time."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QThread

from rightsdesk.desk import Changed, Desk, SyncReport
from rightsdesk.desk.timetable import Round
from rightsdesk.faults import Fault, Unavailable
from ui.workers.duty import Duty, Roster

EVENTS_A_STEP = 500
"""Events projected in one step: small enough that the window's thread is never held up noticeably."""
MOST_ITEMS, FIRST_CHUNK = 500, 100
SHORT, LONG = 0.3, 1.2
"""Seconds of one chunk of work: below the first more items are taken at once, above the second fewer."""
REST_WORK = 0.25
REST_PROJECT = 0.1
REST_SYNC = 60.0
REST_TIMETABLE = 20.0

WORK, PROJECT, SYNC, TIMETABLE = "work", "project", "sync", "timetable"


class Working:
    """Carries out as many items at once as take about a second, so that the window never waits long for an end."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk, self._clock = desk, clock
        self.limit = FIRST_CHUNK

    def __call__(self) -> bool:
        """Carry out one chunk and learn from it how large the next may be."""
        begun = self._clock()
        worked = self._desk.work_once(self.limit)
        taken = self._clock() - begun
        if worked and taken < SHORT:
            self.limit = min(MOST_ITEMS, self.limit * 2)
        elif worked and taken > LONG:
            self.limit = max(1, round(self.limit * LONG / 2 / taken))
        return worked


class _Projecting:
    """Projects one step and answers what changed, or nothing when the read model is level with the log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self) -> Changed | None:
        changed = self._desk.catch_up(EVENTS_A_STEP)
        return changed if changed.behind or any(changed.rows.values()) else None


class _Syncing:
    """One exchange with every feed; a feed that fails does not keep the others waiting."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._spoken = self._failed = False

    def __call__(self) -> tuple[SyncReport, ...] | None:
        # A true answer is followed by the next round at once; after an exchange comes the rest.
        self._spoken = not self._spoken
        growing = self._desk.simulation is not None and self._desk.simulation.growing
        return self._exchanged() if self._spoken and not growing else None

    def _send_first(self) -> None:
        """Carry out what people ordered meanwhile before anything is fetched: their wishes are older."""
        self._desk.hurry()
        while self._desk.work_once() and not QThread.currentThread().isInterruptionRequested():
            continue

    def _exchanged(self) -> tuple[SyncReport, ...] | None:
        thread = QThread.currentThread()
        if self._failed:
            self._send_first()
        reports, faults = [], []
        for feed in self._desk.feeds.configured():
            if thread.isInterruptionRequested():
                break
            try:
                reports.append(self._desk.feeds.pull(feed.name, cancelled=thread.isInterruptionRequested))
            except Fault as fault:
                faults.append(fault)
        self._failed = bool(faults)
        if faults:
            self._spoken = False
            raise faults[0]
        if not reports:
            self._spoken = False
        return tuple(reports) or None


class _Keeping:
    """Runs what the timetable says is due; a long sleep of the computer is noticed by the clock, not by waiting."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self) -> Round | None:
        done = self._desk.timetable.run_due(QThread.currentThread().isInterruptionRequested)
        if done.troubles:
            raise Unavailable(done.troubles[0])
        return done if done.ran else None


def enlist(roster: Roster, desk: Desk, *, syncing: bool = True) -> None:
    """Put the duties of this desk on the roster; ``syncing``: whether vendors are asked by themselves."""
    roster.add(Duty(WORK, Working(desk), REST_WORK))
    roster.add(Duty(PROJECT, _Projecting(desk), REST_PROJECT))
    if syncing:
        roster.add(Duty(SYNC, _Syncing(desk), REST_SYNC))
        roster.add(Duty(TIMETABLE, _Keeping(desk), REST_TIMETABLE))
