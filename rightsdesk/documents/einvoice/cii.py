"""The credit advice as EN 16931 in the syntax of UN/CEFACT (CII D16B), written from the frozen snapshot alone.

The order of elements is that of the schema; BT and BG are the numbers of EN 16931-1.
"""

import re
from collections.abc import Iterator

from rightsdesk.documents.einvoice.tree import Node, document, element, plain
from rightsdesk.documents.phrases import described, note, titled, withholding
from rightsdesk.documents.wording import percent_of, words
from rightsdesk.domain import money, tax
from rightsdesk.domain.advice import Line, Party, Snapshot, VatGroup

EN16931 = "urn:cen.eu:en16931:2017"
XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
"""Guidelines a document may follow (BT-24)."""

PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
SEPA_TRANSFER, TRANSFER = "58", "30"
"""Payment means (BT-81, UNTDID 4461)."""

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def guideline(snapshot: Snapshot) -> str:
    """Return the guideline of a document: EN 16931 itself unless the platform wants XRechnung."""
    return XRECHNUNG if snapshot.profile == "xrechnung" else EN16931


def write(snapshot: Snapshot) -> bytes:
    """Return the document as XML; the same snapshot gives the same bytes."""
    positions = (_line(snapshot, line, place) for place, line in enumerate(snapshot.lines, start=1))
    return document(
        "rsm:CrossIndustryInvoice",
        _context(guideline(snapshot)),
        _head(snapshot),
        element(
            "rsm:SupplyChainTradeTransaction",
            *positions,
            _agreement(snapshot),
            element("ram:ApplicableHeaderTradeDelivery", _supplied(snapshot)),
            _settlement(snapshot),
        ),
    )


def _context(followed: str) -> Node | None:
    return element(
        "rsm:ExchangedDocumentContext",
        element("ram:BusinessProcessSpecifiedDocumentContextParameter", element("ram:ID", PROCESS)),
        element("ram:GuidelineSpecifiedDocumentContextParameter", element("ram:ID", followed)),
    )


def _head(snapshot: Snapshot) -> Node | None:
    return element(
        "rsm:ExchangedDocument",
        element("ram:ID", snapshot.number),
        element("ram:TypeCode", snapshot.type_code),
        element("ram:IssueDateTime", _day(snapshot.issued_on)),
        _note(note(snapshot), "REG"),
        _note(withholding(snapshot), "TXD"),
    )


def _note(text: str, subject: str) -> Node | None:
    """A note (BG-1) with the code of its subject (UNTDID 4451): REG regulatory, TXD about tax."""
    return (
        element("ram:IncludedNote", element("ram:Content", text), element("ram:SubjectCode", subject)) if text else None
    )


def _day(iso: str, within: str = "udt") -> Node | None:
    return element(f"{within}:DateTimeString", iso[:10].replace("-", ""), format="102")


# ---------------------------------------------------------------------------------------------------- positions


def _line(snapshot: Snapshot, line: Line, place: int) -> Node | None:
    """A position (BG-25): one use, its price without sign; what is taken back has a negative quantity."""
    return element(
        "ram:IncludedSupplyChainTradeLineItem",
        element("ram:AssociatedDocumentLineDocument", element("ram:LineID", str(place))),
        element(
            "ram:SpecifiedTradeProduct",
            element("ram:SellerAssignedID", line.image.removeprefix(f"{snapshot.supplier.reference}:")),
            element("ram:Name", titled(line.title) or words(snapshot.language)["no_title"]),
            element("ram:Description", described(snapshot, line)),
        ),
        element(
            "ram:SpecifiedLineTradeAgreement",
            element(
                "ram:NetPriceProductTradePrice",
                element("ram:ChargeAmount", money.as_decimal(abs(line.net), snapshot.currency)),
            ),
        ),
        element(
            "ram:SpecifiedLineTradeDelivery",
            element("ram:BilledQuantity", "-1" if line.net < 0 else "1", unitCode="C62"),
        ),
        _line_settlement(snapshot, line),
    )


def _line_settlement(snapshot: Snapshot, line: Line) -> Node | None:
    first = last = line.occurred_on[:10]
    known = snapshot.period_first <= first <= snapshot.period_last
    return element(
        "ram:SpecifiedLineTradeSettlement",
        element(
            "ram:ApplicableTradeTax",
            element("ram:TypeCode", "VAT"),
            element("ram:CategoryCode", line.category),
            # CEN forbids a rate here where nothing is subject to tax (BR-O-05); XRechnung wants one in the group.
            None if line.category == tax.OUTSIDE else _rate(line.vat_rate),
        ),
        _period(first, last) if known else None,
        element(
            "ram:SpecifiedTradeSettlementLineMonetarySummation",
            element("ram:LineTotalAmount", money.as_decimal(line.net, snapshot.currency)),
        ),
    )


def _rate(rate: str) -> Node | None:
    return element("ram:RateApplicablePercent", percent_of(rate))


def _period(first: str, last: str) -> Node | None:
    return element(
        "ram:BillingSpecifiedPeriod",
        element("ram:StartDateTime", _day(first)),
        element("ram:EndDateTime", _day(last)),
    )


# ---------------------------------------------------------------------------------------------------- parties


