"""What the headers of vendors' tables mean, in German and English (vendor feeds, table 2.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ALIASES = {
    "vendor": "vendor vendor_id lieferant agentur anbieter supplier",
    "asset_id": "asset_id asset bild-nr bildnummer bild_id bildnr image_id picture_id picture_number media_id id",
    "alt_id": "alt_id alternative_id fremdnummer",
    "version": "version stand",
    "title": "title titel",
    "headline": "headline überschrift schlagzeile",
    "caption": "caption bildtext bildunterschrift beschreibung description",
    "byline": "byline fotograf fotografin photographer urheber creator",
    "credit": "credit credit_line nachweis bildnachweis",
    "source": "source quelle",
    "copyright_notice": "copyright copyright_notice copyrightvermerk",
    "copyright_holder": "copyright_holder copyright_owner rechteinhaber",
    "price": "price preis honorar betrag amount",
    "currency": "currency währung waehrung",
    "licence_start": "licence_start license_start lizenz_von lizenzbeginn lizenzstart gültig_ab valid_from",
    "licence_end": "licence_end license_end lizenz_bis lizenzende online_bis gültig_bis valid_until",
    "usage_terms": "terms usage_terms auflagen nutzungsbedingungen",
    "instructions": "instructions hinweise anweisungen special_instructions",
    "territory": "territory gebiet region länder countries",
    "status": "status",
    "locked": "gesperrt locked",
    "embargo_until": "sperrfrist embargo embargo_until",
    "licence_model": "licence_model license_model lizenzmodell",
}
FIELDS = tuple(_ALIASES)
"""The fields a column may be mapped to."""

_APART = re.compile(r"[\W_]+")


def plain(header: str) -> str:
    """Return a header for comparing: small letters without anything between them."""
    return _APART.sub("", header.casefold())


_KNOWN = {plain(alias): field for field, aliases in _ALIASES.items() for alias in aliases.split()}


def recognised(cells: Sequence[str], mapped: Mapping[str, str]) -> dict[int, str]:
    """Return which cells of a header row name which field; a vendor's own mapping comes first."""
    found: dict[int, str] = {}
    taken = set(mapped.values())
    for at, cell in enumerate(cells):
        name = plain(cell)
        field = mapped.get(name)
        if field is None:
            field = _KNOWN.get(name)
            if field in taken:
                continue
        if field is not None and field not in found.values():
            found[at] = field
    return found
