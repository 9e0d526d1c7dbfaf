"""What only the queue knows of a batch: its speed, the time left, and what it waits for, put into the rows as read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from rightsdesk.readmodel import BatchRow
from rightsdesk.workqueue.queue import Progress, WorkQueue

OPEN = frozenset({"queued", "running", "paused", "cancelling"})
WAITING = "waiting"
"""The state of a batch that would go on if the outside answered; it stands in no table."""


class Live:
    """Looks at the queue once for each page of batches that has any under way."""

    def __init__(self, queue: WorkQueue, undo_days: Callable[[], int], clock: Callable[[], datetime]) -> None:
        """Ask this queue; what ended more than so many days ago is no longer offered to be undone."""
        self._queue = queue
        self._days = undo_days
        self._clock = clock

    def __call__(self, table: str, rows: list[Any]) -> list[Any]:
        """Return the rows, those of batches under way with what the queue says of them."""
        if table != "batches":
            return rows
        since = (self._clock() - timedelta(days=self._days())).isoformat()
        rows = [
            replace(row, undoable=False) if row.undoable and (row.finished_at or "9") < since else row for row in rows
        ]
        if not any(row.state in OPEN for row in rows):
            return rows
        active = {progress.batch: progress for progress in self._queue.active()}
        waiting = {batch: str(reason) for batch, (reason, _) in self._queue.waiting_reasons().items()}
        return [_alive(row, active.get(row.key), waiting) for row in rows]


def _alive(row: BatchRow, progress: Progress | None, waiting: Mapping[str, str]) -> BatchRow:
    if progress is None or row.state not in OPEN:
        return row
    reason = waiting.get(row.key, "")
    state = WAITING if reason and row.state in {"queued", "running"} else row.state
    return replace(row, rate=progress.rate, seconds_left=progress.seconds_left, waiting=reason, state=state)
