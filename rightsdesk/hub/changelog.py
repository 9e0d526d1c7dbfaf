"""The hub's change logs: every change in the order of arrival, sent bit for bit, and forgotten after a while."""

from collections.abc import Iterator
from dataclasses import dataclass

from rightsdesk.hub.cursors import expired, seal, unseal


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as it will be sent, and the moment the hub took it in (seconds since 1970)."""

    uri: str
    body: bytes
    logged_at: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of entries with the cursor behind it and whether more is waiting."""

    entries: list[Entry]
    following: str
    more: bool


class ChangeLog:
    """An append-only list with positions; entries older than `retention` seconds are out of reach."""

    def __init__(self, retention: float | None, place: str = "log") -> None:
        """`retention`: None keeps everything; `place` is what its cursors are good for."""
        self.retention = retention
        self._place = place
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def append(self, entry: Entry) -> None:
        """Take in one more change."""
        self._entries.append(entry)

    def cut(self, length: int) -> None:
        """Forget everything behind the first `length` entries, for a reset."""
        del self._entries[length:]

    def between(self, start: int, end: int) -> Iterator[Entry]:
        """The entries of a range of positions."""
        yield from self._entries[start:end]

    def read(self, cursor: str | None, most: int, now: float) -> Stretch:
        """Up to `most` entries behind a cursor, from the oldest kept one without; 410 when the gap is too old."""
        oldest = self._oldest(now)
        start = oldest if cursor is None else unseal("c", cursor, self._place)[1]
        if start < oldest or start > len(self._entries):
            raise expired("change")
        end = min(start + most, len(self._entries))
        return Stretch(self._entries[start:end], self.cursor(end), end < len(self._entries))

    def cursor(self, position: int) -> str:
        """The cursor behind the first `position` entries."""
        return seal("c", self._place, position)

    def _oldest(self, now: float) -> int:
        """The position of the oldest entry still kept; entries arrive in the order of time."""
        if self.retention is None:
            return 0
        limit = now - self.retention
        low, high = 0, len(self._entries)
        while low < high:
            middle = (low + high) // 2
            if self._entries[middle].logged_at < limit:
                low = middle + 1
            else:
                high = middle
        return low
