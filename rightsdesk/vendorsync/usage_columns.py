"""What the columns of usage files mean, in German and English, and which of them must be there."""

from __future__ import annotations

from collections.abc import Sequence

from rightsdesk.vendorsync.tabular.columns import plain, recognised

_ALIASES = {
    "vendor": "vendor vendor_id lieferant agentur anbieter supplier",
    "asset_id": "asset_id asset bild-nr bildnummer bild_id bildnr image_id picture_id media_id id",
    "image": "image image_key bild bildschlüssel key",
    "platform": "platform plattform titel_online portal site website",
    "article": "article article_id artikel artikel_id artikelnummer artikel-nr",
    "url": "url link adresse web_adresse",
    "headline": "headline titel title überschrift schlagzeile",
    "placed_at": "placed_at placed date datum verwendet_am verwendung_ab veröffentlicht_am published_at von",
    "ended_at": "ended_at ended ende entfernt_am offline_seit verwendung_bis removed_at bis",
    "position": "position platz platzierung",
    "medium": "medium media kanal channel",
    "kind": "kind art verwendungsart nutzungsart usage_kind",
    "size": "size größe groesse format",
    "section": "section ressort rubrik",
    "editor": "editor redakteur redakteurin redaktion",
    "credit": "credit credit_line nachweis bildnachweis",
    "planned_until": "planned_until geplant_bis online_bis vorgesehen_bis",
}
FIELDS = tuple(_ALIASES)
"""The fields of a usage, in the order in which a row holds them."""
KNOWN = {plain(alias): field for field, aliases in _ALIASES.items() for alias in aliases.split()}
LEAST = 2


def places(cells: Sequence[str]) -> dict[str, int]:
    """Return where each field stands in a header row; a row that names less than two fields is none."""
    found = {field: at for at, field in recognised(cells, KNOWN).items() if field in _ALIASES}
    return found if len(found) >= LEAST else {}


def lacking(found: dict[str, int], platform: str) -> list[str]:
    """Return the columns without which no row can be read; `platform` is the one meant where no column names it."""
    needed = [name for name in ("article", "placed_at") if name not in found]
    if "image" not in found:
        needed += [name for name in ("vendor", "asset_id") if name not in found]
    return needed if platform or "platform" in found else [*needed, "platform"]
