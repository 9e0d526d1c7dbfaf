"""A picture file made into what is painted: scaled while it is read, cut to fill, never larger than a decoder bears."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 40_000_000
"""What may be unpacked in whole; a picture of a few bytes may claim to be as large as a house."""
MOST_SCALED = 250_000_000
"""A JPEG is scaled while it is read, so that cameras' files of 100 megapixels cost little."""
LONGEST_SIDE = 30_000
_TURNED = 4
"""The part of a transformation that says: by a quarter."""
_SMALLEST = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
_HEADS = {b"\xff\xd8\xff": b"jpeg", b"\x89PNG\r\n\x1a\n": b"png", b"GIF8": b"gif"}


def decoded(path: Path, width: int, height: int, ratio: float = 1.0, *, whole: bool = False) -> QImage:
    """The picture of that file, filling the room (`whole`: within it); an empty image where it cannot be read.

    Safe on any thread; sizes in device independent pixels. Only four formats are tried, by content and not by name.
    """
    kind = _kind_of(path)
    if kind.isEmpty():
        return QImage()
    reader = QImageReader(str(path), kind)
    return _read(reader, QSize(round(width * ratio), round(height * ratio)), ratio, whole=whole)


def prepare() -> None:
    """Use on the window's thread, before any other does, what decoding uses.

    Qt's classes get their Python side when they are first named, and two threads that do so at once crash.
    """
    content = QByteArray(_SMALLEST)
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    _read(QImageReader(buffer, QByteArray(b"png")), QSize(1, 1), 1.0, whole=False)
    QImageReader("", QByteArray(b"png"))


def _read(reader: QImageReader, wanted: QSize, ratio: float, *, whole: bool) -> QImage:
    # Asking what a file is would hand it to every decoder there is, drawings that name other files included.
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not _bearable(size, scaling=reader.format() == b"jpeg"):
        return QImage()
    turned = bool(reader.transformation().value & _TURNED)
    room = wanted.transposed() if turned else wanted
    way = Qt.AspectRatioMode.KeepAspectRatio if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = size.scaled(room, way)
    if not whole or scaled.width() < size.width():
        reader.setScaledSize(scaled)
    if not whole:
        left, top = (scaled.width() - room.width()) // 2, (scaled.height() - room.height()) // 2
        reader.setScaledClipRect(QRect(left, top, room.width(), room.height()))
    image = reader.read()
    if not image.isNull():
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
    return image


def _kind_of(path: Path) -> QByteArray:
    """The format by the first bytes, empty for what is none of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return QByteArray()
    if head[:4] == b"RIFF" and head[8:] == b"WEBP":
        return QByteArray(b"webp")
    return QByteArray(next((kind for start, kind in _HEADS.items() if head.startswith(start)), b""))


def _bearable(size: QSize, *, scaling: bool) -> bool:
    if not size.isValid() or size.isEmpty() or max(size.width(), size.height()) > LONGEST_SIDE:
        return False
    return size.width() * size.height() <= (MOST_SCALED if scaling else MOST_PIXELS)
