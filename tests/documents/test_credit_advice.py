"""The credit advice says what the law and the vendor need, in words and figures of its language."""

import json
from dataclasses import replace
from typing import Any

import pytest

from rightsdesk.documents import credit_advice
from rightsdesk.domain.advice import (
    Line,
    Snapshot,
)
from rightsdesk.domain.messages import Refused
from rightsdesk.domain.vendor import AgreementMissing, BankAccountMissing, SelfBillingNotAgreed, VendorIsBlocked
from tests.documents.samples import ISSUED, PLATFORM, VENDOR, advice, frozen


def said(snapshot: Snapshot) -> str:
    return json.dumps(credit_advice.content(snapshot), ensure_ascii=False)


def spaced(snapshot: Snapshot) -> str:
    return said(snapshot).replace("\u00a0", " ")


def test_the_snapshot_freezes_both_parties_amounts_and_terms() -> None:
    made = frozen(3)
    assert (made.net, made.tax, made.gross) == (1_865_96, 130_62, 1_996_58)
    assert (made.supplier.name, made.supplier.vat_id) == ("Globus Bilderdienst Łódź & Söhne", "DE999999999")
    assert (made.buyer.name, made.platform_name, made.colour) == ("Muster Verlag GmbH", "Tagwerk Online", "#b3402a")
    assert (made.issued_on, made.due_on) == ("2026-03-17", "2026-04-16")
    assert (made.period_first, made.period_last) == ("2026-02-01", "2026-02-28")


def test_a_late_charge_widens_the_period_of_supply() -> None:
    late = replace(advice(1), lines=(Line("old", "globus:1", "Alt", "2025-12-30", 100, "7"), *advice(1).lines))
    assert credit_advice.snapshot(late, VENDOR, PLATFORM, "T-1", ISSUED).period_first == "2025-12-30"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"consent_on": None}, SelfBillingNotAgreed),
        ({"iban": ""}, BankAccountMissing),
        ({"agreement": None}, AgreementMissing),
        ({"blocked": "insolvent"}, VendorIsBlocked),
    ],
)
def test_a_vendor_who_cannot_be_billed_is_refused(change: dict[str, Any], refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        credit_advice.snapshot(advice(1), replace(VENDOR, **change), PLATFORM, "T-1", ISSUED)


def test_a_draft_needs_neither_consent_nor_account() -> None:
    made = credit_advice.draft(advice(2), replace(VENDOR, consent_on=None, iban="", agreement=None), PLATFORM, ISSUED)
    assert (made.number, made.iban) == ("", "")
    assert "widersprechen" not in said(made)


def test_german_amounts_and_days_are_written_as_germans_write_them() -> None:
    text = said(frozen(3))
    for part in ("1.234,56", "1.996,58\u00a0€", "17.03.2026", "01.02.\u00a0– 28.02.2026", "7\u00a0%", "Gutschrift"):
        assert part in text


def test_english_amounts_and_days_are_written_in_english() -> None:
    text = said(frozen(3, language="en"))
    for part in ("1,234.56", "€1,996.58", "17\u00a0Mar\u00a02026", "Gutschrift", "Self-billing invoice"):
        assert part in text


def test_the_account_is_printed_in_full_with_the_day_it_is_paid() -> None:
    notes = " ".join(credit_advice.content(frozen())["notes"]).replace("\u00a0", " ")
    assert "bis zum 16.04.2026" in notes
    assert "DE02 1203 0000 0000 2020 51 (BIC BYLADEM1001)" in notes


def test_each_rate_shows_its_base_and_its_tax() -> None:
    rows = dict(credit_advice.content(frozen(4, rates=("7", "19")))["totals"])
    assert rows["Umsatzsteuer 7\u00a0% auf 1.475,06"] == "103,25"
    assert rows["Umsatzsteuer 19\u00a0% auf 466,80"] == "88,69"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("AE", "Steuerschuldnerschaft des Leistungsempfängers"),
        ("E", "Kleinunternehmer gemäß § 19 UStG"),
        ("O", "Nicht steuerbar"),
    ],
)
def test_why_no_tax_is_shown_is_said_in_the_words_of_the_law(language: str, category: str, words: str) -> None:
    assert words in spaced(frozen(1, rates=("0",), category=category, language=language))
    assert words not in spaced(frozen(1, rates=("0",), language=language))


@pytest.mark.parametrize("category", ["AE", "E", "O"])
def test_who_may_show_no_tax_shows_no_line_for_it_either(category: str) -> None:
    totals = credit_advice.content(frozen(2, rates=("0",), category=category))["totals"]
    assert [label for label, _ in totals] == ["Summe netto"]


def test_a_supplier_without_vat_id_shows_the_tax_number() -> None:
    made = frozen()
    private = replace(made, supplier=replace(made.supplier, vat_id="", tax_no="12/345/67890"))
    assert ["Steuernr. Leistender", "12/345/67890"] in credit_advice.content(private)["facts"]


