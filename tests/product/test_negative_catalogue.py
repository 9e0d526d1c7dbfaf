"""Each input of the negative catalogue: the wrong ones are stopped before a number is drawn, the right ones pass."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest

from rightsdesk.documents.checking import RULES, Circumstances, faults
from rightsdesk.domain.advice import Line, Snapshot
from tests.documents.advices import abroad, advice, line, small_business, summed
from tests.kit.shared import SHARED, needs_shared

FINAL = Circumstances(today="2026-11-30", final=True)
CATALOGUE = SHARED / "data/einvoice/own-golden/negative-catalogue-verdicts.txt"
Change = Callable[[], Snapshot]


def vendor(**fields: str) -> Snapshot:
    """Return a good advice whose vendor is told otherwise."""
    return replace(advice(), supplier=replace(advice().supplier, **fields))


def publisher(of: Snapshot, **fields: str) -> Snapshot:
    """Return an advice whose publisher is told otherwise."""
    return replace(of, buyer=replace(of.buyer, **fields))


def lines(*changed: Line, of: Snapshot | None = None) -> Snapshot:
    """Return an advice over these lines, summed up as it should be."""
    return summed(replace(of or advice(), lines=changed))


def group(at: int = 0, of: Snapshot | None = None, **fields: Any) -> Snapshot:
    """Return an advice one of whose VAT groups is told otherwise, the totals left alone."""
    made = of or advice()
    groups = list(made.groups)
    groups[at] = replace(groups[at], **fields)
    return replace(made, groups=tuple(groups))


def head(**fields: Any) -> Snapshot:
    """Return a good advice with other fields of its own."""
    return replace(advice(), **fields)


RIGHT: Final = ""
CASES: Final[dict[str, tuple[Change, str]]] = {
    "valid baseline": (advice, RIGHT),
    "vendor: no VAT id, no tax number": (lambda: vendor(vat_id="", tax_no=""), "vendor-tax-id-missing"),
    "vendor: only Steuernummer (BT-32)": (lambda: vendor(vat_id="", tax_no="151/815/08156"), RIGHT),
    "vendor: VAT id without country prefix": (lambda: vendor(vat_id="136695976"), "vendor-vat-id-prefix"),
    "vendor: VAT id DE with wrong check digit": (lambda: vendor(vat_id="DE136695977"), "vendor-vat-id-wrong"),
    "vendor: no name": (lambda: vendor(name=""), "vendor-name-missing"),
    "vendor: empty name": (lambda: vendor(name="  "), "vendor-name-missing"),
    "vendor: no country": (lambda: vendor(country=""), "vendor-country-missing"),
    "vendor: country XX": (lambda: vendor(country="XX"), "vendor-country-unknown"),
    "vendor: no city/zip": (lambda: vendor(city="", postcode=""), "vendor-city-missing vendor-postcode-missing"),
    "vendor: no contact": (lambda: vendor(contact=""), "vendor-contact-missing"),
    "vendor: no e-mail at all": (lambda: vendor(email=""), "vendor-email-missing"),
    "publisher: no VAT id": (lambda: publisher(advice(), vat_id=""), "publisher-vat-id-missing"),
    "no vendor reference BT-10": (lambda: head(buyer_reference=""), "buyer-reference-missing"),
    "IBAN wrong checksum": (lambda: head(iban="DE88370400440532013000"), "iban-wrong"),
    "IBAN missing": (lambda: head(iban=""), "iban-missing"),
    "no payment means": (lambda: head(iban="", bic=""), "iban-missing"),
    "no due date": (lambda: head(due_on=""), "due-date-missing"),
    "zero lines": (lines, "no-lines"),
    "currency XYZ": (lambda: head(currency="XYZ"), "currency-unknown"),
    "line currencyID USD inside EUR doc": (lambda: lines(line(1), line(2, currency="USD")), "line-currency"),
    "tax total in other currency": (lambda: head(tax_currency="USD"), "tax-currency"),
    "line total 0.01 off header": (
        lambda: head(net=advice().net + 1, gross=advice().gross + 1),
        "net-wrong",
    ),
    "gross total off by 0.01": (lambda: head(gross=advice().gross + 1), "gross-wrong"),
    "due off": (lambda: head(withheld=1), "payable-wrong"),
    "group tax off by 0.01": (lambda: group(tax=advice().groups[0].tax + 1), "group-tax-wrong tax-wrong"),
    "group tax off by 2.00": (lambda: group(tax=advice().groups[0].tax + 200), "group-tax-wrong tax-wrong"),
    "line amount != qty*price": (lambda: lines(line(1, quantity=2, price="100.00")), "line-not-product"),
    "line net 3 decimals": (lambda: lines(line(1, net=1234.5)), "line-not-whole"),
    "price 4 decimals (allowed)": (lambda: lines(line(1, net=3704, quantity=3, price="12.3457")), RIGHT),
    "negative unit price": (lambda: lines(line(1), line(2, net=-100, price="-1.00")), "line-negative line-price-wrong"),
    "duplicate VAT group": (lambda: head(groups=advice().groups + advice().groups[:1]), "group-twice tax-wrong"),
    "VAT group missing for 19 %": (lambda: head(groups=advice().groups[:1]), "group-missing tax-wrong"),
    "rate 8 % in S": (lambda: lines(line(1, vat_rate="8")), "rate-unknown"),
    "type 381": (lambda: head(type_code="381"), "type-wrong"),
    "type 261": (lambda: head(type_code="261"), "type-261-alone"),
    "type 384 no reference": (lambda: head(type_code="384"), "type-wrong"),
    "type 999": (lambda: head(type_code="999"), "type-wrong"),
    "type 380": (lambda: head(type_code="380"), "type-wrong"),
    "no number": (lambda: head(number=""), "number-missing"),
    "no issue date": (lambda: head(issued_on=""), "issue-date-missing"),
    "date 20261340": (lambda: head(issued_on="20261340"), "issue-date-wrong"),
    "period end before start": (
        lambda: head(period_first="2026-10-31", period_last="2026-10-01"),
        "period-reversed",
    ),
    "no period and no delivery date": (lambda: head(period_first="", period_last=""), "period-missing"),
    "reverse charge AE complete (AT vendor)": (abroad, RIGHT),
    "reverse charge AE without reason": (lambda: group(of=abroad(), reason="", code=""), "reverse-charge-reason"),
    "reverse charge AE, US vendor without any tax id": (
        lambda: replace(abroad(), supplier=replace(abroad().supplier, country="US", vat_id="", tax_no="")),
        "vendor-tax-id-missing",
    ),
    "reverse charge AE, publisher VAT id missing": (
        lambda: publisher(abroad(), vat_id=""),
        "publisher-vat-id-missing",
    ),
    "AE with rate 19": (
        lambda: lines(line(1, category="AE", vat_rate="19"), of=abroad()),
        "rate-on-untaxed",
    ),
    "small business E + reason": (small_business, RIGHT),
    "small business E no reason": (lambda: group(of=small_business(), reason="", code=""), "exemption-reason"),
    "mix S and AE in one document": (
        lambda: group(of=lines(line(1), line(2, category="AE", vat_rate="0")), reason="", code=""),
        "reverse-charge-reason",
    ),
    "mix O with S": (lambda: lines(line(1), line(2, category="O", vat_rate="0")), "outside-mixed"),
    "Peppol: seller electronic address missing": (lambda: vendor(email=" "), "vendor-email-missing"),
}
"""Input -> how a good advice becomes it, and the codes that stop it; none for what is right."""


def stops(snapshot: Snapshot, cx: Circumstances = FINAL) -> list[str]:
    """Return the codes that stop a snapshot."""
    return sorted(each.code for each in faults(snapshot, cx) if each.severity == "stop")


@needs_shared
def test_each_line_of_the_catalogue_is_a_case_here() -> None:
    told = [re.split(r"\s{2,}", each)[0] for each in CATALOGUE.read_text(encoding="utf-8").splitlines() if each]

    assert told == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_what_the_catalogue_calls_wrong_is_stopped_by_its_own_finding(name: str) -> None:
    made, codes = CASES[name]

    found = faults(made(), FINAL)

    assert sorted(each.code for each in found if each.severity == "stop") == codes.split()
    assert all(each.sentence and each.action and each.severity == RULES[each.code].severity for each in found)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        # A cent in one group and the totals agreeing: the official rules tolerate up to a whole unit.
        (
            lambda: replace(group(tax=advice().groups[0].tax + 1), tax=advice().tax + 1, gross=advice().gross + 1),
            "group-tax-wrong",
        ),
        (lambda: head(iban="FR8420041010050500013M02607"), "iban-wrong"),
        (lambda: publisher(advice(), vat_id="DE136695977"), "publisher-vat-id-wrong"),
        (lambda: publisher(advice(), name=""), "publisher-name-missing"),
        (lambda: publisher(advice(), street=""), "publisher-address-missing"),
        (lambda: head(due_on="2026-11-22"), "due-date-early"),
        (lambda: head(issued_on="2026-12-01", due_on="2026-12-31"), "issue-date-future"),
        (lambda: lines(*(line(n) for n in range(1001))), "too-many-lines"),
        (lambda: lines(line(1, net=0)), "nothing-to-pay"),
        (lambda: lines(line(1), line(1)), "line-twice"),
        (lambda: vendor(street=""), "vendor-street-missing"),
        (lambda: vendor(email="nobody"), "vendor-email-wrong"),
        (lambda: vendor(name="写真家"), "vendor-glyph-missing"),
        (lambda: head(consent_on=""), "consent-missing"),
        (lambda: head(consent_on="2026-11-24"), "consent-late"),
        (lambda: lines(line(1, occurred_on="2026-11-02")), "line-outside-period"),
        (lambda: replace(advice(), supplier=replace(advice().supplier, country="AT")), "taxed-abroad"),
        (lambda: lines(line(1, price="1.00001")), "line-price-wrong"),
        (lambda: head(bic="COBADEFF"), ""),
        (lambda: head(bic="NOBANK"), "bic-wrong"),
    ],
)
def test_what_the_official_rules_let_through_is_stopped_here(change: Change, code: str) -> None:
    assert code in stops(change()) if code else not stops(change())


def test_a_day_in_a_closed_period_is_no_day_of_issue() -> None:
    closed = Circumstances(today="2026-11-30", closed_until="2026-11-23", final=True)

    assert stops(advice(), closed) == ["issue-date-closed"]
    assert not stops(advice(), replace(closed, closed_until="2026-11-22"))


def test_reverse_charge_and_domestic_supplies_may_share_a_document_that_says_why() -> None:
    assert not stops(lines(line(1), line(2, category="AE", vat_rate="0")))


def test_a_currency_that_an_invoice_has_no_decimals_for_is_stopped_before_a_number_is_drawn() -> None:
    assert stops(head(currency="KWD"), Circumstances()) == ["currency-decimals"]
    assert stops(head(currency="JPY"), Circumstances()) == []


def test_a_draft_needs_no_number_and_no_telephone_unless_it_is_an_xrechnung() -> None:
    silent = replace(vendor(phone=""), number="")

    assert not stops(silent, Circumstances())
    assert [each.code for each in faults(silent)] == ["vendor-phone-missing"]
    assert stops(silent, Circumstances(xrechnung=True)) == ["vendor-phone-needed"]
    assert stops(replace(silent, profile="xrechnung"), Circumstances()) == ["vendor-phone-needed"]


def test_a_title_that_cannot_be_printed_is_told_and_does_not_stop() -> None:
    odd = lines(line(1, title="写真 des Tages"), line(2))

    (found,) = faults(odd, FINAL)

    assert (found.code, found.severity, found.charges) == ("title-glyph-missing", "warning", ("c1",))


def test_each_rule_of_the_catalogue_has_a_sentence_of_its_own() -> None:
    sentences = [rule.sentence for rule in RULES.values()]

    assert len(set(sentences)) == len(sentences)