def _agreement(snapshot: Snapshot) -> Node | None:
    # A document outside the scope of tax must not show anybody's VAT id (BR-O-02).
    shown = not any(group.category == tax.OUTSIDE for group in snapshot.groups)
    return element(
        "ram:ApplicableHeaderTradeAgreement",
        element("ram:BuyerReference", snapshot.buyer_reference or snapshot.platform),
        _party(snapshot.supplier, "ram:SellerTradeParty", _home(snapshot), _registered(snapshot.supplier, shown=shown)),
        _party(snapshot.buyer, "ram:BuyerTradeParty", tax.HOME, _registered(snapshot.buyer, shown=shown, own=False)),
        element("ram:ContractReferencedDocument", element("ram:IssuerAssignedID", snapshot.agreement)),
    )


def _home(snapshot: Snapshot) -> str:
    """The country of a supplier that has none: the publisher's."""
    return snapshot.buyer.country.upper() or tax.HOME


def _party(party: Party, name: str, home: str, registered: Iterator[Node | None]) -> Node | None:
    return element(
        name,
        element("ram:ID", party.reference),
        element("ram:Name", party.name),
        element(
            "ram:DefinedTradeContact",
            element("ram:PersonName", party.contact or party.name),
            element("ram:TelephoneUniversalCommunication", element("ram:CompleteNumber", party.phone)),
            element("ram:EmailURIUniversalCommunication", element("ram:URIID", party.email)),
        ),
        element(
            "ram:PostalTradeAddress",
            element("ram:PostcodeCode", party.postcode),
            element("ram:LineOne", party.street),
            element("ram:CityName", party.city),
            element("ram:CountryID", party.country.upper() or home),
        ),
        element("ram:URIUniversalCommunication", element("ram:URIID", party.email, schemeID="EM")),
        *registered,
    )


def _registered(party: Party, *, shown: bool, own: bool = True) -> Iterator[Node | None]:
    """Yield VAT id (BT-31, BT-48) and, for the seller, tax number (BT-32)."""
    for scheme, number in (("VA", party.vat_id if shown else ""), ("FC", party.tax_no if own else "")):
        yield element("ram:SpecifiedTaxRegistration", element("ram:ID", plain(number), schemeID=scheme))


# ---------------------------------------------------------------------------------------------------- settlement


def _supplied(snapshot: Snapshot) -> Node | None:
    """The day of supply (BT-72): the last of the period, which stands beside it (BG-14)."""
    return element("ram:ActualDeliverySupplyChainEvent", element("ram:OccurrenceDateTime", _day(snapshot.period_last)))


def _settlement(snapshot: Snapshot) -> Node | None:
    return element(
        "ram:ApplicableHeaderTradeSettlement",
        element("ram:PaymentReference", snapshot.number),
        element("ram:InvoiceCurrencyCode", snapshot.currency),
        _means(snapshot),
        *(_group(snapshot, group) for group in snapshot.groups),
        _period(snapshot.period_first, snapshot.period_last),
        element(
            "ram:SpecifiedTradePaymentTerms",
            element("ram:Description", withholding(snapshot)),
            element("ram:DueDateDateTime", _day(snapshot.due_on)),
        ),
        _totals(snapshot),
        _preceding(snapshot),
    )


def _means(snapshot: Snapshot) -> Node | None:
    """How it is paid (BG-16): by SEPA, or by another transfer where currency or account are not of that area."""
    if not snapshot.iban:
        return None
    account = "".join(snapshot.iban.split())
    is_iban = bool(_IBAN.fullmatch(account))
    return element(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        element("ram:TypeCode", SEPA_TRANSFER if is_iban and snapshot.currency == "EUR" else TRANSFER),
        element(
            "ram:PayeePartyCreditorFinancialAccount",
            element("ram:IBANID", account if is_iban else ""),
            element("ram:AccountName", snapshot.supplier.name),
            element("ram:ProprietaryID", "" if is_iban else account),
        ),
        element("ram:PayeeSpecifiedCreditorFinancialInstitution", element("ram:BICID", snapshot.bic)),
    )


def _group(snapshot: Snapshot, group: VatGroup) -> Node | None:
    return element(
        "ram:ApplicableTradeTax",
        element("ram:CalculatedAmount", money.as_decimal(group.tax, snapshot.currency)),
        element("ram:TypeCode", "VAT"),
        element("ram:ExemptionReason", group.reason),
        element("ram:BasisAmount", money.as_decimal(group.base, snapshot.currency)),
        element("ram:CategoryCode", group.category),
        element("ram:ExemptionReasonCode", group.code),
        _rate(group.rate),
    )


def _totals(snapshot: Snapshot) -> Node | None:
    net, due, gross = (
        money.as_decimal(each, snapshot.currency) for each in (snapshot.net, snapshot.tax, snapshot.gross)
    )
    return element(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        element("ram:LineTotalAmount", net),
        element("ram:TaxBasisTotalAmount", net),
        element("ram:TaxTotalAmount", due, currencyID=snapshot.currency),
        element("ram:GrandTotalAmount", gross),
        element("ram:DuePayableAmount", gross),
    )


def _preceding(snapshot: Snapshot) -> Node | None:
    """The document that is cancelled or replaced (BG-3)."""
    if not snapshot.preceding:
        return None
    day = _day(snapshot.preceding_on, "qdt") if snapshot.preceding_on else None
    return element(
        "ram:InvoiceReferencedDocument",
        element("ram:IssuerAssignedID", snapshot.preceding),
        element("ram:FormattedIssueDateTime", day),
    )
