"""What a row of images is made of, what may be asked of it, in which orders it comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from rightsdesk.domain.image import DESCRIPTIVE
from rightsdesk.domain.terms import END
from rightsdesk.readmodel import moments, search
from rightsdesk.readmodel.conditions import Condition, Field, word
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.images import further
from rightsdesk.readmodel.rights import NEXT_CHANGE, WORDS
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import from_list
from rightsdesk.readmodel.view import View, columns, ended_in, item_of_batch, one_of


@dataclass(frozen=True, slots=True)
class ImageRow:
    """One image as lists and the inspector show it; `price` in minor units, moments as ISO 8601 texts.

    `locked` is the word for what forbids changes (killed, deleted, unconfirmed, blocked), empty for nothing.
    `rating` is that of XMP: -1 = rejected, 0 = none, 1 to 5 stars.
    """

    id: int
    key: str
    vendor: str
    vendor_name: str
    asset_id: str
    uri: str
    version: int | None
    title: str | None
    caption: str | None
    byline: str | None
    credit: str | None
    copyright_notice: str | None
    usage_terms: str | None
    price: int | None
    currency: str | None
    price_origin: str | None
    licence_start: str | None
    licence_end: str | None
    use_until: str | None
    online_until: str | None
    territory: tuple[str, ...]
    platforms: tuple[str, ...]
    state: str
    sync: str
    batch: str | None
    failure: str | None
    newer: tuple[str, ...]
    preview: str | None
    changed_at: str
    corrected: tuple[str, ...] = ()
    feed: str = ""
    usages: int = 0
    live: int = 0
    next_change: str | None = None
    remarks: tuple[str, ...] = ()
    locked: str = ""
    created_at: str = ""
    changed_by: str = ""
    last_event: int = 0
    last_usage: str | None = None
    articles: tuple[str, ...] = ()
    charged: str = "none"
    purchased_on: str | None = None
    rating: int = 0
    picked: bool = False


def _row(found: Row) -> ImageRow:
    local = orjson.loads(found.pop("local"))
    shown = {**orjson.loads(found.pop("remote")), **local}
    ends = shown.get("licence_end")
    for name in _SHOWN:
        found[name] = shown.get(name)
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    found["platforms"], found["newer"] = from_list(found["platforms"]), from_list(found["newer"])
    found["changed_at"], found["picked"] = moments.iso(found["changed_at"]), bool(found["picked"])
    further.made_plain(found)
    change = found["next_change"]
    found["next_change"] = None if change is None or change >= END else moments.iso_second(change)
    return ImageRow(
        key=f"{found['vendor']}:{found['asset_id']}",
        licence_end=ends,
        use_until=local.get("use_until", ends),
        online_until=local.get("online_until", ends),
        territory=tuple(shown.get("territory") or ()),
        corrected=tuple(local),
        remarks=tuple(_remarks(shown)),
        **found,
    )


def _remarks(shown: dict[str, Any]) -> Iterator[str]:
    """Yield what a person should know of a delivery: codes only a person may judge, a territory in words, notes."""
    yield from shown.get("needs_person") or ()
    if shown.get("territory_text"):
        yield f"Territory in words: {shown['territory_text']}"
    yield from shown.get("notes") or ()


_SHOWN = (
    *("title", "caption", "byline", "credit", "copyright_notice", "usage_terms", "preview"),
    *("price", "currency", "licence_start"),
)
"""What a row takes from the layers as it stands there."""


def _text(name: str, column: str = "") -> Field:
    """Return the field that asks for words of one text, and for its absence."""

    def one(value: Value) -> Condition:
        return search.search((value,), column or name)

    return Field(one=one, missing=f"instr(images.lacking, '|{name}|') > 0")


def _vendor(value: Value) -> Condition:
    if "*" in value.text and not value.quoted:
        return word("images.vendor", value)
    return (
        "images.vendor = ? OR images.vendor IN (SELECT v.key FROM vendors v WHERE v.name = ? COLLATE NOCASE)",
        (value.text, value.text),
    )


def _key(value: Value) -> Condition:
    vendor, _, asset_id = value.text.partition(":")
    return "images.vendor = ? AND images.asset_id = ?", (vendor, asset_id)


def _platform(platform: str) -> Condition:
    return "images.platforms = '' OR instr(images.platforms, ?) > 0", (f"|{platform}|",)


def _moment(name: str) -> Field:
    return _moment_of(f"images.{name}")


def _moment_of(sql: str) -> Field:
    return Field("moment", sql)


_FIELDS = {
    "vendor": Field(sql="images.vendor", one=_vendor),
    "key": Field(one=_key, expects="vendor and asset id such as alpenpix:100001"),
    "asset_id": Field(sql="images.asset_id"),
    "feed": Field(sql="images.feed"),
    "title": _text("title"),
    "caption": _text("caption"),
    "byline": _text("byline"),
    "credit": _text("credit"),
    **{name: _text(name, "terms") for name in DESCRIPTIVE if name not in {"title", "caption", "byline", "credit"}},
    "price": Field("money", "images.price_rank"),
    "currency": Field(sql="images.currency"),
    "price_origin": Field(sql="images.price_origin"),
    "licence_start": _moment("licence_start"),
    "licence_end": _moment("licence_end"),
    "use_until": _moment("use_until"),
    "online_until": _moment("online_until"),
    "territory": Field("list", "images.territory", missing="images.territory = ''"),
    "platform": Field("list", "images.platforms", missing="images.platforms = ''"),
    **WORDS,
    "usages": Field("number", "images.usages"),
    "live": Field("number", "images.live"),
    "next_change": _moment_of(NEXT_CHANGE),
    "state": Field(sql="images.state"),
    "status": Field(sql="images.state"),
    "sync": Field(sql="images.sync"),
    "corrected": Field("list", "images.corrected", missing="images.corrected = ''"),
    "newer": Field("list", "images.newer", missing="images.newer = ''"),
    "changed": Field("moment", "images.changed_at / 1000000"),
    "rating": Field("number", "images.rating"),
    "mark": one_of(
        {
            "pick": "images.picked = 1",
            "reject": "images.rating <> 0 AND images.rating < 0",
            "none": "images.picked = 0 AND images.rating >= 0",
        }
    ),
    **further.FIELDS,
    "batch": item_of_batch("images.id"),
    "failed": ended_in("images.id", "failed"),
    "conflicted": ended_in("images.id", "conflicted"),
    "has": one_of(
        {
            "conflict": "images.sync = 'conflict' OR images.contradictions > 0",
            # Spelt so that the small index of rows out of step answers, and not a walk through all.
            "clash": "images.sync <> 'in_sync' AND images.sync = 'conflict'",
            "failure": "images.sync = 'failed'",
            "newer": "images.newer <> ''",
            "correction": "images.corrected <> ''",
            "reinstatement": "images.locked = 'unconfirmed'",
            "price": "images.price IS NOT NULL",
        }
    ),
}

VIEW = View(
    table="images",
    source="images JOIN image_layers l ON l.image = images.id LEFT JOIN vendors v ON v.key = images.vendor",
    shown={
        **columns("images", "vendor asset_id price_origin platforms state sync batch failure newer changed_at feed"),
        **columns("images", "usages live rating picked locked"),
        **further.SHOWN,
        "next_change": NEXT_CHANGE,
        **columns("l", "uri version remote local"),
        "vendor_name": "v.name",
    },
    row=_row,
    fields=_FIELDS,
    orders={
        **columns(
            "images",
            "id vendor licence_end use_until online_until changed_at sync state usages live rating picked created_at",
        ),
        "key": "images.vendor",
        "title": "images.title COLLATE NOCASE",
        "price": "images.price_rank",
    },
    search=search.search,
    order="id",
    platform=_platform,
    keys="images.vendor || ':' || images.asset_id",
)
