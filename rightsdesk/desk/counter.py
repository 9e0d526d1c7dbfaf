"""The desk itself: orders taken, work moved on, tables read."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rightsdesk.backup import Saved
from rightsdesk.batches.simulating import Simulation
from rightsdesk.batches.submit import Order, Ticket
from rightsdesk.desk.advice_orders import ApproveAdvices, Policy
from rightsdesk.desk.agreements import Agreements
from rightsdesk.desk.batch_report import BatchReports
from rightsdesk.desk.chores import Chores
from rightsdesk.desk.expiry import Expiry
from rightsdesk.desk.export_orders import DeliverAdvices, ExportAdvices
from rightsdesk.desk.exports import Exports
from rightsdesk.desk.feeds import Feeds
from rightsdesk.desk.house import House
from rightsdesk.desk.imports import Imports
from rightsdesk.desk.live import Live
from rightsdesk.desk.masters import Masters
from rightsdesk.desk.orders import BulkOrder, GenerateAdvices, SelectionChanged, Targets
from rightsdesk.desk.parts import Parts
from rightsdesk.desk.previews import Previews
from rightsdesk.desk.proofs import Proofs
from rightsdesk.desk.reports import Reports
from rightsdesk.desk.rights_orders import DecideUsages
from rightsdesk.desk.steering import Steering
from rightsdesk.desk.timetable import Timekeeper
from rightsdesk.desk.upkeep import RecordedTrials
from rightsdesk.desk.usages import Usages
from rightsdesk.desk.views import Views
from rightsdesk.domain import period, streams
from rightsdesk.eventlog.log import EventLog
from rightsdesk.readmodel import Changed, Moment, Past, Reader, ReadModel, Selection
from rightsdesk.workqueue.queue import Progress

CHUNK = 500
AT_ONCE = 500
"""Rows of an order over images that get their intents before it is accepted; the others get them while it runs."""
PATIENCE = 120.0
"""Seconds without any movement after which waiting for a batch ends; its items stay queued."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an open workspace: last event, events not yet projected, what is put off and why."""

    position: int
    behind: int
    workspace: str
    folder: Path
    sample: bool
    actor: str
    role: str
    waiting: dict[str, str]
    stopped: dict[str, str]


