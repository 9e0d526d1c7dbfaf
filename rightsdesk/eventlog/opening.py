"""Looks at a file before one byte of it is written: is it a log, ours, whole, not newer than we are."""

import os
import stat
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from rightsdesk.eventlog import dialect, schema, troubles
from rightsdesk.eventlog.chain import GENESIS
from rightsdesk.faults import Unusable

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def inspect(path: Path, *, read_only: bool) -> None:
    """Refuse, with its own sentence, what is no log of ours; reads the file's header only (SQLite format, 1.3)."""
    header, size = _header(path)
    if size == 0:
        raise Unusable(
            f"{path} is empty. Restore the newest sound backup, or move the file away and create a new workspace.",
            code="DB-EMPTY",
        )
    if header[:16] != _MAGIC:
        raise Unusable(
            f"{path} is not a database. Restore the newest sound backup, or move the file away and create a new "
            "workspace.",
            code="DB-NOT-A-DATABASE",
        )
    if len(header) < _HEADER:
        raise troubles.damaged(path, f"only {size} bytes are left")
    if int.from_bytes(header[68:72]) != schema.APPLICATION_ID:
        raise Unusable(
            f"{path} is a database of another program. Choose the folder of a RightsDesk workspace.",
            code="DB-FOREIGN",
        )
    check_version(path, int.from_bytes(header[60:64]))
    _check_length(path, header, size)
    if not read_only and not is_writable(path):
        raise troubles.read_only(path)


def check_version(path: Path, version: int) -> None:
    """Refuse a log whose tables were made by a newer program."""
    if version > schema.SCHEMA_VERSION:
        raise Unusable(
            f"{path} was written by a newer RightsDesk (format {version}, this one knows {schema.SCHEMA_VERSION}). "
            "Install the newer version; nothing was changed.",
            code="DB-NEWER",
        )


def check_inside(path: Path, connection: Connection) -> None:
    """Refuse a log whose tables or head are missing; also sees what still stands in the write-ahead file."""
    try:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        check_version(path, version)
        found = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
        missing = (schema.METADATA.tables.keys() | {"es_event_no_update", "es_event_no_delete"}) - found
        if missing:
            raise troubles.damaged(path, f"{', '.join(sorted(missing))} missing")
        if not connection.exec_driver_sql("SELECT count(*) FROM es_head").scalar_one():
            raise troubles.damaged(path, "the head of the log is missing")
    except DBAPIError as error:
        fault = troubles.translated(error.orig or error, path) or troubles.damaged(path, str(error.orig))
        raise fault from error


def create(path: Path, epoch: str) -> None:
    """Make a new log beside its place and move it there when it is whole: there is never half a log."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        fresh.touch(mode=0o600)
    except OSError as error:
        raise troubles.read_only(path) from error
    engine = dialect.engine(fresh)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(dialect.BEGIN)
            schema.create(connection, epoch, GENESIS)
            connection.commit()
    except DBAPIError as error:
        fault = troubles.translated(error.orig or error, path)
        raise fault or error from error
    finally:
        engine.dispose()
    fresh.replace(path)


def _header(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER), path.stat().st_size
    except FileNotFoundError as error:
        raise Unusable(
            f"There is no log at {path}. Create a workspace first, or name the folder of an existing one.",
            code="DB-MISSING",
        ) from error
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.", code="DB-UNREADABLE") from error


def is_settled(path: Path) -> bool:
    """Say whether everything stands in the file itself and nothing in a write-ahead file beside it."""
    ahead = path.with_name(f"{path.name}-wal")
    return not ahead.exists() or ahead.stat().st_size == 0


def is_writable(path: Path) -> bool:
    """Say whether file and folder may be written, by their modes even for a superuser."""
    return all(
        os.access(place, os.W_OK) and place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
        for place in (path, path.parent)
    )


def _check_length(path: Path, header: bytes, size: int) -> None:
    if not is_settled(path):
        # A crash may have left pages in the write-ahead file that belong behind the end.
        return
    page = int.from_bytes(header[16:18])
    expected = (65536 if page == 1 else page) * int.from_bytes(header[28:32])
    if size < expected:
        raise troubles.damaged(path, f"cut off: {size} of {expected} bytes are left")
