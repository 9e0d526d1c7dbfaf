"""Which characters the shipped typeface can draw, and a visible stand-in for each that it cannot.

PDF/A (ISO 19005-3, 6.2.11.8) forbids a glyph that is missing; a code that can be read is also more honest than a box.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import Any

_SPACES = re.compile(r"[\t\n\v\f\r \u0085\u2028\u2029]+")
_WIDE = 12
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def drawable(text: str, font: Path) -> str:
    """Return the text with white space folded and each character the font lacks or hides as in [U+1F600]."""
    folded = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    if folded.isascii() and folded.isprintable():
        return folded
    known = covered(font)
    return "".join(each if _is_seen(each, known) else f"[U+{ord(each):04X}]" for each in folded).replace("][", " ")


def missing(text: str, font: Path) -> tuple[str, ...]:
    """Return the characters of a text that the font lacks or hides, each once, in order."""
    folded = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    if folded.isascii() and folded.isprintable():
        return ()
    known = covered(font)
    return tuple(dict.fromkeys(each for each in folded if not _is_seen(each, known)))


def drawable_all(value: Any, font: Path) -> Any:
    """Return a tree of mappings, lists and text with every text made drawable."""
    if isinstance(value, str):
        return drawable(value, font)
    if isinstance(value, Mapping):
        return {key: drawable_all(each, font) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [drawable_all(each, font) for each in value]
    return value


def _is_seen(character: str, known: frozenset[int]) -> bool:
    return ord(character) in known and unicodedata.category(character) not in _UNSEEN


@cache
def covered(font: Path) -> frozenset[int]:
    """Return the code points the OpenType font maps to a glyph (table cmap, subtable format 12, or format 4)."""
    raw = font.read_bytes()
    start = _table(raw, b"cmap")
    count = unpack_from(">H", raw, start + 2)[0]
    places = {start + unpack_from(">HHI", raw, start + 4 + 8 * n)[2] for n in range(count)}
    formats = {unpack_from(">H", raw, place)[0]: place for place in places}
    if _WIDE in formats:
        return _segments_of_12(raw, formats[_WIDE])
    return _segments_of_4(raw, formats[4])


def _table(raw: bytes, tag: bytes) -> int:
    for n in range(unpack_from(">H", raw, 4)[0]):
        name, _, offset, _ = unpack_from(">4sIII", raw, 12 + 16 * n)
        if name == tag:
            return int(offset)
    raise LookupError(tag)


def _segments_of_12(raw: bytes, at: int) -> frozenset[int]:
    found: set[int] = set()
    for n in range(unpack_from(">I", raw, at + 12)[0]):
        first, last, _ = unpack_from(">III", raw, at + 16 + 12 * n)
        found.update(range(first, last + 1))
    return frozenset(found)


def _segments_of_4(raw: bytes, at: int) -> frozenset[int]:
    doubled = unpack_from(">H", raw, at + 6)[0]
    found: set[int] = set()
    for n in range(0, doubled, 2):
        last = unpack_from(">H", raw, at + 14 + n)[0]
        first = unpack_from(">H", raw, at + 16 + doubled + n)[0]
        found.update(range(first, last + 1))
    return frozenset(found - {0xFFFF})
