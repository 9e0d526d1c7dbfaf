"""A list as it goes on paper: the columns shown, their words as on screen, and exact sums of amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rightsdesk.desk import Query, Reader, Selection
from rightsdesk.desk.lists import rows_of
from rightsdesk.faults import Invalid
from ui.kit import show
from ui.kit.contents import Stored, attribute, line_of, text
from ui.kit.declare import Column, Row, Text, counted
from ui.kit.exported import chosen_ids, shared, worded
from ui.kit.words import tr
from ui.workers.errand import Progress

MOST = 50_000
"""Rows on paper: more than a thousand pages are wanted by nobody."""
STEP = 500

Cell = tuple[str, str]
"""Two lines, the second often empty."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column: its title, its share of the width, and on which side its words stand."""

    title: str
    width: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListPaper:
    """Everything on the pages; `sums` are one text for each column, `about` are lines under the title."""

    title: str
    about: tuple[str, ...]
    foot: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: tuple[str, ...] = ()

    @property
    def two_lines(self) -> bool:
        """Whether any cell has a second line."""
        return any(second for row in self.rows for _, second in row)


@dataclass(frozen=True, slots=True)
class ListWanted:
    """A list as it stands on screen, to be put on paper."""

    query: Query
    selection: Selection | None
    columns: Sequence[Column]
    widths: Sequence[int]
    title: str
    noun: Text
    """Counts the rows: all that match, or those selected."""
    about: tuple[str, ...]
    foot: str = ""

    def gather(self, reader: Reader, told: Progress) -> ListPaper:
        """Read and word all rows, off the window's thread; raises `Invalid` where they are too many for paper."""
        ids = chosen_ids(reader, self.query, self.selection)
        if len(ids) > MOST:
            raise Invalid(
                f"{len(ids):,} rows are too many for paper: at most {MOST:,} are printed. "
                "Filter the list or select fewer rows, or export it to a file.",
                code="PRINT-MANY",
            )
        rows: list[tuple[Cell, ...]] = []
        sums: list[dict[str, int]] = [defaultdict(int) for _ in self.columns]
        for number, row in enumerate(rows_of(reader, self.query.table, ids), 1):
            rows.append(tuple(_cell(column, row) for column in self.columns))
            for column, found in zip(self.columns, sums, strict=True):
                _add(found, column, row)
            if number % STEP == 0:
                told(number, len(ids), "")
        about = (counted(self.noun, len(rows)), *self.about)
        return ListPaper(
            self.title,
            about,
            self.foot,
            self._heads(),
            tuple(rows),
            tuple(show.totals(one) if one else "" for one in sums),
        )

    def _heads(self) -> tuple[PaperColumn, ...]:
        heads = zip(self.columns, self.widths, strict=True)
        return tuple(PaperColumn(str(one.title), width, one.align == "right") for one, width in heads)


def _cell(column: Column, row: Row) -> Cell:
    if column.bar:
        return shared(row, column), ""
    if column.pills:
        return worded(row, column), ""
    if column.tags:
        found = attribute(row, column.tags)
        return (", ".join(map(str, found)) if isinstance(found, (tuple, list, frozenset)) else ""), ""
    first = line_of(column.first or text(column.key), row).text
    return first, line_of(column.second, row).text if column.second else ""


def _add(found: dict[str, int], column: Column, row: Row) -> None:
    """Add an amount to the sums of its column; different currencies are never added."""
    if not isinstance(column.first, Stored) or column.first.kind != "money":
        return
    amount = attribute(row, column.first.name)
    if isinstance(amount, int):
        found[str(attribute(row, column.first.currency) or "EUR")] += amount


def total_words(paper: ListPaper) -> Iterator[tuple[int, str]]:
    """The columns that have a sum, each with the words for it."""
    for number, said in enumerate(paper.sums):
        if said:
            yield number, tr("Print", "Total {amount}", amount=said)
