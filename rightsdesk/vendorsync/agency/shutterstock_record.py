"""Reading one picture out of what Shutterstock sends."""

from __future__ import annotations

from typing import Any

from rightsdesk.vendorsync.agency.countries import read_countries
from rightsdesk.vendorsync.agency.reading import Fields, Item, lines, texts
from rightsdesk.vendorsync.record import members, text

VOLATILE = frozenset({"aspect", "assets", "url", "affiliate_url", "updated_time", "updates"})
_DELETIONS = frozenset({"deletion", "deleted", "delete"})
_EDITORIAL = (
    ("title", "title"),
    ("special_instructions", "instructions"),
    ("supplier_code", "source"),
)
_PREVIEWS = ("watermark_450", "preview", "thumb_220", "large_thumb", "thumb_170", "small_thumb")


def is_deletion(updates: Any) -> bool:
    """Whether the last thing that happened to a picture was its end."""
    return type(updates) is list and any(type(word) is str and word.lower() in _DELETIONS for word in updates)


def read_editorial(item: Item) -> Fields:
    """What is said about an editorial picture, but for what was agreed."""
    fields: Fields = {**texts(item, _EDITORIAL), "licence_model": "editorial"}
    _read_caption(item, fields)
    _read_byline(item, fields)
    reason = _read_status(item, fields)
    if "special_instructions" in item or reason:
        fields["usage_terms"] = lines(text(item.get("special_instructions"), "$.special_instructions"), reason)
    _read_territory(item, fields)
    _read_preview(item, fields)
    return fields


def read_stock(item: Item) -> Fields:
    """What is said about a stock picture, but for what was agreed; its description is all it has of a title."""
    fields: Fields = {"status": "usable", "licence_model": "editorial" if item.get("is_editorial") is True else "RF"}
    if "description" in item:
        fields["title"] = fields["caption"] = text(item["description"], "$.description")
    _read_preview(item, fields)
    return fields


def _read_caption(item: Item, fields: Fields) -> None:
    told = [text(item[name], f"$.{name}") for name in ("description", "caption") if name in item]
    if told:
        fields["caption"] = next((words for words in told if words), None)


def _read_byline(item: Item, fields: Fields) -> None:
    if "byline" not in item:
        return
    name, _, house = (text(item["byline"], "$.byline") or "").partition("/")
    fields["byline"], fields["credit"] = name.strip() or None, house.strip() or None


def _read_status(item: Item, fields: Fields) -> str | None:
    if "commercial_status" not in item:
        return None
    told = members(item["commercial_status"], "$.commercial_status")
    word = text(told.get("status"), "$.commercial_status.status")
    reason = text(told.get("reason"), "$.commercial_status.reason")
    if word is None or word.lower() == "available":
        fields["status"] = "usable"
        return reason
    fields["status"], fields["status_reason"] = "withheld", reason or f"Shutterstock: {word}"
    return reason


def _read_territory(item: Item, fields: Fields) -> None:
    if "rights" not in item:
        return
    rights = members(item["rights"], "$.rights")
    if item["rights"] is not None and "countries" not in rights:
        return
    territory = read_countries(rights.get("countries"), "$.rights.countries")
    fields["territory"], fields["territory_excluded"] = list(territory.allowed), list(territory.excluded)
    if territory.nowhere:
        # An empty list would mean that nothing limits it.
        fields["status"], fields["status_reason"] = "withheld", "The agency allows it in no country."


def _read_preview(item: Item, fields: Fields) -> None:
    if "assets" not in item:
        return
    assets = members(item["assets"], "$.assets")
    chosen = next((name for name in _PREVIEWS if name in assets), "")
    fields["preview"] = text(members(assets.get(chosen), f"$.assets.{chosen}").get("url"), f"$.assets.{chosen}.url")
