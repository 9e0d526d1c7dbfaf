"""Reading the three tags of a TIFF that hold metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Literal

from rightsdesk.vendorsync.metadata.pieces import Pieces, exactly

ORDERS: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
"""The first four bytes of a TIFF and the order of bytes they stand for."""

_TAGS = {700: "xmp", 33723: "iim", 34377: "resources"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}


def walk_tiff(file: BinaryIO, pieces: Pieces, order: Literal["little", "big"]) -> None:
    """Read the first directory only; a directory that points back to itself is never followed."""
    for tag, body in _tags(file, order):
        kind = _TAGS[tag]
        if kind == "xmp":
            pieces.xmp.append(pieces.keep(body))
        elif kind == "iim":
            pieces.iim.append(pieces.keep(body))
        else:
            pieces.resources.append(pieces.keep(body))


def _tags(file: BinaryIO, order: Literal["little", "big"]) -> Iterator[tuple[int, bytes]]:
    def number(piece: bytes) -> int:
        return int.from_bytes(piece, order)

    file.seek(4)
    file.seek(number(exactly(file, 4)))
    entries = exactly(file, 12 * number(exactly(file, 2)))
    for at in range(0, len(entries), 12):
        tag, kind, count = (number(entries[at + a : at + b]) for a, b in ((0, 2), (2, 4), (4, 8)))
        if tag not in _TAGS:
            continue
        size = count * _SIZES.get(kind, 1)
        if size <= 4:  # noqa: PLR2004 - so short a value stands in the entry itself
            yield tag, entries[at + 8 : at + 8 + size]
        else:
            file.seek(number(entries[at + 8 : at + 12]))
            yield tag, exactly(file, size)
