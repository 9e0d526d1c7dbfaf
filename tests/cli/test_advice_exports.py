"""Exports, delivery and reports on the command line."""

import csv
import io
import json
import os
import zipfile
from decimal import Decimal
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from rightsdesk.documents.exports import sepa
from tests.kit.mail_server import mail_server
from tests.kit.terminal import Terminal

ACCOUNT = ("iban=DE89370400440532013000", "bic=COBADEFFXXX")


def _payers(terminal: Terminal) -> None:
    _platforms(terminal, *ACCOUNT)


def _platforms(terminal: Terminal, *details: str) -> None:
    """Change details of all platforms that issued anything."""
    given = [word for detail in details for word in ("--set", detail)]
    for platform in {str(row["platform"]) for row in _advices(terminal)}:
        terminal.json("platforms", "add", platform, "--name", platform.title(), *given)


def _advices(terminal: Terminal, where: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = terminal.json("advices", "list", "--where", where)
    return rows


def _gross(terminal: Terminal, where: str = "currency:EUR") -> Decimal:
    return sum((Decimal(str(row["gross"])) for row in _advices(terminal, where)), Decimal(0))


def _export(terminal: Terminal, kind: str, out: Path, *more: str) -> dict[str, object]:
    said = terminal.run("--json", "advices", "export", "--format", kind, "--out", str(out), *more)
    assert said.code in {0, 3}, said
    document: dict[str, object] = said.document
    return document


def test_transfers_are_valid_and_add_up_to_the_advices(issued: Terminal, tmp_path: Path) -> None:
    _payers(issued)
    told = _export(issued, "sepa", tmp_path / "pay.xml", "--where", "currency:EUR")
    document = etree.parse(tmp_path / "pay.xml")
    control = document.findtext(f".//{{{sepa.NAMESPACE}}}CtrlSum")
    assert Decimal(str(control)) == _gross(issued) == Decimal(told["sums"]["EUR"])  # type: ignore[index]
    assert told["sha256"] == sha256((tmp_path / "pay.xml").read_bytes()).hexdigest()


def test_postings_are_named_as_datev_wants_and_add_up(issued: Terminal, tmp_path: Path) -> None:
    told = _export(issued, "datev", tmp_path / "october.csv", "--where", "currency:EUR")
    assert told["file"] == str(tmp_path / "EXTF_october.csv")
    content = Path(str(told["file"])).read_bytes().decode("cp1252")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[2:]
    assert {len(row) for row in rows} == {125}
    assert sum(Decimal(row[0].replace(",", ".")) for row in rows) == _gross(issued)


@pytest.mark.parametrize("kind", ["xlsx", "zip", "gobd"])
def test_other_files_hold_every_advice(issued: Terminal, tmp_path: Path, kind: str) -> None:
    told = _export(issued, kind, tmp_path)
    assert told["advices"] == len(_advices(issued))
    assert Path(str(told["file"])).stat().st_size == told["size"]
    if kind == "zip":
        with zipfile.ZipFile(str(told["file"])) as packed:
            manifest = json.loads(packed.read("manifest.json"))
            assert {row["number"] for row in manifest["advices"]} == {row["number"] for row in _advices(issued)}
            assert all(sha256(packed.read(row["pdf"])).hexdigest() == row["pdf_sha256"] for row in manifest["advices"])


@pytest.mark.parametrize("kind", ["sepa", "datev", "xlsx", "zip", "gobd"])
def test_written_again_each_file_is_the_same_byte_for_byte(issued: Terminal, tmp_path: Path, kind: str) -> None:
    _payers(issued)
    told = _export(issued, kind, tmp_path, "--where", "currency:EUR")
    first = Path(str(told["file"])).read_bytes()
    # What changes afterwards, name and account of the platform, must not reach an export that stands.
    _platforms(issued, "iban=DE02120300000000202051", "company=Another GmbH")
    number = issued.json("batches", "list", "--where", "kind:export-advices")[0]["number"]
    again = issued.json("advices", "export-file", str(number), "--out", str(tmp_path / "again"))
    assert Path(again["file"]).read_bytes() == first
    assert issued.json("log", "stats")["by_name"]["export.written"] == 1


def test_the_second_export_is_refused_and_the_duplicate_is_marked(issued: Terminal, tmp_path: Path) -> None:
    _export(issued, "xlsx", tmp_path / "one.xlsx")
    said = issued.run("--json", "advices", "export", "--format", "xlsx", "--out", str(tmp_path / "two.xlsx"))
    assert (said.code, set(said.document["reasons"])) == (3, {"AlreadyExported"})
    assert not (tmp_path / "two.xlsx").exists()
    told = _export(issued, "xlsx", tmp_path / "two.xlsx", "--again")
    assert told["failed"] == 0


def test_a_file_that_stands_there_is_left_alone(issued: Terminal, tmp_path: Path) -> None:
    place = tmp_path / "pay.xlsx"
    place.write_text("mine", encoding="utf-8")
    said = issued.run("--json", "advices", "export", "--format", "xlsx", "--out", str(place))
    assert (said.code, said.document["error"]["code"]) == (1, "EXP-EXISTS")
    assert place.read_text(encoding="utf-8") == "mine"
    assert issued.json("batches", "list", "--where", "kind:export-advices") == []
    _export(issued, "xlsx", place, "--force")
    assert place.read_bytes().startswith(b"PK")


def test_killed_between_items_and_file_the_file_is_written_later(
    issued: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("rightsdesk.documents.exports.workbook.make", killed)
        said = issued.run("--json", "advices", "export", "--format", "xlsx", "--out", str(tmp_path / "a.xlsx"))
    assert said.code == 1
    assert list(tmp_path.glob("*.xlsx")) == []
    number = issued.json("batches", "list", "--where", "kind:export-advices")[0]["number"]
    made = issued.json("advices", "export-file", str(number), "--out", str(tmp_path / "a.xlsx"))
    assert made["advices"] == len(_advices(issued))


def test_a_platform_without_account_pays_nobody_and_says_so(issued: Terminal, tmp_path: Path) -> None:
    for each in issued.json("platforms", "list"):
        issued.json("platforms", "add", each["id"], "--name", each["name"], "--set", "iban=")
    said = issued.run("--json", "advices", "export", "--format", "sepa", "--out", str(tmp_path / "pay.xml"))
    assert said.code == 3
    assert "PlatformAccountMissing" in said.document["reasons"]
    assert not (tmp_path / "pay.xml").exists()


def test_messages_are_written_once_for_each_vendor(issued: Terminal, tmp_path: Path) -> None:
    for row in _advices(issued):
        issued.json("vendors", "set", str(row["vendor"]), "email=foto@vendor.example")
    said = issued.run("--json", "advices", "deliver", "--eml", str(tmp_path))
    assert said.code == 0, said
    messages = list(tmp_path.glob("*.eml"))
    assert {each.stem for each in messages} == {str(row["number"]) for row in _advices(issued)}
    read = message_from_bytes(messages[0].read_bytes(), policy=policy.default)
    assert read["To"].addresses[0].addr_spec == "foto@vendor.example"
    again = issued.run("--json", "advices", "deliver", "--eml", str(tmp_path))
    assert set(again.document["reasons"]) == {"AlreadyDelivered"}


def test_mail_goes_through_the_server_of_the_settings(issued: Terminal) -> None:
    for row in _advices(issued):
        issued.json("vendors", "set", str(row["vendor"]), "email=foto@vendor.example")
    missing = issued.run("--json", "advices", "deliver", "--mail")
    assert (missing.code, missing.document["error"]["code"]) == (1, "SMTP")
    with mail_server() as server:
        settings = issued.folder / "settings.toml"
        lines = [f"smtp_port = {server.port}", 'smtp_host = "127.0.0.1"', 'smtp_security = "none"', 'sender = "a@b.de"']
        kept = [
            line
            for line in settings.read_text(encoding="utf-8").splitlines()
            if not line.startswith(("smtp", "sender"))
        ]
        settings.write_text(os.linesep.join([*kept, *lines]), encoding="utf-8")
        done = issued.json("advices", "deliver", "--mail")
        assert done["done"] == len(server.kept) == len(_advices(issued))


def test_reports_are_written_for_year_and_quarter(issued: Terminal, tmp_path: Path) -> None:
    first = _advices(issued)[0]
    year = issued.json("advices", "show", str(first["number"]))["number"].split("-")[1]
    vendor = str(first["vendor"])
    issued.json("vendors", "set", vendor, "legal_form=self_employed")
    told = issued.json("reports", "ksk", "--year", year, "--out", str(tmp_path / "ksk.csv"))
    text = (tmp_path / "ksk.csv").read_text(encoding="utf-8-sig")
    rows = {row["Vendor"]: row for row in csv.DictReader(text.splitlines())}
    assert told["rows"] == len(rows)
    assert rows[vendor]["Counts"] == "yes"
    empty = issued.json("reports", "withholding", "--quarter", f"{year}-Q1", "--out", str(tmp_path / "50a.xlsx"))
    assert Path(empty["file"]).is_file()
    said = issued.run("--json", "reports", "withholding", "--quarter", "soon", "--out", str(tmp_path / "x.csv"))
    assert (said.code, said.document["error"]["code"]) == (1, "QUARTER")
