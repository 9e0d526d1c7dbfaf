"""The timeline: one row for each thing somebody did, however many items it touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from rightsdesk.domain import feed, platform, streams, timetable, upkeep, vendor
from rightsdesk.domain.messages import REGISTER
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import batches, moments
from rightsdesk.readmodel.conditions import Condition, Field
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.projection import Fact, Projection, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.titles import title
from rightsdesk.readmodel.view import View, columns, containing

STORIES = (feed, platform, timetable, upkeep, vendor, *batches.STORIES)
"""The stories told on the timeline: importing them fills the register."""

LONGEST = 18
"""Figures of a number that can be an event's."""

ACTIVITY = Table(
    "activity",
    (
        Column("key"),  # the correlation shared by what one command caused, else the event's own position
        Column("id", "integer"),  # position of the event that names the row; None until it has come
        Column("at", "integer"),
        Column("actor", "text", ""),
        Column("what", "text", ""),
        Column("title", "text", ""),
        Column("subject", "text", ""),
        Column("batch"),
        Column("count", "integer", 0),
        Column("first", "integer"),
        Column("last", "integer"),
        Column("detail", "json"),
    ),
    indexes=(Index("id"),),
)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of the timeline, or one event of a history; `first` to `last` are positions in the log."""

    id: int
    at: str
    actor: str
    what: str
    title: str
    subject: str
    batch: str | None
    count: int
    first: int
    last: int
    detail: Mapping[str, Any]


TITLES = {
    "vendor.registered": "Vendor registered",
    "vendor.changed": "Vendor changed",
    "vendor.self-billing-agreed": "Self-billing agreed",
    "vendor.agreement-changed": "Agreement changed",
    "vendor.bank-account-changed": "Bank account changed",
    "vendor.bank-account-confirmed": "Bank account confirmed",
    "vendor.blocked": "Vendor blocked",
    "platform.registered": "Platform set up",
    "feed.configured": "Feed set up",
    "feed.removed": "Feed removed",
    "feed.pulled": "Feed synchronised",
    "feed.quarantine-released": "Item released from quarantine",
    "export.written": "Export written",
    "timetable.ran": "Run by the timetable",
    "tables.swapped": "Rebuilt tables swapped in",
    "tables.put-back": "Replaced tables put back",
    "image.killed": "Image killed by its vendor",
    "batch.paused": "Batch paused",
    "batch.resumed": "Batch resumed",
    "batch.moved": "Batch moved in the queue",
    "batch.cancel-requested": "Batch cancelled",
    "batch.retried": "Failed items tried again",
    "batch.redo-requested": "Batch done again",
    "batch.undone": "Batch undone",
}
"""What is told in a line of its own, and how; everything else happens to items and only widens its command's line."""


def _told(top: Worktop, event: Recorded, fact: Fact) -> None:
    category = streams.category(event.stream)
    own = category in {"batch", "image"} or event.correlation_id is None
    row = _line(top, event, f"#{event.position}" if own else str(event.correlation_id))
    row["count"] += sum(fact["counts"].values()) if event.name == "feed.pulled" else 1
    if row["id"] is not None:
        return
    _name(row, event, TITLES[event.name])
    row["detail"] = _detail(event, fact)
    if category == "batch":
        row["batch"] = streams.identifier(event.stream)


def _detail(event: Recorded, fact: Fact) -> Fact:
    """Return the content worth showing; a cursor is the adapter's own affair and a profile is personal."""
    if event.name.startswith("vendor."):
        return {"fields": sorted(fact.get("profile", fact))}
    return {name: value for name, value in fact.items() if name not in {"cursor", "raw", "details"}}


def _queued(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _line(top, event, streams.identifier(event.stream))
    row["batch"], row["count"] = streams.identifier(event.stream), fact["total"]
    row["detail"] = {"kind": fact["kind"], "number": fact["number"], "wish": fact["wish"]}
    _name(row, event, title(fact["kind"], fact["wish"]))


def _name(row: Row, event: Recorded, text: str) -> None:
    row["id"], row["at"], row["actor"] = event.position, event.recorded_at, event.actor
    row["what"], row["title"], row["subject"] = event.name, text, event.stream


def _widened(top: Worktop, event: Recorded, _fact: Fact) -> None:
    if event.correlation_id is not None:
        row = top["activity"].make(event.correlation_id)
        row["last"] = event.position
        if row["first"] is None:
            row["first"] = event.position


def _line(top: Worktop, event: Recorded, key: str) -> Row:
    row = top["activity"].make(key)
    if row["first"] is None:
        row["first"] = event.position
    row["last"] = event.position
    return row


PROJECTION = Projection(
    "activity",
    (ACTIVITY,),
    {
        **dict.fromkeys(REGISTER, _widened),
        **dict.fromkeys(TITLES, _told),
        "batch.queued": _queued,
    },
)


# ---------------------------------------------------------------- questions


def _row(found: Row) -> ActivityRow:
    found["at"], found["detail"] = moments.iso(found["at"]), orjson.loads(found["detail"])
    return ActivityRow(**found)


_WORDS = containing("activity.title", "activity.actor", "activity.subject", "activity.what")
_PLATFORM = "coalesce(activity.detail ->> '$.wish.platform', activity.detail ->> '$.platform')"
_OF_IMAGE = (
    "activity.subject = 'image-' || ? OR activity.batch IN (SELECT b.key FROM batches b JOIN batch_items i"
    " ON i.batch = b.id JOIN images m ON m.id = i.item WHERE m.asset_id = ? OR m.vendor || ':' || m.asset_id = ?)"
)


def _searched(values: Sequence[Value]) -> Condition:
    """Find words, the entry to which the event of a number belongs, and what happened to the image of an id."""
    found = [_WORDS(values)]
    for value in values:
        if value.text.isdecimal() and len(value.text) < LONGEST:
            found.append(("? BETWEEN activity.first AND activity.last", (int(value.text),)))
        if any(sign.isdecimal() for sign in value.text):
            found.append((_OF_IMAGE, (value.text,) * 3))
    return " OR ".join(f"({sql})" for sql, _ in found), tuple(one for _, values_ in found for one in values_)


VIEW = View(
    table="activity",
    source="activity",
    shown=columns("activity", "at actor what title subject batch count first last detail"),
    row=_row,
    fields={
        "actor": Field(sql="activity.actor"),
        "what": Field(sql="activity.what"),
        "subject": Field(sql="activity.subject"),
        "platform": Field(sql=_PLATFORM),
        "at": Field("moment", "activity.at / 1000000"),
        "event": Field("number", "activity.id"),
        "count": Field("number", "activity.count"),
        "batch": Field("number", "(SELECT b.number FROM batches b WHERE b.key = activity.batch)"),
    },
    orders=columns("activity", "id at actor what title subject count"),
    search=_searched,
    order="id",
    descending=True,
    visible="activity.id IS NOT NULL",
    keys="activity.key",
)
