"""Rows as they go to other programs: what stands on screen as text for the clipboard, stored values as CSV, and ids."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rightsdesk.desk import Query, Reader, Selection
from rightsdesk.desk.lists import guarded, pour_csv, rows_of
from ui.kit.contents import Stored, attribute, line_of, text
from ui.kit.declare import Column, Row
from ui.kit.exported import Wanted, cells_of, chosen_ids, shared, worded
from ui.workers.errand import Progress

STEP = 500
_FLAT = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\u2028": " ", "\u2029": " "})


@dataclass(frozen=True, slots=True)
class Copied:
    """A text for the clipboard, and of how many rows it is made."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Which rows, and which columns of them as they stand on screen."""

    query: Query
    selection: Selection
    columns: Sequence[Column]

    def tabbed(self, reader: Reader, told: Progress) -> Copied:
        """A line of titles and one for each row, tabs between the cells; off the window's thread."""
        ids = chosen_ids(reader, self.query, self.selection)
        said = [_said(column) for column in self.columns]
        lines = ["\t".join(_flat(str(column.title)) for column in self.columns)]
        for number, row in enumerate(rows_of(reader, self.query.table, ids)):
            if not number % STEP:
                told(number, len(ids), "")
            lines.append("\t".join(_flat(say(row)) for say in said))
        return Copied("\n".join(lines) + "\n", len(lines) - 1)


def separated(reader: Reader, wanted: Wanted) -> str:
    """The rows as CSV, as an export writes them."""
    out = io.StringIO(newline="")
    ids = chosen_ids(reader, wanted.query, wanted.selection)
    rows = (cells_of(row, wanted.fields) for row in rows_of(reader, wanted.query.table, ids))
    pour_csv(out, [field.column for field in wanted.fields], rows, wanted.style, lambda _done: None)
    return out.getvalue()


def _said(column: Column) -> Callable[[Row], str]:
    if column.bar:
        return lambda row: shared(row, column)
    if column.pills:
        return lambda row: worded(row, column)
    if column.tags:
        return lambda row: ", ".join(map(str, getattr(row, column.tags, None) or ()))
    content = column.first or text(column.key)
    return _remembered(content) if isinstance(content, Stored) else lambda row: line_of(content, row).text


def _remembered(content: Stored) -> Callable[[Row], str]:
    """What a stored value is said as: days and amounts come again and again, and writing them is slow."""
    said: dict[object, str] = {}
    names = (content.name, *((content.currency,) if content.currency else ()), *content.beside)

    def say(row: Row) -> str:
        values = tuple(attribute(row, name) for name in names)
        if values[0] is None:  # something else is said instead
            return line_of(content, row).text
        if values not in said:
            said[values] = line_of(content, row).text
        return said[values]

    return say


def _flat(words: str) -> str:
    # Other programs break cells at tabs and lines, and take a leading sign of equality for a formula.
    return guarded(words.translate(_FLAT))
