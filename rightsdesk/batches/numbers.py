"""Numbers drawn for a chunk of documents: in order, none left out, in the transaction that issues the documents."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rightsdesk.batches.task import Histories, Task
from rightsdesk.domain import numbering, streams
from rightsdesk.domain.numbering import NumberDrawn, Series
from rightsdesk.eventlog.log import Context, EventLog, Write


def series(platform: str, day: date) -> str:
    """Return the stream of the series from which a document of that day gets its number."""
    return streams.numbering(platform, day.year)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number series as read, moved on by each number drawn; the streams must be among the histories."""

    read: Histories
    drawn: dict[str, list[NumberDrawn]] = field(default_factory=dict)

    def next(self, platform: str, day: date, advice_id: str) -> NumberDrawn:
        """Return the number that would be drawn; it is not, when what it is for turns out to be forbidden."""
        own = series(platform, day)
        last = self.drawn.get(own)
        state: Series = last[-1].evolve(Series()) if last else self.read.state(own)
        return numbering.draw(state, platform, day.year, advice_id)

    def draw(self, platform: str, day: date, number: NumberDrawn) -> None:
        """Draw the number."""
        self.drawn.setdefault(series(platform, day), []).append(number)

    def record(self, log: EventLog, task: Task, writes: Sequence[Write]) -> None:
        """Append the numbers and what they were drawn for, all or nothing."""
        if not writes:
            return
        drawn = [Write(own, tuple(numbers), self.read.version(own)) for own, numbers in self.drawn.items()]
        context = Context(task.cx.actor, correlation_id=task.lease.batch)
        with log.transaction() as tx:
            log.append(tx, [*drawn, *writes], context)
