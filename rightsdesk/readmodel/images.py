"""The table of images: both layers of metadata kept, what counts and how it stands made ready for asking."""

from dataclasses import dataclass
import orjson

from rightsdesk.domain import money
from rightsdesk.domain.image import DESCRIPTIVE
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import moments, search
from rightsdesk.readmodel.conditions import Condition, Field
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.projection import Fact, Projection, Worktop, wishes
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table, as_list, from_list
from rightsdesk.readmodel.view import View, columns, ended_in, item_of_batch, one_of

IMAGES = Table(
    "images",
    (
        Column("id", "integer"),
        Column("vendor"),
        Column("asset_id"),
        Column("title"),
        Column("price", "integer"),
        Column("currency"),
        Column("price_rank", "integer"),  # thousandths, so that amounts with other decimals compare
        Column("price_origin"),
        Column("licence_start", "integer"),  # these four: seconds since 1970, so that offsets compare
        Column("licence_end", "integer"),
        Column("use_until", "integer"),
        Column("online_until", "integer"),
        Column("territory", "list", ""),
        Column("platforms", "list", ""),
        Column("state", "text", "usable"),
        Column("sync", "text", "in_sync"),
        Column("batch"),
        Column("failure"),
        Column("newer", "list", ""),
        Column("corrected", "list", ""),
        Column("lacking", "list", ""),
        Column("contradictions", "integer", 0),
        Column("locked", "text", ""),
        Column("feed"),
        Column("first_position", "integer"),
        Column("changed_at", "integer"),
    ),
    indexes=(
        Index("vendor, asset_id"),
        Index("title COLLATE NOCASE"),
        Index("price_rank"),
        Index("licence_end"),
        Index("use_until"),
        Index("online_until"),
        Index("changed_at"),
        Index("batch, sync", "sync <> 'in_sync'"),
    ),
    by_stream=True,
)
LAYERS = Table(
    "image_layers",
    (
        Column("image", "integer"),
        Column("uri"),
        Column("version", "integer"),
        Column("remote", "json"),
        Column("local", "json"),
        Column("grants", "json"),
        Column("killed", "integer", 0),
        Column("deleted", "integer", 0),
        Column("missing", "integer", 0),
        Column("withdrawn", "integer", 0),
    ),
    by_stream=True,
)
UNSEARCHED = Table("images_unsearched", (Column("image", "integer"),), compared=False)
"""Images whose text the search does not know yet; emptied in small transactions of its own."""

_SEARCHED = frozenset(DESCRIPTIVE)


@dataclass(frozen=True, slots=True)
class ImageRow:
    """One image as lists and the inspector show it; `price` in minor units, moments as ISO 8601 texts."""

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


# ---------------------------------------------------------------- reactions


def _observed(top: Worktop, event: Recorded, fact: Fact) -> None:
    layers = top["image_layers"].make(event.stream_id)
    row = top["images"].make(event.stream_id)
    local = layers["local"]
    if fact.get("yields"):
        local = layers["local"] = {name: value for name, value in local.items() if name not in fact["yields"]}
    layers["remote"] = {**layers["remote"], **fact["fields"]} if layers["remote"] else fact["fields"]
    layers["uri"], layers["version"] = fact["uri"], fact["version"]
    layers["deleted"], layers["missing"] = layers["deleted"] if fact.get("late") else 0, 0
    if row["newer"] or fact.get("newer"):
        row["newer"] = as_list(sorted({*from_list(row["newer"]), *fact.get("newer", ())} & local.keys()))
    row["vendor"], row["asset_id"], row["feed"] = fact["vendor"], fact["asset_id"], fact["feed"]
    row["changed_at"] = event.recorded_at
    if row["first_position"] is None:
        row["first_position"] = event.position
        top["images_unsearched"].make(event.stream_id)
    elif not _SEARCHED.isdisjoint(fact.get("changed", ())):
        top["images_unsearched"].make(event.stream_id)


