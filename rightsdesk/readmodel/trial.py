"""A trial rebuild in a second file: made from the events, compared row by row, swapped in on a person's word."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rightsdesk.eventlog.log import EventLog
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import checkpoints, transplant
from rightsdesk.readmodel.database import Connection, connect, discard, speaking, writing
from rightsdesk.readmodel.model import ReadModel
from rightsdesk.readmodel.past import Past
from rightsdesk.readmodel.projection import Projection
from rightsdesk.readmodel.projector import Projector
from rightsdesk.readmodel.rebuild import Progress, Rebuild
from rightsdesk.readmodel.table import Table
from rightsdesk.readmodel.upto import UpTo

EXAMPLES = 1_000
"""Differing rows of each table that are told with their values; all of them are counted."""
STEP = 5_000
KEPT = timedelta(days=1)
TRIAL, REPLACED = "trial.db", "replaced-"


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that a rebuild makes differently: only the columns that differ; None where it is only on one side."""

    table: str
    key: tuple[Any, ...]
    name: str
    kept: Mapping[str, Any] | None
    rebuilt: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial found: rows compared, how many differ by table, and the first of them with their values.

    `events` were replayed from event `since` up to `position`; `path` is the rebuilt copy.
    """

    path: Path
    projections: tuple[str, ...]
    since: int
    position: int
    events: int
    rows: int
    counts: Mapping[str, int]
    examples: tuple[Differing, ...]

    @property
    def differing(self) -> int:
        """Return how many rows differ."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Replaced:
    """Tables that were replaced, kept for a day: since when, which, and where."""

    path: Path
    at: datetime
    projections: tuple[str, ...]


class Trials:
    """Rebuilds on trial, one at a time; nothing is written to the tables before `swap_in`."""

    def __init__(
        self,
        folder: Path,
        model: ReadModel,
        log: EventLog,
        past: Past,
        clock: Callable[[], datetime],
    ) -> None:
        """Work in a folder of its own beside the tables; `past` keeps states to begin from."""
        self._folder = folder
        self._model = model
        self._log = log
        self._past = past
        self._clock = clock
        self._lock = threading.Lock()

    def run(self, tables: Sequence[str] = (), since: int = 1, progress: Progress | None = None) -> Trial:
        """Replay from an event into a second copy and compare it with the tables; what `progress` raises ends it.

        All tables, or those of the named projections. A state before the event is made first where none is kept.
        """
        chosen = self._model.chosen(tables)
        head = self._log.head().position
        if not 1 <= since <= max(1, head):
            raise Invalid(f"There is no event {since:,}; the last one is {head:,}. Choose one of these.")
        with self._lock:
            path = self._folder / TRIAL
            self._folder.mkdir(parents=True, exist_ok=True)
            discard(path)
            try:
                return self._run(path, chosen, since, progress)
            except BaseException:
                discard(path)
                raise

    def swap_in(self, trial: Trial, progress: Progress | None = None) -> Replaced:
        """Put the rebuilt copy in the place of the tables at once; what was there is kept for a day."""
        with self._lock:
            if not trial.path.exists():
                raise Invalid("This copy is no longer there. Compare again, then swap.")
            replaced = self._exchange(trial.path, trial.projections, progress)
            discard(trial.path)
            return replaced

    def put_back(self, replaced: Replaced, progress: Progress | None = None) -> Replaced:
        """Bring tables that were replaced back, with everything recorded since; the present ones are kept instead."""
        with self._lock:
            if not replaced.path.exists():
                raise Invalid("The replaced tables are no longer there; they are kept for one day.")
            mine = self._exchange(replaced.path, replaced.projections, progress)
            discard(replaced.path)
            return mine

    def replaced(self) -> list[Replaced]:
        """Return the replaced tables that are still kept, the newest first; older ones are let go."""
        found = []
        for path in sorted(self._folder.glob(f"{REPLACED}*.db"), reverse=True):
            at = datetime.fromtimestamp(int(path.stem.removeprefix(REPLACED)) / 1000, UTC)
            if self._clock() - at > KEPT:
                with suppress(OSError):
                    discard(path)
            else:
                found.append(Replaced(path, at, transplant.names(path)))
        return found

    def forget(self, trial: Trial) -> None:
        """Throw the copy away."""
        with self._lock:
            discard(trial.path)

    # ------------------------------------------------------------ making

    def _exchange(self, path: Path, names: Sequence[str], progress: Progress | None) -> Replaced:
        at = self._clock()
        while (kept := self._folder / f"{REPLACED}{round(at.timestamp() * 1000)}.db").exists():
            at += timedelta(milliseconds=1)
        self._model.take_in(path, names, kept, progress)
        return Replaced(kept, at, tuple(names))

    def _run(self, path: Path, chosen: list[Projection], since: int, progress: Progress | None) -> Trial:
        if since > 1:
            transplant.copy(self._past.prepare(since - 1, progress), path, chosen, "")
        connection = connect(path)
        try:
            start = self._build(connection, path, chosen, since, progress)
            with self._model.pinned(path) as other:
                position = self._model_position(other, chosen)
                self._follow(connection, path, chosen, position, start, progress)
                return _compared(other, path, chosen, since, position)
        finally:
            connection.close()

    def _build(
        self, connection: Connection, path: Path, chosen: list[Projection], since: int, progress: Progress | None
    ) -> int:
        """Bring the copy to where the log ends now; return the event before the first one replayed."""
        head = self._log.head().position
        if since == 1:
            with writing(connection, path):
                checkpoints.prepare(connection)
            Rebuild(connection, path, UpTo(self._log, head), chosen).run(progress)
            return 0
        self._follow(connection, path, chosen, head, since - 1, progress)
        return since - 1

    def _follow(
        self,
        connection: Connection,
        path: Path,
        chosen: list[Projection],
        position: int,
        start: int,
        progress: Progress | None,
    ) -> None:
        projector = Projector(connection, path, UpTo(self._log, position), chosen)
        while True:
            changed = projector.catch_up(STEP)
            if progress is not None:
                progress(max(0, min(changed.position, position) - start), position - start)
            if not changed.behind:
                return

    @staticmethod
    def _model_position(other: Connection, chosen: list[Projection]) -> int:
        names = {projection.name for projection in chosen}
        found = other.execute("SELECT name, position FROM live.checkpoints").fetchall()
        return max((position for name, position in found if name in names), default=0)


