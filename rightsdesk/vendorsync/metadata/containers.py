"""Finding metadata in JPEG, PNG, WebP and TIFF without decoding a pixel and without trusting a length.

Pillow and others read nothing where an agency writes its own APP1 header, and keep in memory whatever a tag claims;
walking the few structures that hold metadata costs little and has a bound.
"""

from __future__ import annotations

from typing import BinaryIO

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.metadata.chunks import PNG, walk_png, walk_webp
from rightsdesk.vendorsync.metadata.jpeg import walk_jpeg
from rightsdesk.vendorsync.metadata.pieces import Pieces
from rightsdesk.vendorsync.metadata.tiff import ORDERS, walk_tiff


def find(file: BinaryIO) -> Pieces:
    """Return the metadata of an open file; raise `Damaged` for what is cut short or no picture that can be read."""
    head = file.read(12)
    file.seek(0)
    pieces = Pieces()
    if head[:2] == b"\xff\xd8":
        walk_jpeg(file, pieces)
    elif head[:8] == PNG:
        walk_png(file, pieces)
    elif head[:4] == b"RIFF" and head[8:] == b"WEBP":
        walk_webp(file, pieces)
    elif head[:4] in ORDERS:
        walk_tiff(file, pieces, ORDERS[head[:4]])
    else:
        raise Damaged("It is no JPEG, PNG, TIFF or WebP picture.", code="FILE-KIND")
    return pieces
