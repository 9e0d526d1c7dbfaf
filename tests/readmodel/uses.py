"""Short ways to tell a log of usages and what is owed for them, and to ask the tables at a moment."""

from datetime import UTC, date, datetime
from typing import Any

from rightsdesk.domain import account, ids, image, streams
from rightsdesk.domain.rights import Usage
from rightsdesk.readmodel import Query, Reader, ReadModel
from tests.readmodel.told import Told

OCTOBER = "2026-10-05T10:00:00+00:00"
DECEMBER = "2026-12-31T23:59:59+01:00"


class Wall:
    """A clock on the wall that a test sets; it starts in November 2026."""

    def __init__(self) -> None:
        self.at = "2026-11-23T12:00:00+00:00"

    def __call__(self) -> int:
        """Return the second it shows."""
        return int(datetime.fromisoformat(self.at).timestamp())

    def day(self) -> date:
        """Return the day it shows."""
        return datetime.fromtimestamp(self(), UTC).date()


def placed(told: Told, stream: str, usage: str = "", platform: str = "tag", **more: Any) -> str:
    """Place a picture and return the identifier of the usage, made from article and platform."""
    at, evidence = more.pop("at", OCTOBER), more.pop("evidence", "a1@1")
    article = more.pop("article", "a1")
    key = usage or name(f"{stream}-{article}-{platform}")
    told.happened(stream, image.ImageUsagePlaced(Usage(key, platform, article, **more), at, evidence))
    return key


def name(text: str) -> str:
    """Return an identifier as usages have them."""
    return ids.named("test-usage", text)


def owed(told: Told, charge_id: str, usage: str = "", amount: int | None = 1250, **more: Any) -> str:
    """Let a charge accrue on platform tag and return the account's stream."""
    stream = streams.account(more.pop("platform", "tag"), more.pop("vendor", "alpenpix"))
    values = {"currency": "EUR", "occurred_on": "2026-10-05", "image": "alpenpix:1", "title": "Sunset"} | more
    charge = account.Charge(charge_id, amount=amount, basis="item", usage_id=usage, **values)
    told.happened(stream, account.ChargeAccrued(charge))
    return stream


def asking(model: ReadModel, wall: Wall) -> Reader:
    """Return a reader that asks at the moment on the wall."""
    return model.reader(wall.day, wall)


def rows(model: ReadModel, reader: Reader, table: str, where: str = "") -> list[Any]:
    """Bring the tables up to date and return matching rows."""
    model.catch_up_fully()
    return reader.rows(table, reader.ids(Query(table, where)))
