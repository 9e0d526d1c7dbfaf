"""The table of charges: every amount that became owed, with its frozen basis, open, billed or reversed."""

from dataclasses import dataclass
from typing import Any

import orjson

from rightsdesk.domain import ids, streams
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import findings
from rightsdesk.readmodel.conditions import Field
from rightsdesk.readmodel.projection import Fact, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.usages.declared import row_id
from rightsdesk.readmodel.view import View, columns, containing, one_of

CHARGES = Table(
    "charges",
    (
        Column("id", "integer"),
        Column("key"),
        Column("platform"),
        Column("vendor"),
        Column("image"),
        Column("title"),
        Column("usage"),
        Column("article"),
        Column("amount", "integer"),
        Column("currency"),
        Column("occurred_on"),
        Column("basis"),
        Column("granted"),
        Column("rate_version", "integer", 0),
        Column("late", "integer", 0),
        Column("state", "text", "open"),
        Column("advice", "text", ""),
        Column("reason", "text", ""),
        Column("difference", "integer"),
        Column("difference_currency"),
        Column("differs", "integer", 0),  # also where the new price is unknown
        Column("told_at", "integer"),
        Column("unpriced", "integer", 0),
        Column("doubled", "integer", 0),
    ),
    indexes=(
        Index("vendor, state"),
        Index("usage"),
        Index("image"),
        Index("occurred_on, state, vendor, currency, amount, platform"),  # months of spending are summed from it alone
    ),
)
SAME_USE = Table("same_uses", (Column("id", "integer"), Column("charges", "text", "[]")))
"""Charges that may be for one and the same use of a picture: the article's address, or its purchase, tells them."""


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """One charge as lists show it; `amount` in minor units, None = unknown; `state` is open, billed or reversed."""

    id: int
    key: str
    platform: str
    vendor: str
    vendor_name: str
    image: str
    title: str
    usage: str
    article: str
    amount: int | None
    currency: str
    occurred_on: str
    basis: str
    rate_version: int
    late: bool
    state: str
    advice: str
    reason: str
    difference: int | None
    difference_currency: str | None
    told_at: int


