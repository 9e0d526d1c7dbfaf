"""Platforms and vendors on the command line."""

import json
from pathlib import Path

import pytest

from tests.kit.terminal import Terminal

VENDOR = {
    "id": "v1", "name": "Vendor One", "street": "Street 1", "postcode": "10115", "city": "Berlin", "country": "DE",
    "vat_id": "DE136695976", "email": "one@vendor.example", "billing_mode": "on_purchase", "rate": "25.00",
    "currency": "EUR", "vat_rate": "7", "payment_days": "30", "self_billing_agreed_on": "2026-01-02",
    "iban": "DE89370400440532013000", "bic": "COBADEFFXXX",
}  # fmt: skip


def test_a_platform_is_added_changed_and_listed(empty: Terminal) -> None:
    empty.json("platforms", "add", "tag", "--name", "Tagwerk", "--set", "city=Hamburg")
    empty.json("platforms", "add", "tag", "--name", "Tagwerk Online", "--set", "company=Muster GmbH")
    assert empty.json("platforms", "list") == [
        {"id": "tag", "name": "Tagwerk Online", "city": "Hamburg", "company": "Muster GmbH"}
    ]


@pytest.mark.parametrize("identifier", ["", "Tag Werk", "a:b", "ä", "x" * 65, "-x"])
def test_an_identifier_that_could_not_name_a_stream_is_refused(empty: Terminal, identifier: str) -> None:
    said = empty.run("--json", "platforms", "add", "--name", "X", "--", identifier)
    assert (said.code, said.document["error"]["code"]) == (1, "UnusableIdentifier")


def test_an_unknown_detail_names_the_known_ones(empty: Terminal) -> None:
    said = empty.run("platforms", "add", "tag", "--name", "T", "--set", "town=Hamburg")
    assert said.code == 1
    assert "company, street, postcode" in said.err


