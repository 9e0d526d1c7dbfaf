"""The event log in an SQL database, through SQLAlchemy Core."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import uuid_utils

from rightsdesk.eventlog import opening
from rightsdesk.eventlog.chain import GENESIS, Blob
from rightsdesk.eventlog.dialect import AMONG, listed
from rightsdesk.eventlog.identity import packed, recorded
from rightsdesk.eventlog.log import (
    Appended,
    CommandMark,
    Context,
    Head,
    Recorded,
    Transaction,
    Verification,
    Write,
)
from rightsdesk.eventlog.plan import Answer, Plan, Request, Standing, now, planned, recalled
from rightsdesk.eventlog.store import Session, SqlTransaction, Store, is_open_here
from rightsdesk.eventlog.verify import Inspection
from rightsdesk.faults import Unusable

_COLUMNS = (
    "e.position, e.stream_id, s.stream, e.version, e.event_id, e.name, e.schema_version, e.recorded_at, e.actor, "
    "e.correlation_id, e.causation_id, e.data"
)
_FROM = "FROM es_event e JOIN es_stream s ON s.stream_id = e.stream_id"
_ROW = "position, stream_id, version, event_id, name, schema_version, recorded_at, actor, correlation_id, causation_id"
_INSERT = f"INSERT INTO es_event ({_ROW}, data, meta, hash) VALUES ({', '.join('?' * 13)})"
_CHAIN = (
    f"SELECT {', '.join(f'e.{name}' for name in _ROW.split(', '))}, e.data, e.meta, e.hash, s.stream "
    "FROM es_event e LEFT JOIN es_stream s ON s.stream_id = e.stream_id "
    "WHERE e.position > ? ORDER BY e.position LIMIT ?"
)
_STANDING = "SELECT position, hash, next_stream_id FROM es_head WHERE id = 1"
_STREAMS = "SELECT stream_id, stream, version FROM es_stream WHERE stream_id > ? ORDER BY stream_id LIMIT ?"
_IN_ORDER = "ORDER BY e.stream_id, e.version"
_PAGE = 10_000


def open_log(
    path: Path, *, create: bool = False, read_only: bool = False, clock: Callable[[], int] = now
) -> "SqlEventLog":
    """Open the log at `path`; `create` makes one where there is none.

    Raise `Unusable` before one byte is written, with the code DB-MISSING, DB-EMPTY, DB-NOT-A-DATABASE, DB-FOREIGN,
    DB-NEWER, DB-DAMAGED or DB-READ-ONLY.
    """
    if create and not path.exists():
        opening.create(path, str(uuid_utils.uuid7()))
    if not is_open_here(path):
        opening.inspect(path, read_only=read_only)
    return SqlEventLog(Store(path, read_only=read_only), clock)


class SqlEventLog:
    """An event log in the database of a store; `clock` gives microseconds of UTC."""

    def __init__(self, store: Store, clock: Callable[[], int] = now) -> None:
        self.store = store
        self._clock = clock

    def transaction(self) -> AbstractContextManager[SqlTransaction]:
        """Begin the one writing transaction; commit at the end, roll back on an exception."""
        return self.store.transaction()

    def append(
        self, tx: Transaction, writes: Sequence[Write], context: Context, command: CommandMark | None = None
    ) -> Appended:
        """Write all events of all streams, or none: raise `Conflict` naming every stream that differs."""
        (answer,) = self._write(_ours(tx), (Request(writes, context, command),))
        if isinstance(answer, Appended):
            return answer
        raise answer

    def append_group(self, requests: Sequence[Request]) -> list[Answer]:
        """Write many requests in one transaction; one that is refused is answered alone and harms no other."""
        with self.transaction() as tx:
            return self._write(tx, requests)

    def recall(self, tx: Transaction, command: CommandMark) -> Appended | None:
        """Return the recorded answer of a command, None when new; raise `Invalid` for other content."""
        return recalled(command, _known(_ours(tx), [command.command_id]).get(command.command_id))

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events with a position above `after`, in order."""
        sql = f"SELECT {_COLUMNS} {_FROM} WHERE e.position > ? ORDER BY e.position LIMIT ?"
        with self.store.reading() as session:
            return recorded(session.rows(sql, (after, limit)))

    def read_streams(self, streams: Iterable[str]) -> dict[str, list[Recorded]]:
        """Return the events of each stream in order; a stream that does not exist has an empty list."""
        found: dict[str, list[Recorded]] = {stream: [] for stream in streams}
        with self.store.reading() as session:
            for event in recorded(_of_names(session, f"SELECT {_COLUMNS} {_FROM} WHERE s.stream", found, _IN_ORDER)):
                found[event.stream].append(event)
        return found

    def read_correlated(self, correlation_id: str, after: int = 0, limit: int = 1000) -> list[Recorded]:
        """Return events of one batch above a position, in order."""
        sql = (
            f"SELECT {_COLUMNS} {_FROM} WHERE e.correlation_id = ? AND e.correlation_id <> x'' AND e.position > ? "
            "ORDER BY e.position LIMIT ?"
        )
        with self.store.reading() as session:
            return recorded(session.rows(sql, (packed(correlation_id), after, limit)))

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """Return the current version of each stream, 0 where there is none."""
        found = dict.fromkeys(streams, 0)
        with self.store.reading() as session:
            found.update((name, version) for name, (_, version) in _heads(session, list(found)).items())
        return found

    def streams(self, category: str) -> list[str]:
        """Return the names of all streams of a category, in order of their creation."""
        # Only a range of names is asked for: '.' is the character behind '-'.
        sql = "SELECT stream FROM es_stream WHERE stream >= ? AND stream < ? ORDER BY stream_id"
        with self.store.reading() as session:
            return [row[0] for row in session.rows(sql, (f"{category}-", f"{category}."))]

    def head(self) -> Head:
        """Return the end of the log."""
        with self.store.reading() as session:
            return _head(session)

    def verify(self, after: int = 0, watched: Callable[[], None] = lambda: None) -> Verification:
        """Recompute the hash chain and stream versions above a position; report every problem by position.

        `watched` is called after each page and may raise to stop.
        """
        with self.store.snapshot() as session:
            return _verified(session, after, watched)

    def stats(self) -> dict[str, Any]:
        """Return counts and sizes: events, streams, bytes, by category and by name."""
        by_category = (
            "SELECT CASE WHEN instr(stream, '-') > 0 THEN substr(stream, 1, instr(stream, '-') - 1) ELSE stream END, "
            "count(*), sum(version) FROM es_stream GROUP BY 1 ORDER BY 1"
        )
        with self.store.reading() as session:
            head = _head(session)
            categories = session.rows(by_category)
            names = session.rows("SELECT name, count(*) FROM es_event GROUP BY name ORDER BY name")
        return {
            "events": head.position,
            "streams": sum(row[1] for row in categories),
            "bytes": self.store.size(),
            "by_category": {name: {"streams": streams, "events": events} for name, streams, events in categories},
            "by_name": dict(names),
        }

    def close(self) -> None:
        """Give connections back; the log cannot be used afterwards."""
        self.store.close()

    def _write(self, tx: SqlTransaction, requests: Sequence[Request]) -> list[Answer]:
        commands = [request.command.command_id for request in requests if request.command is not None]
        ((position, digest, next_stream_id),) = tx.rows(_STANDING)
        names = {write.stream for request in requests for write in request.writes}
        standing = Standing(position, digest, next_stream_id, _heads(tx, names), _known(tx, commands))
        plan = planned(requests, standing, self._clock())
        _carry_out(tx, plan, standing)
        return plan.answers


