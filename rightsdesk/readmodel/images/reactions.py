"""What each event does to an image's rows, and what follows from both layers for asking."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any

from rightsdesk.domain import money
from rightsdesk.domain.image import DESCRIPTIVE, AssessImage, RestoreAssessment
from rightsdesk.domain.position import position
from rightsdesk.domain.rights import Grant
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import charges, findings, moments, rights
from rightsdesk.readmodel.images.declared import IMAGES, LAYERS, UNSEARCHED
from rightsdesk.readmodel.projection import Fact, Page, Projection, Reaction, Worktop, wishes
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.stamps import stamp
from rightsdesk.readmodel.table import as_list, from_list
from rightsdesk.readmodel.usages import USAGES
from rightsdesk.readmodel.usages import reactions as usage_reactions
from rightsdesk.readmodel.usages.declared import row_id

_SEARCHED = frozenset(DESCRIPTIVE)
_NARROWING = frozenset({"territory", "territory_excluded", "media"})
"""Fields by which a vendor, or a person, may take a right away without naming a moment."""


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
    stamp(row, event)
    if row["first_position"] is None:
        row["first_position"] = event.position
        top["images_unsearched"].mark(event.stream_id)
        return
    if not _SEARCHED.isdisjoint(fact.get("changed", ())):
        top["images_unsearched"].mark(event.stream_id)
    if not _NARROWING.isdisjoint(fact.get("changed", ())):
        _taken(top, event, fact)


def _updated(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _settled(top, event, "in_sync", None)
    if row is None:
        return
    stamp(row, event)
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
        if not _NARROWING.isdisjoint(changes):
            _taken(top, event, fact)


def _removed(top: Worktop, event: Recorded, fact: Fact) -> None:
    if not fact.get("missing"):
        _taken(top, event, fact)
    _mark(top, event, "missing" if fact.get("missing") else "deleted", 1)


def _killed(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _blocked(top, event, _fact)
    _mark(top, event, "killed", 1)


def _blocked(top: Worktop, event: Recorded, _fact: Fact) -> None:
    """Note since when a picture must not be anywhere; what comes after that moves no date."""
    layers = top["image_layers"].get(event.stream_id)
    if layers is None:
        return
    if not (layers["killed"] or layers["deleted"] or layers["withdrawn"]):
        layers["blocked_at"] = event.recorded_at // 1_000_000
    _touched(top, event, {})


def _taken(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Note since when a right may be gone, unless the picture was blocked before."""
    layers = top["image_layers"].get(event.stream_id)
    if layers is not None and (layers["remote"].get("status") or "usable") == "usable":
        _blocked(top, event, fact)


