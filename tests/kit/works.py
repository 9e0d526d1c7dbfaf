"""A small works: in-memory log and queue with a worker, and words to say what was delivered and asked."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from rightsdesk.batches.handling import Handling
from rightsdesk.batches.lifecycle import Lifecycle
from rightsdesk.batches.submit import Order, Submitting, Ticket
from rightsdesk.batches.task import Performer
from rightsdesk.batches.undo import Undoing
from rightsdesk.batches.worker import Worker
from rightsdesk.domain import streams
from rightsdesk.domain.advice import Finding
from rightsdesk.domain.image import Image, ImageObserved
from rightsdesk.domain.messages import Command, fold
from rightsdesk.eventlog import codec
from rightsdesk.eventlog.log import Context, Recorded, Write
from rightsdesk.eventlog.memory import MemoryEventLog
from rightsdesk.ledger import Candidate
from rightsdesk.workqueue.memory import MemoryWorkQueue
from rightsdesk.workqueue.queue import Progress

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def decode(recorded: Recorded) -> Any:
    """Return the fact or wish that was recorded."""
    return codec.decode(recorded.name, recorded.schema_version, recorded.data)


def unchecked(candidates: Sequence[Candidate]) -> list[tuple[Finding, ...]]:
    """Find nothing wrong with any credit advice: the tests of other things need no complete vendors."""
    return [()] * len(candidates)


@dataclass
class Works:
    """Everything a batch needs, with a clock that tests may turn."""

    performers: dict[str, Performer] = field(default_factory=dict)
    at: datetime = NOW

    def __post_init__(self) -> None:
        """Put the parts together."""
        self.log = MemoryEventLog(clock=lambda: round(self.at.timestamp() * 1_000_000))
        self.queue = MemoryWorkQueue(self.log, clock=self._seconds)
        self.worker = Worker(self.log, self.queue, decode, lambda: self.at, self.performers)
        self.handling = Handling(self.log, decode, lambda: self.at)
        self.submitting = Submitting(self.log, self.queue)
        self.lifecycle = Lifecycle(self.log, self.queue, self.handling, self.worker)
        self.undoing = Undoing(self.handling, self.submitting)
        self._numbers = itertools.count(1)

    def _seconds(self) -> float:
        return self.at.timestamp()

    def given(self, stream: str, *facts: Any) -> None:
        """Record facts that happened before."""
        with self.log.transaction() as tx:
            self.log.append(tx, (Write(stream, facts),), Context("earlier"))

    def image(self, asset: str, *, vendor: str = "v1", **fields: Any) -> str:
        """Deliver an image and return its stream."""
        stream = streams.image(vendor, asset)
        given = {"title": f"Picture {asset}", "price": 1250, "currency": "EUR", "price_origin": "item", **fields}
        uri = f"https://hub.invalid/v1/items/{vendor}/{asset}"
        self.given(stream, ImageObserved(vendor, asset, uri, "hub", 1, None, f"hash-{asset}", given))
        return stream

    def order(self, targets: Sequence[tuple[str, Command[Any]]], **more: Any) -> Ticket:
        """Submit a batch."""
        given: dict[str, Any] = {
            "batch": f"00000000-0000-8000-8000-{next(self._numbers):012d}",
            "kind": targets[0][1].kind,
            "wish": {},
            "actor": "lee" if targets[0][1].kind == "approve-advices" else "kim",
            "as_of": self.log.head().position,
        }
        return self.submitting.submit(Order(targets=targets, **{**given, **more}))

    def work(self, limit: int = 500) -> None:
        """Carry out everything that is due."""
        while self.worker.work_once(limit):
            continue

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)

    def names(self, stream: str) -> list[str]:
        """Return the stored names of a stream's facts in order."""
        return [each.name for each in self.log.read_streams([stream])[stream]]

    def state(self, stream: str) -> Image:
        """Return the present state of an image."""
        return fold(Image(), map(decode, self.log.read_streams([stream])[stream]))

    def told(self, stream: str) -> Any:
        """Return the newest fact of a stream."""
        return decode(self.log.read_streams([stream])[stream][-1])

    def progress(self, ticket: Ticket) -> Progress:
        """Return the counters of a batch."""
        found = self.queue.progress(ticket.batch)
        assert found is not None
        return found


def local(works: Works, stream: str) -> Mapping[str, Any]:
    """Return the corrections of an image."""
    return works.state(stream).local
