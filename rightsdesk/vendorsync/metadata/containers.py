"""Finding metadata in JPEG, PNG, WebP and TIFF without decoding a pixel and without trusting a length.

Pillow and others read nothing where an agency writes its own APP1 header, and keep in memory whatever a tag claims;
walking the few structures that hold metadata costs little and has a bound.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from rightsdesk.faults import Damaged

LARGEST = 16 * 1024 * 1024
"""Bytes of metadata in one file, packed or not; the largest ever seen is a tenth of it."""
MOST_PIECES = 10_000

_XMP_MARK, _EXTENSION = b"ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_MARK_WITHIN = 40
_GUID, _EXTENSION_HEAD = 32, 40
_RESOURCES = b"Photoshop 3.0\0"
_APP1, _APP13, _SCAN, _END = 0xE1, 0xED, 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG, _PNG_XMP = b"\x89PNG\r\n\x1a\n", b"XML:com.adobe.xmp\0"
_TIFF = {b"II*\0": "little", b"MM\0*": "big"}
_TIFF_TAGS = {700: "xmp", 33723: "iim", 34377: "resources"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}


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


def find(file: BinaryIO) -> Pieces:
    """Return the metadata of an open file; raise `Damaged` for what is cut short or no picture that can be read."""
    head = file.read(12)
    file.seek(0)
    pieces = Pieces()
    if head[:2] == b"\xff\xd8":
        _walk_jpeg(file, pieces)
    elif head[:8] == _PNG:
        _walk_png(file, pieces)
    elif head[:4] == b"RIFF" and head[8:] == b"WEBP":
        _walk_webp(file, pieces)
    elif head[:4] in _TIFF:
        _walk_tiff(file, pieces, _TIFF[head[:4]])
    else:
        raise Damaged("It is no JPEG, PNG, TIFF or WebP picture.", code="FILE-KIND")
    return pieces


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size) if size <= LARGEST else b""
    if len(found) != size:
        raise Damaged("It ends in the middle of its metadata; ask for the file again.")
    return found


def _walk_jpeg(file: BinaryIO, pieces: Pieces) -> None:
    file.seek(2)
    for _ in range(MOST_PIECES):
        marker = _next_marker(file)
        if marker in (_SCAN, _END):
            return
        if marker in _ALONE:
            continue
        size = int.from_bytes(_exactly(file, 2), "big") - 2
        if size < 0:
            raise Damaged("One of its segments claims a length of less than nothing; ask for the file again.")
        if marker in (_APP1, _APP13):
            _sort_segment(pieces, marker, _exactly(file, size))
        else:
            file.seek(size, 1)
    raise Damaged(f"It consists of more than {MOST_PIECES:,} segments; nothing was read from it.")


def _next_marker(file: BinaryIO) -> int:
    if _exactly(file, 1) != b"\xff":
        raise Damaged("Its segments do not follow each other as in a JPEG; ask for the file again.")
    for _ in range(MOST_PIECES):
        marker = _exactly(file, 1)[0]
        if marker != 0xFF:  # noqa: PLR2004 - fill bytes, JPEG B.1.1.2
            return marker
    raise Damaged("It is filled up without an end; ask for the file again.")


def _sort_segment(pieces: Pieces, marker: int, segment: bytes) -> None:
    if marker == _APP13:
        if segment.startswith(_RESOURCES):
            pieces.resources.append(pieces.keep(segment[len(_RESOURCES) :]))
        return
    if segment.startswith(_EXTENSION):
        guid, head = _guid(segment), segment[len(_EXTENSION) + _GUID :][:8]
        part = pieces.keep(segment[len(_EXTENSION) + _EXTENSION_HEAD :])
        total, offset = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
        pieces.extended.setdefault(guid, []).append((total, offset, part))
        return
    mark = segment.find(_XMP_MARK, 0, _MARK_WITHIN)
    if mark >= 0:
        pieces.xmp.append(pieces.keep(segment[mark + len(_XMP_MARK) :]))


def _guid(segment: bytes) -> str:
    return segment[len(_EXTENSION) :][:_GUID].decode("latin-1").upper()


def _walk_png(file: BinaryIO, pieces: Pieces) -> None:
    file.seek(len(_PNG))
    for _ in range(MOST_PIECES):
        head = _exactly(file, 8)
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IEND":
            return
        if kind == b"iTXt":
            body = _exactly(file, size)
            if body.startswith(_PNG_XMP):
                pieces.xmp.append(pieces.keep(_international(body[len(_PNG_XMP) :])))
            file.seek(4, 1)
        else:
            file.seek(size + 4, 1)
    raise Damaged(f"It consists of more than {MOST_PIECES:,} chunks; nothing was read from it.")


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


def _walk_webp(file: BinaryIO, pieces: Pieces) -> None:
    file.seek(12)
    for _ in range(MOST_PIECES):
        head = file.read(8)
        if not head:
            return
        if len(head) < 8:  # noqa: PLR2004 - four letters and four bytes of length
            raise Damaged("It ends in the middle of its metadata; ask for the file again.")
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"XMP ":
            pieces.xmp.append(pieces.keep(_exactly(file, size)))
            file.seek(size & 1, 1)
        else:
            file.seek(size + (size & 1), 1)
    raise Damaged(f"It consists of more than {MOST_PIECES:,} chunks; nothing was read from it.")


def _walk_tiff(file: BinaryIO, pieces: Pieces, order: str) -> None:
    """Read the first directory only; a directory that points back to itself is never followed."""
    for tag, body in _tags(file, order):
        kind = _TIFF_TAGS[tag]
        if kind == "xmp":
            pieces.xmp.append(pieces.keep(body))
        elif kind == "iim":
            pieces.iim.append(pieces.keep(body))
        else:
            pieces.resources.append(pieces.keep(body))


def _tags(file: BinaryIO, order: str) -> Iterator[tuple[int, bytes]]:
    def number(piece: bytes) -> int:
        return int.from_bytes(piece, "little" if order == "little" else "big")

    file.seek(4)
    file.seek(number(_exactly(file, 4)))
    entries = _exactly(file, 12 * number(_exactly(file, 2)))
    for at in range(0, len(entries), 12):
        tag, kind, count = (number(entries[at + a : at + b]) for a, b in ((0, 2), (2, 4), (4, 8)))
        if tag not in _TIFF_TAGS:
            continue
        size = count * _SIZES.get(kind, 1)
        if size <= 4:  # noqa: PLR2004 - so short a value stands in the entry itself
            yield tag, entries[at + 8 : at + 8 + size]
        else:
            file.seek(number(entries[at + 8 : at + 12]))
            yield tag, _exactly(file, size)
