"""What delivering a batch's intents again would do, said before it is done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rightsdesk.batches.task import plainly
from rightsdesk.batches.worker import Worker
from rightsdesk.domain import streams
from rightsdesk.domain.batch import BatchUnknown
from rightsdesk.domain.messages import REGISTER, Command, Event
from rightsdesk.eventlog.log import EventLog, Recorded
from rightsdesk.workqueue.queue import Lease

PAGE = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """What a redo would do: items by outcome (done, unchanged, failed, conflicted), or `again` with outside effects."""

    kind: str
    items: int
    outcomes: dict[str, int] = field(default_factory=dict)


def intents(log: EventLog, batch: str) -> Iterator[Recorded]:
    """Yield the stored intents of a batch in order."""
    after = 0
    while page := log.read_correlated(batch, after, PAGE):
        yield from (each for each in page if issubclass(REGISTER.get(each.name, Event), Command))
        after = page[-1].position


def preview(worker: Worker, batch: str) -> Preview:
    """Rehearse all intents against the present without writing; outside effects are only counted."""
    own = streams.batch(batch)
    history = worker.log.read_streams([own])[own]
    if not history:
        raise BatchUnknown
    kind = worker.decode(history[0]).kind
    if kind in worker.performers:
        count = sum(1 for _ in intents(worker.log, batch))
        return Preview(kind, count, {"again": count})
    found: Counter[str] = Counter()
    for page in _pages(worker.log, batch, kind):
        ended = plainly(worker.rehearsal(page)).ended
        found.update(each.settled.result for each in ended)
    return Preview(kind, found.total(), dict(found))


def _pages(log: EventLog, batch: str, kind: str) -> Iterator[Sequence[Lease]]:
    page: list[Lease] = []
    for each in intents(log, batch):
        page.append(Lease(each.position, batch, kind, 0, each.stream, 1, ""))
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page
