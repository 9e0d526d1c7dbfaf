"""How many rows have a moment on each day of a span: days of the publisher's zone, which are not all equally long."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rightsdesk.faults import Invalid
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker, condition, view_of
from rightsdesk.readmodel.query import Query

BEFORE = "before"
"""Stands among the days for everything earlier than the first of them."""
_DAY = 86_400


def days(asker: Asker, query: Query, column: str, first: date, last: date) -> dict[str, int]:
    """Return each day from `first` to `last` with its number of matching rows, and under `BEFORE` those earlier.

    `column` is a field of the filter language that holds moments; rows without a moment are not counted.
    """
    sql = moment_of(query.table, column)
    named = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
    starts = [moments.midnight(first + timedelta(days=number)) for number in range(len(named) + 1)]
    found = dict.fromkeys((BEFORE, *named), 0)
    for number, count in _counted(asker, query, sql, starts):
        found[BEFORE if number < 0 else named[number]] += count
    return found


def _counted(asker: Asker, query: Query, sql: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Count by number of day, -1 for what was earlier than the first."""
    start, end = starts[0], starts[-1]
    where, values = condition(query, asker.day())
    parts = [("-1", f"{sql} < {start}"), (_number(sql, starts), f"{sql} >= {start} AND {sql} < {end} GROUP BY 1")]
    if query.where or query.platform:
        # By its index each row would be looked up for the filter: on a million rows four times slower than to read
        # them once as they lie, or by the filter's own index. The plus keeps the column's index out.
        parts = [(f"CASE WHEN {sql} < {start} THEN -1 ELSE {_number(sql, starts)} END", f"+{sql} < {end} GROUP BY 1")]
    begun = f"{where} AND" if where else " WHERE"
    for number, span in parts:
        yield from asker.all(f"SELECT {number}, count(*) FROM {query.table}{begun} {span}", values)


def moment_of(table: str, column: str) -> str:
    """Return the expression of a field that holds moments; raise `Invalid` for any other."""
    fields = view_of(table).fields
    field = fields.get(column)
    if field is None or field.ask != "moment":
        known = ", ".join(sorted(name for name, one in fields.items() if one.ask == "moment"))
        raise Invalid(f"{table} has no moments named {column!r}; there are {known or 'none'}.", code="FLT-FIELD")
    return field.sql


def _number(sql: str, starts: list[int]) -> str:
    """Return the expression that numbers the days by their first seconds.

    Usual days follow each other by division; one of 23 or 25 hours, at a change of the clocks, stands by itself.
    """
    arms: list[str] = []
    run = 0
    for number, (start, after) in enumerate(pairwise(starts)):
        if after - start == _DAY:
            continue
        arms.append(f"WHEN {sql} < {start} THEN {run} + ({sql} - {starts[run]}) / {_DAY}")
        arms.append(f"WHEN {sql} < {after} THEN {number}")
        run = number + 1
    rest = f"{run} + ({sql} - {starts[run]}) / {_DAY}"
    return f"CASE {' '.join(arms)} ELSE {rest} END" if arms else rest
