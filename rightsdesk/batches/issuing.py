"""Issuing credit advices: number and frozen snapshot in one transaction, the document rendered after it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rightsdesk.batches.numbers import Numbers, series
from rightsdesk.batches.task import Clock, Decode, Ended, Histories, Performed, Task, histories
from rightsdesk.domain import streams
from rightsdesk.domain.advice import Advice, AdviceRendered, IssueAdvice, NotApproved, Snapshot
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Write
from rightsdesk.faults import Damaged, Unavailable, Unusable

RETRY_SECONDS = 5.0
REPAIR_SECONDS = 30.0
"""A full disk is not emptied by trying often."""

Freeze = Callable[[Advice, Vendor, Platform, str, date], Snapshot]
"""Makes the frozen snapshot of (advice, vendor, platform, number, day of issue), or refuses."""


class Printed(Protocol):
    """A document on disk."""

    @property
    def sha256(self) -> str:
        """Return the content's SHA-256 (hex)."""

    @property
    def size(self) -> int:
        """Return the size in bytes."""


Print = Callable[[Sequence[Snapshot]], Iterable[Printed]]
"""Renders snapshots in order."""


@dataclass(frozen=True, slots=True)
class Issuing:
    """Carries out `IssueAdvice`; an advice that has its number is only rendered again, byte for byte."""

    log: EventLog
    decode: Decode
    clock: Clock
    freeze: Freeze
    prints: Print
    writer: str

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Draw numbers for what is not issued yet, then render everything from its snapshot."""
        issued, refused = self._issue(tasks)
        performed = self.rendered(issued)
        return replace(performed, ended=(*refused, *performed.ended))

    def rendered(self, issued: Sequence[Task]) -> Performed:
        """Print; while the disk takes nothing the rest is put off, and a document that cannot be set fails alone."""
        ended: list[Ended] = []
        try:
            for printed in self.prints([task.state.snapshot for task in issued]):
                ended.append(self._told(issued[len(ended)], printed))
        except (Unavailable, Unusable) as fault:
            return _put_off(ended, issued[len(ended) :], fault)
        except Damaged:
            return self._one_by_one(ended, issued[len(ended) :])
        return Performed(tuple(ended))

    def _one_by_one(self, ended: list[Ended], issued: Sequence[Task]) -> Performed:
        for nth, task in enumerate(issued):
            try:
                (printed,) = self.prints([task.state.snapshot])
            except (Unavailable, Unusable) as fault:
                return _put_off(ended, issued[nth:], fault)
            except Damaged as fault:
                ended.append(task.failed(fault.code, fault.sentence))
            else:
                ended.append(self._told(task, printed))
        return Performed(tuple(ended))

    def _told(self, task: Task, printed: Printed) -> Ended:
        return task.ended((AdviceRendered(printed.sha256, printed.size, self.writer),))

    def _issue(self, tasks: Sequence[Task]) -> tuple[list[Task], list[Ended]]:
        """Return the tasks whose advice is issued now, and the ends of those that cannot be."""
        read = self._around(tasks)
        numbers = Numbers(read)
        issued: list[Task] = []
        refused: list[Ended] = []
        writes: list[Write] = []
        for task in tasks:
            try:
                facts = self._decided(task, read, numbers)
            except Refused as refusal:
                refused.append(task.refused(refusal))
                continue
            if facts:
                writes.append(Write(task.lease.stream, facts, task.version, task.intent_id))
            issued.append(replace(task, state=fold(task.state, facts), version=task.version + len(facts)))
        numbers.record(self.log, tasks[0], writes)
        return issued, refused

    def _around(self, tasks: Sequence[Task]) -> Histories:
        names: set[str] = set()
        for task in tasks:
            names.add(streams.vendor(task.state.vendor))
            names.add(streams.platform(task.state.platform))
            names.add(_series_of(task))
        return histories(self.log, self.decode, names)

    def _decided(self, task: Task, read: Histories, numbers: Numbers) -> tuple[Event[Advice], ...]:
        wish: IssueAdvice = task.command  # type: ignore[assignment]
        if task.state.snapshot is not None:
            return ()
        if task.state.state != "approved":
            return wish.decide(task.state, task.cx)
        vendor = read.state(streams.vendor(task.state.vendor))
        platform = read.state(streams.platform(task.state.platform))
        day = date.fromisoformat(wish.issued_on)
        number = numbers.next(task.state.platform, day, streams.identifier(task.lease.stream))
        snapshot = self.freeze(task.state, vendor, platform, number.number, day)
        facts = replace(wish, snapshot=snapshot).decide(task.state, task.cx)
        numbers.draw(task.state.platform, day, number)
        return facts


def _put_off(ended: Sequence[Ended], issued: Sequence[Task], fault: Unavailable | Unusable) -> Performed:
    seconds = fault.retry_after if isinstance(fault, Unavailable) else REPAIR_SECONDS
    leases = tuple(task.lease for task in issued)
    return Performed(tuple(ended), (), leases, seconds or RETRY_SECONDS, fault.sentence)


def _series_of(task: Task) -> str:
    wish = task.command
    if not isinstance(wish, IssueAdvice):
        raise NotApproved
    return series(task.state.platform, date.fromisoformat(wish.issued_on))
