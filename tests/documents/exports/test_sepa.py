"""Transfers for the bank: valid, netted, named as the vendors are."""

from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from rightsdesk.documents.exports import sepa
from rightsdesk.faults import Damaged, Invalid
from tests.documents.exports.pieces import cancelled, export, item, made, named
from tests.kit.shared import SHARED, needs_shared

NS = {"p": sepa.NAMESPACE}


def _texts(content: bytes, path: str) -> list[str]:
    found = etree.fromstring(content).iterfind("/".join(f"p:{part}" for part in path.split("/")), NS)
    return [each.text or "" for each in found]


PAID = "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf"


def test_each_advice_is_one_payment_under_its_own_number() -> None:
    items = [item(1), item(2, vendor="alpenpix"), item(3, vendor="norden")]
    content, told = made(sepa.make, export(items))
    assert told == []
    assert sorted(_texts(content, f"{PAID}/PmtId/EndToEndId")) == [each.snapshot.number for each in items]
    assert {Decimal(each) for each in _texts(content, f"{PAID}/Amt/InstdAmt")} == {
        Decimal(items[0].snapshot.gross) / 100
    }


def test_counts_and_sums_agree_at_both_levels() -> None:
    items = [item(nth, due_on=f"2026-04-{10 + nth % 3}") for nth in range(1, 8)]
    content, _ = made(sepa.make, export(items))
    total = Decimal(sum(each.owed for each in items)) / 100
    assert _texts(content, "CstmrCdtTrfInitn/GrpHdr/NbOfTxs") == ["7"]
    assert Decimal(_texts(content, "CstmrCdtTrfInitn/GrpHdr/CtrlSum")[0]) == total
    assert sum(map(Decimal, _texts(content, "CstmrCdtTrfInitn/PmtInf/CtrlSum"))) == total
    assert _texts(content, "CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt") == ["2026-04-10", "2026-04-11", "2026-04-12"]


def test_nothing_is_executed_before_the_day_of_the_export() -> None:
    content, _ = made(sepa.make, export([item(1, due_on="2026-01-01")]))
    assert _texts(content, "CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt") == ["2026-03-20"]


def test_umlauts_and_polish_names_reach_the_bank_as_they_are() -> None:
    content, _ = made(sepa.make, export([named(item(1), "Zoë Würth & Söhne, Łódź"), named(item(2), "=1+1\x00<b>")]))
    assert _texts(content, f"{PAID}/Cdtr/Nm") == ["Zoë Würth & Söhne, Łódź", "=1+1 <b>"]


def test_addresses_are_structured_or_left_out() -> None:
    bare = item(2)
    bare = replace(bare, snapshot=replace(bare.snapshot, supplier=replace(bare.snapshot.supplier, city="")))
    content, _ = made(sepa.make, export([item(1), bare]))
    assert b"AdrLine" not in content
    assert _texts(content, f"{PAID}/Cdtr/PstlAdr/TwnNm") == ["Köln"]


@pytest.mark.parametrize("type_code", ["389", "261"])
def test_a_credit_note_is_taken_off_the_vendors_other_payment(type_code: str) -> None:
    old, new = item(1), item(3, rates=("7",))
    small = replace(old, snapshot=replace(old.snapshot, net=100_00, tax=7_00, gross=107_00))
    content, _ = made(sepa.make, export([cancelled(small, 2, type_code), new, item(4, vendor="norden")]))
    amounts = [Decimal(each) for each in _texts(content, f"{PAID}/Amt/InstdAmt")]
    assert Decimal(new.owed - 107_00) / 100 in amounts
    assert len(amounts) == 2
    assert "- TAGWERK-2026-00002 TAGWERK-2026-00003" in _texts(content, f"{PAID}/RmtInf/Ustrd")


def test_what_is_netted_goes_to_the_account_of_the_newest_document() -> None:
    closed, small = item(2), item(1)
    small = replace(small, snapshot=replace(small.snapshot, net=100_00, tax=7_00, gross=107_00))
    new = item(4, issued_on="2026-03-19", iban="DE89370400440532013000", bic="COBADEFFXXX")
    content, _ = made(sepa.make, export([closed, cancelled(small, 3), new]))
    assert _texts(content, f"{PAID}/CdtrAcct/Id/IBAN") == ["DE89370400440532013000"]
    assert _texts(content, f"{PAID}/CdtrAgt/FinInstnId/BICFI") == ["COBADEFFXXX"]


def test_what_nets_to_nothing_is_left_out_and_named() -> None:
    old = item(1)
    content, told = made(sepa.make, export([old, cancelled(old, 2), item(3, vendor="norden")]))
    assert len(_texts(content, f"{PAID}/Amt/InstdAmt")) == 1
    assert told == ["TAGWERK-2026-00001, TAGWERK-2026-00002: nothing is left to transfer, no payment was written."]
    with pytest.raises(Invalid, match="no payment"):
        made(sepa.make, export([old, cancelled(old, 2)]))


def test_what_is_withheld_is_not_transferred() -> None:
    content, _ = made(sepa.make, export([item(1, gross=100_00, withheld=15_00, surcharge=82)]))
    assert _texts(content, f"{PAID}/Amt/InstdAmt") == ["84.18"]


def test_made_again_the_file_is_the_same_and_names_come_from_the_export() -> None:
    first, _ = made(sepa.make, export([item(1), item(2)]))
    assert made(sepa.make, export([item(1), item(2)]))[0] == first
    assert _texts(first, "CstmrCdtTrfInitn/GrpHdr/MsgId") == ["0192f0aa000080008000" + "00000000abcd"]
    assert _texts(first, "CstmrCdtTrfInitn/GrpHdr/CreDtTm") == ["2026-03-20T09:18:11"]


def test_five_hundred_payments_are_valid() -> None:
    content, _ = made(sepa.make, export([item(nth) for nth in range(1, 501)]))
    assert _texts(content, "CstmrCdtTrfInitn/GrpHdr/NbOfTxs") == ["500"]


def test_a_file_that_the_schema_rejects_is_never_released() -> None:
    with pytest.raises(Damaged, match="would reject"):
        made(sepa.make, export([item(1, iban="not an account")]))


@needs_shared
def test_the_file_is_built_as_the_accepted_example_is() -> None:
    golden = (SHARED / "data/einvoice/own-golden/pain.001.001.09-500-payments.xml").read_bytes()
    schema = etree.XMLSchema(etree.parse(SHARED / "data/einvoice/iso20022/pain.001.001.09.xsd"))
    content, _ = made(sepa.make, export([item(1)]))
    assert schema.validate(etree.fromstring(content))
    ours, theirs = ({each.tag for each in etree.fromstring(document).iter()} for document in (content, golden))
    assert {each.rpartition("}")[2] for each in theirs - ours} == {"AdrLine"}
    assert {each.rpartition("}")[2] for each in ours - theirs} <= {"StrtNm", "PstCd", "TwnNm"}
