"""What is kept of a file while it is walked through, and how much at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from rightsdesk.faults import Damaged

LARGEST = 16 * 1024 * 1024
"""Bytes of metadata in one file, packed or not; the largest ever seen is a tenth of it."""
MOST_PIECES = 10_000
"""Segments or chunks of one file."""


@dataclass(slots=True)
class Pieces:
    """What a file holds: XMP packets, IIM blocks, image resources, parts of extended packets by their GUID."""

    xmp: list[bytes] = field(default_factory=list)
    iim: list[bytes] = field(default_factory=list)
    resources: list[bytes] = field(default_factory=list)
    extended: dict[str, list[tuple[int, int, bytes]]] = field(default_factory=dict)
    kept: int = 0

    def keep(self, piece: bytes) -> bytes:
        """Count a piece against the bound and return it."""
        self.kept += len(piece)
        if self.kept > LARGEST:
            raise Damaged(f"It holds more than {LARGEST >> 20} MB of metadata; nothing was read from it.")
        return piece

    def joined(self, guid: str) -> bytes | None:
        """Return an extended packet whole, None where parts of it are missing."""
        reached, parts = 0, sorted(self.extended.get(guid, ()))
        for _, offset, part in parts:
            if offset != reached:
                return None
            reached += len(part)
        return b"".join(part for *_, part in parts) if parts and reached == parts[0][0] else None


def exactly(file: BinaryIO, size: int) -> bytes:
    """Return the next bytes; raise `Damaged` where there are fewer, or more are claimed than any picture needs."""
    found = file.read(size) if size <= LARGEST else b""
    if len(found) != size:
        raise Damaged("It ends in the middle of its metadata; ask for the file again.")
    return found


def too_many(what: str) -> Damaged:
    """Return the refusal of a file that consists of too many pieces."""
    return Damaged(f"It consists of more than {MOST_PIECES:,} {what}; nothing was read from it.")
