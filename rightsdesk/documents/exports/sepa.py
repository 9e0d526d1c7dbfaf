"""Credit transfers for the bank: ISO 20022 pain.001.001.09, checked against the official schema before release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import groupby
from typing import BinaryIO

from lxml import etree

from rightsdesk.documents.exports.content import Export, Item, Warnings
from rightsdesk.domain import money
from rightsdesk.domain.advice import Snapshot
from rightsdesk.domain.platform import Platform
from rightsdesk.faults import Damaged, Invalid

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_NAME, LONGEST_ID, LONGEST_TEXT, LONGEST_PLACE = 70, 35, 140, 35
EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment to a vendor: the documents it settles, credit notes among them, and its day of execution (ISO)."""

    items: tuple[Item, ...]
    on: str

    @property
    def first(self) -> Item:
        """Return the document whose number the payment bears: the first that is paid."""
        return next((item for item in self.items if item.owed > 0), self.items[0])

    @property
    def payee(self) -> Snapshot:
        """Return the newest document that is paid: its account is the one the vendor has now."""
        paid = [item.snapshot for item in self.items if item.owed > 0]
        return max(paid, key=lambda shown: (shown.issued_on, shown.number), default=self.items[0].snapshot)

    @property
    def cents(self) -> int:
        """Return the sum paid, in cents."""
        return sum(item.owed for item in self.items)

    @property
    def text(self) -> str:
        """Return what the vendor reads: the numbers settled, those taken back behind a minus."""
        numbers = [("- " if item.owed < 0 else "") + item.snapshot.number for item in self.items]
        said = " ".join(numbers)
        if len(said) <= LONGEST_TEXT:
            return said
        kept = said[: LONGEST_TEXT - 12].rsplit(" ", 1)[0]
        return f"{kept} u.a."


