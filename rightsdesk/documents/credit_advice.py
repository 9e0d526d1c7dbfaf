"""What a credit advice says: the snapshot frozen at issue, and the words and figures its paper prints."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from rightsdesk.documents.countries import country
from rightsdesk.documents.phrases import exemptions, heading, reference, use_of
from rightsdesk.documents.wording import NBSP, amount, day, iban, percent, price, span, symbol, words
from rightsdesk.domain import period, tax, terms
from rightsdesk.domain.advice import (
    Advice,
    Line,
    Party,
    Snapshot,
    sums,
    vat_groups,
)
from rightsdesk.domain.advice.content import SELF_BILLED, SELF_BILLED_CREDIT
from rightsdesk.domain.platform import Platform
from rightsdesk.domain.terms import Agreement
from rightsdesk.domain.vendor import Vendor, billable

MOST_OWN_LINES = 5
"""Lines of a platform's own letterhead or imprint that have room."""

COLOUR = "#33475b"
"""The bar of a platform that has chosen no colour."""

DATA = {"": "factur-x.xml", "xrechnung": "xrechnung.xml"}
"""Name of the attached data by profile (Factur-X 1.09, section 6.2.2)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def snapshot(advice: Advice, vendor: Vendor, platform: Platform, number: str, issued_on: date) -> Snapshot:
    """Freeze all that the document will show; refuse a vendor to whom none may be made out (UStG section 14 (2))."""
    billable(vendor)
    return replace(draft(advice, vendor, platform, issued_on), number=number)


def draft(advice: Advice, vendor: Vendor, platform: Platform, on: date) -> Snapshot:
    """Return what the document would show if it were issued on that day: no number, and blanks where facts lack."""
    month = period.month(advice.period)
    lines = tuple(sorted(advice.lines, key=lambda line: (line.occurred_on, line.image, line.charge_id)))
    net, tax, gross = sums(lines)
    agreement = _agreement(vendor, month)
    details = platform.details or {}
    supplier, buyer = _supplier(vendor), _buyer(platform)
    kept = _withheld(vendor, buyer, lines, on)
    return Snapshot(
        number="",
        issued_on=on.isoformat(),
        due_on=(on + timedelta(days=agreement.payment_days if agreement else 0)).isoformat(),
        # Charges that came late belong to the month of billing, but the law asks when the supply was made.
        period_first=min([month.first.isoformat(), *(line.occurred_on[:10] for line in lines if line.occurred_on)]),
        period_last=month.last.isoformat(),
        currency=advice.currency,
        supplier=supplier,
        buyer=buyer,
        iban=vendor.iban,
        bic=vendor.bic,
        consent_on=vendor.consent_on or "",
        lines=lines,
        groups=vat_groups(lines),
        net=net,
        tax=tax,
        gross=gross,
        platform=platform.platform_id or advice.platform,
        platform_name=platform.name,
        colour=details.get("colour", ""),
        language=_language(vendor.profile.get("language", "")),
        replaces=advice.replaces,
        preceding_on=advice.replaces_on,
        agreement=_contract(vendor, agreement),
        buyer_reference=details.get("buyer_reference", "") or platform.platform_id,
        withheld=kept.tax,
        surcharge=kept.surcharge,
        profile=details.get("einvoice", "") if details.get("einvoice") in DATA else "",
        letterhead=details.get("letterhead", ""),
        imprint=details.get("imprint", ""),
    )


def cancellation(issued: Snapshot, number: str, on: date, type_code: str = SELF_BILLED) -> Snapshot:
    """Return the document that cancels an issued one: its lines with negative quantities, or, as 261, a credit note."""
    sign = 1 if type_code == SELF_BILLED_CREDIT else -1
    return replace(
        issued,
        number=number,
        issued_on=on.isoformat(),
        due_on=on.isoformat(),
        lines=tuple(replace(line, net=sign * line.net) for line in issued.lines),
        groups=tuple(replace(group, base=sign * group.base, tax=sign * group.tax) for group in issued.groups),
        net=sign * issued.net,
        tax=sign * issued.tax,
        gross=sign * issued.gross,
        withheld=sign * issued.withheld,
        surcharge=sign * issued.surcharge,
        type_code=type_code,
        cancels=issued.number,
        replaces="",
        preceding_on=issued.issued_on,
    )


def _withheld(vendor: Vendor, buyer: Party, lines: tuple[Line, ...], on: date) -> tax.Withheld:
    """Return what section 50a EStG keeps back: of licence fees to non-residents without a valid certificate."""
    profile, home = vendor.profile, buyer.country.upper() or tax.HOME
    resident = (profile.get("country", "").upper() or home) == home
    first, last = profile.get("certificate_from", ""), profile.get("certificate_until", "")
    # Older records may hold days that are none; they certify nothing.
    certified = _is_day(first) and _is_day(last) and first <= on.isoformat() <= last
    if resident or certified or profile.get("withholding") == "none":
        return tax.Withheld()
    return tax.withheld(sum(line.net for line in lines if line.kind not in tax.SERVICES))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _agreement(vendor: Vendor, month: period.Month) -> Agreement | None:
    """Return what a month is paid on: not an agreement made since for times to come."""
    return terms.settling(vendor.agreements, month.last.isoformat()) or vendor.agreement


def _contract(vendor: Vendor, agreement: Agreement | None) -> str:
    """Return the number of the agreement that the document names (EN 16931 BT-12)."""
    return f"{vendor.vendor_id}-{agreement.version}" if agreement else ""


def content(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the paper prints, ready to set: text and lists of text only, nothing left to compute."""
    says, language = words(snapshot.language), snapshot.language
    name = f"{heading(snapshot)} {snapshot.number or says['draft']}"
    return {
        "language": "en" if language == "en" else "de",
        "accent": snapshot.colour if _COLOUR.fullmatch(snapshot.colour) else COLOUR,
        "data": {"name": DATA.get(snapshot.profile, DATA[""]), "title": name},
        "file": {"title": name, "author": snapshot.buyer.name or snapshot.platform_name, "date": _parts(snapshot)},
        "letterhead": {
            "name": snapshot.platform_name or snapshot.buyer.name,
            "own": _own_lines(snapshot.letterhead),
            "line": _sender(snapshot),
        },
        "recipient": _envelope(snapshot),
        "facts": _facts(snapshot),
        "title": heading(snapshot),
        "reference": reference(snapshot),
        "subtitle": says["subtitle"],
        "columns": {
            **{key: says[key] for key in ("pos", "image", "what", "date", "rate")},
            "net": f"{says['net']} {symbol(snapshot.currency)}",
        },
        "rated": len(snapshot.groups) > 1,
        "lines": [_line(snapshot, line, place) for place, line in enumerate(snapshot.lines, start=1)],
        "totals": _totals(snapshot),
        "gross": [
            says["cancel_gross" if snapshot.cancels else "gross"],
            price(snapshot.gross, snapshot.currency, language),
        ],
        "kept": _kept(snapshot),
        "notes": _notes(snapshot),
        "objection": _objection(snapshot),
        "running": f"{name} · {snapshot.supplier.name}",
        "imprint": _imprint(snapshot),
        "page": [says["page"], says["of"]],
        "watermark": "",
    }


