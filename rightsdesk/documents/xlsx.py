"""Tables as Excel workbooks: numbers, days and moments as such, texts always as texts, in memory that does not grow."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from rightsdesk.documents.cells import Cells
from rightsdesk.documents.tables import STEP, Cell, Column, Row, Told, Written, wall_clock
from rightsdesk.documents.whole_file import replacing
from rightsdesk.domain import money

MOST_ROWS = 1_048_576
"""Rows of a sheet with its head; what is more goes on in the next sheet."""
EXACT = 15
"""Digits of a number that a spreadsheet keeps; a longer one is written as text."""
FIRST_YEAR = 1900
NARROWEST, WIDEST, MEASURED = 8, 60, 200
"""Widths in characters, and the rows from which they are taken."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "use_zip64": True,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LONGEST_NAME = 24


class _Sheet(Worksheet):  # type: ignore[misc] # the library publishes no types
    """A sheet that takes no text for markup."""

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        # The library would write a text between <r> and </r> into the file as it is, whoever wrote it.
        self._xml_inline_string(string, False, attributes)


def write_xlsx(
    path: Path,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    told: Told,
    most_rows: int = MOST_ROWS,
    *,
    created: datetime | None = None,
) -> Written:
    """Write a table to a workbook, whole or not at all; raises `Unusable` when the disk does not take it.

    With the moment it was `created` laid down, the same table is the same file, byte for byte.
    """
    with replacing(path) as beside, _workbook(beside) as book:
        if created is not None:
            book.set_properties({"created": wall_clock(created)})
        writing = _Writing(book, columns, told)
        left, sheets = iter(rows), 0
        for first in left:
            sheets += 1
            writing.sheet(_named(name, sheets), chain((first,), islice(left, most_rows - 2)))
        if not sheets:
            writing.sheet(_named(name, 1), ())
        told(writing.count)
    return Written(writing.count, max(sheets, 1), writing.cells.shortened, writing.cells.cleaned)


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    """Give a workbook whose rows wait in a folder of their own, which is gone afterwards whatever happened."""
    with tempfile.TemporaryDirectory(prefix="rightsdesk-", ignore_cleanup_errors=True) as folder:
        book = Workbook(str(path), {**_OPTIONS, "tmpdir": folder})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()


class _Writing:
    """Writes rows to sheets, one cell after the other."""

    def __init__(self, book: Workbook, columns: Sequence[Column], told: Told) -> None:
        self.count, self.cells = 0, Cells()
        self._book, self._columns, self._told = book, columns, told
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._formats: dict[str, Any] = {}

    def sheet(self, name: str, rows: Iterable[Row]) -> None:
        """Write one sheet: the head stays in sight, each column can be filtered."""
        sheet = self._book.add_worksheet(name, worksheet_class=_Sheet)
        titles = [self.cells.text(column.title) for column in self._columns]
        widths = [len(title) + 3 for title in titles]
        for at, title in enumerate(titles):
            sheet.write_string(0, at, title, self._head)
        line = 0
        for line, row in enumerate(rows, 1):
            cells = [self.cells.of(row, column) for column in self._columns]
            for at, cell in enumerate(cells):
                if cell is not None:
                    self._write(sheet, line, at, cell, str(row.get(self._columns[at].currency) or ""))
            if line <= MEASURED:
                widths = [max(width, _width(cell)) for width, cell in zip(widths, cells, strict=True)]
            self._counted()
        _finish(sheet, line, widths)

    def _counted(self) -> None:
        self.count += 1
        if not self.count % STEP:
            self._told(self.count)

    def _write(self, sheet: Any, line: int, at: int, cell: Cell, currency: str) -> None:
        if isinstance(cell, str):
            sheet.write_string(line, at, cell)
        elif isinstance(cell, date):
            self._write_day(sheet, line, at, cell)
        elif isinstance(cell, (int, Decimal)) and _exact(cell):
            sheet.write_number(line, at, cell, self._format(_pattern(cell, currency)))
        else:
            sheet.write_string(line, at, str(cell))

    def _write_day(self, sheet: Any, line: int, at: int, cell: date) -> None:
        shown = wall_clock(cell) if isinstance(cell, datetime) else cell
        if shown.year < FIRST_YEAR:
            sheet.write_string(line, at, cell.isoformat())
            return
        pattern = "yyyy-mm-dd hh:mm:ss" if isinstance(cell, datetime) else "yyyy-mm-dd"
        sheet.write_datetime(line, at, shown, self._format(pattern))

    def _format(self, pattern: str) -> Any:
        made = self._formats.get(pattern)
        if made is None:
            made = self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return made


def _finish(sheet: Any, last: int, widths: Sequence[int]) -> None:
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(widths) - 1)


def _width(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return 19
    return 0 if cell is None else len(str(cell).partition("\n")[0]) + 2


def _exact(value: int | Decimal) -> bool:
    digits = len(str(abs(value))) if isinstance(value, int) else len(value.as_tuple().digits)
    return digits <= EXACT


def _pattern(value: int | Decimal, currency: str) -> str:
    if isinstance(value, int):
        return "0"
    known = bool(_CURRENCY.fullmatch(currency))
    exponent = value.as_tuple().exponent
    places = money.exponent(currency) if known else min(max(0, -exponent), EXACT) if isinstance(exponent, int) else 0
    figures = f"#,##0.{'0' * places}" if places else "#,##0"
    return f'{figures} "{currency}"' if known else figures


def _named(name: str, number: int) -> str:
    """Return a sheet's name: no more than 31 characters, none that Excel forbids."""
    said = _FORBIDDEN.sub(" ", name).strip(" '")[:_LONGEST_NAME].strip(" '") or "List"
    return said if number == 1 else f"{said} {number}"
