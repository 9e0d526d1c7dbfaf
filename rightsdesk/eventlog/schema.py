"""The tables of the log, and the marks by which a file is recognised as ours."""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from rightsdesk.eventlog import dialect

APPLICATION_ID = 0x5244534B
"""Stands in the header of every file of ours: RDSK."""

SCHEMA_VERSION = 1
"""Stands in the header too; a file with a higher one was written by a newer program."""

# SQLite makes a key its row number only when it is spelt INTEGER.
KEY = BigInteger().with_variant(Integer, "sqlite")

METADATA = MetaData()

HEAD = Table(
    "es_head",
    METADATA,
    Column("id", KEY, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("next_stream_id", BigInteger, nullable=False),
    Column("epoch", Text, nullable=False),
)

STREAM = Table(
    "es_stream",
    METADATA,
    Column("stream_id", KEY, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False, unique=True),
    Column("version", BigInteger, nullable=False),
)

EVENT = Table(
    "es_event",
    METADATA,
    Column("position", KEY, primary_key=True, autoincrement=False),
    Column("stream_id", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("event_id", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("correlation_id", LargeBinary, nullable=False),
    Column("causation_id", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("meta", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("stream_id", "version"),
)
Index("es_event_correlation", EVENT.c.correlation_id, sqlite_where=text("correlation_id <> x''"))

COMMAND = Table(
    "es_command",
    METADATA,
    Column("command_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("first_position", BigInteger, nullable=False),
    Column("last_position", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)


def create(connection: Connection, epoch: str, genesis: bytes) -> None:
    """Create empty tables, their guards, and the head of a new log with its identity."""
    METADATA.create_all(connection)
    connection.exec_driver_sql(
        "INSERT INTO es_head (id, position, hash, next_stream_id, epoch) VALUES (1, 0, ?, 1, ?)", (genesis, epoch)
    )
    for statement in (*dialect.guards("es_event"), *dialect.marks(APPLICATION_ID, SCHEMA_VERSION)):
        connection.exec_driver_sql(statement)