def _supplier(vendor: Vendor) -> Party:
    """A vendor that names no contact is its own: EN 16931 wants one of whoever supplies (BR-DE-2)."""
    name = vendor.profile.get("name") or vendor.vendor_id
    told = _party(vendor.profile, name, vendor.vendor_id)
    return replace(told, contact=told.contact or name)


def _buyer(platform: Platform) -> Party:
    details = platform.details or {}
    return _party(details, details.get("company") or platform.name, platform.platform_id)


def _party(told: dict[str, str], name: str, reference: str) -> Party:
    fields = ("street", "postcode", "city", "country", "vat_id", "tax_no", "email", "contact", "phone")
    return Party(name, **{field: told.get(field, "") for field in fields}, reference=reference)


def _language(wish: str) -> str:
    """German for those who wish it or wish nothing; English is what other vendors are likeliest to read."""
    return "de" if not wish or wish.lower().startswith("de") else "en"


def _parts(snapshot: Snapshot) -> list[int]:
    issued = date.fromisoformat(snapshot.issued_on)
    return [issued.year, issued.month, issued.day]


def _sender(snapshot: Snapshot) -> str:
    buyer = snapshot.buyer
    return " · ".join(filter(None, (buyer.name, buyer.street, f"{buyer.postcode} {buyer.city}".strip())))


def _envelope(snapshot: Snapshot) -> list[str]:
    supplier = snapshot.supplier
    land = country(supplier.country, snapshot.language) if _is_abroad(snapshot) else ""
    place = f"{supplier.postcode} {supplier.city}".strip()
    return [part for part in (supplier.name, supplier.street, place, land) if part]


def _is_abroad(snapshot: Snapshot) -> bool:
    """A country left blank is the publisher's own, and that is Germany unless it says otherwise."""
    home = snapshot.buyer.country.upper() or "DE"
    return (snapshot.supplier.country.upper() or home) != home


