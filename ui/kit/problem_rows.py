"""Which row of a list is the next that needs somebody; asked on the reading thread, however long the list is."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from rightsdesk.desk import Query, Reader

NEAR = 1_000
"""So many rows from the cursor on are looked at first: mostly the next problem is not far."""
PART = 20_000
"""Rows compared at a time, so that the window's thread gets its turn between them."""


def next_of(reader: Reader, problems: Query, ids: Sequence[int], start: int, step: int) -> int | None:
    """The first of the ids behind ``start``, or before it for -1, that is among the problems; it comes round once."""
    ahead = _ahead(array("q", ids), start, step)
    near = ahead[:NEAR]
    if (found := _first(near, reader.matching(problems, near))) is not None or len(ahead) <= NEAR:
        return found
    bad: set[int] = set()
    everywhere = reader.ids(problems)
    for part in range(0, len(everywhere), PART):
        bad.update(everywhere[part : part + PART])
    for part in range(NEAR if bad else len(ahead), len(ahead), PART):
        if (found := _first(ahead[part : part + PART], bad)) is not None:
            return found
    return None


def _ahead(ids: array[int], start: int, step: int) -> array[int]:
    """All ids in the order in which they are met, the one at the cursor last."""
    if step > 0:
        return ids[start + 1 :] + ids[: start + 1]
    at = max(start, 0)
    return ids[:at][::-1] + ids[at:][::-1]


def _first(ids: Sequence[int], bad: frozenset[int] | set[int]) -> int | None:
    return next(filter(bad.__contains__, ids), None)
