"""The tables of the work queue; they stand in the log's database so that both share a transaction."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text, text

from rightsdesk.eventlog.schema import KEY

METADATA = MetaData()

OPEN = "state IN ('ready', 'leased')"
"""Spelt alike in the index and in every question, or SQLite would not use the index."""

BATCH = Table(
    "wk_batch",
    METADATA,
    Column("number", KEY, primary_key=True, autoincrement=False),
    Column("batch", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("conflicted", Integer, nullable=False),
    Column("cancelled", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("rate_second", BigInteger, nullable=False),
    Column("rate_count", Integer, nullable=False),
    Column("rate_total", Float, nullable=False),
    Column("rate_weight", Float, nullable=False),
    Column("lease_seconds", Float, nullable=False),
    Column("moved_at", Float, nullable=False),
    Column("first_item", BigInteger, nullable=False),
    Column("last_item", BigInteger, nullable=False),
)
Index("wk_batch_unfinished", BATCH.c.number, sqlite_where=text("state <> 'finished'"))

ITEM = Table(
    "wk_item",
    METADATA,
    Column("item", KEY, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("stream", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Float, nullable=False),
    Column("token", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
# Ready items are due since 0, leased ones when their lease ends: one walk finds the next of both kinds.
Index("wk_item_open", ITEM.c.number, ITEM.c.due, sqlite_where=text(OPEN))

COMING = Table(
    "wk_coming",
    METADATA,
    Column("number", KEY, primary_key=True, autoincrement=False),
    Column("first_item", BigInteger, nullable=False),
    Column("stream", Text, nullable=False),
    Column("ids", LargeBinary, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("coming", Integer, nullable=False),
    Column("actor", Text, nullable=False),
)
