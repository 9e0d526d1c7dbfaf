"""Reading back what will be released: the attached data must be the very bytes that were checked, of this vendor.

The file is opened by another library than the one that wrote it.
"""

from collections.abc import Iterator

import pypdfium2 as pdfium
from lxml import etree

from rightsdesk.documents.credit_advice import DATA
from rightsdesk.documents.einvoice.tree import NAMESPACES, plain
from rightsdesk.domain import money
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Damaged

_HEAD = "/rsm:CrossIndustryInvoice/rsm:ExchangedDocument"
_TRADE = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction"
_PARTIES = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_PAID = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_SUMS = f"{_PAID}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"


def attached(pdf: bytes) -> list[tuple[str, bytes]]:
    """Return names and contents of all files attached to a PDF."""
    opened = pdfium.PdfDocument(pdf)
    try:
        found = [opened.get_attachment(nth) for nth in range(opened.count_attachments())]
        return [(each.get_name(), bytes(each.get_data())) for each in found]
    finally:
        opened.close()


def compared(pdf: bytes, xml: bytes, snapshot: Snapshot) -> None:
    """Raise `Damaged` (EINV-READBACK) unless the file carries this data and the data says what the snapshot says."""
    try:
        found = attached(pdf)
    except pdfium.PdfiumError as error:
        raise _differs("the PDF cannot be opened again", snapshot) from error
    if found != [(DATA.get(snapshot.profile, DATA[""]), xml)]:
        raise _differs("the data attached to the PDF is not the data that was checked", snapshot)
    for label, told, meant in _said(xml, snapshot):
        if told != meant:
            raise _differs(f"its {label} reads {told!r} where {meant!r} was issued", snapshot)


def _differs(what: str, snapshot: Snapshot) -> Damaged:
    return Damaged(
        f"Credit advice {snapshot.number} was not released: {what}. Retry; if it stays, report this.",
        code="EINV-READBACK",
    )


def _said(xml: bytes, snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield what the data says beside what was issued: number, parties, account, totals, count of positions."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))

    def told(path: str) -> str:
        return str(root.xpath(f"string({path})", namespaces=dict(NAMESPACES)))

    sums = {"net": snapshot.net, "tax": snapshot.tax, "gross": snapshot.gross}
    amounts = {name: money.as_decimal(minor, snapshot.currency) for name, minor in sums.items()}
    yield "number", told(f"{_HEAD}/ram:ID"), plain(snapshot.number)
    yield "kind", told(f"{_HEAD}/ram:TypeCode"), snapshot.type_code
    yield "supplier", told(f"{_PARTIES}/ram:SellerTradeParty/ram:Name"), plain(snapshot.supplier.name)
    yield "recipient", told(f"{_PARTIES}/ram:BuyerTradeParty/ram:Name"), plain(snapshot.buyer.name)
    yield "account", told(f"{_PAID}//ram:IBANID | {_PAID}//ram:ProprietaryID"), "".join(snapshot.iban.split())
    yield "currency", told(f"{_PAID}/ram:InvoiceCurrencyCode"), snapshot.currency
    yield "net total", told(f"{_SUMS}/ram:TaxBasisTotalAmount"), amounts["net"]
    yield "tax total", told(f"{_SUMS}/ram:TaxTotalAmount"), amounts["tax"]
    yield "total", told(f"{_SUMS}/ram:GrandTotalAmount"), amounts["gross"]
    yield "number of positions", told(f"count({_TRADE}/ram:IncludedSupplyChainTradeLineItem)"), str(len(snapshot.lines))
