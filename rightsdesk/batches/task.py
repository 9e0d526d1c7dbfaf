"""One leased item as a performer sees it, and how it ended."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rightsdesk.domain.account import Account
from rightsdesk.domain.advice import Advice
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, fold
from rightsdesk.domain.numbering import Series
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.streams import category
from rightsdesk.domain.vendor import Vendor
from rightsdesk.eventlog.log import EventLog, Recorded, Write
from rightsdesk.workqueue.queue import Lease, Settled

Decode = Callable[[Recorded], Any]
Clock = Callable[[], datetime]

_BEGINNINGS: dict[str, Any] = {
    "image": Image(),
    "account": Account(),
    "advice": Advice(),
    "vendor": Vendor(),
    "platform": Platform(),
    "numbering": Series(),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A leased item with its wish, the state it meets and the circumstances of the decision."""

    lease: Lease
    command: Command[Any]
    state: Any
    version: int
    intent_id: str
    cx: Circumstance

    def ended(self, facts: Iterable[Event[Any]], also: Sequence[Write] = ()) -> "Ended":
        """Return the end of this item: its facts in its own stream, and what is written elsewhere with them."""
        kept = tuple(facts)
        mine = Write(self.lease.stream, kept, self.version, self.intent_id)
        outcome = next((fact for fact in reversed(kept) if fact.outcome), None)
        settled = Settled(
            self.lease,
            (outcome.outcome if outcome else None) or "done",
            str(getattr(outcome, "code", "")),
            str(getattr(outcome, "reason", "")),
        )
        return Ended(settled, (mine, *also))

    def refused(self, refusal: Refused) -> "Ended":
        """Return the end of an item whose wish the rules forbid."""
        return self.failed(refusal.code, refusal.sentence)

    def failed(self, code: str, sentence: str) -> "Ended":
        """Return the end of an item that could not be carried out."""
        return self.ended((self.command.failed(code, sentence),))


@dataclass(frozen=True, slots=True)
class Ended:
    """How an item ended and what is written for it, in one transaction."""

    settled: Settled
    writes: tuple[Write, ...]


@dataclass(frozen=True, slots=True)
class Performed:
    """What a performer did with a chunk: items ended, facts of streams they share, items put off."""

    ended: tuple[Ended, ...] = ()
    shared: tuple[Write, ...] = ()
    put_off: tuple[Lease, ...] = ()
    put_off_for: float = 0.0
    put_off_because: str = ""


Performer = Callable[[Sequence[Task]], Performed]


@dataclass(frozen=True, slots=True)
class Histories:
    """Streams read together, each folded once, when first asked for: a vendor or a number series serves many items."""

    recorded: Mapping[str, Sequence[Recorded]]
    decode: Decode = field(repr=False)
    folded: dict[str, Any] = field(default_factory=dict, repr=False)

    def state(self, stream: str) -> Any:
        """Return the present state of a stream."""
        if stream not in self.folded:
            facts = (self.decode(each) for each in self.recorded[stream])
            self.folded[stream] = fold(_BEGINNINGS[category(stream)], facts)
        return self.folded[stream]

    def version(self, stream: str) -> int:
        """Return the version of a stream, 0 when it is new."""
        history = self.recorded[stream]
        return history[-1].version if history else 0


def histories(log: EventLog, decode: Decode, streams: Iterable[str]) -> Histories:
    """Read many streams at once."""
    return Histories(log.read_streams(streams), decode)


def plainly(tasks: Sequence[Task]) -> Performed:
    """Carry out wishes that need nothing but their own stream."""
    return Performed(tuple(decided(task) for task in tasks))


def decided(task: Task) -> Ended:
    """Let the wish decide; a refusal is an answer like any other."""
    try:
        return task.ended(task.command.decide(task.state, task.cx))
    except Refused as refusal:
        return task.refused(refusal)
