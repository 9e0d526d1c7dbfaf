"""Reading one picture and one product out of what Getty sends."""

from __future__ import annotations

import re
from typing import Any

from rightsdesk.vendorsync.agency.agreements import Agreement
from rightsdesk.vendorsync.agency.reading import Fields, Item, lines, texts
from rightsdesk.vendorsync.record import Broken, bound, members, objects, text

FIELDS = (
    "id,title,caption,artist,credit_line,copyright,collection_name,asset_family,license_model,allowed_use,"
    "alternative_ids,date_created,date_submitted,product_types,preview,thumb"
)
VOLATILE = frozenset({"display_sizes", "download_sizes", "largest_downloads", "quality_rank", "referral_destinations"})
_TEXTS = (
    ("title", "title"),
    ("caption", "caption"),
    ("artist", "byline"),
    ("credit_line", "credit"),
    ("copyright", "copyright_notice"),
    ("collection_name", "source"),
)
_MODELS = {"rightsmanaged": "RM", "royaltyfree": "RF"}
_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


def read_fields(item: Item) -> Fields:
    """What Getty says about a picture, but for what was agreed."""
    fields: Fields = {**texts(item, _TEXTS), "status": "usable"}
    if "allowed_use" in item:
        fields["usage_terms"] = _terms(item["allowed_use"])
    if "license_model" in item:
        fields["licence_model"] = _licence_model(item)
    if "display_sizes" in item:
        fields["preview"] = _preview(item["display_sizes"])
    return fields


def product_types(item: Item) -> list[str]:
    """The kinds of product under which a picture is offered."""
    return _words(item.get("product_types"), "$.product_types")


def agreement(product: Item, path: str) -> Agreement:
    """One product of the customer."""
    ends = product.get("expiration_utc_date")
    name = text(product.get("agreement_name"), f"{path}.agreement_name") or text(product.get("name"), f"{path}.name")
    return Agreement(
        number=str(product.get("id")),
        name=name or str(product.get("type")),
        kind=str(product.get("type") or ""),
        ends=None if ends is None else bound(in_utc(ends), f"{path}.expiration_utc_date", is_end=True),
    )


def in_utc(value: Any) -> Any:
    """A moment whose name says that it is UTC, with the zone written out."""
    return value if type(value) is not str or "T" not in value or _ZONE.search(value) else f"{value}Z"


def _terms(value: Any) -> str | None:
    use = members(value, "$.allowed_use")
    restrictions = _words(use.get("usage_restrictions"), "$.allowed_use.usage_restrictions")
    return lines(text(use.get("how_can_i_use_it"), "$.allowed_use.how_can_i_use_it"), *restrictions)


def _licence_model(item: Item) -> str | None:
    told = text(item["license_model"], "$.license_model")
    if told is None:
        return "editorial" if item.get("asset_family") == "editorial" else None
    return _MODELS.get(told.lower())


def _preview(value: Any) -> str | None:
    sizes = {str(one.get("name")): one for one in objects(value, "$.display_sizes")}
    chosen = next((sizes[name] for name in ("preview", "comp", "thumb") if name in sizes), {})
    return text(chosen.get("uri"), "$.display_sizes.uri")


def _words(value: Any, path: str) -> list[str]:
    if value is None:
        return []
    if type(value) is not list or not all(type(word) is str for word in value):
        raise Broken("REC-TYPE", f"{path} should be a list of texts", path)
    return value
