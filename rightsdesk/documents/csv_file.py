r"""Tables as CSV after RFC 4180, whose texts no spreadsheet takes for a formula.

Every text stands in quotes. Where a spreadsheet could begin a formula - at the start of a text, and after `,`, `;`, tab
or line break in it, should it be split there - an apostrophe is put before `=`, `+`, `-`, `@`, their full-width forms
and a leading tab or line break. `unguarded` takes exactly these apostrophes away again. Numbers and days stay bare.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from rightsdesk.documents.cells import Cells
from rightsdesk.documents.tables import STEP, Cell, Column, Row, Told, Written
from rightsdesk.documents.whole_file import replacing

_LEADS = r"[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B\u2212]"
# Blanks and marks nobody sees, behind which some programs still find the sign.
_UNSEEN = r"[\s\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]*"
_FIRST = rf"('*)(?={_UNSEEN}{_LEADS}|[\t\n])"
_LATER = rf"('*)(?={_LEADS})"
_GUARD_FIRST, _UNGUARD_FIRST = re.compile(rf"\A{_FIRST}"), re.compile(rf"\A'{_FIRST}")
_GUARD_LATER, _UNGUARD_LATER = re.compile(rf"(?<=[,;\t\n]){_LATER}"), re.compile(rf"(?<=[,;\t\n])'{_LATER}")
_SUSPECT = re.compile(rf"{_LEADS}|\A'*[\t\n]")
"""What a text must hold to need any guard, looked for first: most texts hold none of it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a CSV is spelt: what stands between cells, the decimal sign, and whether a byte order mark comes first."""

    delimiter: str = ","
    decimal: str = "."
    mark: bool = True


ENGLISH, GERMAN = Style(), Style(";", ",")
STYLES = {"en": ENGLISH, "de": GERMAN}


def guarded(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet could begin a formula."""
    if _SUSPECT.search(text) is None:
        return text
    return _GUARD_LATER.sub(r"'\1", _GUARD_FIRST.sub(r"'\1", text))


def unguarded(text: str) -> str:
    """Return the text that was guarded."""
    return _UNGUARD_FIRST.sub(r"\1", _UNGUARD_LATER.sub(r"\1", text))


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Row], style: Style, told: Told) -> Written:
    """Write a table to a file, whole or not at all; raises `Unusable` when the disk does not take it."""
    encoding = "utf-8-sig" if style.mark else "utf-8"
    with replacing(path) as beside, beside.open("w", encoding=encoding, newline="") as file:
        return pour_csv(file, columns, rows, style, told)


def pour_csv(out: TextIO, columns: Sequence[Column], rows: Iterable[Row], style: Style, told: Told) -> Written:
    """Write a table line by line to an open text stream that leaves line ends alone."""
    cells, spelt, count = Cells(), _spelling(style), 0
    out.write(style.delimiter.join(spelt(cells.text(column.title)) for column in columns) + "\r\n")
    for count, row in enumerate(rows, 1):
        out.write(style.delimiter.join([spelt(cells.of(row, column)) for column in columns]) + "\r\n")
        if not count % STEP:
            told(count)
    told(count)
    return Written(count, 1, cells.shortened, cells.cleaned)


def _spelling(style: Style) -> Callable[[Cell], str]:
    def number(value: int | Decimal) -> str:
        said = f"{value:f}" if isinstance(value, Decimal) else str(value)
        said = said.replace(".", style.decimal)
        return f'"{said}"' if style.delimiter in said else said

    def spelt(cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, str):
            return '"' + guarded(cell).replace('"', '""') + '"'
        if isinstance(cell, datetime):
            return cell.isoformat(timespec="seconds")
        return cell.isoformat() if isinstance(cell, date) else number(cell)

    return spelt
