"""Pages of a finished PDF as pictures and as text, for the window and for checks."""

import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from struct import pack
from typing import Any

import pypdfium2
from pypdfium2 import raw

from rightsdesk.faults import Damaged, Unknown

WIDEST = 8_000
"""Pixels; what is wider is no page on a screen but a mistake that would fill the memory."""

# PDFium keeps state for the whole process and allows one thread at a time.
_TURN = threading.Lock()


def page_count(path: Path) -> int:
    """Return the number of pages; raises `Unknown` when there is no such file, `Damaged` when it is no PDF."""
    with _opened(path) as document:
        return len(document)


def render(path: Path, page: int, width: int) -> tuple[int, int, bytes]:
    """Return width, height and opaque BGRA bytes, rows tightly packed, of a page counted from 0."""
    with _opened(path) as document, closing(_page(document, path, page)) as sheet:
        scale = min(max(1, width), WIDEST) / sheet.get_width()
        bitmap = sheet.render(scale=scale, force_bitmap_format=raw.FPDFBitmap_BGRA, fill_color=(255, 255, 255, 255))
        return _packed(bitmap)


def png(path: Path, page: int, width: int) -> bytes:
    """Return a page, counted from 0, as a PNG file."""
    across, down, pixels = render(path, page, width)
    opaque = bytearray(across * down * 3)
    opaque[0::3], opaque[1::3], opaque[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    stride = across * 3
    rows = b"".join(b"\0" + opaque[at : at + stride] for at in range(0, len(opaque), stride))
    head = pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def text(path: Path) -> str:
    """Return what all pages say, in reading order, a form feed between two pages."""
    with _opened(path) as document:
        return "\f".join(_said(document[number]) for number in range(len(document)))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    with _TURN:
        try:
            document = pypdfium2.PdfDocument(path)
        except FileNotFoundError as error:
            raise Unknown(f"There is no document {path}; print it again from its credit advice.") from error
        except pypdfium2.PdfiumError as error:
            raise Damaged(
                f"{path} is not a sound PDF; print it again from its credit advice.", code="PDF-DAMAGED"
            ) from error
        with closing(document):
            yield document


def _page(document: Any, path: Path, page: int) -> Any:
    if not 0 <= page < len(document):
        raise Unknown(f"{path.name} has no page {page + 1}; it has {len(document)}.")
    return document[page]


def _packed(bitmap: Any) -> tuple[int, int, bytes]:
    with closing(bitmap):
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        pixels = bytes(bitmap.buffer)
    if stride != width * 4:
        pixels = b"".join(pixels[row * stride : row * stride + width * 4] for row in range(height))
    return width, height, pixels


def _said(page: Any) -> str:
    with closing(page), closing(page.get_textpage()) as words:
        return str(words.get_text_range())


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
