"""What is selected, as a query with exceptions: pure steps from one selection to the next, keyed by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rightsdesk.desk import Query, Selection


def nothing(table: str) -> Selection:
    """No row of that table."""
    return Selection(table=table, query=None, as_of=0, plus=frozenset(), minus=frozenset())


def everything(query: Query, as_of: int) -> Selection:
    """All rows that match the query, loaded or not."""
    return Selection(table=query.table, query=query, as_of=as_of, plus=frozenset(), minus=frozenset())


def these(table: str, ids: Iterable[int], as_of: int = 0) -> Selection:
    """Exactly these rows."""
    return Selection(table=table, query=None, as_of=as_of, plus=frozenset(ids), minus=frozenset())


def is_empty(selection: Selection) -> bool:
    """Whether certainly nothing is selected."""
    return selection.query is None and not selection.plus


def same_rows(one: Query | None, other: Query | None) -> bool:
    """Whether two queries mean the same rows, in whatever order."""
    if one is None or other is None:
        return False
    return (one.table, one.where.split(), one.platform) == (other.table, other.where.split(), other.platform)


def with_row(selection: Selection, row_id: int, *, matches: bool) -> Selection:
    """The selection with that row; ``matches``: the row belongs to the selection's query."""
    return with_rows(selection, (row_id,), matching=(row_id,) if matches else ())


def without_row(selection: Selection, row_id: int, *, matches: bool) -> Selection:
    """The selection without that row."""
    minus = selection.minus | {row_id} if selection.query is not None and matches else selection.minus
    return replace(selection, plus=selection.plus - {row_id}, minus=minus)


def with_rows(selection: Selection, ids: Iterable[int], *, matching: Iterable[int] = ()) -> Selection:
    """The selection with all these rows; ``matching``: those known to belong to the selection's query."""
    added = frozenset(ids)
    if selection.query is None:
        return replace(selection, plus=selection.plus | added)
    return replace(selection, plus=selection.plus | (added - frozenset(matching)), minus=selection.minus - added)


def inverted(view: Query, as_of: int, selected_in_view: frozenset[int]) -> Selection:
    """All rows of the view that were not selected."""
    return replace(everything(view, as_of), minus=selected_in_view)


def narrowed(selection: Selection, view: Query, plus_in_view: frozenset[int]) -> Selection:
    """The part of the selection that the view shows; filter terms are joined, which means *and*."""
    if selection.query is None:
        return replace(selection, plus=plus_in_view)
    both = f"{selection.query.where} {view.where}".strip()
    return replace(selection, query=replace(selection.query, where=both), plus=plus_in_view)


def limited(selection: Selection, where: str) -> Selection | None:
    """The query part of a selection narrowed by a term; None where rows were picked by hand."""
    if selection.query is None or selection.plus:
        return None
    return replace(selection, query=replace(selection.query, where=f"{selection.query.where} {where}".strip()))


def to_json(selection: Selection) -> dict[str, Any]:
    """The selection as plain values, to be offered again at the next start."""
    query = selection.query
    return {
        "table": selection.table,
        "query": None if query is None else {name: getattr(query, name) for name in _QUERY},
        "as_of": selection.as_of,
        "plus": sorted(selection.plus),
        "minus": sorted(selection.minus),
    }


def from_json(table: str, stored: object) -> Selection:
    """The stored selection; whatever cannot be understood is no selection."""
    if not isinstance(stored, dict) or stored.get("table") != table:
        return nothing(table)
    try:
        query = stored["query"]
        return Selection(
            table=table,
            query=None if query is None else Query(**{name: query[name] for name in _QUERY}),
            as_of=int(stored["as_of"]),
            plus=frozenset(map(int, stored["plus"])),
            minus=frozenset(map(int, stored["minus"])),
        )
    except (KeyError, TypeError, ValueError):
        return nothing(table)


_QUERY = ("table", "where", "order", "descending", "platform")
