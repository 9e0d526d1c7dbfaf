"""Undo: compensating commands for what a batch changed; what somebody changed later is left and listed."""

from dataclasses import dataclass, replace
from typing import Any

from rightsdesk.batches.compensating import WAYS, Way
from rightsdesk.batches.handling import Handling
from rightsdesk.batches.submit import Order, Submitting, Ticket
from rightsdesk.domain import streams
from rightsdesk.domain.batch import Batch, BatchQueued, UndoBatch
from rightsdesk.domain.image import ImageOverrideEnded, ImageRestrictionOverridden, RestoreDecisions
from rightsdesk.domain.messages import Circumstance, Command
from rightsdesk.domain.rights import Override
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
        way = WAYS[story.kind]
        order = Order(
            batch=by,
            kind=way.kind,
            targets=self._compensations(batch, way),
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

    def _compensations(self, batch: str, way: Way) -> list[tuple[str, Command[Any]]]:
        found: dict[str, Any] = {}
        ended: dict[str, set[str]] = {}
        after = 0
        while page := self.handling.log.read_correlated(batch, after, PAGE):
            for each in page:
                if each.name in way.facts:
                    fact = self.handling.decode(each)
                    found[each.stream] = way.joined(found.get(each.stream), fact)
                elif each.name == ImageOverrideEnded.stored_name:
                    ended.setdefault(each.stream, set()).add(self.handling.decode(each).override_id)
            after = page[-1].position
        for own in ended.keys() & found.keys():
            if isinstance(found[own], RestoreDecisions):
                found[own] = replace(found[own], overrides=self._overrides(own, ended[own]))
        return [(own, wish) for own, wish in found.items() if wish is not None]

    def _overrides(self, own: str, wanted: set[str]) -> tuple[Override, ...]:
        """Return overrides as they were made: the fact that ended one names it only."""
        facts = map(self.handling.decode, self.handling.log.read_streams([own])[own])
        made = {
            fact.override.override_id: fact.override for fact in facts if isinstance(fact, ImageRestrictionOverridden)
        }
        return tuple(made[key] for key in sorted(wanted & made.keys()))
