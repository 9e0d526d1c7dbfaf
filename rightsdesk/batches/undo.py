"""Undo: compensating commands for what a batch changed; what somebody changed later is left and listed."""

from dataclasses import dataclass, replace

from rightsdesk.batches.handling import Handling
from rightsdesk.batches.submit import Order, Submitting, Ticket
from rightsdesk.domain import streams
from rightsdesk.domain.batch import Batch, BatchQueued, UndoBatch
from rightsdesk.domain.image import ImageMetadataUpdated, RestoreMetadata
from rightsdesk.domain.messages import Circumstance
from rightsdesk.eventlog.log import Context, Transaction, Write

PAGE = 5000


@dataclass(frozen=True, slots=True)
class Undoing:
    """Turns a finished batch into the batch that compensates it."""

    handling: Handling
    submitting: Submitting

    def undo(self, batch: str, by: str, actor: str) -> Ticket:
        """Queue batch `by` that restores what `batch` changed; both facts in one transaction."""
        own = streams.batch(batch)
        story, version = self.handling.state(own, Batch())
        facts = UndoBatch(by).decide(story, Circumstance(self.handling.clock(), actor))
        queued = self._queued(own)
        order = Order(
            batch=by,
            kind=RestoreMetadata.kind,
            targets=self._compensations(batch),
            wish={"undoes": queued.number, "of": queued.wish},
            actor=actor,
            as_of=self.handling.log.head().position,
            undoes=batch,
        )

        def also(tx: Transaction) -> None:
            self.handling.log.append(tx, (Write(own, facts, version),), Context(actor, correlation_id=batch))

        return self.submitting.submit(order, also)

    def _queued(self, own: str) -> BatchQueued:
        found: BatchQueued = self.handling.decode(self.handling.log.read_streams([own])[own][0])
        return found

    def _compensations(self, batch: str) -> list[tuple[str, RestoreMetadata]]:
        found: dict[str, RestoreMetadata] = {}
        after = 0
        while page := self.handling.log.read_correlated(batch, after, PAGE):
            for each in page:
                if each.name == ImageMetadataUpdated.stored_name:
                    self._compensate(found, each.stream, self.handling.decode(each))
            after = page[-1].position
        return list(found.items())

    @staticmethod
    def _compensate(found: dict[str, RestoreMetadata], stream: str, fact: ImageMetadataUpdated) -> None:
        """The first change of a stream knows what stood before, the last one what stands now."""
        if not fact.local:
            return
        earlier = found.get(stream)
        if earlier is None:
            found[stream] = RestoreMetadata(fact.previous, fact.local)
        else:
            values = {**fact.previous, **earlier.values}
            found[stream] = replace(earlier, values=values, written={**earlier.written, **fact.local})
