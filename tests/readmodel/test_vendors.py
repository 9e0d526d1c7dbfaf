"""What is owed to a vendor, and whether it could be billed today."""

import pytest

from rightsdesk.domain import account, streams, terms, vendor
from rightsdesk.domain.account import Charge
from rightsdesk.readmodel import Query, Reader, ReadModel, VendorRow
from tests.readmodel.told import COMPLETE, Told

ACCOUNT = streams.account("mag", "alpenpix")


def _only(model: ReadModel, reader: Reader) -> VendorRow:
    model.catch_up_fully()
    (row,) = reader.all("vendors")
    assert isinstance(row, VendorRow)
    return row


def test_a_vendor_becomes_ready_step_by_step(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = streams.vendor("alpenpix")
    told.happened(stream, vendor.VendorRegistered("alpenpix", {"name": "Alpen Pix", "city": "Bern"}))
    assert _only(model, reader).readiness == "no-agreement"
    told.happened(stream, vendor.VendorAgreementChanged(terms.Agreement()))
    assert _only(model, reader).readiness == "no-consent"
    told.happened(stream, vendor.VendorSelfBillingAgreed("2026-01-01"))
    assert _only(model, reader).readiness == "no-bank-account"
    told.happened(stream, vendor.VendorBankAccountChanged("CH93"))
    assert _only(model, reader).readiness == "incomplete-address"
    told.happened(stream, vendor.VendorChanged({**COMPLETE, "vat_id": ""}))
    assert _only(model, reader).readiness == "no-tax-id"
    told.happened(stream, vendor.VendorChanged({"vat_id": "DE136695977"}))
    assert _only(model, reader).readiness == "wrong-vat-id"
    told.happened(stream, vendor.VendorChanged({"vat_id": "DE136695976"}))
    assert _only(model, reader).readiness == "ready"
    told.happened(stream, vendor.VendorBankAccountChanged("CH94", by="kim"))
    assert (_only(model, reader).readiness, _only(model, reader).unconfirmed) == ("account-unconfirmed", "kim")
    told.happened(stream, vendor.VendorBankAccountConfirmed("CH94", "lee"))
    assert _only(model, reader).readiness == "ready"
    told.happened(stream, vendor.VendorBlocked("Name disputed"))
    assert _only(model, reader).readiness == "blocked"
    told.happened(stream, vendor.VendorBlocked(""))
    assert _only(model, reader).readiness == "ready"


def test_open_amounts_are_kept_apart_by_currency(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor()
    told.charge("c1", 1200)
    told.charge("c2", 300)
    told.charge("c3", 5000, currency="CHF")
    told.charge("c4", None)
    row = _only(model, reader)
    assert row.open_amount == {"CHF": 5000, "EUR": 1500}
    assert row.open_charges == 4


def test_a_draft_takes_charges_and_a_rejection_gives_them_back(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor()
    told.charge("c1", 1200)
    told.charge("c2", 300)
    told.happened(ACCOUNT, account.AccountAdviceDrafted("2026-10", {"a1": ("c1",)}, {"a1": "EUR"}))
    row = _only(model, reader)
    assert (row.open_amount, row.open_charges, row.last_advice) == ({"EUR": 300}, 1, "2026-10")
    freed = Charge("c1", "alpenpix:1", "Sunset", 1200, "EUR", "2026-10-02", "price")
    told.happened(ACCOUNT, account.AccountAdviceReleased("a1", (freed,)))
    row = _only(model, reader)
    assert (row.open_amount, row.open_charges) == ({"EUR": 1500}, 2)


def test_a_reversed_charge_is_owed_no_more(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor()
    told.charge("c1", 1200)
    told.happened(ACCOUNT, account.ChargeReversed("c1", "wrong"), account.ChargeReversed("c1", "again"))
    assert _only(model, reader).open_amount == {}
    assert _only(model, reader).open_charges == 0


def test_charges_and_images_may_come_before_the_vendor(told: Told, model: ReadModel, reader: Reader) -> None:
    told.charge("c1", 1200)
    told.image("1")
    told.image("2")
    told.image("2", version=2)
    model.catch_up_fully()
    assert reader.count(Query("vendors")) == 0
    told.vendor()
    row = _only(model, reader)
    assert (row.images, row.open_amount) == (2, {"EUR": 1200})


def test_a_changed_profile_keeps_what_was_not_mentioned(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.vendor(city="Bern", country="CH")
    told.happened(stream, vendor.VendorChanged({"city": "Basel"}))
    row = _only(model, reader)
    assert (row.name, row.city, row.country) == ("Alpen Pix", "Basel", "CH")
    assert list(reader.ids(Query("vendors", "city:Basel country:CH"))) == [row.id]
    assert list(reader.ids(Query("vendors", '"alpen"'))) == [row.id]


@pytest.mark.parametrize(
    ("profile", "state"),
    [
        ({"vat_id": "DE136695976"}, "checked"),
        ({"vat_id": "de 136 695 976"}, "checked"),
        ({"vat_id": "DE136695977"}, "wrong"),
        ({"vat_id": "CHE-116.281.710 MWST"}, "checked"),
        ({"vat_id": "", "tax_no": "181/815/08155"}, "tax-number"),
        ({"vat_id": ""}, "missing"),
    ],
)
def test_the_vat_id_is_checked_by_its_digits(
    told: Told, model: ReadModel, reader: Reader, profile: dict[str, str], state: str
) -> None:
    told.vendor(**profile)
    assert _only(model, reader).vat_state == state
    assert reader.count(Query("vendors", f"vat_state:{state}")) == 1


def test_a_changed_account_waits_for_a_second_person(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.vendor()
    assert _only(model, reader).unconfirmed == ""
    told.happened(stream, vendor.VendorBankAccountChanged("DE89370400440532013000", by="anna"))
    assert _only(model, reader).unconfirmed == "anna"
    told.happened(stream, vendor.VendorBankAccountConfirmed("DE89370400440532013000", "berta"))
    assert _only(model, reader).unconfirmed == ""


def test_vendors_are_found_by_amount_and_by_how_long_ago_they_were_billed(
    told: Told, model: ReadModel, reader: Reader
) -> None:
    told.vendor()
    told.charge("c1", 1200)
    told.charge("c2", 900)
    told.happened(ACCOUNT, account.AccountAdviceDrafted("2026-09", {"a1": ("c2",)}, {"a1": "EUR"}))
    model.catch_up_fully()
    found = ("open_amount>=12", "open_amount<=12.00", "advised<2026-10-01", "advised>=2026-09-30")
    assert [reader.count(Query("vendors", where)) for where in found] == [1, 1, 1, 1]
    assert reader.count(Query("vendors", "open_amount>12 advised<2026-09-30")) == 0


def test_all_versions_of_an_agreement_are_told_the_newest_first(told: Told, model: ReadModel, reader: Reader) -> None:
    rates = (terms.Rate(500, kind="print"), terms.Rate(300))
    stream = told.vendor()
    told.happened(stream, vendor.VendorAgreementChanged(terms.Agreement("on_use", currency="CHF", rates=rates)))
    row = _only(model, reader)
    assert [each["billing_mode"] for each in row.agreements] == ["on_use", "on_purchase"]
    assert [(each["amount"], each["currency"]) for each in row.rates] == [(500, "CHF"), (300, "CHF")]
