"""Which files in a folder are whole: those whose size and time of change stay the same for a while."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rightsdesk.faults import Unavailable
from rightsdesk.vendorsync.files import is_delivery
from rightsdesk.vendorsync.put_aside import PROCESSED, REJECTED

STEADY = 2.0
"""Seconds for which size and time of change must stay the same before a file counts as whole."""

_ROUNDS = 3

Signature = tuple[int, int]


def steady(folder: Path, pause: Callable[[float], object], stopped: Callable[[], bool]) -> list[Path]:
    """Return the files whose size and time of change stayed the same while we waited, in order of their names."""
    seen = scan(folder)
    for _ in range(_ROUNDS if seen else 0):
        pause(STEADY)
        now = scan(folder)
        whole = sorted(path for path, signature in now.items() if seen.get(path) == signature)
        if whole or stopped():
            return whole
        seen = now
    return []


def scan(folder: Path) -> dict[Path, Signature]:
    """Return every delivery below the folder with its size and time of change."""
    found: dict[Path, Signature] = {}
    try:
        waiting = [folder]
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    _sort(folder, entry, waiting, found)
    except OSError as error:
        raise Unavailable(
            f"The folder {folder} cannot be read ({error.strerror or error}). "
            "Connect the drive or correct the feed's address; nothing was lost.",
            code="FOLDER",
        ) from error
    return found


def _sort(folder: Path, entry: os.DirEntry[str], waiting: list[Path], found: dict[Path, Signature]) -> None:
    """Take files and folders that lie here themselves; a link may lead anywhere and is not followed."""
    path = Path(entry.path)
    if entry.name.startswith((".", "~$")):
        return
    if entry.is_dir(follow_symlinks=False):
        if path not in (folder / PROCESSED, folder / REJECTED):
            waiting.append(path)
    elif entry.is_file(follow_symlinks=False) and is_delivery(entry.name):
        with suppress(FileNotFoundError):
            told = entry.stat(follow_symlinks=False)
            found[path] = (told.st_size, told.st_mtime_ns)
