"""What a projection is: tables, and what each stored event does to their rows."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from rightsdesk.domain.messages import REGISTER, Command
from rightsdesk.eventlog.log import Recorded
from rightsdesk.eventlog.upcast import lifted
from rightsdesk.faults import Damaged
from rightsdesk.readmodel.database import Connection
from rightsdesk.readmodel.rows import Rows
from rightsdesk.readmodel.table import Table

Fact = dict[str, Any]
"""The stored content of an event in its present shape; empty for a wish, of which nothing is shown."""

Worktop = dict[str, Rows]
"""Table name -> the rows touched by the page at hand."""

Reaction = Callable[[Worktop, Recorded, Fact], None]
NOTHING: Fact = {}
_UNREADABLE: Any = None


class Page(list[tuple[Recorded, Fact]]):
    """Events in order, each with its content."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the stored names that occur."""
        return frozenset({event.name for event, _ in self})

    def between(self, after: int, before: int) -> "Page":
        """Return the events with a position above `after` and below `before`, this very page when that is all."""
        if after < self[0][0].position and self[-1][0].position < before:
            return self
        return Page([pair for pair in self if after < pair[0].position < before])


@dataclass(frozen=True, slots=True)
class Projection:
    """Tables that follow the log together under one checkpoint.

    `reactions` are keyed by stored event name; `settle` computes derived columns once a page, `foresee` fetches at
    once what a page will ask for. Raise `version`
    when a reaction changes its meaning: the tables are then made anew from the log.
    """

    name: str
    tables: tuple[Table, ...]
    reactions: Mapping[str, Reaction]
    settle: Callable[[Worktop], None] | None = None
    version: int = 1
    foresee: Callable[[Worktop, Page], None] | None = None

    @property
    def signature(self) -> str:
        """Return the digest of the declaration; another digest means that the tables must be rebuilt."""
        shape = (self.name, self.version, sorted(self.reactions), [table.signature() for table in self.tables])
        return hashlib.sha256(repr(shape).encode()).hexdigest()[:16]

    def worktop(self, connection: Connection, suffix: str = "") -> Worktop:
        """Return empty working sets of all tables."""
        return {table.name: Rows(table, connection, suffix) for table in self.tables}

    def fold(self, top: Worktop, page: Page) -> None:
        """Apply a page of events in memory and write what differs; raise `Stumbled` at an event that cannot be."""
        reactions, event = self.reactions, None
        if page.names.isdisjoint(reactions):
            return
        due = self._due(page)
        self._load(top, due)
        try:
            for event, fact in due:
                reactions[event.name](top, event, fact)
        except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise Stumbled(event, error) from error
        if self.settle is not None:
            self.settle(top)
        for rows in top.values():
            rows.flush()

    def _due(self, page: Page) -> Page:
        """Return the events that mean something here; most pages mean all or nothing to most projections."""
        if page.names <= self.reactions.keys():
            return page
        return Page([pair for pair in page if pair[0].name in self.reactions])

    def _load(self, top: Worktop, due: Page) -> None:
        by_stream = [table.name for table in self.tables if table.by_stream]
        if by_stream:
            touched = {event.stream_id for event, _ in due}
            for name in by_stream:
                top[name].load(touched)
        if self.foresee is not None:
            self.foresee(top, due)


class Stumbled(Exception):
    """A projection could not apply an event; only this projection stops."""

    def __init__(self, event: Recorded | None, error: Exception) -> None:
        """Keep the position and a sentence for people."""
        self.position = event.position if event else 0
        self.reason = f"{event.name if event else 'a page'} could not be shown: {type(error).__name__}: {error}"
        super().__init__(self.reason)


def decoded(events: Sequence[Recorded]) -> Page:
    """Return events with their content, lifted to the present shape.

    Content that cannot be read is None, so that exactly the projections that need it stop there.
    """
    wanted = wishes()
    versions = {name: cls.schema_version for name, cls in REGISTER.items()}
    loads = orjson.loads
    try:
        return Page(
            [
                (event, NOTHING if event.name in wanted else loads(event.data))
                if event.schema_version == versions.get(event.name, event.schema_version)
                else (event, lifted(event.name, event.schema_version, versions[event.name], loads(event.data)))
                for event in events
            ]
        )
    except (ValueError, Damaged):
        if len(events) == 1:
            return Page([(events[0], _UNREADABLE)])
        return Page([pair for event in events for pair in decoded((event,))])


def wishes() -> frozenset[str]:
    """Return the stored names of all wishes that are batched."""
    return frozenset(name for name, cls in REGISTER.items() if issubclass(cls, Command))
