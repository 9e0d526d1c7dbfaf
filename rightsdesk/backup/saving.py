"""Saves a workspace into one file: the log's one consistent state first, then the files that it names."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rightsdesk import __version__, workspace
from rightsdesk.backup import manifest
from rightsdesk.backup.archive import PIECE, Watch, damaged, manifest_of, of_the_disk, opened, poured
from rightsdesk.backup.manifest import FOLDERS, Manifest, Member
from rightsdesk.eventlog.log import Head
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.faults import Damaged, Unusable
from rightsdesk.settings import FILE_NAME

WHOLE = "whole.zip"
PACKED = {".gz", ".jpg", ".jpeg", ".png", ".zip", ".xlsx"}
"""Files that packing would not make smaller."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup that was made, read again and found whole; `position` is the last event in it."""

    path: Path
    position: int
    members: int
    size: int
    sha256: str


def save(folder: Path, log: SqlEventLog, target: Path, watch: Watch = lambda: None) -> Saved:
    """Write a verified backup of a workspace that may be in use; on any failure nothing is left of it.

    Read tables, caches and secrets are never part of it.
    """
    if target.exists():
        sentence = f"{target} exists already; nothing was overwritten. Choose another name."
        raise Unusable(sentence, code="EXP-PATH")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as place:
            room = Path(place)
            _write(folder, log, room, watch)
            saved = inspected(room / WHOLE, watch)
            saved.path.replace(target)
    except OSError as error:
        raise of_the_disk(error, target, "No backup was made; the workspace is untouched.") from error
    return replace(saved, path=target)


def _write(folder: Path, log: SqlEventLog, room: Path, watch: Watch) -> None:
    # What the log names was written before it: a state of the log, then the folders, is always complete.
    copy = room / workspace.EVENTS
    copy.touch(mode=0o600)
    log.store.copy_to(copy, watch)
    head = _sound_head(copy, folder / workspace.EVENTS, watch)
    with os.fdopen(os.open(room / WHOLE, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            members = {name: _put(archive, name, path, watch) for name, path in _contents(folder, copy)}
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            told = Manifest(made_at, __version__, head.position, head.digest.hex(), head.epoch, members)
            archive.writestr(manifest.NAME, told.as_bytes())
        file.flush()
        os.fsync(file.fileno())


def _sound_head(copy: Path, original: Path, watch: Watch) -> Head:
    """Return the end of the copied log; one that is not sound must not take the place of older backups."""
    log = open_log(copy, read_only=True)
    try:
        found = log.verify(watched=watch)
    finally:
        log.close()
    if not found.sound:
        first = found.problems[0]
        sentence = (
            f"{original} is not sound (event {first.position:,}: {first.what}). No backup was made and older ones were "
            "kept; see: rightsdesk log verify"
        )
        raise Damaged(sentence, code="LOG-UNSOUND")
    return found.head


def _contents(folder: Path, copy: Path) -> Iterator[tuple[str, Path]]:
    yield workspace.EVENTS, copy
    if (folder / FILE_NAME).is_file():
        yield FILE_NAME, folder / FILE_NAME
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != ".part":
                yield path.relative_to(folder).as_posix(), path


def _put(archive: zipfile.ZipFile, name: str, path: Path, watch: Watch) -> Member:
    entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    entry.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
            watch()
    return Member(size, digest.hexdigest())


def inspected(path: Path, watch: Watch = lambda: None) -> Saved:
    """Read a backup from the disk, every member of it, and say what it holds; raise `Damaged` when it is not whole."""
    with opened(path) as archive:
        told = manifest_of(path, archive)
        each = (poured(archive, name, member, None, watch) for name, member in told.members.items())
        problems = [*told.misfits(archive.namelist()), *filter(None, each)]
    if problems:
        raise damaged(path, problems)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Saved(path, told.position, len(told.members), path.stat().st_size, sha256)
