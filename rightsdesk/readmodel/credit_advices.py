"""The table of credit advices, from draft to document."""

from dataclasses import dataclass

from rightsdesk.domain import advice as story
from rightsdesk.domain import streams
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Condition, Field, word
from rightsdesk.readmodel.filters import Value
from rightsdesk.readmodel.projection import Fact, Projection, Worktop
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
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
        Column("sha256"),
        Column("drafted_at", "integer"),
        Column("drafted_by"),
        Column("approved_by"),
        Column("issued_on"),
        Column("batch"),
        Column("failure"),
        Column("charges", "json", "[]"),
    ),
    indexes=(Index("key"), Index("vendor"), Index("period"), Index("number"), Index("state"), Index("drafted_at")),
    by_stream=True,
)


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One credit advice as lists show it; amounts in minor units, `pdf` the document's SHA-256 (hex)."""

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


def _drafted(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["credit_advices"].make(event.stream_id)
    row["key"] = streams.identifier(event.stream)
    for name in ("vendor", "platform", "currency", "period", "run"):
        row[name] = fact[name]
    row["state"], row["drafted_by"], row["drafted_at"] = "draft", fact["by"], event.recorded_at
    row["batch"] = event.correlation_id
    lines = tuple(story.Line(**line) for line in fact["lines"])
    row["net"], row["tax"], row["gross"] = story.sums(lines)
    row["lines"], row["charges"] = len(lines), fact["lines"]


def _approved(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _moved(top, event, "approved")
    row["approved_by"] = fact["by"]


def _rejected(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _moved(top, event, "rejected")


def _issued(top: Worktop, event: Recorded, fact: Fact) -> None:
    row, snapshot = _moved(top, event, "issued"), fact["snapshot"]
    for name in ("number", "issued_on", "net", "tax", "gross"):
        row[name] = snapshot[name]
    row["lines"] = len(snapshot["lines"])


def _rendered(top: Worktop, event: Recorded, fact: Fact) -> None:
    _moved(top, event, "rendered")["sha256"] = fact["sha256"]


def _failed(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = top["credit_advices"].get(event.stream_id)
    if row is not None:
        row["failure"] = fact["reason"]


def _moved(top: Worktop, event: Recorded, state: str) -> Row:
    row = top["credit_advices"].make(event.stream_id)
    row["state"], row["failure"] = state, None
    return row


PROJECTION = Projection(
    "credit_advices",
    (ADVICES,),
    {
        "advice.drafted": _drafted,
        "advice.approved": _approved,
        "advice.rejected": _rejected,
        "advice.issued": _issued,
        "advice.rendered": _rendered,
        "advice.work-failed": _failed,
    },
)


# ---------------------------------------------------------------- questions


def _row(found: Row) -> AdviceRow:
    found["drafted_at"] = moments.iso(found["drafted_at"])
    found["vendor_name"] = found["vendor_name"] or found["vendor"]
    return AdviceRow(**found)


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


def _platform(platform: str) -> Condition:
    return "credit_advices.platform = ?", (platform,)


def _money(name: str) -> Field:
    return Field("money", f"credit_advices.{name} * {_TO_THOUSANDTHS}")


_VENDOR_NAME = "(SELECT v.name FROM vendors v WHERE v.key = credit_advices.vendor)"
_TO_THOUSANDTHS = (
    "CASE WHEN currency IN ('JPY', 'KRW', 'ISK', 'CLP', 'VND') THEN 1000"
    " WHEN currency IN ('KWD', 'BHD', 'TND', 'JOD') THEN 1 ELSE 10 END"
)

VIEW = View(
    table="credit_advices",
    source="credit_advices",
    shown={
        **columns(
            "credit_advices",
            "key number vendor platform currency period state net tax gross lines findings drafted_at approved_by"
            " issued_on batch drafted_by run failure",
        ),
        "pdf": "credit_advices.sha256",
        "vendor_name": _VENDOR_NAME,
    },
    row=_row,
    fields={
        "vendor": Field(sql="credit_advices.vendor", one=_vendor),
        **{
            name: Field(sql=f"credit_advices.{name}")
            for name in ("key", "number", "platform", "currency", "period", "state", "approved_by", "drafted_by")
        },
        "status": Field(sql="credit_advices.state"),
        "net": _money("net"),
        "tax": _money("tax"),
        "gross": _money("gross"),
        "lines": Field("number", "credit_advices.lines"),
        "findings": Field("number", "credit_advices.findings"),
        "issued_on": Field("day", "credit_advices.issued_on"),
        "drafted": Field("moment", "credit_advices.drafted_at / 1000000"),
        "batch": Field(one=_batch, expects="the number of a batch such as 17"),
        "failed": ended_in("credit_advices.id", "failed"),
        "has": one_of(
            {
                "findings": "credit_advices.findings > 0",
                "failure": "credit_advices.failure IS NOT NULL",
                "document": "credit_advices.sha256 IS NOT NULL",
            }
        ),
    },
    orders={
        **columns(
            "credit_advices",
            "id key number platform currency period state net tax gross lines findings drafted_at approved_by"
            " issued_on",
        ),
        "vendor": f"{_VENDOR_NAME} COLLATE NOCASE",
    },
    search=containing("credit_advices.number", "credit_advices.vendor", "credit_advices.key", _VENDOR_NAME),
    order="drafted_at",
    descending=True,
    platform=_platform,
)
