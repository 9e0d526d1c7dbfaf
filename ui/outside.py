"""How the window stands with the outside: heard from the duties, shown in pill, bar and status line, mended by hand."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from rightsdesk.desk import Desk, Query, Reader, Status, SyncReport
from rightsdesk.faults import Fault
from ui.kit import show
from ui.kit.actions import action
from ui.kit.batch_deeds import FINISHED
from ui.kit.filter_terms import exact
from ui.kit.page import Surroundings
from ui.kit.sync_pill import Standing
from ui.kit.sync_popover import Entry, SyncPopover, Told
from ui.kit.words import phrase, tn, told, tr
from ui.main_window import MainWindow
from ui.workers.duties import SYNC, WORK
from ui.workers.duty import Heard

MANY_BEHIND = 200
"""From so many events on, the pill says that something is under way."""
SURE_AFTER = 2
"""Looks at the queue in which something waited: what is only late by an instant is no trouble."""
PAUSE_MS = 2_000
MOST_DOCUMENTS = 500
CONFLICTS = {"images": "has:clash", "credit_advices": "has:conflict", "quarantine": ""}
"""Where something waits that only a person can decide."""


@dataclass(slots=True)
class _Known:
    synced: float | None = None
    troubles: dict[str, str] = field(default_factory=dict)
    """By duty, the sentence of what does not answer."""
    since: datetime | None = None
    waiting: dict[str, str] = field(default_factory=dict)
    looks: int = 0
    waited: set[str] = field(default_factory=set)
    """Every batch that had to wait since the connection was lost."""
    conflicts: dict[str, int] = field(default_factory=dict)
    exchanged: dict[str, datetime] = field(default_factory=dict)
    """By feed, when it answered last in this window; only what brought something is recorded for good."""


class Outside(QObject):
    """Told of everything by the session; asks for what it does not hear."""

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window, self._around, self._known = window, around, _Known()
        self._popover: SyncPopover | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.count)
        around.pump.drained.connect(self._drained)
        window.title_bar.pill.clicked.connect(self.open)
        window.status_bar.services.clicked.connect(self.open)
        title = phrase("Sync", "Exchange with the outside")
        action(window, title, self.open, icon="cloud")
        action(window, phrase("Sync", "Try the exchange now"), self.try_now, icon="refresh-cw")

    @property
    def trouble(self) -> str:
        """The sentence of what does not answer, empty while all does."""
        return next(iter(self._known.troubles.values()), "")

    def offline(self) -> bool:
        """Whether nothing comes from outside now."""
        return bool(self.trouble)

    def hear(self, heard: Heard) -> None:
        """A duty reported."""
        known = self._known
        if heard.fault is not None:
            known.troubles[heard.duty] = told(heard.fault.sentence)
            known.since = known.since or datetime.now().astimezone()
        elif not heard.defect:
            known.troubles.pop(heard.duty, None)
            if heard.duty == SYNC:
                known.troubles.clear()
                known.synced = time.monotonic()
                now = datetime.now().astimezone()
                reports = heard.answer if isinstance(heard.answer, tuple) else ()
                known.exchanged |= {report.feed: now for report in reports if isinstance(report, SyncReport)}
        if not known.troubles:
            known.since = None
        self._tell_open()

    def show(self, status: Status) -> None:
        """Where the workspace stands was read again."""
        known, window = self._known, self._window
        known.looks = known.looks + 1 if status.waiting else 0
        known.waiting = dict(status.waiting) if known.looks >= SURE_AFTER else {}
        if known.waiting or (status.waiting and known.troubles):
            known.waited |= set(status.waiting)
        since = None if known.synced is None else time.monotonic() - known.synced
        busy = status.behind if status.behind >= MANY_BEHIND else 0
        offline, waiting = bool(known.troubles or known.waiting), len(known.waiting)
        window.title_bar.pill.tell(Standing(since, busy, offline, waiting, sum(known.conflicts.values())))
        self._say_offline(waiting)
        if known.waited and not known.troubles and not status.waiting:
            self._sum_up()

    def count(self) -> None:
        """Ask what only a person can decide."""
        self._around.questions.ask((id(self), "conflicts"), _conflicts, self._counted)

    def open(self) -> None:
        """Show what lies behind the pill."""
        self._popover = SyncPopover(self._window, self.try_now)
        self._popover.open_below(self._window.title_bar.pill, right=True)
        self._tell_open()

    def try_now(self) -> None:
        """Send what waits, then fetch, without waiting for the next round."""
        self._around.roster.errands.run(self._around.desk.hurry, lambda _count: self._nudge())

    def _nudge(self) -> None:
        for duty in (WORK, SYNC):
            self._around.roster.nudge(duty)

    def _counted(self, found: Mapping[str, int]) -> None:
        self._known.conflicts = dict(found)

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        if not CONFLICTS.keys().isdisjoint(changed) and not self._soon.isActive():
            self._soon.start()

    def _say_offline(self, waiting: int) -> None:
        """As long as nothing comes from outside: what can be done all the same, and what waits."""
        banner, since = self._window.banner, self._known.since
        if not self._known.troubles or since is None:
            banner.clear()
            return
        words = tr(
            "Frame", "Offline since {time}. All rows and documents lie on this computer.", time=show.clock(since)
        )
        if waiting:
            words = f"{words} {tn('Frame', '%n command(s) wait.', waiting)}"
        ways = [(tr("Frame", "Waiting commands"), lambda: self._window.open_place("batches"))] if waiting else []
        banner.say(words, [*ways, (tr("Frame", "Try now"), self.try_now)], icon="cloud-off")

    def _sum_up(self) -> None:
        """The connection is back: once all that waited has come to an end, one sentence about it."""
        waited = sorted(self._known.waited)
        self._around.questions.ask((id(self), "back"), lambda reader: _ends(reader, waited), self._back)

    def _back(self, rows: list[tuple[str, bool, bool, int]]) -> None:
        if not rows or not all(over for _, over, _, _ in rows):
            return
        self._known.waited -= {key for key, _, _, _ in rows}
        bad = [number for _, _, needs, number in rows if needs]
        words = tn("Sync", "%n command(s) sent", len(rows))
        words = f"{words}, {tn('Sync', '%n needs you', len(bad))}" if bad else words
        where = " ".join(["number:" + ",".join(map(str, bad))]) if bad else ""
        way = (tr("Batch", "Show"), lambda: self._window.open_place("batches", where))
        self._window.toasts.say(words, [way], state="warning" if bad else "ok")

    def _tell_open(self) -> None:
        popover = self._popover
        if popover is None or not isValid(popover) or not popover.isVisible():
            return
        desk, trouble, waiting = self._around.desk, self.trouble, dict(self._known.waiting)
        self._around.questions.ask(
            (id(self), "behind"),
            lambda reader: _behind(reader, desk, waiting),
            lambda found: self._fill(found, trouble),
        )

    def _fill(self, found: _Behind, trouble: str) -> None:
        if self._popover is None or not isValid(self._popover):
            return
        go = self._window.open_place
        conflicts = [
            Entry(words, state="warning", verb=tr("Batch", "Show"), run=partial(go, place, where))
            for words, place, where in _needs(found.conflicts)
        ]
        feeds = [self._feed(*feed) for feed in found.feeds]
        self._popover.tell(Told(trouble, found.queue, feeds, conflicts, found.here, found.wanted))

    def _feed(self, name: str, pulled: str | None, aside: int, reasons: tuple[str, ...]) -> Entry:
        last = self._known.exchanged.get(name) or pulled
        note = tr("Sync", "last exchange {moment}", moment=show.moment(last)) if last else tr("Sync", "not yet")
        if not aside:
            return Entry(name, note, "ok" if pulled else "neutral")
        note = f"{tn('Sync', '%n item(s) set aside', aside)}: {'; '.join(map(told, reasons))}"
        return Entry(name, note, "warning", tr("Sync", "Read again"), lambda: self._release(name))

    def _release(self, name: str) -> None:
        feeds, toasts = self._around.desk.feeds, self._window.toasts

        def answered(found: Mapping[str, int]) -> None:
            words = tr("Sync", "{feed}: {done} taken over, {left} still set aside", feed=name, **_counts(found))
            toasts.say(words, state="warning" if found.get("waiting") else "ok")

        def sorry(fault: Fault) -> None:
            toasts.say(told(fault.sentence), state="failed")

        self._around.roster.errands.run(lambda: feeds.release(name), answered, sorry)


@dataclass(frozen=True, slots=True)
class _Behind:
    queue: list[Entry]
    feeds: list[tuple[str, str | None, int, tuple[str, ...]]]
    conflicts: dict[str, int]
    here: int
    wanted: int


def _behind(reader: Reader, desk: Desk, waiting: Mapping[str, str]) -> _Behind:
    queue = []
    for row in reader.first(Query("batches", "has:active", order="number"), 50):
        reason = waiting.get(row.key, "")
        note = told(reason) if reason else f"{show.number(row.total - row.remaining)} / {show.number(row.total)}"
        queue.append(Entry(told(row.title), note, "warning" if reason else "pending"))
    feeds = []
    for feed in reader.all("feeds", "removed:0"):
        held = reader.first(Query("quarantine", f"feed:{exact(feed.key)}"), 2) if feed.quarantined else []
        feeds.append((feed.key, feed.pulled_at, feed.quarantined, tuple(one.reason for one in held)))
    documents = reader.first(Query("credit_advices", "has:document"), MOST_DOCUMENTS)
    here = sum(desk.document(row.pdf or "") is not None for row in documents)
    return _Behind(queue, feeds, _conflicts(reader), here, len(documents))


def _conflicts(reader: Reader) -> dict[str, int]:
    return {table: reader.count(Query(table, where)) for table, where in CONFLICTS.items()}


def _needs(conflicts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    found = []
    if count := conflicts.get("images", 0):
        found.append((tn("Sync", "%n image(s) changed elsewhere", count), "images", "sync:conflict"))
    if count := conflicts.get("credit_advices", 0):
        found.append((tn("Sync", "%n decision(s) to make again", count), "credit_advices", "has:conflict"))
    return found


def _ends(reader: Reader, waited: list[str]) -> list[tuple[str, bool, bool, int]]:
    ids = reader.ids_of("batches", waited)
    rows = reader.rows("batches", list(ids.values()))
    return [(row.key, row.state in FINISHED, bool(row.failed or row.conflicted), row.number) for row in rows]


def _counts(found: Mapping[str, int]) -> dict[str, int]:
    return {"done": found.get("released", 0), "left": found.get("waiting", 0)}
