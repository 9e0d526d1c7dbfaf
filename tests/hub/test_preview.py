"""Painted pictures of the hub: the same for the same name, in two sizes, under the addresses that items carry."""

import struct
import zlib

import pytest

from rightsdesk.hub.preview import SIZES, painted
from rightsdesk.hub.state import HubState
from tests.hub.asking import Ask


def opened(picture: bytes) -> tuple[int, int, bytes]:
    """Width, height and the rows of an 8-bit PNG with a palette."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    at, rows = 8, b""
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        rows += body if kind == b"IDAT" else b""
        at += 12 + length
    return width, height, zlib.decompress(rows)


@pytest.mark.parametrize("name", [f"alpenpix/{number}" for number in range(8)])
def test_a_picture_is_sound_and_shows_something(name: str) -> None:
    width, height, rows = opened(painted(name, 64, 43))
    assert (width, height, len(rows)) == (64, 43, 43 * 65)
    assert all(rows[line * 65] == 0 for line in range(43))
    assert len(set(rows)) > 40


def test_the_same_name_gives_the_same_picture_and_another_another() -> None:
    assert painted("a/1", 64, 43) == painted("a/1", 64, 43)
    assert painted("a/1", 64, 43) != painted("a/2", 64, 43)


def test_both_renditions_are_served_where_the_item_says(hub: HubState, ask: Ask) -> None:
    item = next(iter(hub.collection))
    renditions = {one["name"]: one for one in item.document()["renditions"]}
    assert set(renditions) == set(SIZES)
    for name, one in renditions.items():
        answered = ask("GET", one["href"].removeprefix("https://hub.invalid"))
        assert (answered.status, answered.content_type) == (200, "image/png")
        assert opened(answered.body)[:2] == (one["width"], one["height"]) == SIZES[name]
