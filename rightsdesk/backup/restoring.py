"""Makes a workspace from a backup: beside its place, every hash and the chain checked, moved there when whole."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from rightsdesk import workspace
from rightsdesk.backup.archive import damaged, manifest_of, of_the_disk, opened, poured
from rightsdesk.backup.manifest import Manifest
from rightsdesk.eventlog.sql import open_log
from rightsdesk.faults import Unusable

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """A workspace that was made from a backup and verified; `position` is its last event."""

    folder: Path
    position: int
    members: int
    made_at: str


def restore(source: Path, folder: Path, told: Told = lambda _done, _total: None) -> Restored:
    """Make the workspace `folder` from a backup; refuse a folder that holds anything, leave nothing half-made.

    `told` hears how many bytes are unpacked of how many; it may raise to stop.
    """
    folder = folder.absolute()
    workspace.check_free(folder)
    with opened(source) as archive:
        manifest = manifest_of(source, archive)
        problems = manifest.misfits(archive.namelist())
        if problems:
            raise damaged(source, problems)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as place:
                room = Path(place) / "workspace"
                workspace.prepare(room)
                _check_room(folder, manifest)
                _unpack(source, archive, manifest, room, told)
                _check_log(source, manifest, room)
                if folder.exists():
                    folder.rmdir()
                room.rename(folder)
        except OSError as error:
            raise of_the_disk(error, folder, "Nothing was restored; the backup is untouched.") from error
    return Restored(folder, manifest.position, len(manifest.members), manifest.made_at)


def _check_room(folder: Path, manifest: Manifest) -> None:
    needed, free = sum(member.size for member in manifest.members.values()), shutil.disk_usage(folder.parent).free
    if needed > free:
        sentence = (
            f"The disk with {folder.parent} has {free / 1e6:,.0f} MB free, {needed / 1e6:,.0f} MB are needed. "
            "Nothing was restored; free some space or choose another place."
        )
        raise Unusable(sentence, code="STORE-FULL")


def _unpack(source: Path, archive: zipfile.ZipFile, manifest: Manifest, room: Path, told: Told) -> None:
    problems: list[str] = []
    total, begun = sum(member.size for member in manifest.members.values()), 0
    for name, member in manifest.members.items():
        place = room / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        with place.open("wb") as sink:
            problems.append(poured(archive, name, member, sink, partial(_tell, told, begun, sink, total)))
        begun += member.size
        told(begun, total)
    problems = [problem for problem in problems if problem]
    if problems:
        raise damaged(source, problems)


def _tell(told: Told, begun: int, sink: IO[bytes], total: int) -> None:
    told(min(total, begun + sink.tell()), total)


def _check_log(source: Path, manifest: Manifest, room: Path) -> None:
    """Recompute the chain and compare its end with the one that the manifest remembers."""
    try:
        log = open_log(room / workspace.EVENTS, read_only=True)
    except Unusable as fault:
        if fault.code == "DB-NEWER":
            raise
        raise damaged(source, [f"{workspace.EVENTS} cannot be opened ({fault.code})"]) from fault
    try:
        found = log.verify()
    finally:
        log.close()
    problems = [f"event {each.position:,}: {each.what}" for each in found.problems]
    head = found.head
    if (head.position, head.digest.hex(), head.epoch) != (manifest.position, manifest.hash, manifest.epoch):
        problems.append(f"the log ends at event {head.position:,}, the backup was made at {manifest.position:,}")
    if problems:
        raise damaged(source, problems)
