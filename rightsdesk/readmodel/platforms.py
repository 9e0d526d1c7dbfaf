"""The table of platforms: what belongs to which online title, its colour and letter."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel.conditions import Field
from rightsdesk.readmodel.projection import Fact, Projection, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.view import View, columns, containing

PLATFORMS = Table(
    "platforms",
    (
        Column("key"),
        Column("id", "integer"),
        Column("name", "text", ""),
        Column("details", "json"),
    ),
    indexes=(Index("id"),),
)


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One platform; `letter` and `colour` mark everything that belongs to it."""

    id: int
    key: str
    name: str
    colour: str
    letter: str
    details: Mapping[str, str]


def _registered(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["platforms"].make(fact["platform_id"])
    row["id"], row["name"], row["details"] = event.stream_id, fact["name"], fact["details"]


PROJECTION = Projection("platforms", (PLATFORMS,), {"platform.registered": _registered})


def _row(found: Row) -> PlatformRow:
    found["details"] = details = orjson.loads(found["details"])
    letter = (found["name"] or found["key"])[:1].upper()
    return PlatformRow(colour=details.get("colour", ""), letter=letter, **found)


VIEW = View(
    table="platforms",
    source="platforms",
    shown=columns("platforms", "key name details"),
    row=_row,
    fields={"key": Field(sql="platforms.key"), "platform": Field(sql="platforms.key")},
    orders={"id": "platforms.id", "key": "platforms.key", "name": "platforms.name COLLATE NOCASE"},
    search=containing("platforms.key", "platforms.name"),
    order="name",
    visible="platforms.id IS NOT NULL",
)
