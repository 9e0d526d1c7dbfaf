"""Getting rows of cells out of CSV text and XLSX workbooks, with a bound on what they may unpack to."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.tabular.bombs import LARGEST, refuse_bomb
from rightsdesk.vendorsync.tabular.cells import Cell
from rightsdesk.vendorsync.tabular.columns import recognised
from rightsdesk.vendorsync.tabular.layout import DELIMITERS, Layout

MOST_ROWS = 250_000
HEADER_WITHIN = 20
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

Grid = Iterator[tuple[int, Sequence[Cell]]]


def grid_of(name: str, content: bytes, layout: Layout) -> Grid:
    """Yield row numbers (as a person counts them) and cells; raise `Damaged` for what is no table."""
    if len(content) > LARGEST:
        raise Damaged(f"It is larger than {LARGEST >> 20} MB; ask the vendor for smaller files.", code="FILE-BOMB")
    return _workbook(content) if name.lower().endswith(".xlsx") else _lines(content, layout)


def _lines(content: bytes, layout: Layout) -> Grid:
    told = _text(content, layout)
    delimiter = layout.delimiter or _delimiter(told, layout)
    reader = csv.reader(io.StringIO(told, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise Damaged(f"Line {reader.line_num} cannot be taken apart ({error}).", code="FILE-CSV") from error


def _text(content: bytes, layout: Layout) -> str:
    """Decode by the profile, the byte order mark, then UTF-8, then Windows-1252."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in filter(None, (layout.encoding or marked, "" if layout.encoding else "utf-8", "cp1252")):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            if layout.encoding:
                break
    raise Damaged("Its letters are in no encoding we know; save it as UTF-8 and drop it again.", code="FILE-CSV")


def _delimiter(told: str, layout: Layout) -> str:
    """Return the character that takes most known column names apart within the first lines."""
    lines = told[:65536].splitlines()[:HEADER_WITHIN]

    def names(delimiter: str) -> int:
        return max(
            (len(recognised(cells, layout.columns)) for cells in csv.reader(lines, delimiter=delimiter)), default=0
        )

    try:
        return max(DELIMITERS.values(), key=names)
    except csv.Error as error:
        raise Damaged(f"Its first lines cannot be taken apart ({error}).", code="FILE-CSV") from error


def _workbook(content: bytes) -> Grid:
    refuse_bomb(content)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    except (CalamineError, OSError, ValueError) as error:
        raise Damaged(f"It is no workbook that can be read ({error}).") from error
    if len(rows) > MOST_ROWS:
        raise Damaged(f"It has more than {MOST_ROWS:,} rows; ask the vendor for smaller files.", code="FILE-BOMB")
    yield from enumerate(rows, 1)
