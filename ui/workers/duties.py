"""The three standing duties of an open workspace: carry out work, project what happened, exchange with vendors."""

from __future__ import annotations

from rightsdesk.desk import Changed, Desk
from ui.workers.duty import Duty, Roster

EVENTS_A_STEP = 500
"""Events projected in one step: small enough that the window's thread is never held up noticeably."""
REST_WORK = 0.25
REST_PROJECT = 0.1
REST_SYNC = 60.0

WORK, PROJECT, SYNC = "work", "project", "sync"


class _Projecting:
    """Projects one step and answers what changed, or nothing when the read model is level with the log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self) -> Changed | None:
        changed = self._desk.catch_up(EVENTS_A_STEP)
        return changed if changed.behind or any(changed.rows.values()) else None


class _Syncing:
    """One exchange with all feeds; answers once and then rests, whatever came in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._spoken = False

    def __call__(self) -> object:
        self._spoken = not self._spoken
        return self._desk.sync_once() if self._spoken else None


def enlist(roster: Roster, desk: Desk, *, syncing: bool = True) -> None:
    """Put the duties of this desk on the roster; ``syncing``: whether vendors are asked by themselves."""
    roster.add(Duty(WORK, desk.work_once, REST_WORK))
    roster.add(Duty(PROJECT, _Projecting(desk), REST_PROJECT))
    if syncing:
        roster.add(Duty(SYNC, _Syncing(desk), REST_SYNC))
