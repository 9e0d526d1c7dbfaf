"""What a backup file is: a zip with a manifest that names each member, its hash, and the end of the log."""

import errno
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from rightsdesk import workspace
from rightsdesk.faults import Damaged, Unusable
from rightsdesk.settings import FILE_NAME

MANIFEST = "manifest.json"
FORMAT = 1
"""Raised when an older program could not restore what is written."""

SINGLE = (workspace.EVENTS, FILE_NAME)
FOLDERS = ("documents", "raw")
PIECE = 1 << 20
LARGEST_MANIFEST = 1 << 29

Watch = Callable[[], None]
"""Called between the pieces of long work; may raise to stop it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SAFE = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/(?!\.{{1,2}}(?:/|$))[^/\\:\x00-\x1f]+)+")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What reading a damaged zip raises; RuntimeError stands for encrypted and unknown compressions."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, up to which event, with the chain hash (hex) after it."""

    made_at: str
    program: str
    position: int
    hash: str
    epoch: str
    members: dict[str, Member]

    def as_bytes(self) -> bytes:
        """Return the manifest as it stands in the file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup for reading, or raise a fault naming what is wrong with the file."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise Unusable(f"There is no backup at {path}.", code="BACKUP-MISSING") from error
    except (PermissionError, IsADirectoryError) as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.", code="BACKUP-UNREADABLE") from error
    except (*_BROKEN, OSError) as error:
        raise damaged(path, ["it is no zip file, or its end is missing"]) from error
    with archive:
        yield archive


def manifest_of(path: Path, archive: zipfile.ZipFile) -> Manifest:
    """Return the manifest, or raise a fault: not a backup, damaged, or made by a newer program."""
    names = archive.namelist()
    if MANIFEST not in names:
        sentence = f"{path} is no backup of RightsDesk: it holds no {MANIFEST}. Name a file made by: rightsdesk backup"
        raise Unusable(sentence, code="BACKUP-FOREIGN")
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ValueError(MANIFEST)
        found: dict[str, Any] = json.loads(archive.read(MANIFEST))
        written = int(found.pop("format"))
        if written > FORMAT:
            sentence = f"{path} was made by a newer RightsDesk; install that version to restore it."
            raise Unusable(sentence, code="BACKUP-NEWER")
        members = {str(name): Member(**member) for name, member in found.pop("members").items()}
        return Manifest(members=members, **found)
    except (*_BROKEN, OSError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path, [f"{MANIFEST} cannot be read"]) from error


def misfits(archive: zipfile.ZipFile, manifest: Manifest) -> list[str]:
    """Return what is wrong before one byte is unpacked: missing, unlisted, doubled or unsafe names."""
    names = [name for name in archive.namelist() if name != MANIFEST]
    found = [f"{name} is missing" for name in manifest.members if name not in set(names)]
    if workspace.EVENTS not in manifest.members:
        found.append(f"{workspace.EVENTS} is not listed")
    found += [f"{name} is not listed" for name in names if name not in manifest.members]
    found += [f"{name!r} is no name a backup may hold" for name in manifest.members if not _is_safe(name)]
    if len(names) != len(set(names)):
        found.append("a name occurs twice")
    return found


def _is_safe(name: str) -> bool:
    return name in SINGLE or _SAFE.fullmatch(name) is not None


def poured(archive: zipfile.ZipFile, name: str, member: Member, sink: IO[bytes] | None, watch: Watch) -> str:
    """Unpack a member into `sink`, or only read it; return what is wrong with it, nothing when it is whole."""
    digest, left = hashlib.sha256(), member.size
    try:
        for piece in _pieces(archive, name):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            if sink is not None:
                sink.write(piece)
            watch()
    except Damaged as fault:
        return fault.sentence
    return "" if (left, digest.hexdigest()) == (0, member.sha256) else f"{name} is not what was saved"


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as file:
            while piece := file.read(PIECE):
                yield piece
    except (*_BROKEN, OSError) as error:
        raise Damaged(f"{name} cannot be unpacked") from error


def damaged(path: Path, problems: list[str], *, most: int = 5) -> Damaged:
    """Return the fault for a backup in which something is not what was saved."""
    told = "; ".join(problems[:most]) + (f"; and {len(problems) - most:,} more" if len(problems) > most else "")
    return Damaged(f"{path} is damaged: {told}. Nothing was restored; use another backup.", code="BACKUP-DAMAGED")


def of_the_disk(error: OSError, path: Path, kept: str) -> Unusable:
    """Return the fault for a disk that would not take what is written, with what was kept."""
    full = error.errno in _FULL
    why = "the disk is full" if full else error.strerror or str(error)
    sentence = f"{path} cannot be written: {why}. {kept}"
    return Unusable(sentence, code="STORE-FULL" if full else "STORE-IO")
