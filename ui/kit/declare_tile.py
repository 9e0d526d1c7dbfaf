"""What a feature says of its tiles, and the three sizes tiles have."""

from __future__ import annotations

from dataclasses import dataclass

from ui.kit.words import Phrase


@dataclass(frozen=True, slots=True)
class Tile:
    """Which columns, by key, the tile of a row shows: its picture and title, a line, two figures below, a pill."""

    title: str
    """The column that has the picture; its first line is the title."""
    under: str = ""
    left: str = ""
    right: str = ""
    pills: tuple[str, ...] = ()
    """Columns of pills: the first framed one is laid over the picture, quiet ones are left out."""


@dataclass(frozen=True, slots=True)
class TileSize:
    """The room of one tile with its gap, in device independent pixels, and the lines of text in it."""

    key: str
    title: Phrase
    width: int
    height: int
    lines: int


GAP = 10
SIZES = (
    TileSize("small", Phrase("Grid", "Small tiles"), 150, 158, 2),
    TileSize("medium", Phrase("Grid", "Medium tiles"), 200, 196, 3),
    TileSize("large", Phrase("Grid", "Large tiles"), 304, 274, 3),
)
MEDIUM = 1


def size_of(key: str) -> int:
    """The place of that size among the sizes; an unknown name means the middle one."""
    return next((place for place, one in enumerate(SIZES) if one.key == key), MEDIUM)
