"""Workbooks: texts stay texts, figures are figures, long tables go on in the next sheet."""

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rightsdesk.documents.tables import Column
from rightsdesk.documents.xlsx import write_xlsx
from rightsdesk.faults import Unavailable
from tests.documents.nasty import FORMULAS, ODDITIES, column_of, quiet, sheets

NAMES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TYPED = [
    Column("price", "Price", "money", "currency"),
    Column("rate", "Rate", "decimal"),
    Column("count", "Count", "integer"),
    Column("on", "Day", "day"),
    Column("at", "Moment", "moment"),
]
ROW = {
    "price": -123450, "currency": "USD", "rate": "19.5", "count": 7, "on": "2026-12-31",
    "at": "2026-07-01T10:00:00+00:00",
}  # fmt: skip


def _part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as book:
        return ET.fromstring(book.read(name))  # our own file


def _back(folder: Path, texts: list[str]) -> list[Any]:
    columns, rows = column_of(texts)
    write_xlsx(folder / "list.xlsx", "List", columns, rows, quiet)
    [cells] = sheets(folder / "list.xlsx")
    return [row[1] for row in cells[1:]]


def test_nasty_texts_come_back_as_texts(tmp_path: Path) -> None:
    texts = [*FORMULAS, *ODDITIES]
    assert _back(tmp_path, texts) == [text.replace("\r", "\n") for text in texts]


def test_no_cell_is_a_formula_or_a_link(tmp_path: Path) -> None:
    _back(tmp_path, [*FORMULAS, *ODDITIES])
    sheet = _part(tmp_path / "list.xlsx", "xl/worksheets/sheet1.xml")
    kinds = {cell.get("t") for cell in sheet.iterfind(".//s:c", NAMES)}
    assert kinds == {"inlineStr"}
    assert not [*sheet.iterfind(".//s:f", NAMES), *sheet.iterfind(".//s:hyperlink", NAMES)]
    with zipfile.ZipFile(tmp_path / "list.xlsx") as book:
        assert not [name for name in book.namelist() if "_rels" in name and "worksheets" in name]


def test_a_text_that_looks_like_markup_stays_one_text(tmp_path: Path) -> None:
    _back(tmp_path, ["<r><t>x</t></r><r>&</r>"])
    sheet = _part(tmp_path / "list.xlsx", "xl/worksheets/sheet1.xml")
    assert not list(sheet.iterfind(".//s:r/s:t", NAMES))


_TEXT = some.text(some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)


@settings(max_examples=25)
@given(some.lists(_TEXT, min_size=1))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    assert _back(tmp_path_factory.mktemp("back"), texts) == texts


def test_figures_days_and_moments_are_what_they_are(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "list.xlsx", "List", TYPED, [ROW], quiet)
    [[_, cells]] = sheets(tmp_path / "list.xlsx")
    assert cells == [-1234.5, 19.5, 7.0, date(2026, 12, 31), datetime(2026, 7, 1, 12, 0)]  # noqa: DTZ001 - no zone in a cell


def test_money_shows_the_currency_with_its_own_decimals(tmp_path: Path) -> None:
    rows = [{**ROW, "price": 500, "currency": code} for code in ("EUR", "JPY", "KWD", 'X"Y')]
    write_xlsx(tmp_path / "list.xlsx", "List", TYPED, rows, quiet)
    styles = _part(tmp_path / "list.xlsx", "xl/styles.xml")
    patterns = {one.get("formatCode") for one in styles.iterfind(".//s:numFmt", NAMES)}
    assert {'#,##0.00 "EUR"', '#,##0 "JPY"', '#,##0.000 "KWD"'} <= patterns
    assert not [one for one in patterns if "X" in str(one)]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("integer", 10**15, "1000000000000000"),
        ("decimal", "1234567890123456.5", "1234567890123456.5"),
        ("decimal", "12,50", "12,50"),
        ("decimal", "NaN", "NaN"),
        ("integer", True, "true"),
        ("day", "1871-01-18", "1871-01-18"),
        ("day", "soon", "soon"),
        ("moment", "=NOW()", "=NOW()"),
        ("money", 12, "12"),
        ("list", ["=1+1", "b"], "=1+1, b"),
        ("list", {"EUR": "12.50", "CHF": "3.00"}, "EUR: 12.50; CHF: 3.00"),
    ],
)
def test_what_a_spreadsheet_would_falsify_is_written_as_text(
    tmp_path: Path, kind: Any, value: object, shown: str
) -> None:
    columns, rows = column_of([value], kind)
    write_xlsx(tmp_path / "list.xlsx", "List", columns, rows, quiet)
    [[_, cells]] = sheets(tmp_path / "list.xlsx")
    assert cells[1] == shown


