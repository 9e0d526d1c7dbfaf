"""How many rows end in each of the months ahead: what is left of them, and when it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rightsdesk.domain import period
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker, condition, selected
from rightsdesk.readmodel.days import moment_of
from rightsdesk.readmodel.query import Query, Selection


@dataclass(frozen=True, slots=True)
class Endings:
    """Counts of one question: ended already, by month (2026-12) from a day on, later, and without an end."""

    before: int
    months: tuple[tuple[str, int], ...]
    later: int
    never: int

    @property
    def total(self) -> int:
        """Return all of them."""
        return self.before + sum(count for _, count in self.months) + self.later + self.never

    @property
    def ahead(self) -> int:
        """Return those that have not ended yet."""
        return self.total - self.before


def endings(asker: Asker, rows: Query | Selection, column: str, first: date, months: int) -> Endings:
    """Return how many matching or selected rows end in the rest of this month and in those after it, by a column.

    `first` is the day from which is counted; the first of the `months` is the rest of its own.
    """
    sql = moment_of(rows.table, column)
    begin = first.replace(day=1)
    days = [first, *(period.months_after(begin, number) for number in range(1, months + 1))]
    counts = _counts(asker, rows, sql, [moments.midnight(day) for day in days])
    named = tuple((f"{day:%Y-%m}", count) for day, count in zip(days[:-1], counts[1:-2], strict=True))
    return Endings(counts[0], named, counts[-2], counts[-1])


def _counts(asker: Asker, rows: Query | Selection, sql: str, starts: Sequence[int]) -> list[int]:
    """Count what is earlier than the first second, between each two, from the last on, and without a moment."""
    where, values = selected(rows, asker.day()) if isinstance(rows, Selection) else condition(rows, asker.day())
    if not where:
        # The column's index counts a span without looking at any row.
        spans = [f"{sql} < {starts[0]}"]
        spans += [f"{sql} >= {one} AND {sql} < {other}" for one, other in pairwise(starts)]
        spans += [f"{sql} >= {starts[-1]}", f"{sql} IS NULL"]
        asked = ", ".join(f"(SELECT count(*) FROM {rows.table} WHERE {span})" for span in spans)
        return [int(count) for count in asker.one(f"SELECT {asked}", ())]
    arms = " ".join(f"WHEN {sql} < {start} THEN {number}" for number, start in enumerate(starts))
    number = f"CASE WHEN {sql} IS NULL THEN {len(starts) + 1} {arms} ELSE {len(starts)} END"
    # Read as they lie: a filter that most rows match would look each of them up by its own index, four times slower.
    found = dict(asker.all(f"SELECT {number}, count(*) FROM {rows.table} NOT INDEXED{where} GROUP BY 1", values))
    return [int(found.get(place, 0)) for place in range(len(starts) + 2)]