@pytest.mark.parametrize("kind", ["csv", "semicolons", "json"])
def test_vendors_are_imported_from_csv_and_json(empty: Terminal, tmp_path: Path, kind: str) -> None:
    other = {**VENDOR, "id": "v2", "name": 'Zwei, "Söhne"', "iban": "", "self_billing_agreed_on": ""}
    file = tmp_path / ("vendors.json" if kind == "json" else "vendors.csv")
    if kind == "json":
        file.write_text(json.dumps([VENDOR, other]), encoding="utf-8")
    else:
        mark = ";" if kind == "semicolons" else ","
        rows = [mark.join(_quoted(value) for value in row.values()) for row in (VENDOR, other)]
        file.write_text("\ufeff" + "\n".join([mark.join(VENDOR), *rows]), encoding="utf-8")
    assert empty.json("vendors", "import", str(file)) == {"imported": 2, "rejected": [], "warnings": []}
    first, second = empty.json("vendors", "list")
    assert (first["name"], first["readiness"], first["rate"]) == ("Vendor One", "ready", "25.00")
    assert (second["name"], second["readiness"], second["consent_on"]) == ('Zwei, "Söhne"', "no-consent", None)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def test_a_bad_row_is_named_and_the_others_are_taken_over(empty: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "vendors.csv"
    file.write_text(
        "id,name,iban,vat_rate,payment_days\nv1,One,DE89370400440532013000,7,30\nv2,Two,DE00370400440532013000,,\n"
        "bad id,Three,,,\nv4,Four,,nineteen,\nv5,Five,,,soon\nv6,Six,,,\n",
        encoding="utf-8",
    )
    said = empty.run("--json", "vendors", "import", str(file))
    assert (said.code, said.document["imported"]) == (3, 2)
    assert [row.split(":")[0] for row in said.document["rejected"]] == [
        f"vendors.csv, row {n} ({name})" for n, name in ((3, "v2"), (4, "bad id"), (5, "v4"), (6, "v5"))
    ]


def test_importing_twice_records_nothing_twice(empty: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "vendors.json"
    file.write_text(json.dumps([VENDOR]), encoding="utf-8")
    empty.json("vendors", "import", str(file))
    events = empty.json("log", "stats")["events"]
    empty.json("vendors", "import", str(file))
    assert empty.json("log", "stats")["events"] == events


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("v.csv", None),
        ("v.csv", b"id;name\nv1;M\xfcller\n"),
        ("v.json", b"[{"),
        ("v.json", b'{"id": "v1"}'),
        ("v.json", b"[1, 2]"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(
    empty: Terminal, tmp_path: Path, name: str, content: bytes | None
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    said = empty.run("vendors", "import", str(file))
    assert said.code == 1
    assert name in said.err
    assert "Traceback" not in said.err


def test_a_vendor_is_shown_with_what_is_owed(bought: Terminal) -> None:
    row = bought.json("vendors", "list", "--where", "open_charges>0")[0]
    shown = bought.json("vendors", "show", row["id"])
    assert shown == row
    assert all(float(amount) >= 0 for amount in shown["open"].values())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("iban=DE00 3704 0044 0532 0130 00", "NotAnIban"),
        ("vat_rate=seven", "NotAnAgreement"),
        ("billing_mode=monthly", "NotAnAgreement"),
        ("currency=euro", "UnknownCurrency"),
        ("rate=12,50", "NotAnAmount"),
        ("self_billing_agreed_on=01.02.2026", "NotAnAgreement"),
        ("shoe_size=43", "VENDOR-FIELD"),
        ("payment_days=-1", "VENDOR-FIELD"),
    ],
)
def test_a_wrong_value_of_a_vendor_is_refused_with_its_code(empty: Terminal, change: str, code: str) -> None:
    empty.json("vendors", "set", "v1", "name=One")
    said = empty.run("--json", "vendors", "set", "v1", change)
    assert (said.code, said.document["error"]["code"]) == (1, code)


@pytest.mark.parametrize("arguments", [("vendors", "show", "nobody"), ("vendors", "list", "--where", "name>")])
def test_strangers_and_slips_leave_with_one(empty: Terminal, arguments: tuple[str, ...]) -> None:
    said = empty.run(*arguments)
    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_wrong_vat_id_is_taken_over_and_told(empty: Terminal, tmp_path: Path) -> None:
    """The rest of the row is worth having; the vendor stays marked until the number is corrected."""
    file = tmp_path / "vendors.json"
    file.write_text(json.dumps([{**VENDOR, "vat_id": "DE136695977"}]), encoding="utf-8")
    said = empty.json("vendors", "import", str(file))
    assert (said["imported"], said["rejected"]) == (1, [])
    assert said["warnings"] == [
        "vendors.json, row 2: The VAT id 'DE136695977' of vendor v1 is wrong; no credit advice is issued on it."
    ]
    assert empty.json("vendors", "show", "v1")["readiness"] == "wrong-vat-id"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("iban=FR8420041010050500013M02607", "IBAN"),
        ("iban=DE88370400440532013000", "NotAnIban"),
        ("bic=NOBANK", "BIC"),
        ("tax_scheme=none", "NoSuchValue"),
        ("legal_form=club", "NoSuchValue"),
        ("withholding=some", "NoSuchValue"),
        ("certificate_until=31.12.2026", "NoSuchValue"),
        ("certificate_cap=viel", "NoSuchValue"),
        ("country=Germany", "NoSuchValue"),
    ],
)
def test_what_nothing_could_be_decided_by_is_refused(empty: Terminal, value: str, code: str) -> None:
    empty.json("vendors", "set", "v1", "name=One")
    said = empty.run("--json", "vendors", "set", "v1", value)
    assert (said.code, said.document["error"]["code"]) == (1, code)


def test_a_platform_is_not_registered_with_a_wrong_vat_id(empty: Terminal) -> None:
    said = empty.run("--json", "platforms", "add", "tag", "--name", "Tagwerk", "--set", "vat_id=DE136695977")
    assert (said.code, said.document["error"]["code"]) == (1, "PLATFORM-VAT-ID")
    assert empty.json("platforms", "list") == []


def test_a_changed_bank_account_is_confirmed_by_another_person(
    empty: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTSDESK_ACTOR", "kim")
    empty.json("vendors", "set", "v1", *(f"{name}={value}" for name, value in VENDOR.items() if name != "id"))
    empty.json("vendors", "set", "v1", "iban=DE75512108001245126199")
    assert empty.json("vendors", "show", "v1")["readiness"] == "account-unconfirmed"
    confirm = ("vendors", "confirm-account", "v1", "--iban", "DE75 5121 0800 1245 1261 99")
    assert empty.run("--json", *confirm).document["error"]["code"] == "OwnChange"
    monkeypatch.setenv("RIGHTSDESK_ACTOR", "lee")
    empty.json(*confirm)
    assert empty.json("vendors", "show", "v1")["readiness"] == "ready"
