"""Pictures compared by what an eye sees from afar: grey means of some blocks, kept in one small file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

BLOCKS = QSize(64, 40)
STEPS = 4
"""Grey levels that are kept as one: what is finer differs between machines."""
NEAR = 14
"""Grey levels by which a block may differ before it counts."""
FEW = 0.025
"""Of all blocks so many may differ: clocks go on, a caret blinks, a folder of the day has another name."""
FAR = 90
"""One block that differs so much counts as many: something small is gone or new."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One picture that is not as it was; `share` of its blocks differ, the strongest by `most` grey levels."""

    name: str
    share: float
    most: int
    where: tuple[int, int]
    """The block that differs most, counted from the left and the top."""

    def __str__(self) -> str:
        """Name it in one line."""
        if self.most < 0:
            return f"{self.name}: not in the baseline"
        place = f"{self.where[0]}/{BLOCKS.width()} across, {self.where[1]}/{BLOCKS.height()} down"
        return f"{self.name}: {self.share:.1%} of the blocks differ, most at {place} ({self.most})"


def seen(image: QImage) -> bytes:
    """The grey means of a picture's blocks, row by row."""
    # Qt averages whole areas only down to a half of them at a time where it is asked to be smooth.
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    while small.width() >= 4 * BLOCKS.width() and small.height() >= 4 * BLOCKS.height():
        small = small.scaled(
            small.size() / 2, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    small = small.scaled(BLOCKS, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = bytes(grey.constBits())
    stride = grey.bytesPerLine()
    return b"".join(rows[row * stride : row * stride + BLOCKS.width()] for row in range(BLOCKS.height()))


def difference(name: str, now: bytes, before: bytes | None) -> Difference | None:
    """How a picture differs from what it was, None where it does not."""
    if before is None:
        return Difference(name, 1.0, -1, (0, 0))
    gaps = [abs(one - other) for one, other in zip(now, before, strict=True)]
    most = max(gaps)
    share = sum(gap > NEAR for gap in gaps) / len(gaps)
    if share <= FEW and most <= FAR:
        return None
    at = gaps.index(most)
    return Difference(name, share, most, (at % BLOCKS.width(), at // BLOCKS.width()))


def differences(now: Mapping[str, bytes], before: Mapping[str, bytes]) -> list[Difference]:
    """All pictures that are not as they were, and those that nobody kept."""
    found = (difference(name, blocks, before.get(name)) for name, blocks in now.items())
    return [one for one in found if one is not None]


def store(file: Path, pictures: Mapping[str, bytes]) -> None:
    """Keep these pictures and no others; in one piece, because neighbours are alike."""
    names = sorted(pictures)
    coarse = b"".join(bytes(grey // STEPS for grey in pictures[name]) for name in names)
    file.write_bytes(zlib.compress(json.dumps(names).encode() + b"\n" + _risen(coarse), 9))


def load(file: Path) -> dict[str, bytes]:
    """The pictures kept; none where there is no file."""
    if not file.is_file():
        return {}
    head, _, body = zlib.decompress(file.read_bytes()).partition(b"\n")
    names, size = json.loads(head), BLOCKS.width() * BLOCKS.height()
    coarse = _fallen(body)
    return {
        name: bytes(grey * STEPS + STEPS // 2 for grey in coarse[at * size : (at + 1) * size])
        for at, name in enumerate(names)
    }


def _risen(values: bytes) -> bytes:
    """Each value as its step from the one before: plain grounds become zeros."""
    return bytes((value - before) % 256 for before, value in zip(b"\0" + values, values, strict=False))


def _fallen(steps: bytes) -> bytes:
    found, at = bytearray(), 0
    for step in steps:
        at = (at + step) % 256
        found.append(at)
    return bytes(found)
