"""One wish over many targets becomes one batch: intents and items in a single transaction."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rightsdesk.domain import streams
from rightsdesk.domain.batch import BatchQueued
from rightsdesk.domain.messages import Command, Refused
from rightsdesk.eventlog.log import CommandMark, Context, EventLog, Transaction, Write
from rightsdesk.workqueue.queue import Coming, WorkQueue, packed


class NothingSelected(Refused):
    """Nothing is selected; the command was not queued."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """The receipt of a batch: identifier, the number people call it by, items, and whether it was known already."""

    batch: str
    number: int
    items: int
    repeated: bool = False
    not_touched: int = 0
    """Targets that match only since the selection was made."""


@dataclass(frozen=True, slots=True)
class Order:
    """A wish over many targets: batch identifier (= command id), kind, and one command per stream.

    `wish` is the JSON-safe description for titles, `as_of` the last event the person had seen,
    `not_touched` targets that match only since then. `rest` are the ids of further rows that get the command of the
    first target too: they are part of the batch at once, and get their intents while it runs.
    """

    batch: str
    kind: str
    targets: Sequence[tuple[str, Command[Any]]]
    wish: Mapping[str, Any]
    actor: str
    as_of: int
    query: str = ""
    undoes: str = ""
    not_touched: int = 0
    rest: Sequence[int] = ()

    @property
    def total(self) -> int:
        """Return how many rows it is about."""
        return len(self.targets) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Submitting:
    """Accepts orders."""

    log: EventLog
    queue: WorkQueue

    def submit(self, order: Order, also: Callable[[Transaction], None] | None = None) -> Ticket:
        """Record the batch, one intent per target in its own stream and one item each, or nothing at all.

        The same batch identifier again returns the first receipt; with other content it raises `Invalid`.
        """
        if not order.targets:
            raise NothingSelected
        mark = CommandMark(order.batch, _digest(order), order.kind)
        with self.log.transaction() as tx:
            if self.log.recall(tx, mark) is not None:
                return self._receipt(order)
            number = self.queue.next_number(tx)
            first = self.log.append(tx, self._writes(order, number), self._context(order), mark).first
            items = [(first + 1 + nth, stream) for nth, (stream, _) in enumerate(order.targets)]
            self.queue.put(tx, order.batch, number, order.kind, items)
            if order.rest:
                rows = packed(order.rest)
                coming = Coming(order.batch, first + 1, items[0][1], rows, 0, len(order.rest), order.actor)
                self.queue.announce(tx, coming)
            if also is not None:
                also(tx)
        return Ticket(order.batch, number, order.total, not_touched=order.not_touched)

    def _receipt(self, order: Order) -> Ticket:
        progress = self.queue.progress(order.batch)
        number = progress.number if progress else 0
        return Ticket(order.batch, number, order.total, repeated=True)

    @staticmethod
    def _context(order: Order) -> Context:
        return Context(order.actor, correlation_id=order.batch, causation_id=order.batch)

    @staticmethod
    def _writes(order: Order, number: int) -> list[Write]:
        queued = BatchQueued(
            number=number,
            kind=order.kind,
            total=order.total,
            wish=dict(order.wish),
            query=order.query,
            as_of=order.as_of,
            undoes=order.undoes,
            not_touched=order.not_touched,
        )
        head = Write(streams.batch(order.batch), (queued,), 0)
        return [head, *(Write(stream, (wish,)) for stream, wish in order.targets)]


def _digest(order: Order) -> str:
    told = json.dumps([order.kind, dict(order.wish), order.undoes], sort_keys=True, default=str)
    names = "\n".join(stream for stream, _ in order.targets)
    return hashlib.sha256(f"{told}\n{names}".encode() + packed(order.rest)).hexdigest()
