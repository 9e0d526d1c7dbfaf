"""Says in our own sentences what the database engine reports: disk full, disk failing, locked, damaged, read-only."""

import logging
import shutil
from pathlib import Path

from rightsdesk.eventlog import dialect
from rightsdesk.faults import Fault, Unavailable, Unusable

_log = logging.getLogger(__name__)
_MEGABYTE = 1_000_000
SPARE = 100
"""Megabytes that must be free again before going on makes sense."""


def translated(error: BaseException, path: Path) -> Fault | None:
    """Return the fault behind an engine's error, None when it is no fault of the outside but our mistake."""
    kind = dialect.kind_of(error)
    if kind == dialect.OTHER:
        return None
    _log.warning("the database engine reported a failure", extra={"path": str(path), "kind": kind})
    if kind == dialect.FULL or (kind == dialect.IO and not has_room(path)):
        return Unusable(
            f"The disk with {path} is full ({_free(path)} free). The step under way was not recorded, everything "
            f"before it is safe. Free {SPARE} MB, then resume.",
            code="STORE-FULL",
        )
    if kind == dialect.IO:
        return Unusable(
            f"The disk did not confirm writing to {path}, or could not be read. The step under way was not recorded; "
            "nothing confirmed is lost. Check the disk and verify the log, then resume.",
            code="STORE-IO",
        )
    if kind == dialect.BUSY:
        return Unavailable(
            f"Another program has been writing to {path} for more than {dialect.BUSY_SECONDS:.0f} s; nothing was "
            "written. Try again.",
            code="STORE-BUSY",
        )
    return read_only(path) if kind == dialect.READ_ONLY else damaged(path, str(error))


def uncopied(error: BaseException, path: Path) -> Fault:
    """Return the fault for a copy that could not be written; the engine gives no code for it, only words."""
    full = "full" in str(error) or not has_room(path)
    why = f"the disk is full, {_free(path)} free" if full else str(error)
    sentence = f"The copy {path} cannot be written: {why}. The log itself is untouched; free some space, then repeat."
    return translated(error, path) or Unusable(sentence, code="STORE-FULL" if full else "STORE-IO")


def has_room(path: Path) -> bool:
    """Say whether the disk has room for the files an engine needs beside a database, even for reading it."""
    try:
        return shutil.disk_usage(path.parent).free >= _MEGABYTE
    except OSError:
        return True


def read_only(path: Path) -> Unusable:
    """Return the fault for a file or folder that cannot be written."""
    return Unusable(
        f"{path} cannot be written: the file or its folder is read-only. Nothing was changed. "
        "Open it for reading only, or copy the workspace to a place you may write to.",
        code="DB-READ-ONLY",
    )


def damaged(path: Path, why: str) -> Unusable:
    """Return the fault for a log whose file is damaged."""
    return Unusable(
        f"{path} is damaged ({why}). Nothing was changed. Restore the newest sound backup, or keep the file aside "
        "and verify it.",
        code="DB-DAMAGED",
    )


def _free(path: Path) -> str:
    try:
        return f"{shutil.disk_usage(path.parent).free // _MEGABYTE} MB"
    except OSError:
        return "an unknown amount"