def _ours(tx: Transaction) -> SqlTransaction:
    if not isinstance(tx, SqlTransaction):
        raise TypeError(f"{tx!r} is no transaction of this log")
    return tx


def _carry_out(tx: SqlTransaction, plan: Plan, standing: Standing) -> None:
    if plan.created:
        rows = [(stream_id, stream, plan.moved[stream][1]) for stream, stream_id in plan.created.items()]
        tx.run("INSERT INTO es_stream (stream_id, stream, version) VALUES (?, ?, ?)", rows)
    moved = [(version, key) for stream, (key, version) in plan.moved.items() if stream not in plan.created]
    if moved:
        tx.run("UPDATE es_stream SET version = ? WHERE stream_id = ?", moved)
    if plan.sealed:
        tx.run(_INSERT, [(*row, Blob(digest)) for row, digest in plan.sealed])
        tx.run(
            "UPDATE es_head SET position = ?, hash = ?, next_stream_id = ? WHERE id = 1",
            (standing.position, standing.digest, standing.next_stream_id),
        )
    if plan.marks:
        tx.run(
            "INSERT INTO es_command (command_id, name, digest, first_position, last_position, recorded_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            plan.marks,
        )


def _of_names(session: Session, sql: str, names: Iterable[str], order: str = "") -> list[Any]:
    """Return the rows of a query whose last word is the column to hold names; one name alone is asked for plainly."""
    wanted = list(names)
    if len(wanted) == 1:
        return session.rows(f"{sql} = ? {order}", (wanted[0],))
    return session.rows(f"{sql} {AMONG} {order}", (listed(wanted),))


def _heads(session: Session, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    found = _of_names(session, "SELECT stream, stream_id, version FROM es_stream WHERE stream", names)
    return {stream: (stream_id, version) for stream, stream_id, version in found}


def _known(session: Session, command_ids: list[str]) -> dict[str, tuple[str, int, int]]:
    if not command_ids:
        return {}
    sql = f"SELECT command_id, digest, first_position, last_position FROM es_command WHERE command_id {AMONG}"
    return {row[0]: (row[1], row[2], row[3]) for row in session.rows(sql, (listed(command_ids),))}


def _head(session: Session) -> Head:
    position, digest, epoch = session.rows("SELECT position, hash, epoch FROM es_head WHERE id = 1")[0]
    return Head(position, digest, epoch)


def _verified(session: Session, after: int, watched: Callable[[], None]) -> Verification:
    head = _head(session)
    before = session.one("SELECT hash FROM es_event WHERE position = ?", (after,)) if after else GENESIS
    inspection = Inspection(after, before)
    if after:
        sql = "SELECT stream_id, max(version) FROM es_event WHERE position <= ? GROUP BY stream_id"
        inspection.versions.update(dict(session.rows(sql, (after,))))

    def last(stream_id: int) -> int:
        return session.one("SELECT max(position) FROM es_event WHERE stream_id = ?", (stream_id,)) or 0

    try:
        for page in _pages(session, _CHAIN, after):
            inspection.look_at(page)
            watched()
        inspection.check_end(head)
        for page in _pages(session, _STREAMS, 0):
            inspection.check_streams(page, last)
    except Unusable as fault:
        if fault.code != "DB-DAMAGED":
            raise
        inspection.report(inspection.position + 1, f"from here on the file cannot be read: {fault.sentence}")
    return inspection.verification(head)


def _pages(session: Session, sql: str, after: int) -> Iterator[list[Any]]:
    """Yield the rows of a query in pages; its first column says how far it came."""
    page = session.rows(sql, (after, _PAGE))
    while page:
        yield page
        page = session.rows(sql, (page[-1][0], _PAGE))
