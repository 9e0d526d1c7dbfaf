"""Lists written to files: rows read page by page, columns with kinds, CSV or a workbook by the file's name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rightsdesk.documents.csv_file import ENGLISH, GERMAN, STYLES, Style, guarded, pour_csv, write_csv
from rightsdesk.documents.tables import Column, Kind, Row, Told, Written
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Reader

__all__ = [
    "ENGLISH",
    "GERMAN",
    "STYLES",
    "Column",
    "Kind",
    "Row",
    "Style",
    "Told",
    "Written",
    "guarded",
    "pour_csv",
    "rows_of",
    "suggested_name",
    "write_list",
]

PAGE = 500
"""Rows read at a time: a million rows never stand in the memory together."""


def rows_of(reader: Reader, table: str, ids: Sequence[int]) -> Iterator[Any]:
    """Return the rows of these ids in the order of the ids, read as they are needed."""
    for start in range(0, len(ids), PAGE):
        yield from reader.rows(table, ids[start : start + PAGE])


def write_list(
    path: Path, name: str, columns: Sequence[Column], rows: Iterable[Row], told: Told, style: Style = ENGLISH
) -> Written:
    """Write a list to a `.csv` or `.xlsx` file, whole or not at all; `name` names the sheet.

    Raises `Invalid` for another ending and `Unusable` when the place or the disk does not take the file.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        return write_csv(path, columns, rows, style, told)
    if ending == ".xlsx":
        from rightsdesk.documents.xlsx import write_xlsx  # what writes spreadsheets is loaded when it is needed

        return write_xlsx(path, name, columns, rows, told)
    raise Invalid(f"{path.name}: a list is written to a file that ends in .csv or .xlsx.", code="EXP-KIND")


def suggested_name(noun: str, day: date) -> str:
    """Return a file name without ending that every system takes: letters, figures and hyphens only."""
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in noun.lower()).split())
    return f"{plain or 'list'}-{day.isoformat()}"