class Desk(Steering):
    """One open workspace. Methods may be called from any thread; readers belong to the thread that asked."""

    def __init__(self, parts: Parts) -> None:
        """Stand on the parts."""
        self._parts = parts
        self._here = threading.local()
        self._readers: list[Reader] = []
        self.house = House(parts.folder, parts.settings)
        self.masters = Masters(parts)
        self.feeds = Feeds(parts)
        self.usages = Usages(parts, self.order)
        self.agreements = Agreements(parts)
        self.previews = Previews(parts)
        self.pictures = parts.pictures
        self.reports = Reports(parts, self.reader)
        self.exports = Exports(parts, self.reader)
        self.imports = Imports(parts)
        self.proofs = Proofs(parts)
        self.views = Views(parts)
        self.batch_reports = BatchReports(parts)
        aside = parts.read_model.folder / "cache"
        self.past = Past(aside / "past", parts.log, parts.settings.zone)
        self.trials = RecordedTrials(parts, aside / "trial", self.past)
        self._moment: Moment | None = None
        self.timetable = Timekeeper(parts, Chores(parts, self.order, Expiry(parts, self.reader)))

    @property
    def log(self) -> EventLog:
        """Return the log, for verification, export and statistics."""
        return self._parts.log

    @property
    def read_model(self) -> ReadModel:
        """Return the read model, for rebuild and comparison."""
        return self._parts.read_model

    @property
    def simulation(self) -> Simulation | None:
        """Return the simulated vendor service of a sample workspace, None where real vendors are asked."""
        return self._parts.simulation

    @property
    def folder(self) -> Path:
        """Return the workspace's folder."""
        return self._parts.folder

    @property
    def actor(self) -> str:
        """Return the name of the person at the desk."""
        return self._parts.actor

    def reader(self) -> Reader:
        """Return this thread's reader."""
        reader: Reader | None = getattr(self._here, "reader", None)
        if reader is None:
            reader = self.past_reader(self._moment) if self._moment else self._present()
            self._here.reader = reader
        return reader

    def past_reader(self, moment: Moment) -> Reader:
        """Return a reader of a moment that was prepared, for the thread that asks; it is closed with the desk."""
        reader = self.past.reader(moment)
        self._readers.append(reader)
        return reader

    def _present(self) -> Reader:
        reader = self._parts.read_model.reader()
        reader.enliven = Live(self._parts.queue, lambda: self.house.undo_days, self._parts.clock)
        self._readers.append(reader)
        return reader

    def look_back(self, day: date, progress: Callable[[int, int], None] | None = None) -> Moment:
        """Let all further readers of this desk see the tables as they stood at the end of a day."""
        moment = self.past.moment(day)
        self.past.prepare(moment.position, progress)
        self._moment, self._here = moment, threading.local()
        return moment

    def status(self) -> Status:
        """Return where everything stands."""
        parts, model = self._parts, self._parts.read_model.status()
        waiting = {batch: str(reason) for batch, (reason, _) in parts.queue.waiting_reasons().items()}
        return Status(
            position=parts.log.head().position,
            behind=model.behind,
            workspace=parts.settings.name,
            folder=parts.folder,
            sample=parts.settings.sample,
            actor=parts.actor,
            role=self.house.role,
            waiting=waiting,
            stopped=dict(model.stopped),
        )

    # ------------------------------------------------------------------ orders

    def submit(
        self,
        selection: Selection,
        order: BulkOrder,
        *,
        expected: int | None = None,
        batch: str | None = None,
        seen: Sequence[int] | None = None,
    ) -> Ticket:
        """Queue an order for the selected rows; `expected` is the count the person saw.

        `seen` are the ids of the selection's query as of its event, in order, where a list shows them: a million
        are then not looked for again. Rows that match only since the selection was made are not touched; the receipt
        and the batch count them.
        The same `batch` identifier again returns the first receipt.
        """
        reader = self.reader()
        chosen = reader.selected_ids(selection) if seen is None else _without(seen, selection.minus)
        if expected is not None and expected != len(chosen):
            sentence = f"{expected:,} rows were selected, {len(chosen):,} are now; look again and repeat."
            raise SelectionChanged(sentence)
        as_of = selection.as_of or reader.position()
        query = selection.query.where if selection.query else ""
        newer = len(reader.newer_ids(selection))
        if order.table != "images" or len(chosen) <= AT_ONCE:
            return self.order(order, reader.keys(order.table, chosen), as_of, query, batch, not_touched=newer)
        first = order.targets(reader.keys(order.table, chosen[:AT_ONCE]))
        if not first or any(command != first[0][1] for _, command in first):
            return self.order(order, reader.keys(order.table, chosen), as_of, query, batch, not_touched=newer)
        return self._taken(order, first, as_of, query, batch, chosen[AT_ONCE:], not_touched=newer)

    def order(
        self,
        order: BulkOrder,
        keys: Sequence[str],
        as_of: int | None = None,
        query: str = "",
        batch: str | None = None,
        actor: str = "",
        not_touched: int = 0,
    ) -> Ticket:
        """Queue an order for rows named by their keys, in the person's name or that of another `actor`."""
        parts = self._parts
        if isinstance(order, GenerateAdvices) and not order.accounts:
            accounts, fallback = self._accounts(order.period), order.fallback or self._any_platform()
            order = replace(order, accounts=accounts, fallback=fallback)
        if isinstance(order, ApproveAdvices) and order.policy is None:
            order = replace(order, policy=self.policy(actor))
        if isinstance(order, DecideUsages) and not order.due:
            order = replace(order, due=self.reader().due_of(keys))
        if isinstance(order, ExportAdvices):
            order = self.exports.complete(order, keys)
        if isinstance(order, DeliverAdvices):
            self.exports.check(order)
        as_of = parts.log.head().position if as_of is None else as_of
        return self._taken(order, order.targets(keys), as_of, query, batch, actor=actor, not_touched=not_touched)

    def _taken(
        self,
        order: BulkOrder,
        targets: Targets,
        as_of: int,
        query: str,
        batch: str | None,
        rest: Sequence[int] = (),
        actor: str = "",
        not_touched: int = 0,
    ) -> Ticket:
        return self._parts.submitting.submit(
            Order(
                batch=batch or self._parts.new_id(),
                kind=order.kind,
                targets=targets,
                wish=order.wish(),
                actor=actor or self._parts.actor,
                as_of=as_of,
                query=query,
                rest=rest,
                not_touched=not_touched,
            )
        )

    def policy(self, actor: str = "") -> Policy:
        """Return who must approve under the house's settings, and for whom the person stands in today."""
        settings = self._parts.settings
        today = period.local_day(self._parts.clock(), settings.zone)
        actor = actor or self._parts.actor
        deputy_for = settings.deputy_for(actor, today)
        return Policy(settings.four_eyes, settings.second_approval, settings.may_approve, deputy_for, actor)

    def _accounts(self, month: str) -> dict[str, list[str]]:
        """Return the platforms with an account by vendor, and where a flat fee of the month begins one."""
        found: dict[str, list[str]] = {}
        for stream in self._parts.log.streams("account"):
            platform, vendor = streams.pair(stream)
            found.setdefault(vendor, []).append(platform)
        for vendor, platform in self.agreements.fee_platforms(period.month(month).last.isoformat()).items():
            mine = found.setdefault(vendor, [])
            mine += [platform] * (platform not in mine)
        return found

    def _any_platform(self) -> str:
        return next((each.platform_id for each in self.masters.platforms()), "none")

    # ------------------------------------------------------------------ work

    def work_once(self, limit: int = CHUNK) -> bool:
        """Carry out one chunk of batch items and make those to come; return False when nothing is due."""
        worked = self._parts.worker.work_once(limit)
        return self._parts.worker.spread_once(self._image_streams) + worked > 0

    def _image_streams(self, ids: Sequence[int]) -> list[str]:
        return [streams.image_of(key) for key in self.reader().keys("images", ids)]

    def catch_up(self, limit: int = CHUNK) -> Changed:
        """Project up to `limit` events and return which rows of which table changed."""
        return self._parts.read_model.catch_up(limit)

    def wait(
        self, batch: str, told: Callable[[Progress], None] | None = None, *, patience: float = PATIENCE
    ) -> Progress:
        """Carry batches out until this one is finished; `told` hears of the progress after each chunk.

        What is put off stays queued when nothing has moved for `patience` seconds; `waiting` says why.
        """
        position, moved = self.log.head().position, time.monotonic()
        while True:
            worked = self.work_once()
            progress = self.progress(batch)
            if told is not None:
                told(progress)
            if position != (position := self.log.head().position):
                moved = time.monotonic()
            if progress.state in {"finished", "paused"} or time.monotonic() - moved >= patience:
                self.settle()
                return progress
            if not worked:
                self._pause(min(0.2, patience))

    def settle(self) -> None:
        """Project everything recorded so far."""
        while self.catch_up(5000).behind:
            continue

    @staticmethod
    def _pause(seconds: float) -> None:
        threading.Event().wait(seconds)

    # ------------------------------------------------------------------ documents, backup and end

    def back_up(self, target: Path) -> Saved:
        """Save the workspace into one file, while others use it; refuse to overwrite anything."""
        return self._parts.save(target, lambda: None)

    def document(self, sha256: str, kind: str = "pdf") -> Path | None:
        """Return where a document (pdf or xml) lies, None when it is not on this computer."""
        path = self._parts.folder / "documents" / sha256[:2] / f"{sha256}.{kind}"
        return path if sha256 and path.is_file() else None

    def interrupt(self) -> None:
        """Let work that takes long end at its next item; what is not done stays queued. Followed by `close`."""
        self._parts.interrupt()

    def close(self) -> None:
        """Give back everything that is open."""
        for reader in self._readers:
            reader.close()
        self._parts.close()


def _without(seen: Sequence[int], left_out: frozenset[int]) -> Sequence[int]:
    return [one for one in seen if one not in left_out] if left_out else seen
