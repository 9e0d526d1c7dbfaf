"""Undo: compensating commands for what a batch changed; what somebody changed later is left and listed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rightsdesk.batches.compensating import WAYS, Way
from rightsdesk.batches.handling import Handling
from rightsdesk.batches.submit import Order, Submitting, Ticket
from rightsdesk.batches.task import histories
from rightsdesk.domain import streams
from rightsdesk.domain.batch import Batch, BatchQueued, UndoBatch
from rightsdesk.domain.image import (
    ImageOverrideEnded,
    ImageRestrictionOverridden,
    RestoreDecisions,
    RestoreGrants,
    RestoreMetadata,
)
from rightsdesk.domain.messages import Circumstance, Command, Refused
from rightsdesk.domain.rights import Override
from rightsdesk.eventlog.log import Context, Recorded, Transaction, Write

PAGE = 5000
CHUNK = 500
WORKER = "worker"
"""Who records outcomes; the person stands at the intent of the same batch."""


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing would do: items restored, already so, impossible; by whom others were changed since, and how many.

    `may_insist` says that these can be restored too.
    """

    restored: int
    unchanged: int
    failed: int
    changed_since: Mapping[str, int]
    may_insist: bool = False

    @property
    def left_alone(self) -> int:
        """Return how many items somebody changed later."""
        return sum(self.changed_since.values())


@dataclass(frozen=True, slots=True)
class Undoing:
    """Turns a finished batch into the batch that compensates it."""

    handling: Handling
    submitting: Submitting

    def undo(self, batch: str, by: str, actor: str, *, insist: bool = False) -> Ticket:
        """Queue batch `by` that restores what `batch` changed; both facts in one transaction.

        What somebody changed later is left alone, or restored too where the person insists.
        """
        own = streams.batch(batch)
        story, version = self.handling.state(own, Batch())
        facts = UndoBatch(by).decide(story, Circumstance(self.handling.clock(), actor))
        queued = self._queued(own)
        way = WAYS[story.kind]
        order = Order(
            batch=by,
            kind=way.kind,
            targets=[(own_, _insisting(wish) if insist else wish) for own_, wish in self._compensations(batch, way)],
            wish={"undoes": queued.number, "of": queued.wish},
            actor=actor,
            as_of=self.handling.log.head().position,
            undoes=batch,
        )

        def also(tx: Transaction) -> None:
            self.handling.log.append(tx, (Write(own, facts, version),), Context(actor, correlation_id=batch))

        return self.submitting.submit(order, also)

    def preview(self, batch: str, actor: str) -> UndoPreview:
        """Say what undoing would do now, and who changed what it would leave alone; nothing is written."""
        own = streams.batch(batch)
        story, _ = self.handling.state(own, Batch())
        UndoBatch("").decide(story, Circumstance(self.handling.clock(), actor))
        found: Counter[str] = Counter()
        later: Counter[str] = Counter()
        targets = self._compensations(batch, WAYS[story.kind])
        for start in range(0, len(targets), CHUNK):
            page = targets[start : start + CHUNK]
            read = histories(self.handling.log, self.handling.decode, [stream for stream, _ in page])
            for stream, wish in page:
                outcome = self._rehearsed(wish, read.state(stream), actor)
                found[outcome] += 1
                if outcome == "conflicted":
                    later[_who(read.recorded[stream], batch)] += 1
        changeable = any(isinstance(wish, RestoreMetadata | RestoreGrants) for _, wish in targets[:1])
        return UndoPreview(found["done"], found["unchanged"], found["failed"], dict(later), changeable)

    def _rehearsed(self, wish: Command[Any], state: Any, actor: str) -> str:
        try:
            facts = wish.decide(state, Circumstance(self.handling.clock(), actor))
        except Refused:
            return "failed"
        return next((str(fact.outcome) for fact in reversed(facts) if fact.outcome), "unchanged")

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


def _insisting(wish: Command[Any]) -> Command[Any]:
    """Return the wish without the comparison with what the batch wrote."""
    return replace(wish, written={}) if isinstance(wish, RestoreMetadata | RestoreGrants) else wish


def _who(history: Sequence[Recorded], batch: str) -> str:
    """Return who wrote to the stream last, apart from the batch itself."""
    last = next(each for each in reversed(history) if each.correlation_id != batch)
    told = (each.actor for each in reversed(history) if each.correlation_id == last.correlation_id)
    return next((actor for actor in told if actor != WORKER), last.actor)
