"""The table of findings: what does not fit together between rights, usages and money, each with its evidence.

A finding holds from a moment until a moment, half-open; whether it is open is asked of now. It disappears only when
what it rests on turns out otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rightsdesk.domain import ids
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Field
from rightsdesk.readmodel.projection import Worktop
from rightsdesk.readmodel.rights import NOW
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.usages.declared import row_id
from rightsdesk.readmodel.view import View, columns, containing

NOT_LICENSED, OVERRUN, NO_CREDIT, EMBARGO = "used-not-licensed", "overrun", "credit-missing", "embargo-broken"
NEVER_USED, PAID_TWICE, NO_PRICE = "never-used", "paid-twice", "price-unknown"
KINDS = (NOT_LICENSED, OVERRUN, NO_CREDIT, EMBARGO, NEVER_USED, PAID_TWICE, NO_PRICE)
UNUSED_AFTER = 30 * 86_400
"""Seconds after which a right that was bought and never used is a finding."""

FINDINGS = Table(
    "findings",
    (
        Column("id", "integer"),
        Column("key"),
        Column("kind"),
        Column("image"),
        Column("vendor"),
        Column("title"),
        Column("platform"),
        Column("usage", "integer"),
        Column("charge", "integer"),
        Column("article", "text", ""),
        Column("from_at", "integer"),  # seconds since 1970, as `until_at`
        Column("until_at", "integer"),
        Column("amount", "integer"),
        Column("currency"),
        Column("evidence", "text", ""),
        Column("told_at", "integer"),
    ),
    indexes=(Index("kind, from_at, until_at"), Index("usage"), Index("image"), Index("from_at")),
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as lists show it; `state` is open, coming or closed now, amounts in minor units.

    `evidence` names what tells it (an article's version, a file's row, a charge), `told_at` the event's position.
    """

    id: int
    key: str
    kind: str
    state: str
    image: str
    vendor: str
    vendor_name: str
    title: str
    platform: str
    article: str
    headline: str
    since: str | None
    until: str | None
    amount: int | None
    currency: str | None
    evidence: str
    told_at: int | None
    usage: str = ""
    charge: str = ""
    url: str = ""


# ---------------------------------------------------------------- of usages


def of_usage(top: Worktop, layers: Row, image: Row, usage: Row) -> None:
    """Keep what is wrong with a usage, and take away what is no longer."""
    told = {} if never_stood(usage) else {kind: tell(layers, usage) for kind, tell in _USAGE.items()}
    found = {kind: span for kind, span in told.items() if span is not None}
    for kind in {*found, *usage["found"].split()}:
        key = f"{kind}:{usage['key'].rpartition('#')[2]}"
        if kind not in found:
            top["findings"].drop(_id(key))
            continue
        row = _made(top, kind, key)
        row["from_at"], row["until_at"] = found[kind]
        row["image"], row["vendor"], row["title"] = (
            f"{image['vendor']}:{image['asset_id']}",
            image["vendor"],
            image["title"],
        )
        row["platform"], row["article"], row["usage"] = usage["platform"], usage["article"], usage["id"]
        row["amount"], row["currency"] = image["price"], image["currency"]
        row["evidence"], row["told_at"] = usage["evidence"], usage["told_at"]
    usage["found"] = " ".join(sorted(found))


Span = tuple[int, int | None]


def never_stood(usage: Row) -> bool:
    """Say whether a usage ended with its placement: it was recorded by mistake and stood nowhere."""
    return usage["turns"] == 1 and usage["ended_at"] is not None and usage["ended_at"] <= usage["placed_at"]


def _not_licensed(_layers: Row, usage: Row) -> Span | None:
    return None if usage["licensed"] else (usage["placed_at"], None)


def _overrun(_layers: Row, usage: Row) -> Span | None:
    until, ended = usage["online_until"], usage["ended_at"]
    if until is None or (ended is not None and ended <= until):
        return None
    return max(until, usage["placed_at"]), ended


def _no_credit(_layers: Row, usage: Row) -> Span | None:
    return (usage["placed_at"], usage["ended_at"]) if usage["credit"] == "" else None


def _embargo(layers: Row, usage: Row) -> Span | None:
    """An embargo beyond the placement: broken from the placement until it ends or the picture goes."""
    shown = {**layers["remote"], **layers["local"]}
    embargo = moments.seconds(shown.get("embargo_until"))
    if embargo is None or usage["placed_at"] >= embargo:
        return None
    return usage["placed_at"], min(embargo, usage["ended_at"] or embargo)


def _both(_layers: Row, usage: Row) -> Span | None:
    """A use that is charged although a bought right covers it."""
    return (usage["placed_at"], None) if usage["charge"] is not None and usage["basis"] == "purchase" else None


_USAGE: dict[str, Callable[[Row, Row], Span | None]] = {
    NOT_LICENSED: _not_licensed,
    OVERRUN: _overrun,
    NO_CREDIT: _no_credit,
    EMBARGO: _embargo,
    PAID_TWICE: _both,
}


# ---------------------------------------------------------------- of grants


