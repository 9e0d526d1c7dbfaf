"""Makes tables anew from the log while the old ones stay readable, swaps them at once, or only compares.

Nothing but the log is read and nothing but the read model is written: a rebuild can have no effect outside.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rightsdesk.eventlog.collecting import uncollected
from rightsdesk.eventlog.log import EventLog
from rightsdesk.readmodel import checkpoints
from rightsdesk.readmodel.database import Connection, writing
from rightsdesk.readmodel.projection import Page, Projection, Stumbled, decoded
from rightsdesk.readmodel.projector import fold
from rightsdesk.readmodel.table import Table

PAGE = 100_000
NEW = "__new"
CHECK = "__check"
TAKEN = "__taken"
Progress = Callable[[int, int], None]
"""Called with (events applied, events in all) after each page."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a rebuild would make differently: table -> rows with `key`, `kept` and `rebuilt` columns that differ.

    Every compared table is named; no row is what is expected. `events` were read and `rows` compared for it.
    """

    events: int
    differences: Mapping[str, list[dict[str, Any]]]
    rows: int = 0

    @property
    def identical(self) -> bool:
        """Say whether no row differs."""
        return not any(self.differences.values())


class Rebuild:
    """Builds copies of the tables of some projections beside the present ones."""

    def __init__(
        self, connection: Connection, path: Path, log: EventLog, projections: Sequence[Projection], suffix: str = NEW
    ) -> None:
        """Work beside the tables in the file at `path`; the suffix names the copies."""
        self._connection = connection
        self._path = path
        self._log = log
        self._projections = projections
        self._suffix = suffix

    def run(self, progress: Progress | None = None) -> int:
        """Put copies in the place of the tables and return the events read; a killed run is taken up again."""
        events = self._build(progress)
        with writing(self._connection, self._path):
            events += self._rest()
            for projection in self._projections:
                self._swap(projection)
        return events

    def compare(self, limit: int, progress: Progress | None = None) -> Comparison:
        """Build copies up to where the tables stand, name up to `limit` differing rows a table, drop the copies."""
        self._forget()
        events = self._build(progress)
        with writing(self._connection, self._path):
            events += self._rest()
            tables = [table for projection in self._projections for table in projection.tables if table.compared]
            found = {table.name: self._differing(table, limit) for table in tables}
            rows = sum(self._connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in tables)
            for projection in self._projections:
                self._drop(projection)
        return Comparison(events, found, rows)

    def _forget(self) -> None:
        with writing(self._connection, self._path):
            for projection in self._projections:
                self._drop(projection)

    def _build(self, progress: Progress | None) -> int:
        with writing(self._connection, self._path):
            for projection in self._projections:
                self._begin(projection)
        applied, head = 0, self._log.head().position
        while True:
            with writing(self._connection, self._path), uncollected():
                count = self._page(PAGE, None)
            applied += count
            if progress is not None:
                progress(self._position(), max(head, self._position()))
            if count < PAGE:
                break
        for projection in self._projections:
            self._index(projection)
        return applied

    def _begin(self, projection: Projection) -> None:
        """Create empty copies, unless a killed run of the same declaration left some to go on with."""
        known = checkpoints.load(self._connection)
        begun = known.get(projection.name + self._suffix)
        if begun is not None and begun.signature == projection.signature:
            checkpoints.resume(self._connection, begun.name)
            return
        self._drop(projection)
        for table in projection.tables:
            self._connection.execute(table.create(self._suffix))
        present = known.get(projection.name)
        generation = present.generation + 1 if present else 1
        checkpoints.begin(self._connection, projection.name + self._suffix, projection.signature, generation)

    def _page(self, limit: int, until: int | None) -> int:
        """Apply the next page to all copies that stand where the hindmost does; return its length."""
        due = {name: point for name, point in self._checkpoints().items() if point.stopped_at is None}
        if not due:
            return 0
        position = min(point.position for point in due.values())
        events = self._log.read(position, limit)
        if until is not None:
            events = [event for event in events if event.position <= until]
        if not events:
            return 0
        page = decoded(events)
        for projection in self._projections:
            point = due.get(projection.name + self._suffix)
            if point is not None and point.position < events[-1].position:
                self._fold(projection, page.between(point.position, events[-1].position + 1), point.position)
        return len(events)

    def _fold(self, projection: Projection, page: Page, seen: int) -> None:
        name = projection.name + self._suffix
        try:
            fold(self._connection, projection, page, self._suffix)
            checkpoints.move(self._connection, name, seen, page[-1][0].position)
        except Stumbled as stumbled:
            before = page.between(0, stumbled.position)
            if before:
                fold(self._connection, projection, before, self._suffix)
                checkpoints.move(self._connection, name, seen, before[-1][0].position)
            checkpoints.stop(self._connection, name, stumbled.position, stumbled.reason)

    def _rest(self) -> int:
        """Apply, inside the last transaction, what was recorded meanwhile, so that the swap loses no event."""
        live = checkpoints.load(self._connection)
        until = max((live[one.name].position for one in self._projections if one.name in live), default=0)
        applied = 0
        while count := self._page(PAGE, until if self._suffix == CHECK else None):
            applied += count
        return applied

    def _index(self, projection: Projection) -> None:
        """Create the indexes after the rows, each in a transaction of its own; known ones are left alone."""
        generation = self._checkpoints()[projection.name + self._suffix].generation
        known = {row[0] for row in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        for table in () if self._suffix == CHECK else projection.tables:
            for statement in table.create_indexes(generation, self._suffix):
                if statement.split()[2] not in known:
                    with writing(self._connection, self._path):
                        self._connection.execute(statement)

    def _swap(self, projection: Projection) -> None:
        for table in projection.tables:
            self._connection.execute(f"DROP TABLE IF EXISTS {table.name}")
            self._connection.execute(f"ALTER TABLE {table.name}{self._suffix} RENAME TO {table.name}")
        checkpoints.replace(self._connection, projection.name, projection.name + self._suffix)

    def _drop(self, projection: Projection) -> None:
        for table in projection.tables:
            self._connection.execute(f"DROP TABLE IF EXISTS {table.name}{self._suffix}")
        checkpoints.drop(self._connection, projection.name + self._suffix)

    def _checkpoints(self) -> dict[str, checkpoints.Checkpoint]:
        names = {projection.name + self._suffix for projection in self._projections}
        return {name: point for name, point in checkpoints.load(self._connection).items() if name in names}

    def _position(self) -> int:
        return min((point.position for point in self._checkpoints().values()), default=0)

    def _differing(self, table: Table, limit: int) -> list[dict[str, Any]]:
        copy, names, key = table.name + self._suffix, ", ".join(table.names), ", ".join(table.key)
        only_one = f"SELECT {names} FROM {table.name} EXCEPT SELECT {names} FROM {copy}"
        only_other = f"SELECT {names} FROM {copy} EXCEPT SELECT {names} FROM {table.name}"
        keys = self._connection.execute(
            f"SELECT {key} FROM ({only_one}) UNION SELECT {key} FROM ({only_other}) ORDER BY {key} LIMIT ?", (limit,)
        ).fetchall()
        return [_difference(table, row, self._row(table, table.name, row), self._row(table, copy, row)) for row in keys]

    def _row(self, table: Table, name: str, key: tuple[Any, ...]) -> dict[str, Any]:
        where = " AND ".join(f"{column} = ?" for column in table.key)
        row = self._connection.execute(f"SELECT {', '.join(table.names)} FROM {name} WHERE {where}", key).fetchone()
        return dict(zip(table.names, row, strict=True)) if row else {}


def _difference(table: Table, key: tuple[Any, ...], kept: dict[str, Any], rebuilt: dict[str, Any]) -> dict[str, Any]:
    differing = [name for name in table.names if kept.get(name) != rebuilt.get(name) or not (kept and rebuilt)]
    return {
        "key": list(key),
        "kept": {name: kept[name] for name in differing} if kept else None,
        "rebuilt": {name: rebuilt[name] for name in differing} if rebuilt else None,
    }
