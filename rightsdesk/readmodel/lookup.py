"""Finding rows by what a person types or pastes: the first ones that match, and long lists of identifiers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson

from rightsdesk.faults import Invalid
from rightsdesk.readmodel.asking import Asker, condition, ordering
from rightsdesk.readmodel.query import Query

MOST = 100_000
"""Identifiers in one list."""
LONGEST = 20_000_000
_NEARBY = 400_000
"""Up to so many lookups by vendor and identifier are quicker than going once through all of them."""
_CELLS = re.compile(r"[\r\n\t,;|]+")
_LAST = re.compile(r"[^/:#?=]+$")
_VENDORS = (
    "WITH RECURSIVE known(vendor) AS (SELECT min(vendor) FROM images UNION ALL"
    " SELECT (SELECT min(vendor) FROM images WHERE vendor > known.vendor) FROM known WHERE known.vendor IS NOT NULL)"
)
"""All vendors that have images, found by jumping through the index instead of reading it."""
_NEAR = (
    f"{_VENDORS} SELECT k.value, images.id FROM (SELECT value FROM json_each(?)) k CROSS JOIN known"
    " CROSS JOIN images ON images.vendor = known.vendor AND images.asset_id = k.value"
)
_FAR = (
    "SELECT images.asset_id, images.id FROM images WHERE images.asset_id IN (SELECT value FROM json_each(?))"
    " AND images.vendor BETWEEN ? AND ?"
)
_EXACT = (
    "SELECT k.value, images.id FROM (SELECT value FROM json_each(?)) k CROSS JOIN images"
    " ON images.vendor = substr(k.value, 1, instr(k.value, ':') - 1)"
    " AND images.asset_id = substr(k.value, instr(k.value, ':') + 1)"
)
_PIECES, _AT_ONCE = 4, 25_000
"""A list is looked up in parts, each far below the limit of a single question."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a list of identifiers means: the rows it names, and what nobody here knows, both in the list's order."""

    ids: tuple[int, ...]
    unknown: tuple[str, ...]
    given: int
    """Different identifiers in the list."""


def first(asker: Asker, query: Query, limit: int) -> list[int]:
    """Return the ids of the first matching rows in the query's order, at most so many."""
    where, values = condition(query, asker.day())
    sql = f"SELECT {query.table}.id FROM {query.table}{where}{ordering(query)} LIMIT ?"
    return [row[0] for row in asker.all(sql, (*values, limit))]


def pieces(text: str) -> list[str]:
    """Return the different entries of a list, whatever separates them; an entry may still have blanks in it."""
    if len(text) > LONGEST:
        raise Invalid(f"The list has {len(text):,} characters; {LONGEST:,} are allowed.", code="LIST-LONG")
    cells = (cell.strip(" \"'\u00a0\u202f") for cell in _CELLS.split(text))
    return list(dict.fromkeys(cell for cell in cells if cell))


def named(asker: Asker, text: str) -> Named:
    """Return which images a list names: by `vendor:asset`, by the vendor's own identifier, or by a link ending in it.

    Raises `Invalid` (LIST-LONG) for more than 100,000 entries.
    """
    with asker.snapshot():
        cells = pieces(text)
        found = _known(asker, cells)
        # What is no identifier as a whole may be several with blanks between.
        words = list(dict.fromkeys(word for cell in cells for word in ([cell] if cell in found else cell.split())))
        if len(words) > MOST:
            raise Invalid(f"The list has {len(words):,} entries; {MOST:,} are allowed.", code="LIST-LONG")
        found.update(_known(asker, [word for word in words if word not in found]))
        ends = {word: end[0] for word in words if word not in found and (end := _LAST.search(word))}
        links = _known(asker, list(dict.fromkeys(ends.values())))
        found.update({word: links[end] for word, end in ends.items() if end in links})
    ids = dict.fromkeys(row_id for word in words for row_id in found.get(word, ()))
    return Named(tuple(ids), tuple(word for word in words if word not in found), len(words))


def _known(asker: Asker, texts: Sequence[str]) -> dict[str, list[int]]:
    """Return identifier -> images, for those that some image has."""
    found: dict[str, list[int]] = {}
    for text, row_id in _by_key(asker, [text for text in texts if ":" in text]):
        found.setdefault(text, []).append(row_id)
    for text, row_id in list(_by_asset(asker, [text for text in texts if text not in found])):
        found.setdefault(text, []).append(row_id)
    return found


def _by_key(asker: Asker, keys: Sequence[str]) -> Iterable[tuple[str, int]]:
    # In the order of the index, so that neighbours lie on the same page of it.
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield from ((row[0], row[1]) for row in asker.all(_EXACT, (_json(ordered[start : start + _AT_ONCE]),)))


def _by_asset(asker: Asker, plain: Sequence[str]) -> Iterable[tuple[str, int]]:
    if not plain:
        return
    vendors = [row[0] for row in asker.all(f"{_VENDORS} SELECT vendor FROM known WHERE vendor IS NOT NULL")]
    few = len(vendors) * len(plain) <= _NEARBY
    for first_vendor, last_vendor in [("", "")] if few else _spans(vendors):
        sql, values = (_NEAR, ()) if few else (_FAR, (first_vendor, last_vendor))
        yield from ((row[0], row[1]) for row in asker.all(sql, (_json(plain), *values)))


def _spans(vendors: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Cut all vendors into pieces of the index, so that no single question takes long."""
    size = -(-len(vendors) // _PIECES)
    for start in range(0, len(vendors), size):
        yield vendors[start], vendors[min(start + size, len(vendors)) - 1]


def _json(texts: Sequence[str]) -> str:
    return orjson.dumps(list(texts)).decode(errors="replace")
