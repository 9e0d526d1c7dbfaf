"""Files of usages, CSV or NDJSON, page by page in bounded memory; what is wrong with one row never stops the others."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

from rightsdesk.faults import Damaged, Unusable
from rightsdesk.vendorsync.decode import strict
from rightsdesk.vendorsync.port import Rejected
from rightsdesk.vendorsync.record import Broken
from rightsdesk.vendorsync.tabular.columns import plain
from rightsdesk.vendorsync.tabular.layout import DELIMITERS
from rightsdesk.vendorsync.tabular.sheets import HEADER_WITHIN
from rightsdesk.vendorsync.usage_columns import FIELDS, KNOWN, lacking, places
from rightsdesk.vendorsync.usage_rows import RowReader, UsageRow

PAGE = 2_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PIECE = 1 << 20
_HEAD = 1 << 16
_LINES = (".ndjson", ".jsonl")
_SHAPES = 64
_ROOM = [""] * 1_000


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row nothing was guessed from: its line as a person counts it, and why."""

    line: int
    why: Rejected


@dataclass(frozen=True, slots=True)
class UsagePage:
    """Some rows of a file in its order, and those that were refused; `line` is the last one read."""

    rows: tuple[UsageRow, ...]
    refused: tuple[RefusedRow, ...]
    line: int


Picker = Callable[[Sequence[Any]], tuple[Any, ...]]
Numbered = Iterator[tuple[int, Sequence[str] | Broken, Any]]
"""Line, the cells in the order of FIELDS or what is wrong with them, and the row as it was written."""


def read_usages(path: Path, *, platform: str = "", page: int = PAGE) -> Iterator[UsagePage]:
    """Yield the usages of a file; `platform` is meant where no column names one.

    Raises `Unusable` for a file that cannot be read, and `Damaged` where no header names what is needed.
    """
    reader = RowReader(path.name, platform)
    try:
        with path.open(encoding=_encoding(path), errors="replace", newline="") as lines:
            rows = _json_rows(lines) if _is_json(path, lines) else _table_rows(path.name, lines, platform)
            while (found := _page(islice(rows, page), reader, path.name)).line:
                yield found
    except OSError as fault:
        raise Unusable(f"The file {path.name} cannot be read: {fault.strerror}.") from fault


def _page(found: Iterable[tuple[int, Sequence[str] | Broken, Any]], reader: RowReader, name: str) -> UsagePage:
    rows: list[UsageRow] = []
    refused: list[RefusedRow] = []
    line, read, keep = 0, reader.read, rows.append
    for line, cells, written in found:
        try:
            if isinstance(cells, Broken):
                raise cells
            keep(read(line, cells))
        except Broken as broken:
            refused.append(RefusedRow(line, _refusal(name, line, broken, written)))
    return UsagePage(tuple(rows), tuple(refused), line)


def _refusal(name: str, line: int, broken: Broken, written: Any) -> Rejected:
    return Rejected(
        change_id=f"{name}:{line}",
        vendor=None,
        asset_id=None,
        uri=None,
        reason_code=broken.code,
        reason=f"{name}, line {line}: {broken.reason}; the row was left out.",
        path=f"line {line}.{broken.path}",
        raw=(written if isinstance(written, str) else ";".join(written)).encode(),
    )


def _encoding(path: Path) -> str:
    """Tell the encoding by the byte order mark, then UTF-8 if the whole file is, else Windows-1252."""
    with path.open("rb") as file:
        head = file.read(_PIECE)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for piece in chain((head,), iter(partial(file.read, _PIECE), b"")):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _is_json(path: Path, lines: TextIO) -> bool:
    head = lines.read(_HEAD)
    lines.seek(0)
    return path.suffix.lower() in _LINES or head.lstrip().startswith("{")


def _table_rows(name: str, lines: TextIO, platform: str) -> Numbered:
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    where = _header(name, reader, platform)
    least = 1 + max(where.values())
    pick = _picker(where)
    while True:
        try:
            for cells in reader:
                if any(cells):
                    cells.extend(_ROOM[: max(1, 1 + least - len(cells))])
                    yield reader.line_num, list(map(str.strip, pick(cells))), cells
        except csv.Error as error:
            broken = Broken("ROW-SHAPE", f"it cannot be taken apart ({error}); look for an open quotation mark", "row")
            yield reader.line_num, broken, ""
            continue
        return


def _header(name: str, reader: Iterator[list[str]], platform: str) -> dict[str, int]:
    """Where each field stands, by the first line that names some; `Damaged` says what is missing."""
    shown: list[str] = []
    for cells in islice(reader, HEADER_WITHIN):
        found = places(cells)
        shown = shown or [cell.strip() for cell in cells if cell.strip()]
        if found:
            missing = lacking(found, platform)
            if missing:
                raise _headless(f"The file {name} lacks a column for {', '.join(missing)}.")
            return found
    raise _headless(f"The file {name} has no header; it begins with {', '.join(shown)[:120] or 'nothing'}.")


def _headless(sentence: str) -> Damaged:
    return Damaged(
        f"{sentence} Its first line must name vendor and asset_id (or image), platform, article and "
        "placed_at, in English or German.",
        code="FILE-HEADER",
    )


def _delimiter(lines: TextIO) -> str:
    """The character that takes most known column names apart within the first lines."""
    head = lines.read(_HEAD).splitlines()[:HEADER_WITHIN]
    lines.seek(0)

    def names(delimiter: str) -> int:
        try:
            return max((len(places(cells)) for cells in csv.reader(head, delimiter=delimiter)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS.values(), key=names)


def _json_rows(lines: TextIO) -> Numbered:
    shapes: dict[tuple[str, ...], Picker] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _json_cells(line, shapes), line.rstrip("\r\n")


def _json_cells(line: str, shapes: dict[tuple[str, ...], Picker]) -> Sequence[str] | Broken:
    """The cells of an object; null says nothing, the names of an object are looked up once and remembered."""
    try:
        row = strict(line.encode())
    except Damaged as fault:
        return Broken("ROW-SHAPE", fault.sentence.rstrip("."), "row")
    if type(row) is not dict:
        return Broken("ROW-SHAPE", "it is no JSON object", "row")
    names = tuple(row)
    pick = shapes.get(names) or _picker(_named(names))
    if len(shapes) < _SHAPES:
        shapes[names] = pick
    cells = pick([*row.values(), ""])
    try:
        return [cell.strip() if type(cell) is str else _text(cell) for cell in cells]
    except TypeError:
        return _mistyped(cells)


def _named(names: Sequence[str]) -> dict[str, int]:
    known = ((KNOWN.get(plain(name)), at) for at, name in enumerate(names))
    return {field: at for field, at in known if field is not None}


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if type(cell) is int:
        return str(cell)
    raise TypeError


def _mistyped(cells: Sequence[Any]) -> Broken:
    wrong = next((at, cell) for at, cell in enumerate(cells) if not isinstance(cell, str | int) or cell is True)
    field = FIELDS[wrong[0]]
    return Broken("REC-TYPE", f"{field} should be a text, not {type(wrong[1]).__name__}", field)


def _picker(where: dict[str, int]) -> Picker:
    """Take the cells in the order of FIELDS; those that no column holds come from the empty one at the end."""
    return itemgetter(*(where.get(field, -1) for field in FIELDS))
