"""The table of batches: lifecycle from their own stream, counters from the outcomes on everybody else's."""

from dataclasses import dataclass
from typing import Any

import orjson

from rightsdesk.domain import account, advice, image, streams
from rightsdesk.domain.batch import FINISHED, UNDOABLE
from rightsdesk.domain.messages import REGISTER
from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.conditions import Field
from rightsdesk.readmodel.projection import Fact, Projection, Reaction, Worktop, wishes
from rightsdesk.readmodel.rows import Row
from rightsdesk.readmodel.table import Column, Index, Table
from rightsdesk.readmodel.titles import title
from rightsdesk.readmodel.view import View, columns, containing, one_of

STORIES = (account, advice, image)
"""The stories whose wishes are batched: importing them fills the register of outcomes."""

ENDED = (*FINISHED, "failed")
"""The states of a row whose batch has come to its end; that nothing at all went well only the counters say."""

BATCHES = Table(
    "batches",
    (
        Column("key"),
        Column("id", "integer"),
        Column("number", "integer", 0),
        Column("kind", "text", ""),
        Column("title", "text", ""),
        Column("actor", "text", ""),
        Column("state", "text", "queued"),
        Column("run", "integer", 1),
        Column("total", "integer", 0),
        Column("done", "integer", 0),
        Column("unchanged", "integer", 0),
        Column("failed", "integer", 0),
        Column("conflicted", "integer", 0),
        Column("withdrawn", "integer", 0),
        Column("not_touched", "integer", 0),
        Column("reasons", "json"),
        Column("wish", "json"),
        Column("query", "text", ""),
        Column("as_of", "integer", 0),
        Column("queued_at", "integer"),
        Column("finished_at", "integer"),
        Column("undoes", "text", ""),
        Column("undone_by", "text", ""),
    ),
    indexes=(Index("id"), Index("number")),
)
ITEMS = Table(
    "batch_items",
    (
        Column("batch", "integer"),
        Column("item", "integer"),  # the stream the wish went to: for images and advices the row id
        Column("vendor"),  # for accounts, which have no row of their own
        Column("result", "text", ""),
        Column("code", "text", ""),
    ),
    keys=2,
    indexes=(Index("item"),),
)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch as drawer and list show it; `reasons` are (class, sentence, count), most frequent first.

    `rate` and `seconds_left` are volatile and stay None here: the queue knows them while a batch runs.
    """

    id: int
    key: str
    number: int
    kind: str
    title: str
    actor: str
    state: str
    total: int
    done: int
    unchanged: int
    failed: int
    conflicted: int
    remaining: int
    rate: float | None
    seconds_left: float | None
    reasons: tuple[tuple[str, str, int], ...]
    queued_at: str
    finished_at: str | None
    undoable: bool
    can_redo: bool
    cancelled: int = 0
    run: int = 1
    not_touched: int = 0
    undoes: str = ""
    undone_by: str = ""
    wish: dict[str, Any] | None = None
    waiting: str = ""
    """What of the outside a batch under way waits for; known while it runs."""
    query: str = ""


# ---------------------------------------------------------------- lifecycle


def _queued(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    row["id"], row["actor"], row["queued_at"] = event.stream_id, event.actor, event.recorded_at
    for name in ("number", "kind", "total", "wish"):
        row[name] = fact[name]
    for name in ("query", "as_of", "undoes", "not_touched"):
        row[name] = fact.get(name, row[name])
    row["title"] = title(fact["kind"], fact["wish"])


def _paused(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _own(top, event)["state"] = "paused"


def _resumed(top: Worktop, event: Recorded, _fact: Fact) -> None:
    _own(top, event)["state"] = "running"


def _cancelling(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    row["state"] = "cancelling"
    row["withdrawn"] += fact["withdrawn"]


def _retried(top: Worktop, event: Recorded, _fact: Fact) -> None:
    row = _again(top, event)
    for item in top["batch_items"].select("batch = ? AND result IN ('failed', 'conflicted')", row["id"]):
        _count(row, item, "", {})


def _redone(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _again(top, event)
    row["run"], row["withdrawn"] = fact["run"], 0
    for item in top["batch_items"].select("batch = ? AND result <> ''", row["id"]):
        _count(row, item, "", {})


def _again(top: Worktop, event: Recorded) -> Row:
    row = _own(top, event)
    row["state"], row["finished_at"] = "running", None
    return row


def _undone(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    row["undone_by"], row["state"] = fact["by"], "undone"


def _finished(top: Worktop, event: Recorded, fact: Fact) -> None:
    row = _own(top, event)
    row["state"], row["finished_at"] = _end(row, fact["state"]), event.recorded_at


def _end(row: Row, said: str) -> str:
    """Return how a batch ended: done where everything went well, failed where nothing did."""
    if said not in {"done", "done-with-failures"} or not row["failed"] + row["conflicted"]:
        return said
    return "done-with-failures" if row["done"] + row["unchanged"] else "failed"


def _own(top: Worktop, event: Recorded) -> Row:
    return top["batches"].make(streams.identifier(event.stream))


# ---------------------------------------------------------------- items


def _wished(top: Worktop, event: Recorded, _fact: Fact) -> None:
    row = _batch_of(top, event)
    if row is not None:
        item = top["batch_items"].make((row["id"], event.stream_id))
        if event.stream.startswith("account-"):
            item["vendor"] = streams.pair(event.stream)[1]
        elif event.stream.startswith("vendor-"):
            item["vendor"] = streams.identifier(event.stream)


def _batch_of(top: Worktop, event: Recorded) -> Row | None:
    """Return the batch an event belongs to; other commands have correlations of their own."""
    row = top["batches"].get(event.correlation_id) if event.correlation_id is not None else None
    return row if row is not None and row["id"] is not None else None


def _settling(outcome: str) -> Reaction:
    def settled(top: Worktop, event: Recorded, fact: Fact) -> None:
        row = _batch_of(top, event)
        item = top["batch_items"].get((row["id"], event.stream_id)) if row is not None else None
        if row is None or item is None:
            return
        if row["state"] == "queued":
            row["state"] = "running"
        _count(row, item, outcome, fact)

    return settled


def _count(row: Row, item: Row, result: str, fact: Fact) -> None:
    """Move one item from its earlier result to the new one ("" = open again)."""
    if item["result"]:
        row[item["result"]] -= 1
    if item["code"]:
        told = row["reasons"][item["code"]]
        told[1] -= 1
        if not told[1]:
            del row["reasons"][item["code"]]
    code, sentence = _reason(result, fact)
    item["result"], item["code"] = result, code
    if result:
        row[result] += 1
    if code:
        row["reasons"].setdefault(code, [sentence, 0])[1] += 1


def _reason(result: str, fact: Fact) -> tuple[str, str]:
    if result == "conflicted":
        return "Conflicted", "Somebody changed the same fields meanwhile; nothing was overwritten."
    return fact.get("code", ""), fact.get("reason", "")


_WISHES = dict.fromkeys(wishes(), _wished)
_OUTCOMES = {name: _settling(cls.outcome) for name, cls in REGISTER.items() if cls.outcome}

PROJECTION = Projection(
    "batches",
    (BATCHES, ITEMS),
    {
        **_WISHES,
        **_OUTCOMES,
        "batch.queued": _queued,
        "batch.paused": _paused,
        "batch.resumed": _resumed,
        "batch.cancel-requested": _cancelling,
        "batch.retried": _retried,
        "batch.redo-requested": _redone,
        "batch.undone": _undone,
        "batch.finished": _finished,
    },
    version=2,
)


# ---------------------------------------------------------------- questions


def _row(found: Row) -> BatchRow:
    state, finished_at = found["state"], found.pop("finished_at")
    settled = sum(found[name] for name in ("done", "unchanged", "failed", "conflicted", "cancelled"))
    told = [(code, *rest) for code, rest in orjson.loads(found.pop("reasons")).items()]
    found["queued_at"], found["wish"] = moments.iso(found["queued_at"]), orjson.loads(found["wish"])
    return BatchRow(
        remaining=max(0, found["total"] - settled),
        rate=None,
        seconds_left=None,
        reasons=tuple(sorted(told, key=lambda one: -one[2])),
        finished_at=moments.iso(finished_at) if finished_at else None,
        undoable=found["kind"] in UNDOABLE and state in ENDED,
        can_redo=state in ENDED,
        **found,
    )


VIEW = View(
    table="batches",
    source="batches",
    shown={
        **columns(
            "batches",
            "key number kind title actor state total done unchanged failed conflicted reasons queued_at finished_at"
            " undoes undone_by wish run not_touched query",
        ),
        "cancelled": "batches.withdrawn",
    },
    row=_row,
    fields={
        **{name: Field(sql=f"batches.{name}") for name in ("key", "kind", "actor", "state")},
        "status": Field(sql="batches.state"),
        **{
            name: Field("number", f"batches.{name}")
            for name in ("number", "total", "done", "unchanged", "failed", "conflicted", "run")
        },
        "batch": Field("number", "batches.number"),
        "queued": Field("moment", "batches.queued_at / 1000000"),
        "finished": Field("moment", "batches.finished_at / 1000000"),
        "has": one_of(
            {
                "failure": "batches.failed > 0",
                "attention": "batches.failed + batches.conflicted > 0 AND batches.undone_by = ''",
                "conflict": "batches.conflicted > 0",
                "active": "batches.state IN ('queued', 'running', 'paused', 'cancelling')",
            }
        ),
    },
    orders=columns(
        "batches",
        "id key number kind title actor state total done unchanged failed conflicted queued_at finished_at",
    ),
    search=containing("batches.title", "batches.actor", "batches.kind", "batches.number"),
    order="number",
    descending=True,
    visible="batches.id IS NOT NULL",
)