def _updated(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _settled(top, event, "in_sync", None)
    if row is None:
        return
    row["changed_at"] = event.recorded_at
    changes = fact.get("local")
    if changes:
        layers = top["image_layers"].make(event.stream_id)
        local = layers["local"] = {**layers["local"], **changes}
        if None in changes.values():
            layers["local"] = {name: value for name, value in local.items() if value is not None}
        if row["newer"]:
            row["newer"] = as_list([name for name in from_list(row["newer"]) if name not in changes])
        if not _SEARCHED.isdisjoint(changes):
            top["images_unsearched"].make(event.stream_id)


def _removed(top: Worktop, event: Recorded, fact: Fact) -> None:
    _mark(top, event, "missing" if fact.get("missing") else "deleted", 1)


def _killed(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _mark(top, event, "killed", 1)


def _reinstated(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _mark(top, event, "killed", 0)


def _withdrawn(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _mark(top, event, "withdrawn", 1)
    _settled(top, event, "in_sync", None)


def _touched(top: Worktop, event: Recorded, _fact: Fact) -> None:
    row = top["images"].get(event.stream_id)
    if row is not None:
        row["changed_at"] = event.recorded_at


def _granted(top: Worktop, event: Recorded, fact: Fact) -> None:
    if _settled(top, event, "in_sync", None) is not None:
        layers = top["image_layers"].make(event.stream_id)
        layers["grants"] = {**layers["grants"], fact["grant_id"]: fact["platform"]}
        _touched(top, event, fact)


def _contradicted(top: Worktop, event: Recorded, _fact: Fact) -> None:
    row = top["images"].get(event.stream_id)
    if row is not None:
        row["contradictions"] += 1


def _unchanged(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _settled(top, event, "in_sync", None)


def _failed(top: Worktop, event: Recorded, fact: Fact) -> None:
    _settled(top, event, "failed", fact["reason"])


def _conflicted(top: Worktop, event: Recorded, fact: Fact) -> None:
    fields = ", ".join(fact["wanted"])
    _settled(top, event, "conflict", f"Somebody changed {fields} meanwhile; nothing was overwritten.")


def _wished(top: Worktop, event: Recorded, _fact: Fact) -> None:
    row = top["images"].get(event.stream_id)
    if row is not None:
        row["sync"], row["batch"], row["failure"] = "pending", event.correlation_id, None


def _batch_finished(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Let go of images whose item was withdrawn: nothing will be heard of them."""
    if fact["state"] == "cancelled":
        for row in top["images"].select("batch = ? AND sync = 'pending'", event.stream.partition("-")[2]):
            row["sync"] = "in_sync"


def _settled(top: Worktop, event: Recorded, sync: str, failure: str | None) -> Row | None:
    row = top["images"].get(event.stream_id)
    if row is not None:
        row["sync"], row["failure"] = sync, failure
    return row


def _mark(top: Worktop, event: Recorded, flag: str, value: int) -> None:
    layers = top["image_layers"].get(event.stream_id)
    if layers is not None:
        layers[flag] = value
        _touched(top, event, {})


# ---------------------------------------------------------------- derived columns


def _settle(top: Worktop) -> None:
    images = top["images"]
    for layers in top["image_layers"].touched():
        _derive(layers, images.make(layers["image"]))


def _derive(layers: Row, row: Row) -> None:
    remote, local, grants = layers["remote"], layers["local"], layers["grants"]
    shown = {**remote, **local} if local else remote
    known = shown.get
    ends = known("licence_end")
    row["title"], row["price"], row["currency"] = known("title"), known("price"), known("currency")
    row["price_rank"] = _rank(row["price"], row["currency"])
    row["price_origin"] = "manual" if "price" in local else known("price_origin")
    row["licence_start"], row["licence_end"] = moments.seconds(known("licence_start")), moments.seconds(ends)
    row["use_until"] = moments.seconds(local.get("use_until", ends))
    row["online_until"] = moments.seconds(local.get("online_until", ends))
    row["territory"] = as_list(known("territory") or ())
    platforms = known("platforms") or ()
    row["platforms"] = as_list(dict.fromkeys([*platforms, *grants.values()]) if grants else platforms)
    row["state"], row["locked"] = _words(layers)
    row["corrected"] = as_list(local)
    row["lacking"] = as_list([name for name in DESCRIPTIVE if not known(name)])


def _words(layers: Row) -> tuple[str, str]:
    """Return the state, and the refusal a wish would meet (empty for none; only buying minds `blocked`)."""
    status = layers["remote"].get("status") or "usable"
    locked = "" if status == "usable" else "blocked"
    if layers["killed"]:
        locked = "killed" if status == "canceled" else "unconfirmed"
    elif layers["deleted"]:
        locked = "deleted"
    if status == "canceled":
        return "killed", locked
    for flag in ("deleted", "withdrawn"):
        if layers[flag]:
            return flag, locked
    if status != "usable":
        return "blocked", locked
    return "missing" if layers["missing"] else "usable", locked


def _rank(price: int | None, currency: str | None) -> int | None:
    return None if price is None else price * 10 ** (3 - money.exponent(currency or "EUR"))


_REACTIONS = {
    "image.observed": _observed,
    "image.observation-conflicted": _contradicted,
    "image.removed-by-vendor": _removed,
    "image.price-changed": _touched,
    "image.killed": _killed,
    "image.withheld": _touched,
    "image.reinstated": _reinstated,
    "image.metadata-updated": _updated,
    "image.metadata-unchanged": _unchanged,
    "image.metadata-update-failed": _failed,
    "image.metadata-conflicted": _conflicted,
    "image.use-granted": _granted,
    "image.withdrawn": _withdrawn,
    "batch.finished": _batch_finished,
}
_WISHES = {name: _wished for name in wishes() if name.startswith("image.")}

PROJECTION = Projection("images", (IMAGES, LAYERS, UNSEARCHED), {**_WISHES, **_REACTIONS}, _settle)


# ---------------------------------------------------------------- questions


def _row(found: Row) -> ImageRow:
    local = orjson.loads(found.pop("local"))
    shown = {**orjson.loads(found.pop("remote")), **local}
    ends = shown.get("licence_end")
    for name in _SHOWN:
        found[name] = shown.get(name)
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    found["platforms"], found["newer"] = from_list(found["platforms"]), from_list(found["newer"])
    found["changed_at"] = moments.iso(found["changed_at"])
    return ImageRow(
        key=f"{found['vendor']}:{found['asset_id']}",
        licence_end=ends,
        use_until=local.get("use_until", ends),
        online_until=local.get("online_until", ends),
        territory=tuple(shown.get("territory") or ()),
        corrected=tuple(local),
        **found,
    )


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
        return "images.vendor GLOB ?", (value.text,)
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
    return Field("moment", f"images.{name}")


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
    "state": Field(sql="images.state"),
    "status": Field(sql="images.state"),
    "sync": Field(sql="images.sync"),
    "corrected": Field("list", "images.corrected", missing="images.corrected = ''"),
    "newer": Field("list", "images.newer", missing="images.newer = ''"),
    "changed": Field("moment", "images.changed_at / 1000000"),
    "batch": item_of_batch("images.id"),
    "failed": ended_in("images.id", "failed"),
    "conflicted": ended_in("images.id", "conflicted"),
    "has": one_of(
        {
            "conflict": "images.sync = 'conflict' OR images.contradictions > 0",
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
        **columns("l", "uri version remote local"),
        "vendor_name": "v.name",
    },
    row=_row,
    fields=_FIELDS,
    orders={
        **columns("images", "id vendor licence_end use_until online_until changed_at sync state"),
        "key": "images.vendor",
        "title": "images.title COLLATE NOCASE",
        "price": "images.price_rank",
    },
    search=search.search,
    order="id",
    platform=_platform,
    keys="images.vendor || ':' || images.asset_id",
)
