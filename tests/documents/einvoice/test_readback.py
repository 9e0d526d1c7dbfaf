"""What is released is read back by another library and compared with what was checked and issued."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from rightsdesk.documents import paper
from rightsdesk.documents.einvoice import cii, hybrid, making, readback
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Damaged
from tests.documents.samples import frozen


def bound(snapshot: Snapshot, xml: bytes) -> bytes:
    return hybrid.finish(paper.typeset(snapshot, xml), snapshot.profile)


def refused(pdf: bytes, xml: bytes, snapshot: Snapshot) -> str:
    with pytest.raises(Damaged) as caught:
        readback.compared(pdf, xml, snapshot)
    assert caught.value.code == "EINV-READBACK"
    return caught.value.sentence


@pytest.mark.parametrize(("profile", "name"), [("", "factur-x.xml"), ("xrechnung", "xrechnung.xml")])
def test_the_data_come_back_byte_for_byte_under_their_name(profile: str, name: str) -> None:
    snapshot = replace(frozen(2), profile=profile)
    pdf, xml, _ = making.made(snapshot)
    assert readback.attached(pdf) == [(name, xml)]


def test_a_file_with_the_data_of_another_vendor_is_not_released() -> None:
    snapshot, other = frozen(2), frozen(2, number="TAG-2026-00419")
    assert "not the data that was checked" in refused(bound(snapshot, cii.write(other)), cii.write(snapshot), snapshot)


def test_a_file_without_data_is_not_released() -> None:
    snapshot = frozen(2)
    refused(bound(snapshot, b""), cii.write(snapshot), snapshot)


def test_a_file_with_a_second_attachment_is_not_released() -> None:
    snapshot = frozen(2)
    pdf, xml, _ = making.made(snapshot)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.attachments["other.xml"] = pikepdf.AttachedFileSpec(opened, xml)
        opened.save(out)
    refused(out.getvalue(), xml, snapshot)


def test_what_is_no_pdf_is_not_released() -> None:
    assert "cannot be opened" in refused(b"nothing", b"", frozen(1))


def _other_name(made: Snapshot) -> Snapshot:
    return replace(made, supplier=replace(made.supplier, name="Somebody Else"))


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda made: replace(made, number="TAG-1"), "number"),
        (lambda made: replace(made, gross=made.gross + 1), "total"),
        (lambda made: replace(made, tax=made.tax + 1), "tax total"),
        (lambda made: replace(made, iban="DE89370400440532013000"), "account"),
        (lambda made: replace(made, lines=made.lines[1:]), "number of positions"),
        (lambda made: replace(made, currency="CHF"), "currency"),
        (_other_name, "supplier"),
    ],
)
def test_data_that_say_something_else_than_was_issued_are_not_released(
    change: Callable[[Any], Snapshot], label: str
) -> None:
    snapshot = frozen(3)
    pdf, xml, _ = making.made(snapshot)
    assert f"its {label} reads" in refused(pdf, xml, change(snapshot))


@pytest.mark.parametrize("profile", ["", "xrechnung"])
def test_the_file_says_that_it_is_factur_x(profile: str) -> None:
    pdf = making.made(replace(frozen(1), profile=profile))[0]
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as told:
        fx = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
        assert told[f"{fx}DocumentType"] == "INVOICE"
        assert told[f"{fx}ConformanceLevel"] == ("XRECHNUNG" if profile else "EN 16931")
        assert told[f"{fx}DocumentFileName"] == readback.attached(pdf)[0][0]
        assert told["pdfaid:part"] == "3"
