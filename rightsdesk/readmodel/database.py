"""The read model's own SQLite file: how it is opened, and what its errors mean to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rightsdesk.faults import Conflict, Damaged, Fault, Unusable

DRIVER: Any = import_module("pysqlite3.dbapi2" if find_spec("pysqlite3") else "sqlite3")
"""The bundled SQLite where a wheel exists, else the interpreter's own; both speak the same."""

Connection = sqlite3.Connection
"""The type of either driver's connection, for annotations only."""

BUSY_SECONDS = 30.0
_SETTINGS = (
    "PRAGMA synchronous=NORMAL",  # disposable: what a power cut takes is replayed
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
    "PRAGMA wal_autocheckpoint=8000",
)


def connect(path: Path) -> Connection:
    """Open the file for reading and writing, without implicit transactions; usable from any one thread at a time."""
    with speaking(path):
        connection: Connection = DRIVER.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        connection.execute("PRAGMA journal_mode=WAL")
        for setting in _SETTINGS:
            connection.execute(setting)
    return connection


@contextmanager
def writing(connection: Connection, path: Path) -> Iterator[None]:
    """Hold the one writing transaction; commit at the end, roll back on anything raised."""
    with speaking(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a fault whose sentence names the file and the way out."""
    try:
        yield
    except DRIVER.DatabaseError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: Exception) -> Fault:
    said = str(error)
    if "full" in said:
        return Unusable(
            f"The disk with {path} is full. Everything recorded is safe; free some space, the view then catches up.",
            code="STORE-FULL",
        )
    if "is locked" in said or "busy" in said:
        return Conflict(f"Another program holds {path}; nothing was lost, try again.")
    if "readonly" in said or "unable to open" in said:
        return Unusable(f"{path} cannot be written: {said}. Check the folder's permissions.", code="STORE-READONLY")
    return Damaged(
        f"The read model {path} is damaged ({said}). Nothing recorded is lost: rebuild it with"
        " `rightsdesk read-model rebuild`.",
        code="READ-MODEL-DAMAGED",
    )


def discard(path: Path) -> None:
    """Throw the file and its companions away; the log can make it again."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