def of_grants(top: Worktop, layers: Row, image: Row) -> None:
    """Keep which bought rights of a picture were never used on their platform."""
    rows = (top["usages"].get(int(key)) for key in layers["usages"])
    used = {(row["platform"], row["medium"]) for row in rows if row is not None and not never_stood(row)}
    for grant_id, grant in layers["grants"].items():
        key = f"{NEVER_USED}:{grant_id}"
        if grant["origin"] != "purchase" or any(_covers(grant, *where) for where in used):
            top["findings"].drop(_id(key))
            continue
        row = _made(top, NEVER_USED, key)
        bought = layers["bought"].get(grant_id) or {}
        since = moments.seconds(bought.get("on"))
        row["from_at"] = None if since is None else since + UNUSED_AFTER
        row["image"], row["vendor"], row["title"] = (
            f"{image['vendor']}:{image['asset_id']}",
            image["vendor"],
            image["title"],
        )
        row["platform"], row["amount"], row["currency"] = grant["platform"], grant["price"], grant["currency"]
        row["evidence"], row["told_at"] = f"grant {grant_id}", bought.get("told_at")


def _covers(grant: Row, platform: str, medium: str) -> bool:
    return grant["platform"] in {"", platform} and grant["medium"] in {"", medium}


# ---------------------------------------------------------------- of charges


def of_charge(top: Worktop, charge: Row) -> None:
    """Keep whether the price of an open charge is unknown."""
    key = f"{NO_PRICE}:{charge['key']}"
    if charge["amount"] is None and charge["state"] != "reversed":
        _tell_charge(_made(top, NO_PRICE, key), charge)
    elif charge["unpriced"]:
        top["findings"].drop(_id(key))
    charge["unpriced"] = int(charge["amount"] is None and charge["state"] != "reversed")


def paid_twice(top: Worktop, charges: list[Row]) -> None:
    """Keep which of the charges for one and the same use came after the first; the first one is due."""
    owed = [charge for charge in charges if charge["state"] != "reversed"]
    owed.sort(key=lambda charge: (charge["occurred_on"], charge["told_at"]))
    double = {charge["id"] for charge in owed[1:]}
    for charge in charges:
        key = f"{PAID_TWICE}:{charge['key']}"
        if charge["id"] in double:
            _tell_charge(_made(top, PAID_TWICE, key), charge)
        elif charge["doubled"]:
            top["findings"].drop(_id(key))
        charge["doubled"] = int(charge["id"] in double)


def _tell_charge(row: Row, charge: Row) -> None:
    row["from_at"], row["charge"] = moments.midnight(date.fromisoformat(charge["occurred_on"])), charge["id"]
    for name in ("image", "vendor", "title", "platform", "article", "amount", "currency", "told_at"):
        row[name] = charge[name]
    row["usage"] = row_id(charge["usage"]) if charge["usage"] else None
    row["evidence"] = f"charge {charge['key'].rpartition('#')[2]}"


def _made(top: Worktop, kind: str, key: str) -> Row:
    row = top["findings"].make(_id(key))
    row["kind"], row["key"] = kind, key
    return row


def _id(key: str) -> int:
    return row_id(ids.named("finding", key))


# ---------------------------------------------------------------- questions

_STATE = (
    f"CASE WHEN findings.from_at > {NOW} THEN 'coming' WHEN findings.until_at <= {NOW} THEN 'closed' ELSE 'open' END"
)
_STATE_RANK = (
    f"WHEN findings.from_at > {NOW} THEN 2e11 + findings.from_at"
    f" WHEN findings.until_at <= {NOW} THEN 1e11 - findings.from_at ELSE - findings.from_at"
)


def _row(found: dict[str, Any]) -> FindingRow:
    found["since"], found["until"] = moments.iso_if(found["since"]), moments.iso_if(found["until"])
    for name in ("vendor_name", "headline", "usage", "charge", "url", "title"):
        found[name] = found[name] or ""
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    return FindingRow(**found)


VIEW = View(
    table="findings",
    source="findings LEFT JOIN vendors v ON v.key = findings.vendor LEFT JOIN usages u ON u.id = findings.usage"
    " LEFT JOIN charges c ON c.id = findings.charge",
    shown={
        **columns("findings", "key kind image vendor title platform article amount currency evidence told_at"),
        "state": _STATE,
        "vendor_name": "v.name",
        "headline": "u.headline",
        "url": "u.url",
        "since": "findings.from_at",
        "until": "findings.until_at",
        "usage": "u.key",
        "charge": "c.key",
    },
    row=_row,
    fields={
        **{name: Field(sql=f"findings.{name}") for name in ("key", "kind", "image", "vendor", "platform", "article")},
        "state": Field(sql=_STATE),
        "status": Field(sql=_STATE),
        "since": Field("moment", "findings.from_at"),
        "until": Field("moment", "findings.until_at"),
        "amount": Field("money", "findings.amount * 10"),
        "currency": Field(sql="findings.currency"),
        "usage": Field(sql="(SELECT u.key FROM usages u WHERE u.id = findings.usage)"),
        "charge": Field(sql="(SELECT c.key FROM charges c WHERE c.id = findings.charge)"),
    },
    orders={
        **columns("findings", "id key kind vendor platform amount image article"),
        "since": "findings.from_at",
        "until": "findings.until_at",
        # Open ones first, newest first; then what is over, then what is to come, nearest first.
        "pressing": f"CASE {_STATE_RANK} END",
        "title": "findings.title COLLATE NOCASE",
    },
    search=containing("findings.image", "findings.title", "findings.article", "findings.vendor", "findings.evidence"),
    order="since",
    descending=True,
    visible="findings.from_at IS NOT NULL",
    platform=lambda platform: ("findings.platform IN ('', ?)", (platform,)),
)
