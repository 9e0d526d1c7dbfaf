"""What each event does to an image's rows, and what follows from both layers for asking."""

from rightsdesk.domain import money
from rightsdesk.domain.image import DESCRIPTIVE
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.images.declared import IMAGES, LAYERS, UNSEARCHED
from rightsdesk.readmodel.projection import Fact, Projection, Worktop, wishes
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import as_list, from_list

_SEARCHED = frozenset(DESCRIPTIVE)


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
        top["images_unsearched"].mark(event.stream_id)
    elif not _SEARCHED.isdisjoint(fact.get("changed", ())):
        top["images_unsearched"].mark(event.stream_id)


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
            top["images_unsearched"].mark(event.stream_id)


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