def _compared(connection: Connection, path: Path, chosen: list[Projection], since: int, position: int) -> Trial:
    tables = [table for projection in chosen for table in projection.tables if table.compared]
    counts, examples, rows = {}, [], 0
    with speaking(path):
        for table in tables:
            rows += connection.execute(
                f"SELECT max((SELECT count(*) FROM live.{table.name}), (SELECT count(*) FROM main.{table.name}))"
            ).fetchone()[0]
            keys = _differing(connection, table)
            counts[table.name] = len(keys)
            examples += [_told(connection, table, key) for key in keys[:EXAMPLES]]
    names = tuple(projection.name for projection in chosen)
    return Trial(path, names, since, position, max(0, position - since + 1), rows, counts, tuple(examples))


def _differing(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    names, key = ", ".join(table.names), ", ".join(table.key)
    mine, other = f"SELECT {names} FROM live.{table.name}", f"SELECT {names} FROM main.{table.name}"
    return connection.execute(
        f"SELECT {key} FROM ({mine} EXCEPT {other}) UNION SELECT {key} FROM ({other} EXCEPT {mine}) ORDER BY {key}"
    ).fetchall()


def _told(connection: Connection, table: Table, key: tuple[Any, ...]) -> Differing:
    kept, rebuilt = (_row(connection, table, schema, key) for schema in ("live", "main"))
    differing = [name for name in table.names if kept.get(name) != rebuilt.get(name)]
    return Differing(
        table.name,
        key,
        _name(kept or rebuilt, key),
        {name: kept[name] for name in differing} if kept else None,
        {name: rebuilt[name] for name in differing} if rebuilt else None,
    )


def _row(connection: Connection, table: Table, schema: str, key: tuple[Any, ...]) -> dict[str, Any]:
    where = " AND ".join(f"{column} IS ?" for column in table.key)
    row = connection.execute(f"SELECT {', '.join(table.names)} FROM {schema}.{table.name} WHERE {where}", key)
    found = row.fetchone()
    return dict(zip(table.names, found, strict=True)) if found else {}


def _name(row: Mapping[str, Any], key: tuple[Any, ...]) -> str:
    """Return what people call a row: the picture's key, a number or a name, else what finds it."""
    if row.get("asset_id"):
        return f"{row.get('vendor')}:{row['asset_id']}"
    return str(next((row[name] for name in ("number", "name", "key") if row.get(name)), ", ".join(map(str, key))))
