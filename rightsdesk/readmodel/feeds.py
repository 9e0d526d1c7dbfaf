"""The tables of feeds and of what they delivered that could not be taken over."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from rightsdesk.domain import streams
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Field
from rightsdesk.readmodel.projection import Fact, Projection, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.view import View, columns, containing

FEEDS = Table(
    "feeds",
    (
        Column("key"),
        Column("id", "integer"),
        Column("url", "text", ""),
        Column("profile", "text", ""),
        Column("vendor", "text", ""),
        Column("mode", "text", ""),
        Column("removed", "integer", 0),
        Column("counts", "json"),
        Column("quarantined", "integer", 0),
        Column("pulled_at", "integer"),
    ),
    indexes=(Index("id"),),
)
QUARANTINE = Table(
    "quarantine",
    (
        Column("feed"),
        Column("item"),
        Column("id", "integer"),
        Column("change_id", "text", ""),
        Column("uri", "text", ""),
        Column("code", "text", ""),
        Column("reason", "text", ""),
        Column("path", "text", ""),
        Column("since", "integer"),
        Column("held", "integer", 1),
    ),
    keys=2,
    indexes=(Index("id"),),
)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed; `counts` are summed over all pulls, `quarantined` items still wait for a person."""

    id: int
    key: str
    url: str
    profile: str
    vendor: str
    mode: str
    removed: bool
    counts: Mapping[str, int]
    quarantined: int
    pulled_at: str | None


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One delivered item that was set aside, with the reason and the place of the fault in it (JSON path)."""

    id: int
    key: str
    feed: str
    change_id: str
    uri: str
    code: str
    reason: str
    path: str
    since: str


def _configured(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["feeds"].make(fact["name"])
    row["id"], row["removed"] = event.stream_id, 0
    for name in ("url", "profile", "vendor", "mode"):
        row[name] = fact.get(name, "")


def _removed(top: Worktop, event: Recorded, _fact: Fact) -> None:
    top["feeds"].make(streams.identifier(event.stream))["removed"] = 1


def _pulled(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["feeds"].make(streams.identifier(event.stream))
    row["pulled_at"] = event.recorded_at
    for name, count in fact["counts"].items():
        row["counts"][name] = row["counts"].get(name, 0) + count


def _quarantined(top: Worktop, event: Recorded, fact: Fact) -> None:
    feed = streams.identifier(event.stream)
    item = top["quarantine"].get((feed, fact["item_id"]))
    if item is None or not item["held"]:
        top["feeds"].make(feed)["quarantined"] += 1
    item = top["quarantine"].make((feed, fact["item_id"]))
    item["id"], item["since"], item["held"] = event.position, event.recorded_at, 1
    for name in ("change_id", "uri", "code", "reason", "path"):
        item[name] = fact[name]


def _released(top: Worktop, event: Recorded, fact: Fact) -> None:
    feed = streams.identifier(event.stream)
    item = top["quarantine"].get((feed, fact["item_id"]))
    if item is not None and item["held"]:
        item["held"] = 0
        top["feeds"].make(feed)["quarantined"] -= 1


PROJECTION = Projection(
    "feeds",
    (FEEDS, QUARANTINE),
    {
        "feed.configured": _configured,
        "feed.removed": _removed,
        "feed.pulled": _pulled,
        "feed.item-quarantined": _quarantined,
        "feed.quarantine-released": _released,
    },
)


# ---------------------------------------------------------------- questions


def _feed(found: Row) -> FeedRow:
    found["removed"], found["counts"] = bool(found["removed"]), orjson.loads(found["counts"])
    found["pulled_at"] = moments.iso(found["pulled_at"]) if found["pulled_at"] else None
    return FeedRow(**found)


def _item(found: Row) -> QuarantineRow:
    found["since"] = moments.iso(found["since"])
    return QuarantineRow(**found)


VIEW = View(
    table="feeds",
    source="feeds",
    shown=columns("feeds", "key url profile vendor mode removed counts quarantined pulled_at"),
    row=_feed,
    fields={
        **{name: Field(sql=f"feeds.{name}") for name in ("key", "profile", "vendor", "mode")},
        "quarantined": Field("number", "feeds.quarantined"),
        "removed": Field("number", "feeds.removed"),
        "pulled": Field("moment", "feeds.pulled_at / 1000000"),
    },
    orders=columns("feeds", "id key profile pulled_at quarantined"),
    search=containing("feeds.key", "feeds.url"),
    order="key",
    visible="feeds.id IS NOT NULL",
)
QUARANTINE_VIEW = View(
    table="quarantine",
    source="quarantine",
    shown={"key": "quarantine.item", **columns("quarantine", "feed change_id uri code reason path since")},
    row=_item,
    fields={
        **{name: Field(sql=f"quarantine.{name}") for name in ("feed", "code", "uri", "path")},
        "key": Field(sql="quarantine.item"),
        "since": Field("moment", "quarantine.since / 1000000"),
    },
    orders=columns("quarantine", "id feed code since"),
    search=containing("quarantine.item", "quarantine.uri", "quarantine.reason"),
    order="id",
    visible="quarantine.held = 1",
    keys="quarantine.item",
)
