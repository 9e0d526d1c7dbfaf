"""The table of credit advices, from draft to document."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from rightsdesk.readmodel import moments
from rightsdesk.readmodel.advice_facts import REACTIONS
from rightsdesk.readmodel.conditions import Condition, Field, word
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.projection import Projection
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table, from_list
from rightsdesk.readmodel.view import View, columns, containing, ended_in, item_of_batch, one_of

ADVICES = Table(
    "credit_advices",
    (
        Column("id", "integer"),
        Column("key"),
        Column("number"),
        Column("vendor"),
        Column("platform"),
        Column("currency"),
        Column("period"),
        Column("run", "integer", 1),
        Column("state"),
        Column("net", "integer", 0),
        Column("tax", "integer", 0),
        Column("gross", "integer", 0),
        Column("lines", "integer", 0),
        Column("findings", "integer", 0),
        Column("stops", "integer", 0),
        Column("finding_list", "json", "[]"),
        Column("sha256"),
        Column("xml"),
        Column("verdicts", "json", "{}"),
        Column("drafted_at", "integer"),
        Column("drafted_by"),
        Column("approved_by"),
        Column("issued_on"),
        Column("batch"),
        Column("failure"),
        Column("charges", "json", "[]"),
        Column("approvals", "list", ""),
        Column("trail", "json", "[]"),
        Column("asked", "text", ""),
        Column("conflict", "text", ""),
        Column("replaces", "text", ""),
        Column("cancels", "text", ""),
        Column("cancelled_by", "text", ""),
        Column("objected"),
        Column("delivered_at"),
        Column("exported", "list", ""),
        Column("paid_on"),
        Column("withheld", "integer", 0),
        Column("payable", "integer", 0),
    ),
    indexes=(Index("key"), Index("vendor"), Index("period"), Index("number"), Index("state"), Index("drafted_at")),
    by_stream=True,
)


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One credit advice as lists show it; amounts in minor units, `pdf` and `xml` the documents' SHA-256 (hex).

    `state` is draft, asked, half-approved, approved, rejected, issued or rendered. `finding_list` are the findings
    with code, severity, sentence, action and charges, and as `other` the key of the credit advice that one names;
    `trail` tells who decided what and when, `conflict` why a decision must be made again, `mean` is the vendor's usual
    gross amount, None while unknown.
    """

    id: int
    key: str
    number: str | None
    vendor: str
    vendor_name: str
    platform: str
    currency: str
    period: str
    state: str
    net: int
    tax: int
    gross: int
    lines: int
    findings: int
    pdf: str | None
    drafted_at: str
    approved_by: str | None
    issued_on: str | None
    batch: str | None
    drafted_by: str = ""
    run: int = 1
    failure: str | None = None
    stops: int = 0
    finding_list: tuple[dict[str, Any], ...] = ()
    approvals: tuple[str, ...] = ()
    trail: tuple[dict[str, str], ...] = ()
    asked: str = ""
    conflict: str = ""
    replaces: str = ""
    cancels: str = ""
    cancelled_by: str = ""
    objected: str | None = None
    delivered_at: str | None = None
    exported: tuple[str, ...] = ()
    paid_on: str | None = None
    withheld: int = 0
    payable: int = 0
    xml: str | None = None
    verdicts: dict[str, str] = field(default_factory=dict)
    mean: int | None = None


PROJECTION = Projection("credit_advices", (ADVICES,), REACTIONS, version=2)


# ---------------------------------------------------------------- questions


def _row(found: Row) -> AdviceRow:
    found["drafted_at"] = moments.iso(found["drafted_at"])
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    for name in ("approvals", "exported"):
        found[name] = from_list(found[name])
    others = orjson.loads(found.pop("others"))
    for name in ("finding_list", "trail"):
        found[name] = tuple(orjson.loads(found[name]))
    if others:
        found["finding_list"] = tuple(_named(each, others) for each in found["finding_list"])
    found["verdicts"] = orjson.loads(found["verdicts"])
    return AdviceRow(**found)


def _named(finding: dict[str, Any], others: dict[str, str]) -> dict[str, Any]:
    """Name the other credit advice of a finding as people do; `other` keeps its key."""
    found = next((key for key in others if f"({key})" in finding["sentence"]), "")
    if finding["code"] != PAID_TWICE or not found:
        return finding
    return {**finding, "sentence": finding["sentence"].replace(f"({found})", f"({others[found]})"), "other": found}


def _vendor(value: Value) -> Condition:
    if "*" in value.text and not value.quoted:
        return word("credit_advices.vendor", value)
    return f"credit_advices.vendor = ? OR {_VENDOR_NAME} = ? COLLATE NOCASE", (value.text, value.text)


def _batch(value: Value) -> Condition | None:
    """Ask for what a batch drafted, and for what it approved or issued."""
    item = item_of_batch("credit_advices.id").one
    found = item(value) if item else None
    if found is None:
        return None
    drafted = "credit_advices.batch IN (SELECT b.key FROM batches b WHERE b.number = ?)"
    return f"{found[0]} OR {drafted}", (*found[1], int(value.text))


def _finding(value: Value) -> Condition:
    found = "SELECT 1 FROM json_each(credit_advices.finding_list) f WHERE f.value ->> 'code' = ?"
    return f"EXISTS ({found})", (value.text,)