def _facts(snapshot: Snapshot) -> list[list[str]]:
    says, language, supplier = words(snapshot.language), snapshot.language, snapshot.supplier
    identified = [says["supplier_vat"], supplier.vat_id] if supplier.vat_id else [says["supplier_tax"], supplier.tax_no]
    # Section 14a (5) UStG wants both ids where the recipient owes the tax.
    owes = any(group.category == tax.REVERSED for group in snapshot.groups)
    told = [
        [says["number"], snapshot.number or says["draft"]],
        [says["issued"], day(snapshot.issued_on, language)],
        [says["period"], span(snapshot.period_first, snapshot.period_last, language)],
        [says["supplier_no"], supplier.reference],
        identified,
        [says["recipient_vat"], snapshot.buyer.vat_id if owes else ""],
        [says["agreement"], snapshot.agreement],
        [says["consent"], day(snapshot.consent_on, language)],
        [says["contact"], snapshot.buyer.contact],
        [says["phone"], snapshot.buyer.phone],
    ]
    return [[label, value] for label, value in told if value]


def _line(snapshot: Snapshot, line: Line, place: int) -> dict[str, str]:
    return {
        "pos": str(place),
        "image": line.image.removeprefix(f"{snapshot.supplier.reference}:"),
        "title": line.title.strip() or words(snapshot.language)["no_title"],
        "use": use_of(snapshot, line),
        "date": day(line.occurred_on, snapshot.language),
        "rate": percent(line.vat_rate, snapshot.language),
        "net": amount(line.net, snapshot.currency, snapshot.language),
    }


def _totals(snapshot: Snapshot) -> list[list[str]]:
    says, language, currency = words(snapshot.language), snapshot.language, snapshot.currency
    usual = says["tax_on"] if len(snapshot.groups) > 1 else says["tax"]
    rows = [[says["sum"], amount(snapshot.net, currency, language)]]
    # Who may show no tax shows no line for it either (section 34a UStDV, section 14a (5) UStG); a note says why.
    if all(group.category != tax.RATED for group in snapshot.groups):
        return rows
    for group in snapshot.groups:
        label = says.get(f"tax_{group.category}", usual)
        named = label.format(rate=percent(group.rate, language), base=amount(group.base, currency, language))
        rows.append([named, amount(group.tax, currency, language)])
    return rows


def _kept(snapshot: Snapshot) -> list[list[str]]:
    """What is kept back of the payment, and what is left: below the invoice's total, which it does not change."""
    if not snapshot.withheld:
        return []
    says, language, currency = words(snapshot.language), snapshot.language, snapshot.currency
    return [
        [
            says["withheld_tax"].format(rate=percent(tax.WITHHELD, language)),
            amount(-snapshot.withheld, currency, language),
        ],
        [
            says["withheld_surcharge"].format(rate=percent(tax.SOLIDARITY, language)),
            amount(-snapshot.surcharge, currency, language),
        ],
        [says["paid"], price(snapshot.payable, currency, language)],
    ]


def _notes(snapshot: Snapshot) -> list[str]:
    return [*exemptions(snapshot), *_paid(snapshot)]


def _paid(snapshot: Snapshot) -> list[str]:
    """How the amount finds its way: to the account, or, taken back, from the next documents."""
    says, language = words(snapshot.language), snapshot.language
    if snapshot.cancels:
        return [says["pay_back"].format(gross=price(abs(snapshot.payable), snapshot.currency, language))]
    if not snapshot.iban:
        return []
    account = iban(snapshot.iban) + (f" (BIC{NBSP}{snapshot.bic})" if snapshot.bic else "")
    paid = price(snapshot.payable, snapshot.currency, language)
    return [says["pay"].format(gross=paid, due=day(snapshot.due_on, language), account=account)]


def _objection(snapshot: Snapshot) -> str:
    # A draft has no effect that an objection could end.
    return words(snapshot.language)["object"].format(number=snapshot.number) if snapshot.number else ""


def _imprint(snapshot: Snapshot) -> list[str]:
    """The foot of each page: the platform's own lines, else who the publisher is."""
    own = _own_lines(snapshot.imprint)
    buyer, said = snapshot.buyer, words(snapshot.language)
    vat = f"{said['buyer_vat']}{NBSP}{buyer.vat_id}" if buyer.vat_id else ""
    return own or [" · ".join(filter(None, (buyer.name, vat, buyer.email)))]


def _own_lines(told: str) -> list[str]:
    return [line.strip() for line in told.splitlines() if line.strip()][:MOST_OWN_LINES]
