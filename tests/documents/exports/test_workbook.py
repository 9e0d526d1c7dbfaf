"""The advices of an export as a workbook."""

from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from rightsdesk.documents.exports import workbook
from tests.documents.exports.pieces import cancelled, export, item, made, named


def test_sums_names_and_numbers_stand_in_it() -> None:
    items = [named(item(1), "=Łódź & Söhne"), cancelled(item(2), 3)]
    content, told = made(workbook.make, export(items, "xlsx"))
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    gross = head.index("Gross")
    assert told == []
    assert [round(float(str(row[gross])) * 100) for row in rows] == [each.counted for each in items]
    assert rows[0][head.index("Vendor's name")] == "=Łódź & Söhne"


def test_made_again_the_file_is_the_same() -> None:
    first, _ = made(workbook.make, export([item(1)], "xlsx"))
    assert made(workbook.make, export([item(1)], "xlsx"))[0] == first
    with ZipFile(BytesIO(first)) as packed:
        assert b">2026-03-20T09:18:11Z</dcterms:created>" in packed.read("docProps/core.xml")
