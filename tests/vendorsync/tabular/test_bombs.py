"""Workbooks made to do harm: each is refused in a sentence before anything large is laid out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.tabular import Layout, rows_of
from rightsdesk.vendorsync.tabular.bombs import refuse_bomb
from tests.vendorsync.tabular.test_rows import workbook

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(("id", "title"), (1, "Harbour"))


def as_it_is(_: str, body: bytes) -> bytes:
    return body


def repacked(change: Callable[[str, bytes], bytes] = as_it_is, more: dict[str, bytes] | None = None) -> bytes:
    """The plain workbook with parts changed or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in (more or {}).items():
            new.writestr(name, body)
    return made.getvalue()


def sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    return repacked(lambda name, body: told if name == SHEET else body)


def understated() -> bytes:
    """A bomb whose directory declares a single byte."""
    content = repacked(more={"bomb": b"\0" * (80 << 20)})
    at = content.rfind(b"PK\1\2")
    return content[: at + 24] + (1).to_bytes(4, "little") + content[at + 28 :]


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part that unpacks to eighty megabytes": (lambda: repacked(more={"bomb": b"\0" * (80 << 20)}), "FILE-BOMB"),
    "a part that unpacks to a hundred times itself": (lambda: repacked(more={"bomb": b"\0" * (20 << 20)}), "FILE-BOMB"),
    "a part that declares less than it is": (understated, ""),
    "a thousand and one parts": (lambda: repacked(more={str(number): b"" for number in range(1_001)}), "FILE-BOMB"),
    "a cell in the last corner": (
        lambda: sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'),
        "FILE-BOMB",
    ),
    "cells that do not say where they are": (
        lambda: sheet('<row r="1048576">' + "<c/>" * 10 + "</row>"),
        "FILE-BOMB",
    ),
    "a cell that says it is nowhere": (lambda: sheet('<row><c r="A0"/></row>'), "DAMAGED"),
    "a cell beyond all columns": (lambda: sheet('<row><c r="ZZZZZZZ1"/></row>'), "DAMAGED"),
    "texts announced by the milliard": (
        lambda: repacked(lambda _, body: body.replace(b'uniqueCount="3"', b'uniqueCount="+4000000000"')),
        "FILE-BOMB",
    ),
    "formats announced by the milliard": (
        lambda: repacked(lambda _, body: body.replace(b'<cellXfs count="1"', b'<cellXfs count="4000000000"')),
        "FILE-BOMB",
    ),
    "another kind of workbook inside": (lambda: repacked(more={"content.xml": b"<x/>"}), "DAMAGED"),
    "entities that multiply": (
        lambda: repacked(more={"x": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'}),
        "DAMAGED",
    ),
    "a sheet that breaks off": (
        lambda: repacked(lambda name, body: body[:200] if name == SHEET else body),
        "DAMAGED",
    ),
    "no workbook": (lambda: b"no workbook", "DAMAGED"),
    "nothing": (lambda: b"", "DAMAGED"),
    "a workbook cut short": (lambda: PLAIN[:-200], "DAMAGED"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_workbook_made_to_do_harm_is_refused(kind: str) -> None:
    made, code = HARMFUL[kind]
    with pytest.raises(Damaged) as refusal:
        refuse_bomb(made())
    assert refusal.value.code == code or not code
    assert refusal.value.sentence.startswith(("It ", "Its ", "Unpacked "))


def test_an_ordinary_workbook_passes_and_is_read(tmp_path: Path) -> None:
    refuse_bomb(repacked())
    (row,) = rows_of("list.xlsx", repacked(), Layout())
    assert row.cells["title"] == "Harbour"
