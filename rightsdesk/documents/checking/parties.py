"""Faults of vendor and publisher: names, addresses, tax identifiers, bank account, consent."""

from collections.abc import Iterator

from rightsdesk import registers, resources
from rightsdesk.documents.checking.circumstances import Circumstances
from rightsdesk.documents.checking.codes import found
from rightsdesk.documents.glyphs import missing
from rightsdesk.domain import tax
from rightsdesk.domain.advice import Finding, Party, Snapshot

_ADDRESS = ("street", "postcode", "city")
_PRINTED = ("name", *_ADDRESS, "contact")


def of_parties(snapshot: Snapshot, cx: Circumstances) -> Iterator[Finding]:
    """Yield what is wrong with who supplied, who is billed, and where the money goes."""
    yield from _vendor(snapshot.supplier, cx)
    yield from _identified(snapshot)
    yield from _account(snapshot)
    yield from _consent(snapshot)
    yield from _publisher(snapshot)
    yield from _glyphs(snapshot)


def _vendor(vendor: Party, cx: Circumstances) -> Iterator[Finding]:
    for field in ("name", *_ADDRESS, "contact"):
        if not getattr(vendor, field).strip():
            yield found(f"vendor-{field}-missing")
    if not vendor.country:
        yield found("vendor-country-missing")
    elif not registers.is_country(vendor.country.upper()):
        yield found("vendor-country-unknown", country=vendor.country)
    if not vendor.email.strip():
        yield found("vendor-email-missing")
    elif not registers.is_email(vendor.email.strip()):
        yield found("vendor-email-wrong", email=vendor.email)
    if not vendor.phone.strip():
        yield found("vendor-phone-needed" if cx.xrechnung else "vendor-phone-missing")


def _identified(snapshot: Snapshot) -> Iterator[Finding]:
    vendor = snapshot.supplier
    if vendor.vat_id.strip():
        yield from _vat_id(vendor)
    elif not vendor.tax_no.strip() and any(line.category != tax.OUTSIDE for line in snapshot.lines):
        yield found("vendor-tax-id-missing")
    german = vendor.country.upper() == tax.HOME
    if german and vendor.tax_no.strip() and not registers.is_german_tax_no(vendor.tax_no):
        yield found("vendor-tax-no-odd", tax_no=vendor.tax_no)


def _vat_id(vendor: Party) -> Iterator[Finding]:
    country = registers.prefix(vendor.vat_id)
    if not country:
        yield found("vendor-vat-id-prefix", vat_id=vendor.vat_id)
    elif not registers.is_vat_id(vendor.vat_id):
        yield found("vendor-vat-id-wrong", vat_id=vendor.vat_id)
    elif vendor.country and country != vendor.country.upper():
        yield found("vendor-vat-id-elsewhere", vat_id=vendor.vat_id)


def _account(snapshot: Snapshot) -> Iterator[Finding]:
    iban, bic = snapshot.iban.strip(), snapshot.bic.strip()
    if not iban:
        yield found("iban-missing")
    elif not registers.is_account(iban):
        yield found("iban-wrong", iban=iban)
    if bic and not registers.is_bic(bic):
        yield found("bic-wrong", bic=bic)
    elif bic and iban and bic[4:6].upper() != iban[:2].upper():
        yield found("bic-elsewhere", bic=bic)


def _consent(snapshot: Snapshot) -> Iterator[Finding]:
    if not snapshot.consent_on:
        yield found("consent-missing")
    elif snapshot.issued_on and snapshot.consent_on > snapshot.issued_on:
        yield found("consent-late", day=snapshot.consent_on)


def _publisher(snapshot: Snapshot) -> Iterator[Finding]:
    buyer, platform = snapshot.buyer, snapshot.platform_name or snapshot.platform
    if not buyer.vat_id.strip():
        yield found("publisher-vat-id-missing", platform=platform)
    elif not registers.prefix(buyer.vat_id) or not registers.is_vat_id(buyer.vat_id):
        yield found("publisher-vat-id-wrong", vat_id=buyer.vat_id, platform=platform)
    if not buyer.name.strip():
        yield found("publisher-name-missing", platform=platform)
    if not all(getattr(buyer, field).strip() for field in (*_ADDRESS, "country")):
        yield found("publisher-address-missing", platform=platform)
    elif not registers.is_country(buyer.country.upper()):
        yield found("publisher-country-unknown", country=buyer.country, platform=platform)
    if not buyer.email.strip():
        yield found("publisher-email-missing", platform=platform)
    if not snapshot.buyer_reference.strip():
        yield found("buyer-reference-missing", platform=platform)


def _glyphs(snapshot: Snapshot) -> Iterator[Finding]:
    font = resources.path("fonts/Inter-Regular.otf")
    for code, party in (("vendor", snapshot.supplier), ("publisher", snapshot.buyer)):
        for field in _PRINTED:
            lacking = missing(getattr(party, field), font)
            if lacking:
                yield found(f"{code}-glyph-missing", characters=_named(lacking), place=field)
    titles = {line.charge_id: missing(line.title, font) for line in snapshot.lines}
    odd = dict.fromkeys(character for lacking in titles.values() for character in lacking)
    if odd:
        charges = tuple(charge for charge, lacking in titles.items() if lacking)
        yield found("title-glyph-missing", charges, characters=_named(tuple(odd)))


def _named(characters: tuple[str, ...]) -> str:
    return ", ".join(f"U+{ord(each):04X}" for each in characters[:5])
