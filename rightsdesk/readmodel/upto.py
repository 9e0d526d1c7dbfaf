"""A log that ends earlier: whoever reads it sees what was recorded up to one event, and nothing after it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from rightsdesk.eventlog.log import (
    Appended,
    CommandMark,
    Context,
    EventLog,
    Head,
    Recorded,
    Transaction,
    Verification,
    Write,
)
from rightsdesk.faults import Invalid


class UpTo:
    """Another log, cut off after a position; it takes no events and closing it closes nothing."""

    def __init__(self, log: EventLog, position: int) -> None:
        """Show the log up to this position, which belongs to it."""
        self._log = log
        self._position = position

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin nothing: what lies in the past is not written to."""
        raise Invalid(_CLOSED)

    def append(
        self, tx: Transaction, writes: Iterable[Write], context: Context, command: CommandMark | None = None
    ) -> Appended:
        """Take nothing."""
        raise Invalid(_CLOSED)

    def recall(self, tx: Transaction, command: CommandMark) -> Appended | None:
        """Know no command."""
        raise Invalid(_CLOSED)

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events above `after`, none beyond the end."""
        room = min(limit, self._position - after)
        return self._log.read(after, room) if room > 0 else []

    def read_streams(self, streams: Iterable[str]) -> dict[str, list[Recorded]]:
        """Return the events of each stream that had happened."""
        return {name: self._cut(events) for name, events in self._log.read_streams(streams).items()}

    def read_correlated(self, correlation_id: str, after: int = 0, limit: int = 1000) -> list[Recorded]:
        """Return the events of one batch that had happened."""
        return self._cut(self._log.read_correlated(correlation_id, after, limit))

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """Return the version of each stream at that time."""
        return {name: len(events) for name, events in self.read_streams(streams).items()}

    def streams(self, category: str) -> list[str]:
        """Return the streams of a category that had begun."""
        names = self._log.streams(category)
        return [name for name, events in self.read_streams(names).items() if events]

    def head(self) -> Head:
        """Return the end; its digest is that of the whole log, which nobody compares here."""
        return replace(self._log.head(), position=self._position)

    def verify(self, after: int = 0) -> Verification:
        """Leave this to the whole log."""
        return self._log.verify(after)

    def stats(self) -> dict[str, Any]:
        """Return the counts of the whole log."""
        return self._log.stats()

    def close(self) -> None:
        """Leave the log open: it belongs to others."""

    def _cut(self, events: list[Recorded]) -> list[Recorded]:
        return [event for event in events if event.position <= self._position]


_CLOSED = "The past is only looked at. Go back to now, then repeat."
