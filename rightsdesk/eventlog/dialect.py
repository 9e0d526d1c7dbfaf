"""What differs between SQL engines, in one place: driver, settings, locking, lists as one argument, error codes."""

import importlib
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

SOUND_SINCE = (3, 51, 3)
"""SQLite versions before this one may damage a WAL file when two connections write at the same moment."""

BUSY_SECONDS = 30.0
"""How long one writer waits for another before it gives up."""

PAGES_A_STEP = 1000
"""How much is copied before whoever waits is asked whether to go on: a few megabytes."""

BEGIN = "BEGIN IMMEDIATE"
"""Takes the one right to write at once; a deferred transaction would fail later, whatever the timeout."""

AMONG = "IN (SELECT value FROM json_each(?))"
"""Restricts a column to a list given as one argument (see `listed`), however long."""

FULL, IO, READ_ONLY, DAMAGED, BUSY, OTHER = "full", "io", "read-only", "damaged", "busy", "other"
_KINDS = {13: FULL, 10: IO, 14: IO, 8: READ_ONLY, 11: DAMAGED, 26: DAMAGED, 5: BUSY, 6: BUSY}
_SETTINGS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
)


def driver() -> ModuleType:
    """Return pysqlite3 where it is installed and newer than the interpreter's own SQLite, else sqlite3."""
    try:
        bundled = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return bundled if bundled.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


def engine(path: Path, *, read_only: bool = False, immutable: bool = False) -> Engine:
    """Return an engine for an SQLite file whose connections begin transactions only where we say so.

    `immutable` promises that nobody else writes: the only way to read where not even locks can be taken.
    """
    module = driver()
    mode = "?immutable=1" if immutable else "?mode=ro" if read_only else "?mode=rw"

    def connect() -> Any:
        return module.connect(
            path.absolute().as_uri() + mode,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )

    made = create_engine(
        "sqlite://", module=module, creator=connect, poolclass=QueuePool, pool_reset_on_return=None, max_overflow=50
    )

    @event.listens_for(made, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for setting in _SETTINGS:
            connection.execute(setting)

    return made


def copy(source: Any, path: Path, watched: Callable[[], None]) -> None:
    """Write what an open connection sees into a new file of its own, step by step.

    The connection must be reading already: then others may go on writing and the copy never begins again.
    `watched` is called after each step and may raise to stop.
    """
    target = driver().connect(str(path), isolation_level=None)
    try:
        source.backup(target, pages=PAGES_A_STEP, progress=lambda *_: watched())
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def guards(table: str) -> list[str]:
    """Return the statements that make a table refuse every change of what it holds."""
    return [
        f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what is recorded is neither changed nor deleted'); END"
        for deed in ("UPDATE", "DELETE")
    ]


def marks(application_id: int, schema_version: int) -> list[str]:
    """Return the statements that write whose database this is, and of which format, into the file's header."""
    return [f"PRAGMA application_id={application_id}", f"PRAGMA user_version={schema_version}"]


def listed(values: Iterable[Any]) -> str:
    """Return values as the one argument that `AMONG` expects."""
    return orjson.dumps(list(values)).decode()


def kind_of(error: BaseException) -> str:
    """Return which of the few kinds of failure the engine reports."""
    code = getattr(error, "sqlite_errorcode", None)
    return OTHER if code is None else _KINDS.get(code & 0xFF, OTHER)