def test_a_supplier_abroad_gets_the_country_on_the_envelope() -> None:
    made = frozen()
    assert "Deutschland" not in credit_advice.content(made)["recipient"]
    abroad = replace(made, supplier=replace(made.supplier, country="PL"))
    assert credit_advice.content(abroad)["recipient"][-1] == "Polen"


@pytest.mark.parametrize(("wish", "language"), [("", "de"), ("de-AT", "de"), ("en", "en"), ("pl", "en")])
def test_vendors_who_do_not_read_german_get_english(wish: str, language: str) -> None:
    vendor = replace(VENDOR, profile={**VENDOR.profile, "language": wish})
    assert credit_advice.draft(advice(1), vendor, PLATFORM, ISSUED).language == language


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", 'rgb("x")'])
def test_a_colour_that_is_none_falls_back_to_the_quiet_one(colour: str) -> None:
    assert credit_advice.content(replace(frozen(), colour=colour))["accent"] == credit_advice.COLOUR


@pytest.mark.parametrize(
    ("language", "title", "reference"),
    [
        ("de", "Stornogutschrift", "Storno der Gutschrift TAG-2026-00418 vom 17.03.2026"),
        ("en", "Cancellation of self-billing invoice", "TAG-2026-00418 of 17 Mar 2026"),
    ],
)
def test_a_cancellation_names_the_document_it_cancels(language: str, title: str, reference: str) -> None:
    made = credit_advice.cancellation(frozen(2, language=language), "TAG-2026-00419", ISSUED)
    content = credit_advice.content(made)
    assert title in content["title"]
    assert reference in content["reference"].replace("\u00a0", " ")
    assert content["gross"][0] in {"Stornobetrag", "Amount cancelled"}
    assert "überweisen" not in said(made)


def test_a_document_issued_anew_names_the_one_it_replaces() -> None:
    made = replace(frozen(1), replaces="TAG-2026-00401", preceding_on="2026-03-02")
    assert credit_advice.content(made)["reference"] == "Ersetzt Gutschrift TAG-2026-00401 vom 02.03.2026"
    assert credit_advice.content(frozen(1))["reference"] == ""


def test_what_is_withheld_stands_below_the_total_and_the_rest_is_paid() -> None:
    content = credit_advice.content(replace(frozen(1), withheld=36_08, surcharge=1_98))
    kept = [(label.replace("\u00a0", " "), value.replace("\u00a0", " ")) for label, value in content["kept"]]
    assert kept == [
        ("Einkommensteuer § 50a EStG 15 %", "−36,08"),
        ("Solidaritätszuschlag 5,5 %", "−1,98"),
        ("Auszahlungsbetrag", "219,28 €"),
    ]
    assert content["gross"][1] == "257,34\u00a0€"
    assert "219,28\u00a0€" in " ".join(content["notes"])


def test_both_vat_ids_are_shown_where_the_recipient_owes_the_tax() -> None:
    facts = dict(credit_advice.content(frozen(1, rates=("0",), category="AE"))["facts"])
    assert (facts["USt-IdNr. Leistender"], facts["USt-IdNr. Empfänger"]) == ("DE999999999", "DE123456789")
    assert "USt-IdNr. Empfänger" not in dict(credit_advice.content(frozen(1))["facts"])


def test_a_platform_brings_its_own_letterhead_and_imprint() -> None:
    told = {**(PLATFORM.details or {}), "letterhead": "Tagwerk\n\n  seit 1921 ", "imprint": "HRB 1\nMusterbank"}
    made = credit_advice.draft(advice(1), VENDOR, replace(PLATFORM, details=told), ISSUED)
    content = credit_advice.content(made)
    assert content["letterhead"]["own"] == ["Tagwerk", "seit 1921"]
    assert content["imprint"] == ["HRB 1", "Musterbank"]
    assert len(credit_advice.content(replace(made, imprint="x\n" * 99))["imprint"]) == credit_advice.MOST_OWN_LINES


@pytest.mark.parametrize(("told", "profile"), [("", ""), ("xrechnung", "xrechnung"), ("peppol", "")])
def test_a_platform_may_want_xrechnung(told: str, profile: str) -> None:
    platform = replace(PLATFORM, details={**(PLATFORM.details or {}), "einvoice": told})
    assert credit_advice.draft(advice(1), VENDOR, platform, ISSUED).profile == profile


def test_a_position_says_how_and_where_the_picture_was_used() -> None:
    made = frozen(1)
    made = replace(made, lines=(replace(made.lines[0], kind="shoot", article="A-4711"),))
    assert credit_advice.content(made)["lines"][0]["use"] == "Fototermin, Artikel A-4711"
    assert credit_advice.content(replace(made, language="en"))["lines"][0]["use"] == "Shoot, article A-4711"
