"""How far each projection has come: a row beside the tables, moved in the same transaction as they."""

from dataclasses import dataclass

from rightsdesk.faults import Conflict
from rightsdesk.readmodel.database import Connection

_CREATE = """
CREATE TABLE IF NOT EXISTS checkpoints (
  name TEXT PRIMARY KEY, signature TEXT NOT NULL, position INTEGER NOT NULL, generation INTEGER NOT NULL,
  stopped_at INTEGER, stopped_for TEXT, skipped INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""
_ORIGIN = "CREATE TABLE IF NOT EXISTS origin (one INTEGER PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a projection stands; `stopped_at` is the event it could not apply, None while all is well.

    `skipped` counts events passed over on a person's word; `generation` counts rebuilds.
    """

    name: str
    signature: str
    position: int
    generation: int
    stopped_at: int | None = None
    stopped_for: str | None = None
    skipped: int = 0


def prepare(connection: Connection) -> None:
    """Create the tables of this module where they are missing."""
    connection.execute(_CREATE)
    connection.execute(_ORIGIN)


def load(connection: Connection) -> dict[str, Checkpoint]:
    """Return all checkpoints by name."""
    found = connection.execute(
        "SELECT name, signature, position, generation, stopped_at, stopped_for, skipped FROM checkpoints"
    )
    return {row[0]: Checkpoint(*row) for row in found.fetchall()}


def begin(connection: Connection, name: str, signature: str, generation: int) -> None:
    """Set a checkpoint to the beginning of the log."""
    connection.execute(
        "INSERT OR REPLACE INTO checkpoints (name, signature, position, generation) VALUES (?, ?, 0, ?)",
        (name, signature, generation),
    )


def move(connection: Connection, name: str, seen: int, position: int) -> None:
    """Move a checkpoint from where it was seen; raise `Conflict` when another projector was faster."""
    moved = connection.execute(
        "UPDATE checkpoints SET position = ?, stopped_at = NULL, stopped_for = NULL WHERE name = ? AND position = ?",
        (position, name, seen),
    )
    if moved.rowcount != 1:
        raise Conflict(f"Another projector is at work on {name}; nothing was written twice.")


def stop(connection: Connection, name: str, at: int, reason: str) -> None:
    """Record which event a projection could not apply."""
    connection.execute("UPDATE checkpoints SET stopped_at = ?, stopped_for = ? WHERE name = ?", (at, reason, name))


def resume(connection: Connection, name: str | None = None) -> None:
    """Let a stopped projection, or all of them, try again."""
    connection.execute(
        "UPDATE checkpoints SET stopped_at = NULL, stopped_for = NULL WHERE ?1 IS NULL OR name = ?1", (name,)
    )


def skip(connection: Connection, name: str) -> bool:
    """Pass over the event that stopped a projection; False when it is not stopped."""
    moved = connection.execute(
        "UPDATE checkpoints SET position = stopped_at, skipped = skipped + 1, stopped_at = NULL, stopped_for = NULL"
        " WHERE name = ? AND stopped_at IS NOT NULL",
        (name,),
    )
    return moved.rowcount == 1


def drop(connection: Connection, name: str) -> None:
    """Forget a checkpoint."""
    connection.execute("DELETE FROM checkpoints WHERE name = ?", (name,))


def replace(connection: Connection, name: str, by: str) -> None:
    """Let the checkpoint `by` take the place of another."""
    connection.execute("DELETE FROM checkpoints WHERE name = ?", (name,))
    connection.execute("UPDATE checkpoints SET name = ? WHERE name = ?", (name, by))


def epoch(connection: Connection) -> str | None:
    """Return the identity of the log that these tables follow."""
    found = connection.execute("SELECT epoch FROM origin").fetchone()
    return str(found[0]) if found else None


def follow(connection: Connection, identity: str) -> None:
    """Remember the identity of the log that these tables follow."""
    connection.execute("INSERT OR REPLACE INTO origin VALUES (1, ?)", (identity,))