def _mine(value: Value) -> Condition:
    """Ask for what waits for a person's approval: neither generated nor approved by that person already."""
    waits = "credit_advices.state IN ('draft', 'half-approved') AND credit_advices.drafted_by <> ?"
    return f"{waits} AND instr(credit_advices.approvals, ?) = 0", (value.text, f"|{value.text}|")


def _platform(platform: str) -> Condition:
    return "credit_advices.platform = ?", (platform,)


def _money(name: str) -> Field:
    return Field("money", f"credit_advices.{name} * {_TO_THOUSANDTHS}")


_VENDOR_NAME = "(SELECT v.name FROM vendors v WHERE v.key = credit_advices.vendor)"
_TO_THOUSANDTHS = (
    "CASE WHEN currency IN ('JPY', 'KRW', 'ISK', 'CLP', 'VND') THEN 1000"
    " WHEN currency IN ('KWD', 'BHD', 'TND', 'JOD') THEN 1 ELSE 10 END"
)

_MEAN = (
    "(SELECT CAST(round(avg(m.gross)) AS INTEGER) FROM credit_advices m WHERE m.vendor = credit_advices.vendor"
    " AND m.platform = credit_advices.platform AND m.currency = credit_advices.currency"
    " AND m.state IN ('issued', 'rendered') AND m.cancels = '' AND m.cancelled_by = ''"
    " AND m.period < credit_advices.period"
    " AND m.period >= strftime('%Y-%m', credit_advices.period || '-01', '-6 months'))"
)
"""The usual gross amount: the mean of the six months before, of what was issued and still holds."""

PAID_TWICE = "paid-twice"
_OTHERS = (
    "(SELECT json_group_object(o.key, coalesce(nullif(o.number, ''),"
    " coalesce((SELECT v.name FROM vendors v WHERE v.key = o.vendor), o.vendor) || ', ' || o.period))"
    " FROM json_each(credit_advices.finding_list) f JOIN credit_advices o ON o.vendor = credit_advices.vendor"
    f" AND f.value ->> 'code' = '{PAID_TWICE}' AND instr(f.value ->> 'sentence', '(' || o.key || ')') > 0)"
)
"""What findings name by its key -> its number, or vendor and month while it has none."""

_ATTENTION = (
    "(CASE WHEN credit_advices.stops > 0 THEN 2 WHEN credit_advices.findings > 0 THEN 1 ELSE 0 END)"
    " * 1000000000000 + credit_advices.gross"
)
"""What stops a credit advice before what is only worth a look, the others after both; each by amount."""

VIEW = View(
    table="credit_advices",
    source="credit_advices",
    shown={
        **columns(
            "credit_advices",
            "key number vendor platform currency period state net tax gross lines findings drafted_at approved_by"
            " issued_on batch drafted_by run failure stops finding_list approvals trail asked conflict replaces cancels"
            " cancelled_by objected delivered_at exported paid_on withheld payable xml verdicts",
        ),
        "pdf": "credit_advices.sha256",
        "vendor_name": _VENDOR_NAME,
        "mean": _MEAN,
        "others": _OTHERS,
    },
    row=_row,
    fields={
        "vendor": Field(sql="credit_advices.vendor", one=_vendor),
        **{
            name: Field(sql=f"credit_advices.{name}")
            for name in ("key", "number", "platform", "currency", "period", "state", "drafted_by")
        },
        **{
            name: Field(sql=f"credit_advices.{name}", missing=f"credit_advices.{name} = ''")
            for name in ("replaces", "cancels", "cancelled_by")
        },
        **{
            name: Field("list", f"credit_advices.{column}", f"credit_advices.{column} = ''")
            for name, column in (("approved_by", "approvals"), ("exported", "exported"))
        },
        "mine": Field(one=_mine, expects="the name of a person"),
        "status": Field(sql="credit_advices.state"),
        "net": _money("net"),
        "tax": _money("tax"),
        "gross": _money("gross"),
        "payable": _money("payable"),
        "lines": Field("number", "credit_advices.lines"),
        "findings": Field("number", "credit_advices.findings"),
        "stops": Field("number", "credit_advices.stops"),
        "finding": Field(one=_finding, expects="the code of a finding"),
        **{name: Field("day", f"credit_advices.{name}") for name in ("issued_on", "objected", "paid_on")},
        "drafted": Field("moment", "credit_advices.drafted_at / 1000000"),
        "batch": Field(one=_batch, expects="the number of a batch such as 17"),
        "failed": ended_in("credit_advices.id", "failed"),
        "has": one_of(
            {
                "findings": "credit_advices.findings > 0",
                "stops": "credit_advices.stops > 0",
                "conflict": "credit_advices.conflict <> ''",
                "objection": "credit_advices.objected IS NOT NULL",
                "delivery": "credit_advices.delivered_at IS NOT NULL",
                "payment": "credit_advices.paid_on IS NOT NULL",
                "cancellation": "credit_advices.cancelled_by <> ''",
                "failure": "credit_advices.failure IS NOT NULL",
                "document": "credit_advices.sha256 IS NOT NULL",
            }
        ),
    },
    orders={
        **columns(
            "credit_advices",
            "id key number platform currency period state net tax gross lines findings drafted_at approved_by"
            " issued_on stops objected delivered_at paid_on payable cancelled_by",
        ),
        "vendor": f"{_VENDOR_NAME} COLLATE NOCASE",
        "attention": _ATTENTION,
    },
    search=containing("credit_advices.number", "credit_advices.vendor", "credit_advices.key", _VENDOR_NAME),
    order="drafted_at",
    descending=True,
    platform=_platform,
)
