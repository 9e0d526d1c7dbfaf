"""Previews painted from the picture's name: sky, sun and hills, so that invented pictures look alive."""

import hashlib
import math
import struct
import zlib

WIDTH, HEIGHT = 160, 107


def painted(name: str) -> bytes:
    """A PNG of 160 by 107 pixels with a palette of 256 colours; the same name gives the same bytes."""
    seed = hashlib.sha256(name.encode()).digest()
    horizon = [
        HEIGHT * (0.55 + seed[0] / 1500)
        + 9 * math.sin((x + seed[1]) / (11 + seed[2] / 16))
        + 4 * math.sin(x / 7 + seed[3])
        for x in range(WIDTH)
    ]
    sun_x, sun_y, sun_r = seed[4] % WIDTH, 12 + seed[5] % 30, 6 + seed[6] % 9
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        shade = y * 127 // HEIGHT
        row = bytearray(128 + shade if y > edge else shade for edge in horizon)
        if abs(y - sun_y) < sun_r:
            half = int(math.sqrt(sun_r**2 - (y - sun_y) ** 2))
            for x in range(max(0, sun_x - half), min(WIDTH, sun_x + half)):
                row[x] = 127 if y <= horizon[x] else row[x]
        rows += row
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", _palette(seed)), (b"IDAT", zlib.compress(bytes(rows), 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _palette(seed: bytes) -> bytes:
    """128 colours of the sky from top to horizon, the last one the sun's, then 128 of the ground."""
    sky, dusk = (seed[7] % 90, 90 + seed[8] % 90, 150 + seed[9] % 100), (240, 170 + seed[10] % 70, 120 + seed[11] % 110)
    near, far = (20 + seed[12] % 60, 50 + seed[13] % 60, 40 + seed[14] % 50), (seed[15] % 160, 90 + seed[16] % 80, 90)
    heaven = [_between(sky, dusk, step / 90) for step in range(127)]
    ground = [_between(far, near, step / 127) for step in range(128)]
    return bytes(part for colour in [*heaven, (255, 244, 214), *ground] for part in colour)


def _between(first: tuple[int, int, int], second: tuple[int, int, int], share: float) -> tuple[int, ...]:
    part = min(1.0, share)
    return tuple(round(a + (b - a) * part) for a, b in zip(first, second, strict=True))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