def accrued(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Open a charge."""
    _opened(top, event, fact["charge"])


def _opened(top: Worktop, event: Recorded, told: Fact) -> None:
    row = top["charges"].make(row_of(event.stream, told["charge_id"]))
    row["platform"], row["vendor"] = streams.pair(event.stream)
    row["key"] = f"{streams.identifier(event.stream)}#{told['charge_id']}"
    for name in ("image", "title", "amount", "currency", "occurred_on", "basis"):
        row[name] = told[name]
    row["usage"], row["article"] = told.get("usage_id", ""), told.get("article", "")
    row["rate_version"], row["late"] = told.get("rate_version", 0), int(told.get("late", False))
    row["granted"], row["state"], row["advice"] = told["grant_id"], "open", ""
    row["told_at"] = event.position if row["told_at"] is None else row["told_at"]
    _owe_for_usage(top, row)
    findings.of_charge(top, row)
    _compare(top, row)


def reversed_(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Owe a charge no longer."""
    row = top["charges"].get(row_of(event.stream, fact["charge_id"]))
    if row is not None:
        row["state"], row["reason"] = "reversed", fact["reason"]
        _owe_for_usage(top, row)
        findings.of_charge(top, row)
        _compare(top, row)


def drafted(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Put charges on drafted credit advices."""
    for advice, charges in fact["drafts"].items():
        for charge_id in charges:
            row = top["charges"].get(row_of(event.stream, charge_id))
            if row is not None:
                row["state"], row["advice"] = "billed", advice


def released(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Open the charges of a rejected draft again."""
    for told in fact["charges"]:
        _opened(top, event, told)


def differing(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Note that the vendor's price for a billed time is another one now."""
    row = top["charges"].get(row_of(event.stream, fact["charge_id"]))
    if row is not None:
        row["difference"], row["difference_currency"], row["differs"] = fact["price"], fact["price_currency"], 1


def settled(top: Worktop, event: Recorded, fact: Fact) -> None:
    """Take a difference off the list, as decided."""
    row = top["charges"].get(row_of(event.stream, fact["charge_id"]))
    if row is not None:
        row["difference"], row["difference_currency"], row["differs"] = None, None, 0


def row_of(stream: str, charge_id: str) -> int:
    """Return the row id of a charge in an account's stream."""
    return row_id(ids.named("charge-row", stream, charge_id))


def _owe_for_usage(top: Worktop, charge: Row) -> None:
    """Let the usage know what is owed for it; its findings are looked at again."""
    usage = top["usages"].get(row_id(charge["usage"])) if charge["usage"] else None
    if usage is not None:
        usage["charge"] = None if charge["state"] == "reversed" else charge["id"]
        top["image_layers"].get(usage["image"])


def _compare(top: Worktop, charge: Row) -> None:
    """Look at all charges for the same use: the same picture at the same address, or a use of what was bought."""
    if not charge["image"] or _is_extension(charge):
        return
    group = top["same_uses"].make(
        row_id(ids.named("same-use", charge["image"], charge["platform"], _address(top, charge)))
    )
    known = orjson.loads(group["charges"])
    if charge["id"] not in known:
        known.append(charge["id"])
        group["charges"] = orjson.dumps(known).decode()
    if len(known) > 1:
        findings.paid_twice(top, [row for key in known if (row := top["charges"].get(key)) is not None])


def _is_extension(charge: Row) -> bool:
    """Say whether a longer time is owed: a purchase has the identifier of its grant, a longer time one of its own."""
    return bool(charge["granted"]) and charge["key"].rpartition("#")[2] != charge["granted"]


def _address(top: Worktop, charge: Row) -> str:
    usage = top["usages"].get(row_id(charge["usage"])) if charge["usage"] else None
    if usage is None:
        return str(charge["granted"] or charge["article"] or charge["usage"])
    return str(usage["url"] or charge["article"])


REACTIONS = {
    "account.charge-accrued": accrued,
    "account.charge-reversed": reversed_,
    "account.advice-drafted": drafted,
    "account.advice-released": released,
    "account.price-difference-detected": differing,
    "account.price-difference-settled": settled,
}


# ---------------------------------------------------------------- questions


def _row(found: dict[str, Any]) -> ChargeRow:
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    found["late"] = bool(found["late"])
    return ChargeRow(**found)


VIEW = View(
    table="charges",
    source="charges LEFT JOIN vendors v ON v.key = charges.vendor",
    shown={
        **columns(
            "charges",
            "key platform vendor image title usage article amount currency occurred_on basis rate_version late state"
            " advice reason difference difference_currency told_at",
        ),
        "vendor_name": "v.name",
    },
    row=_row,
    fields={
        **{
            name: Field(sql=f"charges.{name}")
            for name in (
                "key",
                "platform",
                "vendor",
                "image",
                "article",
                "usage",
                "basis",
                "state",
                "advice",
                "currency",
            )
        },
        "status": Field(sql="charges.state"),
        "amount": Field("money", "charges.amount * 10", missing="charges.amount IS NULL"),
        "occurred_on": Field("day", "charges.occurred_on"),
        "rate_version": Field("number", "charges.rate_version"),
        "late": Field("number", "charges.late"),
        "difference": Field("money", "charges.difference * 10"),
        "has": one_of({"difference": "charges.differs = 1", "usage": "charges.usage <> ''"}),
    },
    orders=columns(
        "charges", "id key platform vendor image amount occurred_on basis state article late rate_version title"
    ),
    search=containing("charges.image", "charges.title", "charges.article", "charges.vendor", "charges.key"),
    order="occurred_on",
    descending=True,
    platform=lambda platform: ("charges.platform = ?", (platform,)),
)
