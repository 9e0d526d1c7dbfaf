"""The auditor's copy: described tables, every file with its hash, every event in order."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from lxml import etree

from rightsdesk.documents.exports import gobd
from rightsdesk.documents.exports.content import Export, Happened
from rightsdesk.documents.exports.gobd_index import DTD, DTD_NAME
from tests.documents.exports.pieces import cancelled, export, item, made, named

PDF = b"%PDF-1.7 a document"


def _export() -> Export:
    one = replace(named(item(1), "=1+1"), pdf=sha256(PDF).hexdigest(), objected="2026-04-01")
    at = datetime(2026, 3, 20, 8, 18, 11, 5, tzinfo=UTC)
    events = (
        Happened(7, at, "advice-advice-1", 3, "advice.issued", "kim", json.dumps({"snapshot": "..."})),
        Happened(
            9, at, "advice-advice-1", 4, "advice.exported", "worker", json.dumps({"format": "sepa", "export": "e"})
        ),
    )
    return export([one, cancelled(one, 2)], "gobd", events=events, read=lambda _sha256, _ending: PDF)


def _opened() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made(gobd.make, _export())[0]))


def _table(packed: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(packed.read(name).decode(), newline=""), delimiter=";"))


def test_every_file_but_the_list_itself_stands_in_the_list_of_hashes() -> None:
    packed = _opened()
    hashes = {row["File"]: row["SHA-256"] for row in _table(packed, "hashes.csv")}
    assert hashes.keys() == {*packed.namelist()} - {"hashes.csv"}
    for name, told in hashes.items():
        assert sha256(packed.read(name)).hexdigest() == told


def test_the_description_keeps_its_grammar_and_names_every_table() -> None:
    packed = _opened()
    assert packed.read(DTD_NAME).decode() == DTD
    index = etree.fromstring(packed.read("index.xml"))
    grammar = etree.DTD(io.StringIO(DTD.partition("\n")[2]))
    assert grammar.validate(index), grammar.error_log
    assert {each.text for each in index.iter("URL")} <= {*packed.namelist()}
    for table in index.iter("Table"):
        columns = [each.text for each in table.iterfind("VariableLength/VariableColumn/Name")]
        head = csv.reader(io.StringIO(packed.read(str(table.findtext("URL"))).decode()), delimiter=";")
        assert next(head) == columns


def test_lines_and_taxes_add_up_to_the_advices() -> None:
    packed = _opened()

    def total(name: str, column: str) -> int:
        return sum(round(float(row[column].replace(",", ".")) * 100) for row in _table(packed, name))

    assert total("lines.csv", "Net") == total("advices.csv", "Net") == total("taxes.csv", "Base")
    assert total("taxes.csv", "VAT") == total("advices.csv", "VAT")


def test_objections_events_and_exports_are_told() -> None:
    packed = _opened()
    assert [row["Objected on"] for row in _table(packed, "advices.csv")] == ["2026-04-01", "2026-04-01"]
    assert [row["Event"] for row in _table(packed, "events.csv")] == ["advice.issued", "advice.exported"]
    assert [(row["Number"], row["Format"]) for row in _table(packed, "exports.csv")] == [("TAGWERK-2026-00001", "sepa")]


def test_made_again_the_file_is_the_same_and_holds_no_formula() -> None:
    assert made(gobd.make, _export()) == made(gobd.make, _export())
    assert _table(_opened(), "advices.csv")[0]["Vendor's name"] == "'=1+1"
