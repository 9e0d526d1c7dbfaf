"""Files of pictures fill the room they get; what claims too much or is no picture gives nothing."""

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.kit.decoding import decoded, prepare


@pytest.fixture
def photo(tmp_path: Path, qtbot: QtBot) -> Path:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 120, 200))
    path = tmp_path / "photo"
    assert image.save(str(path), "JPEG")  # type: ignore[call-overload]
    return path


def claiming(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_picture_fills_the_room_or_lies_within_it(photo: Path) -> None:
    filling, whole = decoded(photo, 90, 90), decoded(photo, 90, 90, whole=True)
    assert (filling.width(), filling.height()) == (90, 90)
    assert (whole.width(), whole.height()) == (90, 45)


def test_a_fine_screen_gets_twice_the_pixels(photo: Path) -> None:
    image = decoded(photo, 50, 40, 2.0)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (100, 80, 2.0)
    assert abs(QColor(image.pixel(50, 40)).blue() - 200) < 6


@pytest.mark.parametrize(
    "content",
    [
        claiming(20_000, 20_000),
        claiming(40_000, 10),
        b"",
        b"<html>Please sign in</html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='file:///etc/passwd'/></svg>",
        b"\x89PNG\r\n\x1a\n\0\0",
    ],
    ids=["flood", "wide", "empty", "page", "svg", "cut"],
)
def test_what_claims_too_much_or_is_no_picture_gives_nothing(content: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    prepare()
    assert decoded(path, 100, 100).isNull()
    assert decoded(tmp_path / "none", 100, 100).isNull()
