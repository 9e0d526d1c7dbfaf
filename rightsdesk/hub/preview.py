"""Pictures painted from a name, so that invented images look alive: hills, sea, a town or a wood in 256 colours.

A picture is made column by column and turned by slices: a loop over its pixels would take a hundred times as long.
"""

import hashlib
import math
import struct
import zlib
from collections.abc import Callable, Iterator
from random import Random

SIZES = {"preview": (800, 534), "thumbnail": (320, 214)}
"""Width and height of each rendition in pixels."""
_SKY, _NEAREST, _SUN = 128, 250, 251
"""The palette: so many colours of the sky from top to horizon, then four layers of ground, then the sun."""
_LAYERS = 4
_SHADES = (_NEAREST - _SKY) // _LAYERS

Edge = Callable[[float], float]
"""Where a layer begins, from the top, at a place across: both as shares of the picture."""


def painted(name: str, width: int, height: int) -> bytes:
    """A PNG of that size; the same name and size give the same bytes, other sizes the same scene."""
    seed = hashlib.sha256(name.encode()).digest()
    layers = tuple(_SCENES[seed[0] % len(_SCENES)](Random(seed)))
    sky = bytes(y * (_SKY - 1) // height for y in range(height))
    ground = [
        bytes(_SKY + layer * _SHADES + y * (_SHADES - 1) // height for y in range(height)) for layer in range(_LAYERS)
    ]
    columns = bytearray()
    for x in range(width):
        column, top = bytearray(sky), 0
        _sun(column, x, seed, width, height)
        for edge, colours in zip(layers, ground, strict=False):
            top = max(top, min(height, round(edge(x / width) * height)))
            column[top:] = colours[top:]
        columns += column
    rows = b"".join(b"\0" + columns[y::height] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", _palette(seed)), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _sun(column: bytearray, x: int, seed: bytes, width: int, height: int) -> None:
    middle, radius = (0.15 + seed[1] / 365) * width, (0.04 + seed[2] / 6000) * width
    if abs(x - middle) < radius:
        half = math.sqrt(radius**2 - (x - middle) ** 2)
        level = (0.18 + seed[3] / 1300) * height
        first, last = max(0, round(level - half)), min(height, round(level + half))
        column[first:last] = bytes([_SUN]) * (last - first)


def _hills(chance: Random) -> Iterator[Edge]:
    for layer in range(_LAYERS - 1):
        base, rough, phase = 0.5 + 0.15 * layer, chance.uniform(3, 7), chance.uniform(0, 6)

        def edge(x: float, base: float = base, rough: float = rough, phase: float = phase) -> float:
            return base - 0.09 * math.sin(rough * x + phase) - 0.03 * math.sin(rough * 3.1 * x + 2 * phase)

        yield edge


def _sea(chance: Random) -> Iterator[Edge]:
    level, sail = chance.uniform(0.5, 0.62), chance.uniform(0.2, 0.75)
    yield lambda x: level - max(0.0, 0.24 - 5 * abs(x - sail)) * (x > sail)
    for layer in range(1, _LAYERS):
        yield lambda x, layer=layer: level + 0.1 * layer + 0.008 * math.sin(40 * x + 2 * layer)  # type: ignore[misc]


def _town(chance: Random) -> Iterator[Edge]:
    for layer in range(_LAYERS - 1):
        count = chance.randrange(9, 16)
        tops = [0.42 + 0.13 * layer + chance.uniform(-0.14, 0.12) for _ in range(count + 1)]

        def edge(x: float, tops: list[float] = tops, count: int = count) -> float:
            return tops[int(x * count)]

        yield edge


def _wood(chance: Random) -> Iterator[Edge]:
    for layer in range(_LAYERS - 1):
        base, count = 0.62 + 0.14 * layer, chance.randrange(11, 17)
        tall = [chance.uniform(0.18, 0.4) for _ in range(count + 1)]

        def edge(x: float, base: float = base, count: int = count, tall: list[float] = tall) -> float:
            return base - tall[int(x * count)] * (1 - abs(x * count % 1 - 0.5) * 2)

        yield edge


_SCENES: tuple[Callable[[Random], Iterator[Edge]], ...] = (_hills, _sea, _town, _wood)


def _palette(seed: bytes) -> bytes:
    """The sky from above to the horizon, the layers from the farthest to the nearest, the sun."""
    above = (seed[7] % 110, 80 + seed[8] % 90, 140 + seed[9] % 100)
    below = (235, 165 + seed[10] % 75, 120 + seed[11] % 115)
    far = (90 + seed[12] % 90, 110 + seed[13] % 70, 110 + seed[14] % 80)
    near = (15 + seed[15] % 40, 30 + seed[16] % 45, 25 + seed[17] % 50)
    colours = [_between(above, below, step / (_SKY - 1)) for step in range(_SKY)]
    for layer in range(_LAYERS):
        ground = _between(far, near, layer / (_LAYERS - 1))
        lit = _between(ground, below, 0.35)
        colours += [_between(lit, ground, min(1.0, 1.6 * step / _SHADES)) for step in range(_SHADES)]
    colours += [near] * (_SUN - len(colours)) + [(255, 244, 214)] * (256 - _SUN)
    return bytes(part for colour in colours for part in colour)


def _between(first: tuple[int, ...], second: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
