"""Catches up with the log: read, apply, move the position in the same transaction, name the rows that changed."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.eventlog.log import EventLog
from rightsdesk.faults import Conflict
from rightsdesk.readmodel import checkpoints
from rightsdesk.readmodel.checkpoints import Checkpoint
from rightsdesk.readmodel.database import Connection, writing
from rightsdesk.readmodel.projection import Page, Projection, Stumbled, decoded

ATTEMPTS = 10
PAUSE = 0.002
"""Seconds before looking again where another projector was faster, each time twice as long: two seconds in all."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one step changed: table -> row ids; `behind` counts what is left to do, call again while it is not 0."""

    rows: Mapping[str, frozenset[int]]
    behind: int
    position: int


class Projector:
    """Applies new events to all projections; a second one at the same file loses by compare-and-set."""

    def __init__(self, connection: Connection, path: Path, log: EventLog, projections: Sequence[Projection]) -> None:
        """Use an open connection to the file at `path`, which is only named in faults."""
        self._connection = connection
        self._path = path
        self._log = log
        self._projections = {projection.name: projection for projection in projections}

    def catch_up(self, limit: int) -> Changed:
        """Apply up to `limit` events; look again where another projector was faster."""
        for attempt in range(ATTEMPTS):
            try:
                return self._step(limit)
            except Conflict:
                if attempt == ATTEMPTS - 1:
                    raise
                time.sleep(PAUSE * 2**attempt)
        raise AssertionError

    def _step(self, limit: int) -> Changed:
        working = {
            name: checkpoint
            for name, checkpoint in checkpoints.load(self._connection).items()
            if name in self._projections and checkpoint.stopped_at is None
        }
        head = self._log.head().position
        if not working:
            return Changed({}, 0, head)
        position = min(checkpoint.position for checkpoint in working.values())
        events = self._log.read(position, limit) if position < head else []
        if not events:
            return Changed({}, 0, position)
        changed: dict[str, frozenset[int]] = {}
        page = decoded(events)
        with writing(self._connection, self._path):
            for checkpoint in working.values():
                changed |= self._apply(checkpoint, page)
        reached = events[-1].position
        return Changed(changed, max(0, head - reached), reached)

    def _apply(self, checkpoint: Checkpoint, page: Page) -> dict[str, frozenset[int]]:
        reached = page[-1][0].position
        if checkpoint.position >= reached:
            return {}
        due = page.between(checkpoint.position, reached + 1)
        projection = self._projections[checkpoint.name]
        try:
            changed = fold(self._connection, projection, due)
        except Stumbled as stumbled:
            return self._stopped(checkpoint, due, stumbled)
        checkpoints.move(self._connection, checkpoint.name, checkpoint.position, reached)
        return changed

    def _stopped(self, checkpoint: Checkpoint, due: Page, stumbled: Stumbled) -> dict[str, frozenset[int]]:
        """Keep what lies before the event, then stop this projection alone."""
        before = due.between(0, stumbled.position)
        changed: dict[str, frozenset[int]] = {}
        if before:
            changed = fold(self._connection, self._projections[checkpoint.name], before)
            checkpoints.move(self._connection, checkpoint.name, checkpoint.position, before[-1][0].position)
        checkpoints.stop(self._connection, checkpoint.name, stumbled.position, stumbled.reason)
        return changed


def fold(connection: Connection, projection: Projection, page: Page, suffix: str = "") -> dict[str, frozenset[int]]:
    """Apply a page to the tables of one projection, wholly or not at all; return the ids of changed rows."""
    top = projection.worktop(connection, suffix)
    connection.execute("SAVEPOINT fold")
    try:
        projection.fold(top, page)
    except Stumbled:
        connection.execute("ROLLBACK TO fold")
        raise
    finally:
        connection.execute("RELEASE fold")
    return {name: frozenset(rows.changed) for name, rows in top.items() if rows.changed}
