"""Walking the chunks of PNG and WebP for their XMP packet."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.metadata.pieces import LARGEST, MOST_PIECES, Pieces, exactly, too_many

PNG = b"\x89PNG\r\n\x1a\n"

_PNG_XMP = b"XML:com.adobe.xmp\0"


def walk_png(file: BinaryIO, pieces: Pieces) -> None:
    """Keep the international text in which PNG carries XMP, packed or not."""
    file.seek(len(PNG))
    for _ in range(MOST_PIECES):
        head = exactly(file, 8)
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IEND":
            return
        if kind == b"iTXt":
            body = exactly(file, size)
            if body.startswith(_PNG_XMP):
                pieces.xmp.append(pieces.keep(_international(body[len(_PNG_XMP) :])))
            file.seek(4, 1)
        else:
            file.seek(size + 4, 1)
    raise too_many("chunks")


def _international(rest: bytes) -> bytes:
    """Return the text of an iTXt chunk: flag, method, language and translated keyword come before it."""
    packed, rest = rest[:1] == b"\x01", rest[2:]
    text = rest.split(b"\0", 2)[-1]
    if not packed:
        return text
    engine = zlib.decompressobj()
    try:
        found = engine.decompress(text, LARGEST)
    except zlib.error as error:
        raise Damaged(f"Its packed metadata cannot be unpacked ({error}).") from error
    if engine.unconsumed_tail or not engine.eof:
        raise Damaged("Its packed metadata is larger unpacked than any picture needs, or cut short.", code="FILE-BOMB")
    return found


def walk_webp(file: BinaryIO, pieces: Pieces) -> None:
    """Keep the chunk in which WebP carries XMP."""
    file.seek(12)
    for _ in range(MOST_PIECES):
        head = file.read(8)
        if not head:
            return
        if len(head) < 8:  # noqa: PLR2004 - four letters and four bytes of length
            raise Damaged("It ends in the middle of its metadata; ask for the file again.")
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"XMP ":
            pieces.xmp.append(pieces.keep(exactly(file, size)))
            file.seek(size & 1, 1)
        else:
            file.seek(size + (size & 1), 1)
    raise too_many("chunks")