def test_the_head_is_frozen_and_every_column_can_be_filtered(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "list.xlsx", "List", TYPED, [ROW, ROW], quiet)
    sheet = _part(tmp_path / "list.xlsx", "xl/worksheets/sheet1.xml")
    pane, filtered = sheet.find(".//s:pane", NAMES), sheet.find(".//s:autoFilter", NAMES)
    assert pane is not None
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "A2")
    assert filtered is not None
    assert filtered.get("ref") == "A1:E3"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path) -> None:
    columns, rows = column_of([str(number) for number in range(10)])
    written = write_xlsx(tmp_path / "list.xlsx", "Images: all/new", columns, rows, quiet, most_rows=5)
    found = sheets(tmp_path / "list.xlsx")
    assert (written.rows, written.sheets) == (10, 3)
    assert [len(cells) for cells in found] == [5, 5, 3]
    assert [row[1] for cells in found for row in cells if row[1] != "Value"] == [str(number) for number in range(10)]


def test_an_exactly_full_sheet_is_not_followed_by_an_empty_one(tmp_path: Path) -> None:
    columns, rows = column_of(list("abcd"))
    assert write_xlsx(tmp_path / "list.xlsx", "List", columns, rows, quiet, most_rows=5).sheets == 1


@pytest.mark.parametrize("name", ["", "[]:*?/\\", "'quoted'", "x" * 80, "Bilder & Märkte"])
def test_any_name_makes_a_sheet(tmp_path: Path, name: str) -> None:
    columns, rows = column_of(list("abcdef"))
    assert write_xlsx(tmp_path / "list.xlsx", name, columns, rows, quiet, most_rows=3).sheets == 3


def test_a_table_without_rows_has_its_head(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "list.xlsx", "List", TYPED, [], quiet)
    assert sheets(tmp_path / "list.xlsx") == [[["Price", "Rate", "Count", "Day", "Moment"]]]


def test_stopping_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    columns, rows = column_of(["x"] * 2_000)
    (tmp_path / "list.xlsx").write_bytes(b"before")

    def told(count: int) -> None:
        if count >= 1_000:
            raise Unavailable("Stopped.")

    with pytest.raises(Unavailable):
        write_xlsx(tmp_path / "list.xlsx", "List", columns, rows, told)
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]
    assert (tmp_path / "list.xlsx").read_bytes() == b"before"


def test_progress_grows_up_to_the_number_of_rows(tmp_path: Path) -> None:
    columns, rows = column_of(["x"] * 1_250)
    heard: list[int] = []
    write_xlsx(tmp_path / "list.xlsx", "List", columns, rows, heard.append)
    assert heard[-1] == 1_250
    assert all(one < other for one, other in pairwise(heard))


def test_the_same_decimal_is_kept_to_the_cent(tmp_path: Path) -> None:
    columns, rows = column_of([Decimal("9999999999999.99")], "decimal")
    write_xlsx(tmp_path / "list.xlsx", "List", columns, rows, quiet)
    with zipfile.ZipFile(tmp_path / "list.xlsx") as book:
        assert re.search(rb"<v>9999999999999\.99</v>", book.read("xl/worksheets/sheet1.xml"))
