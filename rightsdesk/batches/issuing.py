"""Issuing credit advices: number and frozen snapshot in one transaction, the document rendered after it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rightsdesk.batches.checking import Check, Findings, findings_of, stops
from rightsdesk.batches.task import Clock, Decode, Ended, Histories, Performed, Task, histories
from rightsdesk.domain import numbering, streams
from rightsdesk.domain.advice import Advice, AdviceChecked, AdviceRendered, IssueAdvice, NotApproved, Snapshot, Stopped
from rightsdesk.domain.messages import Event, Refused, fold
from rightsdesk.domain.numbering import NumberDrawn, Series
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import Context, EventLog, Write
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
        performed = self._rendered(issued)
        return replace(performed, ended=(*refused, *performed.ended))

    def _rendered(self, issued: Sequence[Task]) -> Performed:
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
        found = self._found(tasks, read)
        issued: list[Task] = []
        refused: list[Ended] = []
        series: dict[str, tuple[Series, list[NumberDrawn]]] = {}
        writes: list[Write] = []
        for task in tasks:
            try:
                _go(task, found)
                facts = self._decided(task, read, series)
            except Refused as refusal:
                refused.append(_refused(task, refusal, found))
                continue
            if facts:
                writes.append(Write(task.lease.stream, facts, task.version, task.intent_id))
            issued.append(replace(task, state=fold(task.state, facts), version=task.version + len(facts)))
        self._record(tasks, writes, series, read)
        return issued, refused

    def _record(
        self,
        tasks: Sequence[Task],
        writes: Sequence[Write],
        series: dict[str, tuple[Series, list[NumberDrawn]]],
        read: Histories,
    ) -> None:
        drawn = [Write(own, tuple(numbers), read.version(own)) for own, (_, numbers) in series.items() if numbers]
        if not writes:
            return
        context = Context(tasks[0].cx.actor, correlation_id=tasks[0].lease.batch)
        with self.log.transaction() as tx:
            self.log.append(tx, [*drawn, *writes], context)

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

    def _decided(
        self, task: Task, read: Histories, series: dict[str, tuple[Series, list[NumberDrawn]]]
    ) -> tuple[Event[Advice], ...]:
        wish: IssueAdvice = task.command  # type: ignore[assignment]
        if task.state.snapshot is not None:
            return ()
        if task.state.state != "approved":
            return wish.decide(task.state, task.cx)
        vendor = read.state(streams.vendor(task.state.vendor))
        platform = read.state(streams.platform(task.state.platform))
        own = _series_of(task)
        state, drawn = series.setdefault(own, (read.state(own), []))
        day = date.fromisoformat(wish.issued_on)
        number = numbering.draw(state, task.state.platform, day.year, streams.identifier(task.lease.stream))
        snapshot = self.freeze(task.state, vendor, platform, number.number, day)
        facts = replace(wish, snapshot=snapshot).decide(task.state, task.cx)
        series[own] = (number.evolve(state), [*drawn, number])
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
    return streams.numbering(task.state.platform, date.fromisoformat(wish.issued_on).year)
