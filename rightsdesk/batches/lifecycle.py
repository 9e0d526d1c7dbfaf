"""Pause, resume, cancel and retry a batch: the event and the queue move in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from rightsdesk.batches.handling import Handling
from rightsdesk.batches.worker import Worker
from rightsdesk.domain import streams
from rightsdesk.domain.batch import (
    Batch,
    BatchUnknown,
    CancelBatch,
    MoveBatch,
    PauseBatch,
    RedoBatch,
    ResumeBatch,
    RetryFailed,
)
from rightsdesk.domain.messages import Circumstance
from rightsdesk.eventlog.log import Context, EventLog, Transaction, Write
from rightsdesk.workqueue.queue import WorkQueue

Steering = CancelBatch | MoveBatch | RetryFailed | RedoBatch


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Steers batches by identifier; each method raises `Refused` with the reason when the state forbids it."""

    log: EventLog
    queue: WorkQueue
    handling: Handling
    worker: Worker

    def pause(self, batch: str, actor: str) -> None:
        """Begin no further items."""
        self._steer(batch, PauseBatch(), actor, self.queue.pause)

    def resume(self, batch: str, actor: str) -> None:
        """Go on."""
        self._steer(batch, ResumeBatch(), actor, self.queue.resume)

    def _steer(
        self, batch: str, wish: PauseBatch | ResumeBatch, actor: str, move: Callable[[Transaction, str], None]
    ) -> None:
        def also(tx: Transaction) -> None:
            move(tx, batch)

        self.handling.handle(streams.batch(batch), Batch(), wish, actor, also=also)

    def cancel(self, batch: str, actor: str) -> int:
        """Withdraw the items not begun and return how many; what is done stays done."""
        story = self._story(batch)
        with self.log.transaction() as tx:
            withdrawn, finished = self.queue.cancel(tx, batch)
            self._record(tx, batch, actor, CancelBatch(withdrawn), story)
            if finished:
                self.worker.finish(tx, batch)
        return withdrawn

    def move(self, batch: str, actor: str, *, earlier: bool) -> None:
        """Change places with the batch before or after it in the queue."""
        story = self._story(batch)
        with self.log.transaction() as tx:
            moved = self.queue.move(tx, batch, earlier=earlier)
            self._record(tx, batch, actor, MoveBatch(earlier, moved), story)

    def retry(self, batch: str, actor: str) -> int:
        """Put the items without success back, in the same run, and return how many."""
        story = self._story(batch)
        with self.log.transaction() as tx:
            items = self.queue.retry(tx, batch)
            self._record(tx, batch, actor, RetryFailed(items), story)
        return items

    def redo(self, batch: str, actor: str, why: str = "") -> int:
        """Deliver all stored intents again as the next run and return how many."""
        story = self._story(batch)
        with self.log.transaction() as tx:
            self._record(tx, batch, actor, RedoBatch(why), story)
            return self.queue.redo(tx, batch, story.run + 1)

    def _story(self, batch: str) -> Batch:
        story, _ = self.handling.state(streams.batch(batch), Batch())
        if not story.kind:
            raise BatchUnknown
        return story

    def _record(
        self,
        tx: Transaction,
        batch: str,
        actor: str,
        wish: Steering,
        story: Batch,
    ) -> None:
        facts = wish.decide(story, Circumstance(self.handling.clock(), actor))
        self.log.append(tx, (Write(streams.batch(batch), facts),), Context(actor, correlation_id=batch))
