"""Leases items, carries them out, settles them: outcome, item and counters in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rightsdesk.batches.task import Clock, Decode, Ended, Performed, Performer, Task, histories, plainly
from rightsdesk.domain import streams
from rightsdesk.domain.batch import Batch, BatchFinished, BatchQueued
from rightsdesk.domain.messages import Circumstance, fold
from rightsdesk.eventlog.log import Context, EventLog, Recorded, Transaction, Write
from rightsdesk.faults import Conflict
from rightsdesk.workqueue.queue import Coming, Lease, Settled, WorkQueue

TRIES = 3
MOST_ATTEMPTS = 5
LEASE_SECONDS = 60.0
SPREAD = 2_000
"""Rows of a large order that get their intents and items in one transaction."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Works on batches; several workers in several processes may share one log and queue.

    `performers` by kind of batch carry out wishes that need more than their own stream.
    """

    log: EventLog
    queue: WorkQueue
    decode: Decode
    clock: Clock
    performers: Mapping[str, Performer] = field(default_factory=dict)

    def work_once(self, limit: int = 500) -> int:
        """Carry out up to `limit` items of one batch; return how many were taken, 0 when nothing is due."""
        leases = self.queue.claim(limit, LEASE_SECONDS)
        if not leases:
            return 0
        self._carry_out(leases)
        return len(leases)

    def spread_once(self, streams_of: Callable[[Sequence[int]], Sequence[str]]) -> int:
        """Give the next rows of a large order their intents and items; return how many, 0 when nothing is to come.

        `streams_of` names the streams of rows by their ids; one that is gone since is left out.
        """
        coming = self.queue.coming()
        if coming is None:
            return 0
        taken = coming.next_ids(SPREAD)
        wish = self.decode(self._first_intent(coming))
        try:
            self._spread(coming, [Write(stream, (wish,)) for stream in streams_of(taken)], len(taken))
        except Conflict:
            return 0
        return len(taken)

    def _spread(self, coming: Coming, writes: Sequence[Write], rows: int) -> None:
        context = Context(coming.actor, correlation_id=coming.batch, causation_id=coming.batch)
        with self.log.transaction() as tx:
            first = self.log.append(tx, writes, context).first if writes else 0
            items = [(first + nth, write.stream) for nth, write in enumerate(writes)]
            if self.queue.come(tx, coming, items, rows):
                self.finish(tx, coming.batch)

    def _first_intent(self, coming: Coming) -> Recorded:
        history = self.log.read_streams([coming.stream])[coming.stream]
        return next(each for each in history if each.position == coming.first)

    def _carry_out(self, leases: Sequence[Lease]) -> None:
        for _ in range(TRIES):
            try:
                performed = self._perform(leases)
                self._commit(leases[0], performed)
            except Conflict:
                continue
            if performed.put_off:
                self._give_back(performed.put_off, performed.put_off_for, performed.put_off_because)
            return
        self._give_back(leases, 0.5, "Other changes to the same rows were faster; trying again.")

    def recover(self) -> None:
        """Begin again after a crash: lent items are due at once, cancelled batches end.

        Only where no other worker can be at work on the same queue.
        """
        self.queue.reclaim()
        for progress in self.queue.active():
            if progress.state == "cancelling":
                self._withdraw(progress.batch)

    def _give_back(self, leases: Sequence[Lease], seconds: float, reason: str) -> None:
        self.queue.give_back(leases, seconds, reason)
        progress = self.queue.progress(leases[0].batch)
        if progress is not None and progress.state == "cancelling":
            self._withdraw(progress.batch)

    def _withdraw(self, batch: str) -> None:
        with self.log.transaction() as tx:
            _, finished = self.queue.cancel(tx, batch)
            if finished:
                self.finish(tx, batch)

    def _perform(self, leases: Sequence[Lease]) -> Performed:
        tasks = self.rehearsal(leases)
        poisoned = [task for task in tasks if task.lease.attempts > MOST_ATTEMPTS]
        if poisoned:
            return Performed(tuple(map(_quarantined, poisoned)))
        return self.performers.get(leases[0].kind, plainly)(tasks)

    def rehearsal(self, leases: Sequence[Lease]) -> list[Task]:
        """Return the tasks of leased items, with the states they meet now; nothing is written."""
        own = streams.batch(leases[0].batch)
        read = histories(self.log, self.decode, [own, *(lease.stream for lease in leases)])
        queued = self.decode(read.recorded[own][0])
        return [self._task(lease, queued, read.recorded[lease.stream], read.state(lease.stream)) for lease in leases]

    def _task(self, lease: Lease, queued: BatchQueued, history: Sequence[Recorded], state: object) -> Task:
        intent = next(each for each in history if each.position == lease.item)
        since = tuple(
            self.decode(each) for each in history if each.position > queued.as_of and each.correlation_id != lease.batch
        )
        cx = Circumstance(self.clock(), intent.actor, since)
        return Task(lease, self.decode(intent), state, history[-1].version, intent.event_id, cx)

    def _commit(self, lease: Lease, performed: Performed) -> None:
        if not performed.ended:
            return
        writes = [write for ended in performed.ended for write in ended.writes if write.events]
        with self.log.transaction() as tx:
            finished = self.queue.settle(tx, [ended.settled for ended in performed.ended])
            context = Context("worker", correlation_id=lease.batch)
            self.log.append(tx, [*writes, *performed.shared], context)
            for batch in finished:
                self.finish(tx, batch)

    def finish(self, tx: Transaction, batch: str) -> None:
        """Record that no item of the batch is left."""
        own = streams.batch(batch)
        story = fold(Batch(), map(self.decode, self.log.read_streams([own])[own]))
        state = "cancelled" if story.state == "cancelling" else "done"
        self.log.append(tx, (Write(own, (BatchFinished(state),)),), Context("worker", correlation_id=batch))


def _quarantined(task: Task) -> Ended:
    sentence = f"This item stopped the program {MOST_ATTEMPTS} times and was set aside; retry it after an update."
    ended = task.failed("Quarantined", sentence)
    settled = Settled(task.lease, "quarantined", "Quarantined", sentence)
    return Ended(settled, ended.writes)
