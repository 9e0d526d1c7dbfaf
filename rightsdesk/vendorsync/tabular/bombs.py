"""Workbooks made to fill the memory: refused before the reader of workbooks sees them, which would end the program."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from rightsdesk.faults import Damaged

LARGEST = 64 * 1024 * 1024
"""Bytes of one delivered table, and of a workbook unpacked."""
MOST_PARTS, HIGHEST_RATIO = 1_000, 100
MOST_CELLS = 5_000_000
"""Cells between the first and the last filled one; the reader lays all of them out, filled or not."""

_PIECE = 256 * 1024
_OTHER_KINDS = frozenset({"xl/workbook.bin", "mimetype", "content.xml"})
_COUNTS = ("count", "uniqueCount")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, ParseError,
    DefusedXmlException, LookupError,
)  # fmt: skip


def refuse_bomb(content: bytes) -> None:
    """Unpack once in small pieces and count, since what a packed file declares need not be true."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in names or names & _OTHER_KINDS:
                raise Damaged("It is no XLSX workbook; save it as one and drop it again.")
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise _bomb()
            left = min(LARGEST, max(len(content) * HIGHEST_RATIO, 1024 * 1024))
            for part in parts:
                left = _unpacked(packed, part, left)
    except _BROKEN as error:
        raise Damaged(f"It is no workbook that can be unpacked ({error}).") from error


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return how many bytes may still come after this part; its cells are counted on the way where it is XML."""
    parser: DefusedXMLParser | None = None
    with packed.open(part) as stream:
        first = True
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise _bomb()
            if first and _is_xml(piece):
                parser = DefusedXMLParser(target=_Extent(), forbid_dtd=True)
            first = False
            if parser is not None:
                parser.feed(piece)
    if parser is not None:
        parser.close()
    return left


def _is_xml(piece: bytes) -> bool:
    return b"<" in piece[:200].replace(b"\0", b"")


class _Extent:
    """Follows rows and cells of a sheet as the reader would, and refuses what spans or announces too much."""

    def __init__(self) -> None:
        self._row = self._column = self._rows = self._columns = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if any(_claims_too_much(attributes.get(each, "")) for each in _COUNTS):
            raise _bomb()
        kind = name.rpartition("}")[2]
        if kind == "row":
            told = attributes.get("r", "")
            self._row = int(told[:9]) if told.isdecimal() else self._row + 1
            self._column = 0
        elif kind == "c":
            self._place(attributes.get("r"))

    def _place(self, told: str | None) -> None:
        self._column += 1
        if told is not None:
            found = _PLACE.fullmatch(told)
            if found is None:
                raise ValueError(f"the cell “{told[:20]}” is nowhere")
            self._row, self._column = int(found[2]), _number(found[1])
        self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
        if self._rows * self._columns > MOST_CELLS:
            raise Damaged(
                f"Its first sheet spans more than {MOST_CELLS:,} cells; delete what lies far outside the table.",
                code="FILE-BOMB",
            )

    def data(self, text: str) -> None:
        """Texts do not matter here."""

    def end(self, name: str) -> None:
        """Ends do not matter here."""


def _claims_too_much(told: str) -> bool:
    """Say whether a count is announced for which the reader would make room before anything comes."""
    digits = told.strip().lstrip("+")
    return digits.isdecimal() and int(digits[:20]) > MOST_CELLS


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _bomb() -> Damaged:
    return Damaged(
        f"Unpacked it is larger than {LARGEST >> 20} MB or a hundred times itself; nothing was read from it.",
        code="FILE-BOMB",
    )
