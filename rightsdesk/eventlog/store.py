"""One SQL database with one writer and many short readers; log and queue share it and its transactions."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from rightsdesk.eventlog import dialect, opening, troubles
from rightsdesk.faults import Fault, Unusable

Params = tuple[Any, ...]


class _Lock:
    """A lock that several stores of one process find under the path of their common file."""

    def __init__(self) -> None:
        self.held = threading.Lock()
        self.users = 0


_locks: WeakValueDictionary[str, _Lock] = WeakValueDictionary()
_locks_guard = threading.Lock()


def is_open_here(path: Path) -> bool:
    """Say whether this process has the database open: then nobody may open its file beside SQLite.

    Closing any handle of a file drops all locks that the process holds on it (POSIX), SQLite's included.
    """
    with _locks_guard:
        lock = _locks.get(str(path.resolve()))
        return lock is not None and lock.users > 0


class Session:
    """A connection that speaks in tuples and in our faults."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self.connection = connection
        self._path = path
        # The driver's own cursor: SQLAlchemy's bookkeeping would double the cost of a short statement.
        self._cursor: Any = connection.connection.cursor()

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """Return all rows at once, so that no half-read cursor keeps the write-ahead file from being emptied."""
        try:
            found: list[tuple[Any, ...]] = self._cursor.execute(sql, params).fetchall()
        except self._engine_errors as error:
            raise self._fault(error) from error
        return found

    def one(self, sql: str, params: Params = ()) -> Any:
        """Return the first column of the first row, None when there is none."""
        found = self.rows(sql, params)
        return found[0][0] if found else None

    def run(self, sql: str, params: Params | list[Params] = ()) -> int:
        """Execute a change, once or for each of many parameter tuples; return how many rows it touched."""
        try:
            many = isinstance(params, list)
            return int((self._cursor.executemany if many else self._cursor.execute)(sql, params).rowcount)
        except self._engine_errors as error:
            raise self._fault(error) from error

    @property
    def _engine_errors(self) -> tuple[type[Exception], ...]:
        return (DBAPIError, dialect.driver().Error)

    def _fault(self, error: Exception) -> Exception:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        return troubles.translated(cause, self._path) or error


class SqlTransaction(Session):
    """The one writing transaction; its `connection` serves log and queue alike."""

    def commit(self) -> None:
        """Make everything durable."""
        try:
            self.connection.connection.commit()
            self.connection.commit()
        except self._engine_errors as error:
            raise self._fault(error) from error

    def roll_back(self) -> None:
        """Undo everything; an engine that has done so by itself is no error."""
        try:
            self.connection.connection.rollback()
            self.connection.rollback()
        except self._engine_errors:
            self.connection.invalidate()


class Store:
    """An SQL database opened for one process: transactions in turn, readings from any thread."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        usable = opening.is_writable(path) and troubles.has_room(path)
        frozen = read_only and opening.is_settled(path) and not usable
        self._engine = dialect.engine(path, read_only=read_only, immutable=frozen)
        with _locks_guard:
            self._lock = _locks.setdefault(str(path.resolve()), _Lock())
            self._lock.users += 1
        self._open = True
        self._writer: Connection | None = None
        self._current: SqlTransaction | None = None
        self._owner = 0
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        try:
            with self._engine.connect() as connection:
                opening.check_inside(self.path, connection)
                if not self.read_only:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except DBAPIError as error:
            fault = troubles.translated(error.orig or error, self.path)
            raise fault or error from error

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Begin the one writing transaction; commit at the end, roll back on any exception."""
        if self.read_only:
            raise troubles.read_only(self.path)
        me = threading.get_ident()
        if self._owner == me:
            raise RuntimeError("a transaction of this log is open on this thread already; pass it on instead")
        with self._lock.held:
            tx = self._begin()
            self._current, self._owner = tx, me
            try:
                yield tx
                tx.commit()
            except BaseException as error:
                tx.roll_back()
                self._distrust(error)
                raise
            finally:
                self._current, self._owner = None, 0

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Lend a connection for reading; on the thread of an open transaction, that transaction itself."""
        if self._current is not None and self._owner == threading.get_ident():
            yield self._current
            return
        with self._engine.connect() as connection:
            yield Session(connection, self.path)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Lend a connection that sees one and the same state however long the reading takes."""
        with self.reading() as session:
            if session is self._current:
                yield session
                return
            session.run("BEGIN")
            try:
                yield session
            finally:
                session.run("ROLLBACK")

    def copy_to(self, path: Path, watched: Callable[[], None]) -> None:
        """Write one and the same state into a new file while others go on; `watched` may raise to stop."""
        with self.snapshot() as session:
            session.rows("SELECT position FROM es_head")  # only with its first reading does the state stand still
            try:
                dialect.copy(session.connection.connection.driver_connection, path, watched)
            except dialect.driver().Error as error:
                raise troubles.uncopied(error, path) from error

    def size(self) -> int:
        """Return the bytes of the file and its write-ahead file."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Empty the write-ahead file where possible and close all connections."""
        with self._lock.held:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._engine.dispose()
        with _locks_guard:
            self._lock.users -= self._open
            self._open = False

    def _begin(self) -> SqlTransaction:
        if self._writer is None:
            self._writer = self._engine.connect()
        tx = SqlTransaction(self._writer, self.path)
        try:
            tx.run(dialect.BEGIN)
        except Fault as fault:
            tx.roll_back()
            self._distrust(fault)
            raise
        return tx

    def _distrust(self, error: BaseException) -> None:
        """Close the connection after a failure of disk or file: what a failed flush left is never built upon."""
        if isinstance(error, Unusable) and self._writer is not None:
            self._writer.invalidate()
            self._writer.close()
            self._writer = None
