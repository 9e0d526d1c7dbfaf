"""What was ordered for a row and what somebody else made of it meanwhile, side by side, to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui.kit.contents import line_of, text
from ui.kit.declare import Column, Row
from ui.kit.table_overlay import laid_over
from ui.kit.words import tr


def both(columns: Sequence[Column], row: Row, changes: Mapping[str, object]) -> list[str]:
    """One sentence for each changed column: the value that was ordered, and the one that stands there."""
    found = []
    ordered = laid_over(row, changes)
    for column in columns:
        if column.changes in changes and column.changes:
            there, wanted = (_said(column, one) for one in (row, ordered))
            if there != wanted:
                found.append(
                    tr(
                        "Cause",
                        "{field}: ordered {wanted}, now {there}",
                        field=str(column.title),
                        wanted=wanted,
                        there=there,
                    )
                )
    return found


def texts(changes: Mapping[str, object]) -> dict[str, str]:
    """The ordered values as fields take them; empty where one of them is no text and would have to be guessed."""
    if not all(isinstance(value, str) for value in changes.values()):
        return {}
    return {name: str(value) for name, value in changes.items()}


def _said(column: Column, row: Row) -> str:
    if column.tags:
        return ", ".join(str(tag).upper() for tag in getattr(row, column.tags, ()) or ()) or "–"
    return line_of(column.first or text(column.key), row).text or "–"
