"""When a row was changed last, by whom and through which batch, and since when it is here."""

from rightsdesk.eventlog.log import Recorded
from rightsdesk.readmodel.rows import Row


def stamp(row: Row, event: Recorded) -> None:
    """Note the event as the last that changed the row, and as the first where there was none."""
    row["changed_at"], row["last_position"] = event.recorded_at, event.position
    row["changed_by"], row["changed_in"] = event.actor, event.correlation_id
    if row["created_at"] is None:
        row["created_at"] = event.recorded_at