def make(export: Export, out: BinaryIO) -> Warnings:
    """Write the transfers of an export; what nets to nothing for its vendor is left out and named."""
    transfers, left_out = _transfers(export)
    if not transfers:
        raise Invalid(f"This export holds no payment. {' '.join(left_out)}", code="EXPORT-EMPTY")
    document = _document(export, transfers)
    _check(document)
    etree.ElementTree(document).write(out, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return left_out


def _transfers(export: Export) -> tuple[list[Transfer], Warnings]:
    """Return a payment for each document, and one together for the documents of a vendor with credit notes."""
    found: list[Transfer] = []
    left_out: Warnings = []
    for _, group in groupby(sorted(export.items, key=_order), key=_payee):
        items = tuple(group)
        if all(item.owed > 0 for item in items):
            found += [Transfer((item,), _execution(export, (item,))) for item in items]
        elif sum(item.owed for item in items) > 0:
            found.append(Transfer(items, _execution(export, items)))
        else:
            numbers = ", ".join(item.snapshot.number for item in items)
            left_out.append(f"{numbers}: nothing is left to transfer, no payment was written.")
    return found, left_out


def _payee(item: Item) -> tuple[str, str]:
    return item.snapshot.platform, item.vendor


def _order(item: Item) -> tuple[str, str, str]:
    return *_payee(item), item.snapshot.number


def _execution(export: Export, items: Sequence[Item]) -> str:
    """Return the earliest day on which something is due, never one before the day of the export."""
    return max(export.day, min(item.snapshot.due_on for item in items if item.owed > 0))


def _document(export: Export, transfers: Sequence[Transfer]) -> etree._Element:
    document = etree.XML(f'<Document xmlns="{NAMESPACE}"/>')
    root = etree.SubElement(document, "CstmrCdtTrfInitn")
    head = etree.SubElement(root, "GrpHdr")
    plain = export.export.replace("-", "")[:LONGEST_ID]
    _text(head, "MsgId", plain)
    _text(head, "CreDtTm", export.at.replace(tzinfo=None).isoformat(timespec="seconds"))
    _control(head, transfers)
    orders = _orders(transfers)
    names = dict.fromkeys(_company(export.platforms[platform]) for platform, _ in orders)
    _text(etree.SubElement(head, "InitgPty"), "Nm", next(iter(names), "RightsDesk"))
    for nth, ((platform, on), group) in enumerate(orders.items(), 1):
        _order_of(root, f"{plain[:30]}-{nth}", export.platforms[platform], on, group)
    # The namespace is laid over all at the end: names are short where they are written.
    for element in root.iter():
        element.tag = f"{{{NAMESPACE}}}{element.tag}"
    return document


def _orders(transfers: Iterable[Transfer]) -> dict[tuple[str, str], list[Transfer]]:
    found: dict[tuple[str, str], list[Transfer]] = {}
    for each in transfers:
        found.setdefault((each.first.snapshot.platform, each.on), []).append(each)
    return dict(sorted(found.items()))


def _order_of(root: etree._Element, name: str, platform: Platform, on: str, group: Sequence[Transfer]) -> None:
    details = platform.details or {}
    order = etree.SubElement(root, "PmtInf")
    _text(order, "PmtInfId", name)
    _text(order, "PmtMtd", "TRF")
    _text(order, "BtchBookg", "true")
    _control(order, group)
    _nested(order, "SEPA", "PmtTpInf", "SvcLvl", "Cd")
    _nested(order, on, "ReqdExctnDt", "Dt")
    debtor = etree.SubElement(order, "Dbtr")
    _text(debtor, "Nm", _company(platform))
    _address(debtor, details.get("street", ""), details.get("postcode", ""), details.get("city", ""), details)
    _nested(order, _plain(details.get("iban", "")), "DbtrAcct", "Id", "IBAN")
    _agent(order, "DbtrAgt", details.get("bic", ""))
    _text(order, "ChrgBr", "SLEV")
    for each in group:
        _transfer(order, each)


def _transfer(order: etree._Element, transfer: Transfer) -> None:
    shown = transfer.payee
    told = etree.SubElement(order, "CdtTrfTxInf")
    _nested(told, transfer.first.snapshot.number[-LONGEST_ID:], "PmtId", "EndToEndId")
    amount = _nested(told, money.as_decimal(transfer.cents, EURO), "Amt", "InstdAmt")
    amount.set("Ccy", EURO)
    if shown.bic:
        _agent(told, "CdtrAgt", shown.bic)
    party = shown.supplier
    creditor = etree.SubElement(told, "Cdtr")
    _text(creditor, "Nm", _short(party.name, LONGEST_NAME))
    _address(creditor, party.street, party.postcode, party.city, {"country": party.country})
    _nested(told, _plain(shown.iban), "CdtrAcct", "Id", "IBAN")
    _nested(told, _short(transfer.text, LONGEST_TEXT), "RmtInf", "Ustrd")


def _address(party: etree._Element, street: str, postcode: str, city: str, details: dict[str, str]) -> None:
    """Write a structured address, or none: banks reject unstructured ones since 15 November 2026."""
    country = details.get("country", "").upper()
    if not city.strip() or len(country) != len("DE"):
        return
    address = etree.SubElement(party, "PstlAdr")
    for name, value, longest in (("StrtNm", street, 70), ("PstCd", postcode, 16), ("TwnNm", city, LONGEST_PLACE)):
        if value.strip():
            _text(address, name, _short(value, longest))
    _text(address, "Ctry", country)


def _agent(parent: etree._Element, name: str, bic: str) -> None:
    institution = etree.SubElement(etree.SubElement(parent, name), "FinInstnId")
    if bic:
        _text(institution, "BICFI", _plain(bic))
    else:
        _nested(institution, "NOTPROVIDED", "Othr", "Id")


def _control(parent: etree._Element, transfers: Sequence[Transfer]) -> None:
    _text(parent, "NbOfTxs", str(len(transfers)))
    _text(parent, "CtrlSum", money.as_decimal(sum(each.cents for each in transfers), EURO))


def _company(platform: Platform) -> str:
    return _short((platform.details or {}).get("company", "") or platform.name or platform.platform_id, LONGEST_NAME)


def _plain(text: str) -> str:
    return "".join(text.split()).upper()


def _short(text: str, longest: int) -> str:
    """Return a text on one line, without signs nobody sees, cut to what the schema takes; letters stay as they are."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return said[:longest].strip()


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


def _nested(parent: etree._Element, text: str, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, name)
    parent.text = text
    return parent


@cache
def _schema() -> etree.XMLSchema:
    place = resources.files("sepaxml") / "schemas" / "pain.001.001.09.xsd"
    return etree.XMLSchema(etree.fromstring(place.read_bytes()))


def _check(document: etree._Element) -> None:
    """Refuse a file that the official schema rejects or whose control sums do not agree with its payments."""
    schema = _schema()
    # Elements renamed after they were made are looked at as a bank will see them: from the bytes.
    seen = etree.fromstring(etree.tostring(document))
    try:
        schema.assertValid(seen)
    except etree.DocumentInvalid as error:
        raise Damaged(f"The bank would reject this file: {error}. It was not written.", code="SEPA") from error
    paid = sum((Decimal(each.text or 0) for each in seen.iter(f"{{{NAMESPACE}}}InstdAmt")), Decimal(0))
    told = next(seen.iter(f"{{{NAMESPACE}}}CtrlSum")).text or "0"
    if paid != Decimal(told):
        raise Damaged(f"The payments add up to {paid}, the file says {told}. It was not written.", code="SEPA")
