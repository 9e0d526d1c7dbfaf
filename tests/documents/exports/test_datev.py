"""Postings for DATEV: 125 columns, Windows-1252, one row for each advice and rate."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from rightsdesk.documents.exports import datev
from tests.documents.exports.pieces import OPTIONS, cancelled, export, item, made, named
from tests.kit.shared import SHARED, needs_shared


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("cp1252"), newline=""), delimiter=";"))


def _rows(content: bytes) -> list[list[str]]:
    return _read(content)[2:]


def _cents(row: list[str]) -> int:
    value = int(Decimal(row[0].replace(",", ".")) * 100)
    return value if row[1] == "S" else -value


def test_every_row_has_125_columns_and_ends_as_datev_wants() -> None:
    content, _ = made(datev.make, export([item(1), item(2, vendor="norden")], "datev"))
    head, titles, *rows = _read(content)
    assert len(head) == 31
    assert {len(titles), *map(len, rows)} == {125}
    assert content.count(b"\r\n") == content.count(b"\n") == 2 + 4
    assert head[:5] == ["EXTF", "700", "21", "Buchungsstapel", "13"]
    assert head[10:17] == ["29098", "55003", "20260101", "4", "20260301", "20260331", "Gutschriften 03/2026"]


def test_rows_add_up_to_the_gross_sums_of_the_advices() -> None:
    items = [item(1), item(2, vendor="norden", rates=("7",)), cancelled(item(1), 3), cancelled(item(4), 5, "261")]
    content, _ = made(datev.make, export(items, "datev"))
    assert sum(map(_cents, _rows(content))) == sum(each.counted for each in items)


def test_each_rate_has_its_account_and_its_key() -> None:
    content, _ = made(datev.make, export([item(1)], "datev"))
    assert [(row[6], row[7], row[8]) for row in _rows(content)] == [("4900", "70001", "8"), ("4905", "70001", "9")]


def test_each_vendor_keeps_its_creditor_account() -> None:
    content, _ = made(datev.make, export([item(1), item(2, vendor="norden", rates=("7",))], "datev"))
    assert {row[7] for row in _rows(content)} == {"70001", "70003"}


def test_day_number_supply_and_link_stand_where_datev_reads_them() -> None:
    content, _ = made(datev.make, export([item(1, rates=("7",))], "datev"))
    (row,) = _rows(content)
    assert (row[9], row[10], row[113], row[114]) == ("1703", "TAGWERK-2026-00001", "0", "28022026")
    assert row[19].startswith('BEDI "')
    assert len(row[19]) == len('BEDI "0f8fad5b-d9cb-469f-a165-70867728950e"')


def test_umlauts_survive_and_polish_letters_are_spelt_visibly() -> None:
    content, told = made(datev.make, export([named(item(1, rates=("7",)), "Zoë Würth, Łódź 图")], "datev"))
    assert _rows(content)[0][13] == "Bildhonorar Zoë Würth, Lódz ?"
    (said,) = told
    assert said.endswith("lacks letters of “Bildhonorar Zoë Würth, Łódź 图”; it reads “Bildhonorar Zoë Würth, Lódz ?”.")


@pytest.mark.parametrize("name", ['=cmd|"/c calc"!A1', "+1", "-1", "@SUM(1)", "\t=1", 'a";=1', "x\r\n=2"])
def test_no_name_becomes_a_formula_or_breaks_a_row(name: str) -> None:
    content, _ = made(datev.make, export([named(item(1, rates=("7",)), name)], "datev"))
    (row,) = _rows(content)
    assert len(row) == 125
    assert not any(cell[:1] in {"=", "+", "-", "@"} for cell in row if cell)
    assert len(row[13]) <= 60


def test_a_formula_within_a_text_carries_an_apostrophe() -> None:
    content, _ = made(datev.make, export([named(item(1, rates=("7",)), "Foto;=1+1")], "datev"))
    assert _rows(content)[0][13] == "Bildhonorar Foto;'=1+1"


def test_long_texts_and_odd_numbers_keep_to_what_datev_takes() -> None:
    content, _ = made(
        datev.make, export([named(item(1, rates=("7",), number="ÄB_C.D-2026-00001"), "ü" * 200)], "datev")
    )
    (row,) = _rows(content)
    assert (len(row[13]), row[10]) == (60, "-B-C-D-2026-00001")


def test_what_is_withheld_is_posted_against_its_account() -> None:
    one = item(1, rates=("7",), withheld=15_00, surcharge=82)
    content, _ = made(datev.make, export([one], "datev"))
    assert [row[0] for row in _rows(content)][1:] == ["15,82"]
    assert _rows(content)[1][6:8] == ["70001", "1741"]


def test_what_is_withheld_and_not_posted_is_told() -> None:
    one = item(1, rates=("7",), withheld=15_00, surcharge=82)
    options = {**OPTIONS, "withholding_account": ""}
    content, told = made(datev.make, replace(export([one, item(2)], "datev"), options=options))
    assert len(_rows(content)) == 3
    assert [said.partition(";")[0] for said in told if "withheld" in said] == [
        "TAGWERK-2026-00001: 15.82 EUR withheld is not posted"
    ]


def test_made_again_the_file_is_the_same() -> None:
    assert made(datev.make, export([item(1)], "datev")) == made(datev.make, export([item(1)], "datev"))


def test_files_are_named_as_datev_wants() -> None:
    assert datev.file_name("oktober.csv") == "EXTF_oktober.csv" == datev.file_name("EXTF_oktober.csv")


@needs_shared
def test_the_file_is_built_as_the_accepted_example_is() -> None:
    golden = _read((SHARED / "data/einvoice/own-golden/EXTF_Buchungsstapel.csv").read_bytes())
    ours = _read(made(datev.make, export([item(1)], "datev"))[0])
    assert len(ours[0]) == len(golden[0])
    assert [bool(cell) for cell in ours[2]] == [bool(cell) for cell in golden[2]]
