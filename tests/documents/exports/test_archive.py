"""Documents in one file: what the manifest says is what lies in it."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256

from rightsdesk.documents.exports import archive
from rightsdesk.documents.exports.content import Export
from tests.documents.exports.pieces import cancelled, export, item, made, named

CONTENT = {"pdf": b"%PDF-1.7 a document", "xml": b"<CrossIndustryInvoice/>"}
HASHES = {ending: sha256(content).hexdigest() for ending, content in CONTENT.items()}


def _export() -> Export:
    one = replace(named(item(1), "=cmd()"), pdf=HASHES["pdf"], xml=HASHES["xml"])
    two = replace(cancelled(one, 2), xml="")
    return export([one, two], "zip", read=lambda _sha256, ending: CONTENT[ending])


def _opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_document_lies_in_it_under_its_number() -> None:
    names = _opened(made(archive.make, _export())[0]).namelist()
    assert names == [
        *("pdf/TAGWERK-2026-00001.pdf", "xml/TAGWERK-2026-00001.xml", "pdf/TAGWERK-2026-00002.pdf"),
        *("manifest.csv", "manifest.json"),
    ]


def test_the_manifest_names_each_with_hash_and_gross_sum() -> None:
    packed = _opened(made(archive.make, _export())[0])
    told = json.loads(packed.read("manifest.json"))
    for row in told["advices"]:
        assert sha256(packed.read(row["pdf"])).hexdigest() == row["pdf_sha256"]
    assert [row["gross"].startswith("-") for row in told["advices"]] == [False, True]
    assert told["sums"] == {"EUR": "0.00"}


def test_no_name_in_the_manifest_becomes_a_formula() -> None:
    packed = _opened(made(archive.make, _export())[0])
    rows = list(csv.reader(io.StringIO(packed.read("manifest.csv").decode()), delimiter=";"))
    assert rows[1][2] == "'=cmd()"


def test_made_again_the_file_is_the_same() -> None:
    assert made(archive.make, _export()) == made(archive.make, _export())
    assert {each.date_time for each in _opened(made(archive.make, _export())[0]).infolist()} == {
        (2026, 3, 20, 9, 18, 10)
    }
