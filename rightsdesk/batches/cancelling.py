"""Cancelling issued credit advices: each by a document of its own, and what it billed is owed again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rightsdesk.batches.drafting import freed
from rightsdesk.batches.issuing import Issuing
from rightsdesk.batches.numbers import Numbers, series
from rightsdesk.batches.task import Ended, Histories, Performed, Task, decided, histories
from rightsdesk.domain import ids, period, streams
from rightsdesk.domain.account import Account, AccountAdviceReleased
from rightsdesk.domain.advice import (
    AdviceCancelled,
    AdviceIssued,
    AdviceUnchanged,
    AdviceWorkFailed,
    CancelAdvice,
    Snapshot,
)
from rightsdesk.domain.advice.refusals import CancelledAhead, PeriodClosed
from rightsdesk.domain.messages import Refused
from rightsdesk.eventlog.log import Write
from rightsdesk.workqueue.queue import Settled

Cancel = Callable[[Snapshot, str, date, str], Snapshot]
"""Makes the cancelling document's snapshot of (issued document, number, day of issue, kind)."""


@dataclass(frozen=True, slots=True)
class Cancelling:
    """Carries out `CancelAdvice`: number, cancelling document and released charges in one transaction, then the print.

    An advice that this very wish has cancelled already, before a crash or in an earlier run, draws no second number:
    its cancelling document is only rendered again, byte for byte, by the same press as any other. A cancelling document
    bears no day (ISO) up to `closed_until`, where given, and none to come, just as any other.
    """

    issuing: Issuing
    cancel: Cancel
    closed_until: str = ""

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Cancel what is not cancelled yet, then render the cancelling documents from their snapshots."""
        read = self._around(tasks)
        ended: list[Ended] = []
        mine: list[Task] = []
        for task in tasks:
            try:
                known = task.command.decide(task.state, task.cx) or self._dated(_wish(task).issued_on)
            except Refused as refusal:
                ended.append(task.refused(refusal))
                continue
            if known and not _is_cause(task, read):
                ended.append(decided(task))
            else:
                mine.append(task)
        fresh = [task for task in mine if not task.state.cancelled_by]
        done = self._recorded(fresh, read)
        return self._printed([done.get(task.lease.item, task) for task in mine], ended)

    def _dated(self, day: str) -> tuple[()]:
        """Refuse a day on which no document may be issued."""
        if day <= self.closed_until:
            raise PeriodClosed
        if day > period.local_day(self.issuing.clock()).isoformat():
            raise CancelledAhead
        return ()

    def _around(self, tasks: Sequence[Task]) -> Histories:
        names: set[str] = set()
        for task in tasks:
            names |= {task.lease.stream, cancelling_stream(task), _account_of(task)}
            names.add(series(task.state.platform, _day(task)))
        return histories(self.issuing.log, self.issuing.decode, names)

    def _recorded(self, tasks: Sequence[Task], read: Histories) -> dict[int, Task]:
        """Append what cancels each advice, all in one transaction; return the tasks as they stand then, by item."""
        numbers = Numbers(read)
        writes: list[Write] = []
        given_back: dict[str, list[AccountAdviceReleased]] = {}
        after: dict[int, Task] = {}
        for task in tasks:
            issued = self._issued(task, numbers)
            cancelled = AdviceCancelled(
                task.cx.actor, _wish(task).reason, streams.identifier(cancelling_stream(task)), issued.snapshot.number
            )
            writes.append(Write(cancelling_stream(task), (issued,), 0, task.intent_id))
            writes.append(Write(task.lease.stream, (cancelled,), task.version, task.intent_id))
            given_back.setdefault(_account_of(task), []).append(_released(task, read.state(_account_of(task))))
            after[task.lease.item] = replace(task, state=cancelled.evolve(task.state), version=task.version + 1)
        writes += [Write(own, tuple(facts), read.version(own)) for own, facts in given_back.items()]
        if tasks:
            numbers.record(self.issuing.log, tasks[0], writes)
        return after

    def _issued(self, task: Task, numbers: Numbers) -> AdviceIssued:
        wish, day = _wish(task), _day(task)
        number = numbers.next(task.state.platform, day, streams.identifier(cancelling_stream(task)))
        numbers.draw(task.state.platform, day, number)
        return AdviceIssued(self.cancel(task.state.snapshot, number.number, day, wish.type_code))

    def _printed(self, tasks: Sequence[Task], ended: Sequence[Ended]) -> Performed:
        """Render the cancelling documents in their own streams; each item ends in that of the cancelled advice."""
        read = histories(self.issuing.log, self.issuing.decode, {name for each in tasks for name in _both(each)})
        printing = [_of_document(task, read) for task in tasks]
        performed = self.issuing.rendered(printing)
        own = {task.lease.item: task for task in tasks}
        put_off = tuple(own[lease.item].lease for lease in performed.put_off)
        told = tuple(_told(each, own, read) for each in performed.ended)
        return replace(performed, ended=(*ended, *told), put_off=put_off)


def cancelling_stream(task: Task) -> str:
    """Return the stream of the document that cancels the task's advice: the same one whenever it is asked for."""
    return streams.advice(ids.named("cancellation", streams.identifier(task.lease.stream)))


def _both(task: Task) -> tuple[str, str]:
    return task.lease.stream, cancelling_stream(task)


def _of_document(task: Task, read: Histories) -> Task:
    own = cancelling_stream(task)
    return replace(task, lease=task.lease._replace(stream=own), state=read.state(own), version=read.version(own))


def _told(ended: Ended, own: Mapping[int, Task], read: Histories) -> Ended:
    """Say how the item ended: a cancellation recorded in this run says so itself, all others add a fact."""
    settled = ended.settled
    task = own[settled.lease.item]
    if settled.result == "failed":
        failed = AdviceWorkFailed(settled.code, settled.reason)
        return Ended(settled._replace(lease=task.lease), (*ended.writes, _write(task, failed)))
    mine = [each.name for each in read.recorded[task.lease.stream] if each.causation_id == task.intent_id]
    told = mine[-1:] == [AdviceCancelled.stored_name]
    if told and task.lease.run == 1:
        return Ended(Settled(task.lease, "done", "", ""), ended.writes)
    return Ended(Settled(task.lease, "unchanged", "", ""), (*ended.writes, _write(task, AdviceUnchanged())))


def _write(task: Task, fact: AdviceWorkFailed | AdviceUnchanged) -> Write:
    return Write(task.lease.stream, (fact,), task.version, task.intent_id)


def _is_cause(task: Task, read: Histories) -> bool:
    """Say whether it was this very wish that cancelled the advice."""
    document = read.recorded[cancelling_stream(task)]
    return bool(document) and document[0].causation_id == task.intent_id


def _released(task: Task, account: Account) -> AccountAdviceReleased:
    advice_id, snapshot = streams.identifier(task.lease.stream), task.state.snapshot
    return AccountAdviceReleased(advice_id, freed(advice_id, account), snapshot.number, snapshot.issued_on)


def _account_of(task: Task) -> str:
    return streams.account(task.state.platform, task.state.vendor)


def _wish(task: Task) -> CancelAdvice:
    wish = task.command
    if not isinstance(wish, CancelAdvice):
        raise TypeError
    return wish


def _day(task: Task) -> date:
    return date.fromisoformat(_wish(task).issued_on)
