"""Walking the segments of a JPEG: XMP in APP1, whatever header an agency wrote, image resources in APP13."""

from __future__ import annotations

from typing import BinaryIO

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.metadata.pieces import MOST_PIECES, Pieces, exactly, too_many

_XMP_MARK, _EXTENSION = b"ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_MARK_WITHIN = 40
_GUID, _EXTENSION_HEAD = 32, 40
_RESOURCES = b"Photoshop 3.0\0"
_APP1, _APP13, _SCAN, _END = 0xE1, 0xED, 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def walk_jpeg(file: BinaryIO, pieces: Pieces) -> None:
    """Keep the metadata in front of the picture; nothing behind is read."""
    file.seek(2)
    for _ in range(MOST_PIECES):
        marker = _next_marker(file)
        if marker in (_SCAN, _END):
            return
        if marker in _ALONE:
            continue
        size = int.from_bytes(exactly(file, 2), "big") - 2
        if size < 0:
            raise Damaged("One of its segments claims a length of less than nothing; ask for the file again.")
        if marker in (_APP1, _APP13):
            _sort_segment(pieces, marker, exactly(file, size))
        else:
            file.seek(size, 1)
    raise too_many("segments")


def _next_marker(file: BinaryIO) -> int:
    if exactly(file, 1) != b"\xff":
        raise Damaged("Its segments do not follow each other as in a JPEG; ask for the file again.")
    for _ in range(MOST_PIECES):
        marker = exactly(file, 1)[0]
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
