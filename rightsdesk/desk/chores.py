"""What the timetable has done: feeds pulled, advices drafted, changes of rights looked at, backups made."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from rightsdesk import backup
from rightsdesk.backup import Saved, Watch
from rightsdesk.batches.submit import Ticket
from rightsdesk.desk.feeds import Feeds
from rightsdesk.desk.nightly import load
from rightsdesk.desk.orders import BulkOrder, GenerateAdvices
from rightsdesk.desk.parts import Parts
from rightsdesk.domain import ids, streams
from rightsdesk.faults import Damaged, Fault
from rightsdesk.vendorsync.timetable import Due

ACTOR = "timetable"
SYNC, EXPIRY, DRAFTING, BACKUP, NIGHTLY = "sync", "expiry", "drafting", "backup", "nightly"
Cancelled = Callable[[], bool]


class Interrupted(Fault):
    """The program ends before a job is through; it is due again at the next start."""

    code = "INTERRUPTED"


class Expiring(Protocol):
    """Knows when what may be done with an image changes by time alone."""

    def next_change(self, after: datetime) -> datetime | None:
        """Return the first moment (UTC) later than `after` at which a verdict changes, None when none is known."""

    def check(self, actor: str, batch: str) -> str | None:
        """Do in a batch of this identifier what the changes up to now ask for; return it, None when that is nothing.

        Asked again with the same identifier, after a crash, nothing is queued twice.
        """


class Ordering(Protocol):
    """Takes an order for rows named by their keys, as `Desk.order` does."""

    def __call__(self, order: BulkOrder, keys: list[str], *, batch: str, actor: str) -> Ticket:
        """Queue the order and return the receipt."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: done or nothing, a sentence for people, the batch it queued or the file it wrote."""

    result: str
    sentence: str
    batch: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Chores:
    """Carries jobs out; each may be carried out again for the same moment without doing anything twice."""

    parts: Parts
    order: Ordering
    expiring: Expiring

    def carry_out(self, due: Due, cancelled: Cancelled) -> Outcome:
        """Do what the job stands for; raise what stood in the way, `Interrupted` when `cancelled` says so."""
        kind, _, feed = due.job.partition(":")
        if kind == NIGHTLY:
            return self._give(feed, due)
        if kind == SYNC:
            return self._sync(feed, cancelled)
        if kind == DRAFTING:
            return self._draft(due)
        if kind == BACKUP:
            return self._back_up(due, cancelled)
        return self._look_at_rights(due)

    def _sync(self, feed: str, cancelled: Cancelled) -> Outcome:
        report = Feeds(self.parts).pull(feed, cancelled=cancelled, actor=ACTOR)
        _go_on_unless(cancelled)
        counts = Counter(report.counts)
        told = ", ".join(f"{counts[kind]:,} {kind.replace('_', ' ')}" for kind in sorted(+counts))
        return Outcome("done", told or "nothing new")

    def _draft(self, due: Due) -> Outcome:
        month = _month_before(due.at, self.parts.settings.zone)
        batch = _batch_of(due)
        vendors = [streams.identifier(each) for each in self.parts.log.streams("vendor")]
        if not vendors:
            return Outcome("nothing", "There are no vendors yet.")
        # After a crash the batch may be there already, and vendors have been added since.
        if self.parts.queue.progress(batch) is None:
            self.order(GenerateAdvices(month), vendors, batch=batch, actor=ACTOR)
        return Outcome("done", f"Credit advices for {month} are drafted.", batch)

    def _give(self, name: str, due: Due) -> Outcome:
        """Give a command of the night for the rows that its filter finds now."""
        nightly = load(self.parts.folder).get(name)
        if nightly is None:
            return Outcome("nothing", f"The command {name} is no longer planned.")
        batch, reader = _batch_of(due), self.parts.read_model.reader()
        try:
            keys = nightly.keys(reader)
        finally:
            reader.close()
        if not keys:
            return Outcome("nothing", f"{name}: no row matches.")
        if self.parts.queue.progress(batch) is None:
            self.order(nightly.order(), keys, batch=batch, actor=ACTOR)
        return Outcome("done", f"{name}: {len(keys):,} rows.", batch)

    def _look_at_rights(self, due: Due) -> Outcome:
        batch = self.expiring.check(ACTOR, _batch_of(due))
        return Outcome("done", "Changed rights are acted on.", batch) if batch else Outcome("nothing", "Nothing to do.")

    def _back_up(self, due: Due, cancelled: Cancelled) -> Outcome:
        folder = backup.folder_in(self.parts.folder)
        target = folder / backup.planned_name(due.at)

        def watch() -> None:
            _go_on_unless(cancelled)

        saved = _saved_before(target, watch) or self.parts.save(target, watch)
        backup.keep_newest(folder, self.parts.settings.backups_kept)
        place = saved.path.relative_to(self.parts.folder).as_posix()
        return Outcome("done", f"Saved up to event {saved.position:,}.", file=place, sha256=saved.sha256)


def _saved_before(target: Path, watch: Watch) -> Saved | None:
    """Return the backup that was whole when the program ended too early to remember it."""
    if not target.exists():
        return None
    try:
        return backup.inspected(target, watch)
    except Damaged:
        target.unlink()
        return None


def _batch_of(due: Due) -> str:
    return ids.named(ACTOR, due.job, due.at.isoformat())


def _month_before(at: datetime, zone: str) -> str:
    last = at.astimezone(ZoneInfo(zone)).date().replace(day=1) - timedelta(days=1)
    return f"{last:%Y-%m}"


def _go_on_unless(cancelled: Cancelled) -> None:
    if cancelled():
        raise Interrupted("The program ends; what is under way is taken up at the next start.")
