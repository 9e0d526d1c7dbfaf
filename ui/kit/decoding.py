"""A picture file made into what is painted: scaled while it is read, cut to fill, never larger than a decoder bears."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 40_000_000
"""What may be unpacked in whole; a picture of a few bytes may claim to be as large as a house."""
MOST_SCALED = 250_000_000
"""A JPEG is scaled while it is read, so that cameras' files of 100 megapixels cost little."""
LONGEST_SIDE = 30_000
_FORMATS = (b"jpeg", b"png", b"gif", b"webp")


def decoded(path: Path, width: int, height: int, ratio: float = 1.0, *, whole: bool = False) -> QImage:
    """The picture of that file, filling the room (`whole`: within it); an empty image where it cannot be read.

    Safe on any thread; sizes in device independent pixels. Only four formats are tried, by content and not by name.
    """
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data())
    size = reader.size()
    if kind not in _FORMATS or not _bearable(size, kind):
        return QImage()
    wanted = QSize(round(width * ratio), round(height * ratio))
    turned = bool(reader.transformation().value & 4)
    room = wanted.transposed() if turned else wanted
    way = Qt.AspectRatioMode.KeepAspectRatio if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = size.scaled(room, way)
    if scaled.width() < size.width() or not whole:
        reader.setScaledSize(scaled)
        if not whole:
            left, top = (scaled.width() - room.width()) // 2, (scaled.height() - room.height()) // 2
            reader.setScaledClipRect(QRect(left, top, room.width(), room.height()))
    image = reader.read()
    if not image.isNull():
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
    return image


def _bearable(size: QSize, kind: bytes) -> bool:
    if not size.isValid() or size.isEmpty() or max(size.width(), size.height()) > LONGEST_SIDE:
        return False
    return size.width() * size.height() <= (MOST_SCALED if kind == b"jpeg" else MOST_PIXELS)
