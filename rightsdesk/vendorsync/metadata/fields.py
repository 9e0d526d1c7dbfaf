"""From a picture's properties to RightsDesk's fields, asset id and vendor (mapping: vendor feeds, table 2.3)."""

from __future__ import annotations

import re
import unicodedata

from rightsdesk.vendorsync.identity import mixes_scripts
from rightsdesk.vendorsync.metadata.model import Difference, Metadata
from rightsdesk.vendorsync.metadata.plus import code_of, unknown_codes
from rightsdesk.vendorsync.metadata.xmp import Value
from rightsdesk.vendorsync.record import LONGEST_TEXT, Broken, bound, refuse_reversed
from rightsdesk.vendorsync.territory import codes_only

Fields = dict[str, object]

_TEXTS = {
    "caption": "description",
    "byline": "creatorNames",
    "credit": "creditLine",
    "source": "source",
    "copyright_notice": "copyrightNotice",
    "instructions": "instructions",
    "digital_source_type": "digitalSourceType",
}
_TERMS = ("usageTerms", "otherConstraints", "plus:MediaConstraints", "plus:ProductOrServiceConstraints")
_START, _END, _REGION = "plus:LicenseStartDate", "plus:LicenseEndDate", "plus:RegionConstraints"
_SHOWN = 200
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def fields_from(metadata: Metadata) -> Fields:
    """Return what the picture says, in our names; raise `Broken` for a licence date that cannot be read."""
    notes = [*metadata.notes, *map(_told, metadata.differences)]
    found: Fields = {field: metadata.text(name) for field, name in _TEXTS.items()}
    found["headline"] = metadata.text("headline")
    found["title"] = found["headline"] or metadata.text("title")
    owners = metadata.members("copyrightOwners", "plus:CopyrightOwnerName")
    found["copyright_holder"] = ", ".join(owners) or None
    found["usage_terms"] = "\n".join(filter(None, map(metadata.text, _TERMS))) or None
    mining = metadata.text("dataMining")
    found["data_mining"] = code_of(mining) if mining else None
    _read_licence(metadata, found)
    _read_region(metadata, found)
    stated = {name: _cut(name, value, notes) for name, value in found.items() if value is not None}
    licensor = metadata.members("licensors", "plus:LicensorName")
    if licensor:
        notes.append(f"Licensor: {', '.join(licensor)[:_SHOWN]}")
    return {**stated, "needs_person": unknown_codes(metadata.properties), "notes": notes}


def named_asset(metadata: Metadata) -> str | None:
    """Return the supplier's id of the picture, else its job id, else a title that is a number."""
    for name in ("imageSupplierImageId", "jobid"):
        told = metadata.text(name)
        if told and any(char.isalnum() for char in told):
            return told
    title = metadata.text("title")
    return title if title and title.replace("-", "").isdecimal() else None


def named_vendor(metadata: Metadata) -> str | None:
    """Return the vendor that the PLUS supplier id stands for, in letters that may name a stream."""
    told = [*metadata.members("suppliers", "plus:ImageSupplierID"), metadata.text("plus:ImageSupplierID") or ""]
    return next(filter(None, map(vendor_id, told)), None)


def vendor_id(told: str) -> str | None:
    """Return a name as a vendor id: a dash for whatever may not stand in one; refuse a look-alike of two scripts."""
    if mixes_scripts(told):
        raise Broken("REC-VENDOR", f"the supplier id “{told[:40]}” contains characters of two scripts", "$.suppliers")
    plain = unicodedata.normalize("NFKD", told).replace("ß", "ss").encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-._")[:64] or None


def _read_licence(metadata: Metadata, found: Fields) -> None:
    start, end = metadata.text(_START), metadata.text(_END)
    if start:
        found["licence_start"] = bound(start, f"$.{_START}", is_end=False)
    if end:
        found["licence_end"] = bound(end, f"$.{_END}", is_end=True)
    refuse_reversed(found.get("licence_start"), found.get("licence_end"), f"$.{_END}")


def _read_region(metadata: Metadata, found: Fields) -> None:
    """Take a region that is nothing but country codes; any other text is kept for a person to decide."""
    told = metadata.text(_REGION)
    if told:
        codes = codes_only(told)
        found["territory" if codes else "territory_text"] = codes or told


def _cut(name: str, value: object, notes: list[str]) -> object:
    """Shorten a text that is longer than any field; a picture carries it once more, complete."""
    if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
        return value
    notes.append(f"{name} has {len(value):,} characters; the first {LONGEST_TEXT:,} are kept.")
    return value[:LONGEST_TEXT]


def _told(difference: Difference) -> str:
    return f"{difference.name}: XMP says “{_short(difference.xmp)}”, IIM says “{_short(difference.iim)}”; XMP counts."


def _short(value: Value) -> str:
    return (", ".join(map(str, value)) if isinstance(value, tuple) else str(value))[:_SHOWN]
