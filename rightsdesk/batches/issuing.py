"""Issuing credit advices: number and frozen snapshot in one transaction, the document rendered after it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rightsdesk.batches.checking import Check, Findings, findings_of, stops
from rightsdesk.batches.numbers import Numbers, series
from rightsdesk.batches.task import Clock, Decode, Ended, Histories, Performed, Task, histories
from rightsdesk.domain import streams
from rightsdesk.domain.advice import Advice, AdviceChecked, AdviceRendered, IssueAdvice, NotApproved, Snapshot, Stopped
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Write
from rightsdesk.faults import Damaged, Unavailable, Unusable
from rightsdesk.ledger import Candidate

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

    @property
    def xml_sha256(self) -> str:
        """Return the SHA-256 (hex) of the same invoice as data."""

    @property
    def xml_size(self) -> int:
        """Return the size of the data in bytes."""

    @property
    def verdicts(self) -> dict[str, str]:
        """Return what each rule set said."""


Print = Callable[[Sequence[Snapshot]], Iterable[Printed]]
"""Renders snapshots in order."""


@dataclass(frozen=True, slots=True)
class Issuing:
    """Carries out `IssueAdvice`; an advice that has its number is only rendered again, byte for byte."""

    log: EventLog
    decode: Decode
    clock: Clock
    freeze: Freeze
    check: Check
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
        data = printed.xml_sha256, printed.xml_size, printed.verdicts
        return task.ended((AdviceRendered(printed.sha256, printed.size, self.writer, *data),))

    def _issue(self, tasks: Sequence[Task]) -> tuple[list[Task], list[Ended]]:
        """Return the tasks whose advice is issued now, and the ends of those that cannot be."""
        read = self._around(tasks)
        numbers = Numbers(read)
        found = self._found(tasks, read)
        issued: list[Task] = []
        refused: list[Ended] = []
        writes: list[Write] = []
        for task in tasks:
            try:
                _go(task, found)
                facts = self._decided(task, read, numbers)
            except Refused as refusal:
                refused.append(_refused(task, refusal, found))
                continue
            if facts:
                writes.append(Write(task.lease.stream, facts, task.version, task.intent_id))
            issued.append(replace(task, state=fold(task.state, facts), version=task.version + len(facts)))
        numbers.record(self.log, tasks[0], writes)
        return issued, refused

    def _found(self, tasks: Sequence[Task], read: Histories) -> Findings:
        """Check what is to be issued as it will stand, before any number is drawn."""
        candidates = []
        for task in tasks:
            if task.state.state != "approved" or not isinstance(task.command, IssueAdvice):
                continue
            vendor, platform = (
                read.state(streams.vendor(task.state.vendor)),
                read.state(streams.platform(task.state.platform)),
            )
            with suppress(Refused):  # it is refused for that when its turn comes
                day = date.fromisoformat(task.command.issued_on)
                snapshot = self.freeze(task.state, vendor, platform, "", day)
                advice_id = streams.identifier(task.lease.stream)
                candidates.append(Candidate(advice_id, task.state, vendor, platform, snapshot=snapshot))
        return findings_of(self.check, candidates)

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


def _go(task: Task, found: Findings) -> None:
    """Refuse what a check stops, with the sentence of its first finding."""
    for finding in stops(found.get(streams.identifier(task.lease.stream), ())):
        raise Stopped(finding.sentence)


def _refused(task: Task, refusal: Refused, found: Findings) -> Ended:
    """Return the end of what cannot be issued; what the check found is kept where it is news."""
    findings = found.get(streams.identifier(task.lease.stream))
    news = () if findings is None or findings == task.state.findings else (AdviceChecked(findings),)
    return task.ended((*news, task.command.failed(refusal.code, refusal.sentence)))


def _put_off(ended: Sequence[Ended], issued: Sequence[Task], fault: Unavailable | Unusable) -> Performed:
    seconds = fault.retry_after if isinstance(fault, Unavailable) else REPAIR_SECONDS
    leases = tuple(task.lease for task in issued)
    return Performed(tuple(ended), (), leases, seconds or RETRY_SECONDS, fault.sentence)


def _series_of(task: Task) -> str:
    wish = task.command
    if not isinstance(wish, IssueAdvice):
        raise NotApproved
    return series(task.state.platform, date.fromisoformat(wish.issued_on))
