"""Where finished documents lie: each under the SHA-256 of its bytes, whole or not at all."""

import errno
import hashlib
import os
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from rightsdesk.faults import Unusable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Printed:
    """A document on disk: SHA-256 (hex) and size (bytes) of its content, and where it lies.

    `xml_sha256` and `xml_size` are those of the same invoice as data, `verdicts` what each rule set said of it.
    """

    sha256: str
    size: int
    path: Path
    xml_sha256: str = ""
    xml_size: int = 0
    verdicts: dict[str, str] = field(default_factory=dict)

    def joined_by(self, data: "Printed", verdicts: dict[str, str]) -> "Printed":
        """Return the document with what is known of its data."""
        return replace(self, xml_sha256=data.sha256, xml_size=data.size, verdicts=verdicts)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of documents, `<first two digits>/<sha256>.pdf` or `.xml`; several processes may write to it."""

    folder: Path

    def path(self, sha256: str, ending: str = ".pdf") -> Path:
        """Return where the document with this hash lies or would lie."""
        return self.folder / sha256[:2] / f"{sha256}{ending}"

    def put(self, content: bytes, ending: str = ".pdf") -> Printed:
        """Store a document durably, once; raises `Unusable` (STORE-FULL, STORE-IO) when the disk does not take it."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = self.path(sha256, ending)
        try:
            if not _holds(place, content):
                place.parent.mkdir(parents=True, exist_ok=True)
                _write(place, content)
        except OSError as error:
            raise _fault(place, error) from error
        return Printed(sha256, len(content), place)


def _holds(place: Path, content: bytes) -> bool:
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(place: Path, content: bytes) -> None:
    """Write beside, flush, rename, flush the folder: a power cut leaves the whole document or none."""
    handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(place)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
    _flush_folder(place.parent)
    _flush_folder(place.parent.parent)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and journals the rename itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(place: Path, error: OSError) -> Unusable:
    if error.errno in _FULL:
        return Unusable(
            f"The disk of {place.parent.parent} is full: the document was not written, everything before it is safe. "
            "Free some space, then retry.",
            code="STORE-FULL",
        )
    return Unusable(
        f"The document could not be written to {place.parent.parent} ({error.strerror or error}). "
        "Nothing confirmed is lost; repair the folder, then retry.",
        code="STORE-IO",
    )
