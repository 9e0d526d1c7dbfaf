"""The read model as a whole: opened over its file, kept up with the log, rebuilt, compared, questioned."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rightsdesk.eventlog.log import EventLog
from rightsdesk.faults import Damaged, Fault, Unknown
from rightsdesk.readmodel import checkpoints, search, transplant
from rightsdesk.readmodel.asking import this_second, today
from rightsdesk.readmodel.database import Connection, connect, discard, speaking, writing
from rightsdesk.readmodel.pages import Reader
from rightsdesk.readmodel.projection import Projection
from rightsdesk.readmodel.projector import Changed, Projector
from rightsdesk.readmodel.rebuild import CHECK, TAKEN, Comparison, Progress, Rebuild
from rightsdesk.readmodel.tables import PROJECTIONS

STEP = 500
"""Events applied in one transaction while people work: a longer step would hold the window's thread up."""
SEARCHED = 500
"""Images whose words are taken in at a time: many more, and what is recorded meanwhile would be shown seconds later."""

POLL_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the read model has come: position of its hindmost working projection, events behind it.

    `stopped` names each projection that could not apply an event, with the event and the reason; `skipped` events
    were passed over on a person's word; the words of `unsearched` images cannot be found yet.
    """

    position: int
    behind: int
    stopped: Mapping[str, str]
    skipped: int
    unsearched: int


def open_read_model(
    path: Path,
    log: EventLog,
    *,
    progress: Progress | None = None,
    projections: Sequence[Projection] = PROJECTIONS,
) -> "ReadModel":
    """Open the file, or make it; tables whose declaration changed, and those of another log, are made anew.

    A damaged file is thrown away and made again from the log.
    """
    try:
        return ReadModel(path, log, projections, progress)
    except Damaged:
        discard(path)
        return ReadModel(path, log, projections, progress)


def is_ready(path: Path, projections: Sequence[Projection] = PROJECTIONS) -> bool:
    """Say whether a file holds the tables of this program, so that opening it makes none of them anew."""
    if not path.is_file():
        return False
    try:
        with closing(connect(path)) as connection, speaking(path):
            known = checkpoints.load(connection)
    except Fault:
        return False
    return not any(_is_stale(projection, known) for projection in projections)


class ReadModel:
    """Tables that follow the log; any thread may call, one at a time writes."""

    def __init__(
        self, path: Path, log: EventLog, projections: Sequence[Projection], progress: Progress | None = None
    ) -> None:
        """Prepare the file; see `open_read_model`."""
        self._path = path
        self._log = log
        self._projections = {projection.name: projection for projection in projections}
        self._lock = threading.RLock()
        self._connection: Connection = connect(path)
        try:
            self._prepare(progress)
        except BaseException:
            self._connection.close()
            raise
        self._watch, self._watched = connect(path), threading.Lock()
        self._projector = Projector(self._connection, path, log, projections)

    @property
    def folder(self) -> Path:
        """Return where its file lies: in the workspace, or elsewhere when that cannot be written."""
        return self._path.parent

    def catch_up(self, limit: int = STEP) -> Changed:
        """Apply up to `limit` events and name the rows that changed; when none are left, let search catch up."""
        with self._lock:
            changed = self._projector.catch_up(limit)
            if changed.behind == 0:
                search.catch_up(self._connection, self._path, min(limit, SEARCHED))
            unsearched = search.waiting(self._connection)
            return Changed(changed.rows, changed.behind + unsearched, changed.position)

    def catch_up_fully(self, limit: int = STEP) -> int:
        """Apply everything recorded so far, search included; return the position reached."""
        while True:
            changed = self.catch_up(limit)
            if not changed.behind:
                return changed.position

    def reader(self, day: Callable[[], date] = today, now: Callable[[], int] = this_second) -> Reader:
        """Return a reader with a connection of its own, for one thread; `day` and `now` say when it asks."""
        return Reader(self._path, self._log, day, now)

    def rebuild(self, tables: Sequence[str] = (), progress: Progress | None = None) -> int:
        """Make all tables, or those of the named projections, anew, swap them in at once; return the events read."""
        with self._lock:
            return Rebuild(self._connection, self._path, self._log, self.chosen(tables)).run(progress)

    def compare(self, tables: Sequence[str] = (), progress: Progress | None = None, limit: int = 100) -> Comparison:
        """Make copies from the log and name up to `limit` rows a table that differ; swap nothing."""
        with self._lock:
            self.catch_up_fully()
            rebuild = Rebuild(self._connection, self._path, self._log, self.chosen(tables), CHECK)
            return rebuild.compare(limit, progress)

    def take_in(self, path: Path, tables: Sequence[str], kept: Path, progress: Progress | None = None) -> int:
        """Put the tables of another file in the place of these at once, brought up to the log; keep these in a file."""
        with self._lock:
            chosen = self.chosen(tables)
            transplant.copy_whole(self._path, kept, chosen)
            transplant.copy_into(self._connection, path, self._path, chosen, TAKEN)
            return Rebuild(self._connection, self._path, self._log, chosen, TAKEN).run(progress)

    @contextmanager
    def pinned(self, path: Path) -> Iterator[Connection]:
        """Open another file with these tables beside it as `live`, up to date and held as they stand now."""
        connection = connect(path)
        try:
            with self._lock, speaking(path):
                self.catch_up_fully()
                connection.execute("ATTACH DATABASE ? AS live", (str(self._path),))
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM live.checkpoints").fetchone()
            yield connection
        finally:
            connection.close()

    def status(self) -> Standing:
        """Return how far the tables have come and what stopped; it never waits for who writes them."""
        with self._watched, speaking(self._path):
            points = self._points(self._watch)
            head = self._log.head().position
            position = self._position(points)
            stopped = {
                name: f"Event {point.stopped_at:,}: {point.stopped_for}"
                for name, point in points.items()
                if point.stopped_at is not None
            }
            skipped = sum(point.skipped for point in points.values())
            return Standing(position, max(0, head - position), stopped, skipped, search.waiting(self._watch))

    def skip(self, projection: str) -> bool:
        """Pass over the event at which a projection stopped; False when it had not stopped."""
        self.chosen((projection,))
        with self._lock, writing(self._connection, self._path):
            return checkpoints.skip(self._connection, projection)

    def try_again(self, projection: str) -> None:
        """Let a stopped projection try the same event once more."""
        self.chosen((projection,))
        with self._lock, writing(self._connection, self._path):
            checkpoints.resume(self._connection, projection)

    def wait_for(self, position: int, timeout: float, clock: Callable[[], float] = time.monotonic) -> bool:
        """Wait, while another thread catches up, until the tables show an event; False after `timeout` seconds."""
        until = clock() + timeout
        connection = connect(self._path)
        try:
            while True:
                points = {name: one for name, one in checkpoints.load(connection).items() if name in self._projections}
                if self._position(points) >= position:
                    return True
                if clock() >= until:
                    return False
                time.sleep(POLL_SECONDS)
        finally:
            connection.close()

    def close(self) -> None:
        """Give the connection back."""
        with self._lock, self._watched:
            self._connection.close()
            self._watch.close()

    # ------------------------------------------------------------ opening

    def _prepare(self, progress: Progress | None) -> None:
        identity = self._log.head()
        with writing(self._connection, self._path):
            checkpoints.prepare(self._connection)
            checkpoints.resume(self._connection)
            foreign = checkpoints.epoch(self._connection) not in {None, identity.epoch}
            known = checkpoints.load(self._connection)
            ahead = any(point.position > identity.position for point in known.values())
            if foreign or ahead:
                self._empty(known)
                known = {}
            checkpoints.follow(self._connection, identity.epoch)
            stale = [one for one in self._projections.values() if _is_stale(one, known)]
            if identity.position == 0:
                for projection in stale:
                    self._create(projection, known)
                stale = []
        if stale:
            Rebuild(self._connection, self._path, self._log, stale).run(progress)
        with writing(self._connection, self._path):
            search.prepare(self._connection)

    def _empty(self, known: Mapping[str, checkpoints.Checkpoint]) -> None:
        """Throw away what was made from another log, or from one that has lost its end."""
        for name in known:
            checkpoints.drop(self._connection, name)
        self._connection.execute("DROP TABLE IF EXISTS images_search")

    def _create(self, projection: Projection, known: Mapping[str, checkpoints.Checkpoint]) -> None:
        present = known.get(projection.name)
        generation = present.generation + 1 if present else 1
        for table in projection.tables:
            self._connection.execute(f"DROP TABLE IF EXISTS {table.name}")
            self._connection.execute(table.create())
            for statement in table.create_indexes(generation):
                self._connection.execute(statement)
        checkpoints.begin(self._connection, projection.name, projection.signature, generation)

    def chosen(self, names: Sequence[str] = ()) -> list[Projection]:
        """Return the named projections, all without a name; raise `Unknown` for a stranger."""
        for name in names:
            if name not in self._projections:
                raise Unknown(f"There is no projection {name!r}; there are {', '.join(self._projections)}.")
        return [projection for name, projection in self._projections.items() if not names or name in names]

    def _points(self, connection: Connection) -> dict[str, checkpoints.Checkpoint]:
        known = checkpoints.load(connection)
        return {name: point for name, point in known.items() if name in self._projections}

    @staticmethod
    def _position(points: Mapping[str, checkpoints.Checkpoint]) -> int:
        """Return where the hindmost working projection stands; a stopped one holds nobody up."""
        working = [point.position for point in points.values() if point.stopped_at is None]
        return min(working or [point.position for point in points.values()], default=0)


def _is_stale(projection: Projection, known: Mapping[str, checkpoints.Checkpoint]) -> bool:
    point = known.get(projection.name)
    return point is None or point.signature != projection.signature
