"""Tables of some projections copied from one file into another, with the checkpoints that say where they stand."""

from collections.abc import Sequence
from pathlib import Path

from rightsdesk.readmodel import checkpoints
from rightsdesk.readmodel.database import Connection, connect, discard, speaking, writing
from rightsdesk.readmodel.projection import Projection


def copy(source: Path, target: Path, projections: Sequence[Projection], suffix: str) -> None:
    """Copy the tables into a file under names with a suffix; a new file is made where there is none."""
    connection = connect(target)
    try:
        with writing(connection, target):
            checkpoints.prepare(connection)
        copy_into(connection, source, target, projections, suffix)
    finally:
        connection.close()


def copy_whole(source: Path, target: Path, projections: Sequence[Projection]) -> None:
    """Make a new file of the tables with their indexes, whole or not at all."""
    partly = target.with_suffix(".part")
    discard(partly)
    try:
        copy(source, partly, projections, "")
        partly.replace(target)
    finally:
        discard(partly)


def copy_into(
    connection: Connection, source: Path, target: Path, projections: Sequence[Projection], suffix: str
) -> None:
    """Copy through an open connection to the target, one transaction a projection; what stood there is dropped."""
    with speaking(target):
        connection.execute("ATTACH DATABASE ? AS other", (str(source),))
    try:
        for projection in projections:
            with writing(connection, target):
                _copy_one(connection, projection, suffix)
    finally:
        connection.execute("DETACH DATABASE other")


def names(path: Path) -> tuple[str, ...]:
    """Return the projections whose tables a file holds."""
    connection = connect(path)
    try:
        with speaking(path):
            return tuple(sorted(checkpoints.load(connection)))
    finally:
        connection.close()


def _copy_one(connection: Connection, projection: Projection, suffix: str) -> None:
    point = connection.execute(
        "SELECT signature, position, skipped FROM other.checkpoints WHERE name = ?", (projection.name,)
    ).fetchone()
    known = checkpoints.load(connection).get(projection.name)
    generation = known.generation + 1 if known else 1
    for table in projection.tables:
        columns = ", ".join(table.names)
        connection.execute(f"DROP TABLE IF EXISTS main.{table.name}{suffix}")
        connection.execute(table.create(suffix))
        connection.execute(
            f"INSERT INTO main.{table.name}{suffix} ({columns}) SELECT {columns} FROM other.{table.name}"
        )
        for statement in () if suffix else table.create_indexes(generation):
            connection.execute(statement)
    connection.execute(
        "INSERT OR REPLACE INTO checkpoints (name, signature, position, generation, skipped) VALUES (?, ?, ?, ?, ?)",
        (f"{projection.name}{suffix}", point[0], point[1], generation, point[2]),
    )
