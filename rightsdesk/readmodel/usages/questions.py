"""What a row of usages is made of, what may be asked of it, in which orders it comes."""

from dataclasses import dataclass
from typing import Any

from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Condition, Field
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.rights import NOW
from rightsdesk.readmodel.view import View, columns, containing, one_of

SOON = 7 * 86_400
"""Seconds before its end from which a usage counts as due."""


def due(now: str) -> str:
    """Return since when a usage must be offline, seen at a second: since its present pause began, else for good."""
    pause = (
        f"SELECT g.value ->> 0 FROM json_each(usages.pauses) g WHERE g.value ->> 0 <= {now} AND g.value ->> 1 > {now}"
    )
    return f"CASE WHEN usages.pauses = '' THEN usages.online_until ELSE coalesce(({pause}), usages.online_until) END"


DUE = due(NOW)
STATE = (
    "CASE WHEN usages.ended_at IS NOT NULL THEN 'ended'"
    f" WHEN {DUE} <= {NOW} THEN 'overdue'"
    f" WHEN usages.online_until <= {NOW} + {SOON} THEN 'due' ELSE 'online' END"
)
"""How a usage stands now: online, due within a week, overdue, ended."""

TASK = (
    f"CASE WHEN usages.ended_at IS NOT NULL OR ({DUE} <= {NOW}) IS NOT TRUE THEN ''"
    f" WHEN usages.decision <> '' AND usages.decided_on = {DUE} THEN usages.decision ELSE 'open' END"
)
"""The take-down task of an overdue usage: open, or what was decided on just this date; empty where there is none."""


@dataclass(frozen=True, slots=True)
class UsageRow:
    """One usage as lists and the inspector show it; moments as ISO 8601 texts, amounts in minor units.

    `online_until` is when it must come down (None = never), `because` the ground, `basis` what it rests on: purchase,
    manual, feed, agreement or nothing. `amount` is what is owed for it.
    """

    id: int
    key: str
    usage: str
    image: str
    vendor: str
    vendor_name: str
    asset_id: str
    title: str
    platform: str
    article: str
    headline: str
    url: str
    medium: str
    kind: str
    size: str
    position: str
    section: str
    editor: str
    credit: str | None
    source: str
    first_at: str | None
    placed_at: str | None
    ended_at: str | None
    online_until: str | None
    planned_until: str | None
    state: str
    task: str
    because: str
    basis: str
    licensed: bool
    turns: int
    decision: str
    decided_by: str | None
    decided_at: str | None
    decided_for: str | None
    accepted_until: str | None
    alerted: str | None
    replacement: str
    evidence: str
    told_at: int | None
    amount: int | None = None
    currency: str | None = None
    price: int | None = None


_MOMENTS = (
    *("first_at", "placed_at", "ended_at", "online_until", "planned_until", "decided_at", "accepted_until", "alerted"),
)


def _row(found: dict[str, Any]) -> UsageRow:
    for name in _MOMENTS:
        found[name] = moments.iso_second(found[name]) if found[name] is not None else None
    image, _, usage = found["key"].rpartition("#")
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    found["title"] = found["title"] or found["asset_id"]
    found["licensed"] = bool(found["licensed"])
    return UsageRow(image=image, usage=usage, **found)


def _moment(name: str) -> Field:
    return Field("moment", f"usages.{name}")


def _image(value: Value) -> Condition:
    vendor, _, asset_id = value.text.partition(":")
    return "usages.vendor = ? AND usages.asset_id = ?", (vendor, asset_id)


VIEW = View(
    table="usages",
    source="usages LEFT JOIN vendors v ON v.key = usages.vendor LEFT JOIN charges c ON c.id = usages.charge"
    " LEFT JOIN images i ON i.id = usages.image",
    shown={
        **columns(
            "usages",
            "key vendor asset_id title platform article headline url medium kind size position section editor credit"
            " source first_at placed_at ended_at online_until planned_until because basis licensed turns decision"
            " decided_by decided_at decided_for accepted_until alerted replacement evidence told_at",
        ),
        "online_until": DUE,
        "state": STATE,
        "task": TASK,
        "vendor_name": "v.name",
        "amount": "c.amount",
        "currency": "coalesce(c.currency, i.currency)",
        "price": "i.price",
    },
    row=_row,
    fields={
        **{
            name: Field(sql=f"usages.{name}", missing=f"coalesce(usages.{name}, '') = ''")
            for name in (
                *("key", "vendor", "asset_id", "platform", "article", "medium", "kind", "size", "position", "section"),
                *("editor", "source", "because", "basis", "decision", "url", "decided_by"),
            )
        },
        "image": Field(one=_image, expects="vendor and asset id such as alpenpix:100001"),
        "credit": Field(sql="usages.credit", missing="usages.credit = ''"),
        "state": Field(sql=STATE),
        "status": Field(sql=STATE),
        "task": Field(sql=TASK, missing=f"{TASK} = ''"),
        "online_until": _moment("online_until"),
        "placed": _moment("placed_at"),
        "placed_at": _moment("placed_at"),
        "first": _moment("first_at"),
        "ended": _moment("ended_at"),
        "turns": Field("number", "usages.turns"),
        "has": one_of(
            {
                "licence": "usages.licensed = 1",
                "task": f"{TASK} <> ''",
                "credit": "usages.credit <> ''",
                "charge": "usages.charge IS NOT NULL",
                "finding": "usages.found <> ''",
            }
        ),
    },
    orders={
        **columns(
            "usages",
            "id key vendor asset_id platform article position section editor placed_at first_at ended_at online_until"
            " source basis because turns decision",
        ),
        "title": "usages.title COLLATE NOCASE",
        "headline": "usages.headline COLLATE NOCASE",
        # What is over comes last; what may stay for ever stands before it.
        "days": "CASE WHEN usages.ended_at IS NOT NULL THEN 9e15 ELSE coalesce(usages.online_until, 8e15) END",
        "state": STATE,
        "task": TASK,
    },
    search=containing("usages.title", "usages.headline", "usages.asset_id", "usages.article", "usages.url"),
    order="online_until",
    platform=lambda platform: ("usages.platform = ?", (platform,)),
)
