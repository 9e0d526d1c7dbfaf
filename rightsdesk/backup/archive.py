"""The file of a backup: a zip, of which nothing is believed until it was read."""

import errno
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rightsdesk.backup import manifest
from rightsdesk.backup.manifest import MadeByANewerProgram, Manifest, Member
from rightsdesk.faults import Damaged, Unusable

PIECE = 1 << 20
LARGEST_MANIFEST = 1 << 29

Watch = Callable[[], None]
"""Called between the pieces of long work; may raise to stop it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What reading a damaged zip raises; RuntimeError stands for encrypted and unknown compressions."""


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
    if manifest.NAME not in archive.namelist():
        sentence = (
            f"{path} is no backup of RightsDesk: it holds no {manifest.NAME}. Name what `rightsdesk backup` made."
        )
        raise Unusable(sentence, code="BACKUP-FOREIGN")
    try:
        if archive.getinfo(manifest.NAME).file_size > LARGEST_MANIFEST:
            raise ValueError(manifest.NAME)
        return manifest.read(archive.read(manifest.NAME))
    except MadeByANewerProgram as error:
        sentence = f"{path} was made by a newer RightsDesk; install that version to restore it."
        raise Unusable(sentence, code="BACKUP-NEWER") from error
    except (*_BROKEN, OSError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path, [f"{manifest.NAME} cannot be read"]) from error


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
    more = [f"and {len(problems) - most:,} more"] if len(problems) > most else []
    told = "; ".join([*problems[:most], *more])
    return Damaged(f"{path} is damaged: {told}. Nothing was restored; use another backup.", code="BACKUP-DAMAGED")


def of_the_disk(error: OSError, path: Path, kept: str) -> Unusable:
    """Return the fault for a disk that would not take what is written, with what was kept."""
    full = error.errno in _FULL
    why = "the disk is full" if full else error.strerror or str(error)
    sentence = f"{path} cannot be written: {why}. {kept}"
    return Unusable(sentence, code="STORE-FULL" if full else "STORE-IO")
