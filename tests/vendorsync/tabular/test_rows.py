"""Tables as vendors send them: any delimiter, encoding and language; a bad row never stops the others."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.files import Found, outcomes, read_again
from rightsdesk.vendorsync.port import Change, Rejected, RemoteImage
from rightsdesk.vendorsync.tabular import Layout, rows_of

LAYOUT = Layout(decimal=",", currency="EUR")
GERMAN = (
    "Bild-Nr;Titel;Bildtext;Fotograf;Nachweis;Copyright;Honorar;Währung;Lizenz von;Online bis;Auflagen;Gebiet\n"
    "4711;Hafen;Ein Schiff läuft aus;Jörg Müller;Müller/Süd;© Süd;1.234,50;EUR;01.01.2026;31.12.2026;Nur Print;DE, AT\n"
)
ENGLISH = (
    "asset_id,title,caption,byline,credit,copyright,price,currency,licence_start,licence_end,terms,territory\n"
    'A-1,Harbour,"A ship, leaving",Jo Miller,Miller/South,(c) South,1234.50,EUR,2026-01-01,2026-12-31,Print only,DEU\n'
)


def sorted_out(content: bytes, name: str = "list.csv", layout: Layout = LAYOUT, *, folder: Path) -> list[Any]:
    path = folder / name
    path.write_bytes(content)
    return [each.what for each in outcomes(Found(path, name, "", "sued", layout))]


def images(content: bytes | str, folder: Path, name: str = "list.csv", layout: Layout = LAYOUT) -> list[RemoteImage]:
    told = content.encode() if isinstance(content, str) else content
    return [
        each.image for each in sorted_out(told, name, layout, folder=folder) if isinstance(each, Change) and each.image
    ]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, days = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), days)  # noqa: DTZ001 - Excel's
            else:
                sheet.write(at, column, cell)
    book.close()
    return made.getvalue()


def test_a_german_table_is_read_with_all_its_columns(tmp_path: Path) -> None:
    (image,) = images(GERMAN, tmp_path)
    assert (image.vendor, image.asset_id) == ("sued", "4711")
    assert image.fields == {
        "title": "Hafen",
        "caption": "Ein Schiff läuft aus",
        "byline": "Jörg Müller",
        "credit": "Müller/Süd",
        "copyright_notice": "© Süd",
        "usage_terms": "Nur Print",
        "price": 123450,
        "currency": "EUR",
        "price_origin": "item",
        "licence_start": "2026-01-01T00:00:00+01:00",
        "licence_end": "2026-12-31T23:59:59+01:00",
        "territory": ["DE", "AT"],
    }


def test_an_english_table_says_the_same(tmp_path: Path) -> None:
    (image,) = images(ENGLISH, tmp_path, layout=Layout())
    assert (image.fields["price"], image.fields["caption"]) == (123450, "A ship, leaving")
    assert image.fields["territory"] == ["DE"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_found_without_being_told(delimiter: str, encoding: str, tmp_path: Path) -> None:
    told = f'Bildnummer;Titel;Fotograf\n7;"Große; Brücke, nachts";Jörg\n'.replace(";T", f"{delimiter}T")  # noqa: F541 - read as written
    told = told.replace(";F", f"{delimiter}F").replace("7;", f"7{delimiter}").replace(";Jörg", f"{delimiter}Jörg")
    (image,) = images(told.encode(encoding), tmp_path)
    assert image.fields == {"title": "Große; Brücke, nachts", "byline": "Jörg"}


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    (image,) = images("Lieferliste Oktober\n;;\n\nBild-Nr;Titel\n1;Hafen\n", tmp_path)
    assert image.fields["title"] == "Hafen"


def test_a_bad_row_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    told = "Bild-Nr;Preis;Lizenz bis\n1;12,50;31.12.2026\n2;viel;31.12.2026\n3;12,50;9/21/17\n;12,50;\n5;1,00;\n"
    found = sorted_out(told.encode(), folder=tmp_path)
    assert [each.asset_id for each in found if isinstance(each, Change)] == ["1", "5"]
    reasons = [each.reason for each in found if isinstance(each, Rejected)]
    assert [reason.partition(":")[0] for reason in reasons] == ["list.csv, row 3", "list.csv, row 4", "list.csv, row 5"]
    assert "“viel” is not a number" in reasons[0]
    assert "set date_order in the vendor's profile" in reasons[1]


def test_a_row_set_aside_is_read_again_with_the_mended_profile(tmp_path: Path) -> None:
    (aside,) = sorted_out(b"id;title;licence_end\n3;Harbour;9/21/17\n", folder=tmp_path)
    assert isinstance(aside, Rejected)
    still = read_again(aside.raw, None, LAYOUT)
    assert isinstance(still, Rejected)
    mended = read_again(aside.raw, None, Layout(date_order="mdy"))
    assert isinstance(mended, RemoteImage)
    assert (mended.vendor, mended.asset_id) == ("sued", "3")
    assert mended.fields["licence_end"] == "2017-09-21T23:59:59+02:00"


def test_a_table_without_the_pictures_id_is_refused_with_its_columns(tmp_path: Path) -> None:
    (aside,) = sorted_out(b"Nummer;Titel\n1;Hafen\n", folder=tmp_path)
    assert isinstance(aside, Rejected)
    assert aside.reason_code == "FILE-CSV"
    assert "Nummer, Titel" in aside.reason
    assert "column.asset_id" in aside.reason


def test_a_profile_names_a_column_we_would_not_recognise(tmp_path: Path) -> None:
    layout = Layout.of({"column.asset_id": "Nummer", "column.caption": "Titel"})
    (image,) = images("Nummer;Titel\n1;Hafen\n", tmp_path, layout=layout)
    assert (image.asset_id, image.fields) == ("1", {"caption": "Hafen"})


def test_an_empty_cell_says_nothing_and_nought_is_free(tmp_path: Path) -> None:
    one, two = images("id;title;price\n1;;\n2;x;0,00\n", tmp_path)
    assert one.fields == {}
    assert two.fields["price"] == 0


@pytest.mark.parametrize(
    ("column", "cell", "status"),
    [
        ("Status", "gesperrt", "withheld"),
        ("Status", "Usable", "usable"),
        ("Status", "cancelled", "canceled"),
        ("gesperrt", "ja", "withheld"),
        ("gesperrt", "nein", "usable"),
        ("gesperrt", "", None),
    ],
)
def test_a_lock_is_read_as_withheld(column: str, cell: str, status: str | None, tmp_path: Path) -> None:
    (image,) = images(f"id;title;{column}\n1;x;{cell}\n", tmp_path)
    assert image.fields.get("status") == status


def test_a_vendor_column_names_whose_row_it_is(tmp_path: Path) -> None:
    one, two = images("id;Lieferant\n1;nordbild\n2;\n", tmp_path)
    assert (one.vendor, two.vendor) == ("nordbild", "sued")


def test_a_version_orders_rows_by_number_or_day(tmp_path: Path) -> None:
    one, two = images("id;Stand\n1;7\n2;01.10.2026\n", tmp_path)
    assert one.version == 7
    assert two.version is None
    assert two.version_created == datetime(2026, 9, 30, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(("version", "taken"), [("", 0), ("1", 0), ("2", 1)])
def test_a_licence_that_ends_before_it_begins_is_heard_in_a_later_version_only(
    version: str, taken: int, tmp_path: Path
) -> None:
    told = f"id;version;licence_start;licence_end\n1;{version};01.10.2026;01.09.2026\n"
    assert len(images(told, tmp_path)) == taken


def test_a_workbook_gives_ids_as_integers_and_days_as_days(tmp_path: Path) -> None:
    content = workbook(
        ("Bild-Nr", "Titel", "Preis", "Online bis"),
        (100000, "Hafen", 12.5, date(2026, 12, 31)),
        ("00123", "Brücke", "1.234,50", 46387),
    )
    one, two = images(content, tmp_path, "list.xlsx")
    assert (one.asset_id, two.asset_id) == ("100000", "00123")
    assert (one.fields["price"], two.fields["price"]) == (1250, 123450)
    assert one.fields["licence_end"] == two.fields["licence_end"] == "2026-12-31T23:59:59+01:00"


def test_the_same_row_has_the_same_content_whichever_file_brought_it(tmp_path: Path) -> None:
    (one,) = images("id;title\n7;Hafen\n", tmp_path)
    (two,) = images(workbook(("id", "title"), (7, "Hafen")), tmp_path, "list.xlsx")
    assert one.content_hash == two.content_hash


@pytest.mark.parametrize("content", [b"", b"\x81\x8d\x8f", b"\0" * 100, b'id;title\n1;"' + b"x" * 200_000])
def test_a_table_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    (aside,) = sorted_out(content, folder=tmp_path)
    assert isinstance(aside, Rejected)


def test_rows_before_a_broken_line_are_taken(tmp_path: Path) -> None:
    content = b"id;title\n1;Hafen\n2;" + b"x" * 200_000 + b"\n"
    found = sorted_out(content, folder=tmp_path)
    assert [type(each) for each in found] == [Change, Rejected]


def test_a_table_beyond_the_bound_is_refused_before_it_is_read() -> None:
    with pytest.raises(Damaged, match="64 MB"):
        list(rows_of("list.csv", b"x" * (64 * 1024 * 1024 + 1), LAYOUT))