def _reinstated(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _mark(top, event, "killed", 0)


def _withdrawn(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _taken(top, event, _fact)
    _mark(top, event, "withdrawn", 1)
    _settled(top, event, "in_sync", None)


def _touched(top: Worktop, event: Recorded, _fact: Fact) -> None:
    row = top["images"].get(event.stream_id)
    if row is not None:
        stamp(row, event)


def _assessed(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["images"].get(event.stream_id)
    if row is not None:
        row.update({name: int(value) for name, value in fact["after"].items()})
        stamp(row, event)


def _granted(top: Worktop, event: Recorded, fact: Fact) -> None:
    if _settled(top, event, "in_sync", None) is not None:
        layers = top["image_layers"].make(event.stream_id)
        grant = asdict(Grant(**{name: fact[name] for name in _OF_GRANT if name in fact}))
        layers["grants"] = {**layers["grants"], fact["grant_id"]: grant}
        layers["bought"] = {
            **layers["bought"],
            fact["grant_id"]: {"on": fact["purchased_on"], "told_at": event.position},
        }
        _touched(top, event, fact)


_OF_GRANT = frozenset(each.name for each in fields(Grant))


def _grant_moved(top: Worktop, event: Recorded, fact: Fact) -> None:
    row, layers = _settled(top, event, "in_sync", None), top["image_layers"].get(event.stream_id)
    if row is not None and layers is not None and fact["grant_id"] in layers["grants"]:
        moved = {name: fact[name] for name in ("use_until", "online_until")}
        layers["grants"] = {**layers["grants"], fact["grant_id"]: {**layers["grants"][fact["grant_id"]], **moved}}
        _touched(top, event, fact)


def _keeping(column: str, told: str, key: str) -> Reaction:
    """Return the reaction that keeps a restriction or an override under its identifier."""

    def react(top: Worktop, event: Recorded, fact: Fact) -> None:
        _settled(top, event, "in_sync", None)
        layers = top["image_layers"].make(event.stream_id)
        layers[column] = {**layers[column], fact[told][key]: fact[told]}
        _touched(top, event, fact)

    return react


def _forgetting(column: str, key: str) -> Reaction:
    """Return the reaction that lets one go."""

    def react(top: Worktop, event: Recorded, fact: Fact) -> None:
        _settled(top, event, "in_sync", None)
        layers = top["image_layers"].make(event.stream_id)
        layers[column] = {name: one for name, one in layers[column].items() if name != fact[key]}
        _touched(top, event, fact)

    return react


def _used(react: Reaction) -> Reaction:
    """Return a reaction of a usage that also ends the waiting of its picture for this very command."""

    def both(top: Worktop, event: Recorded, fact: Fact) -> None:
        react(top, event, fact)
        row = top["images"].get(event.stream_id)
        if row is not None and row["sync"] == "pending" and row["batch"] == event.correlation_id:
            _settled(top, event, "in_sync", None)

    return both


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
    for layers in list(top["image_layers"].touched()):
        _look(top, layers)
    for piece in rights.looked_at_again(top):
        for name in ("image_layers", "images"):
            top[name].load(piece)
        known = (row for image in piece if (row := top["image_layers"].get(image)) is not None)
        top["usages"].load({int(usage) for row in known for usage in row["usages"]})
        for image in piece:
            again = top["image_layers"].get(image)
            if again is not None:
                _look(top, again)
        for rows in top.values():
            rows.flush()


def _look(top: Worktop, layers: Row) -> None:
    row = top["images"].make(layers["image"])
    shown = _derive(layers, row)
    terms = rights.terms_for(top, row["vendor"])
    if rights.is_plain(layers, terms) and not layers["usages"]:
        layers["judged"] = ""
        rights.judge(top, layers, row, shown, terms)
        return
    mark = rights.mark(layers, shown, rights.terms_mark(top, row["vendor"]))
    anew = mark != layers["judged"]
    if anew:
        layers["judged"] = mark
        rights.judge(top, layers, row, shown, terms)
    told = usage_reactions.derive(top, layers, row, lambda: position(rights.holding(layers, shown), terms), anew=anew)
    if layers["grants"] and (anew or told):
        findings.of_grants(top, layers, row)


def _foresee(top: Worktop, page: Page) -> None:
    usages, owed = set[int](), set[int]()
    for event, fact in page:
        with suppress(LookupError, TypeError, ValueError, AttributeError):  # its reaction says what is wrong with it
            usages.update(map(row_id, _usages_in(fact)))
            owed.update(charges.row_of(event.stream, charge) for charge in _charges_in(fact))
    top["usages"].load(usages)
    top["charges"].load(owed)
    images = {row["image"] for key in usages if (row := top["usages"].get(key)) is not None}
    top["image_layers"].load(images)
    top["images"].load(images)


def _usages_in(fact: Fact) -> Iterator[str]:
    if "usage" in fact:
        yield fact["usage"]["usage_id"]
    elif "usage_id" in fact:
        yield fact["usage_id"]
    elif "charge" in fact and fact["charge"].get("usage_id"):
        yield fact["charge"]["usage_id"]


def _charges_in(fact: Fact) -> Iterator[str]:
    for charge in (*([fact["charge"]] if "charge" in fact else ()), *fact.get("charges", ())):
        yield charge["charge_id"]
    if "charge_id" in fact:
        yield fact["charge_id"]
    for drafted in fact.get("drafts", {}).values():
        yield from drafted


def _derive(layers: Row, row: Row) -> Mapping[str, Any]:
    """Compute what is asked from both layers, and return what counts."""
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
    bought = [grant["platform"] for grant in grants.values() if grant["platform"]]
    row["platforms"] = as_list(dict.fromkeys([*platforms, *bought]) if bought else platforms)
    row["state"], row["locked"] = _words(layers)
    row["corrected"] = as_list(local)
    row["lacking"] = as_list([name for name in DESCRIPTIVE if not known(name)])
    return shown


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
    "image.withheld": _blocked,
    "image.reinstated": _reinstated,
    "image.metadata-updated": _updated,
    "image.metadata-unchanged": _unchanged,
    "image.metadata-update-failed": _failed,
    "image.metadata-conflicted": _conflicted,
    "image.assessed": _assessed,
    "image.use-granted": _granted,
    "image.withdrawn": _withdrawn,
    "image.grant-extended": _grant_moved,
    "image.grant-shortened": _grant_moved,
    "image.use-restricted": _keeping("restrictions", "restriction", "restriction_id"),
    "image.restriction-lifted": _forgetting("restrictions", "restriction_id"),
    "image.restriction-overridden": _keeping("overrides", "override", "override_id"),
    "image.override-ended": _forgetting("overrides", "override_id"),
    "image.usage-placed": _used(usage_reactions.placed),
    "image.usage-ended": _used(usage_reactions.ended),
    "image.take-down-opened": _used(usage_reactions.alerted),
    "image.take-down-decided": _used(usage_reactions.decided),
    "vendor.agreement-changed": rights.agreed,
    "vendor.quota-reached": rights.quota_reached,
    "platform.registered": rights.platform_registered,
    **charges.REACTIONS,
    "batch.finished": _batch_finished,
}
_QUIET = {AssessImage.stored_name, RestoreAssessment.stored_name}
"""Wishes that say nothing of the metadata, so that a row waits for no batch because of them, nor forgets a failure."""
_WISHES = {name: _wished for name in wishes() - _QUIET if name.startswith("image.")}

PROJECTION = Projection(
    "images",
    (
        *(IMAGES, LAYERS, UNSEARCHED, rights.SPANS, rights.TERMS, rights.REACH),
        *(USAGES, charges.CHARGES, charges.SAME_USE, findings.FINDINGS),
    ),
    {**_WISHES, **_REACTIONS},
    _settle,
    version=2,
    foresee=_foresee,
)
