"""The event log in memory: same semantics, for tests and throw-away work; nothing survives the process."""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uuid_utils

from rightsdesk.domain.streams import category
from rightsdesk.eventlog.chain import GENESIS, Row
from rightsdesk.eventlog.identity import recorded
from rightsdesk.eventlog.log import (
    Appended,
    CommandMark,
    Context,
    Head,
    Recorded,
    Transaction,
    Verification,
    Write,
)
from rightsdesk.eventlog.plan import Answer, Plan, Request, Sealed, Standing, now, planned, recalled
from rightsdesk.eventlog.verify import Inspection


class MemoryTransaction:
    """A unit of work that remembers how to undo itself."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], None]] = []

    def on_roll_back(self, undo: Callable[[], None]) -> None:
        """Keep what takes back a change just made."""
        self._undo.append(undo)

    def roll_back(self) -> None:
        """Take back all changes, the last one first."""
        while self._undo:
            self._undo.pop()()


class MemoryEventLog:
    """An event log in lists; `clock` gives microseconds of UTC."""

    def __init__(self, clock: Callable[[], int] = now) -> None:
        self._clock = clock
        self._guard = threading.RLock()
        self._open: MemoryTransaction | None = None
        self._sealed: list[Sealed] = []
        self._recorded: list[Recorded] = []
        self._streams: dict[str, tuple[int, int]] = {}
        self._of_stream: dict[str, list[int]] = defaultdict(list)
        self._commands: dict[str, tuple[str, int, int]] = {}
        self._epoch = str(uuid_utils.uuid7())

    @contextmanager
    def transaction(self) -> Iterator[MemoryTransaction]:
        """Begin the one writing transaction; keep its changes at the end, take them back on an exception."""
        with self._guard:
            if self._open is not None:
                raise RuntimeError("a transaction of this log is open on this thread already; pass it on instead")
            self._open = tx = MemoryTransaction()
            try:
                yield tx
            except BaseException:
                tx.roll_back()
                raise
            finally:
                self._open = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep others from writing while something is read."""
        with self._guard:
            yield

    def append(
        self, tx: Transaction, writes: Sequence[Write], context: Context, command: CommandMark | None = None
    ) -> Appended:
        """Write all events of all streams, or none: raise `Conflict` naming every stream that differs."""
        (answer,) = self._write(mine(tx), (Request(writes, context, command),))
        if isinstance(answer, Appended):
            return answer
        raise answer

    def append_group(self, requests: Sequence[Request]) -> list[Answer]:
        """Write many requests in one transaction; one that is refused is answered alone and harms no other."""
        with self.transaction() as tx:
            return self._write(tx, requests)

    def recall(self, tx: Transaction, command: CommandMark) -> Appended | None:
        """Return the recorded answer of a command, None when new; raise `Invalid` for other content."""
        mine(tx)
        return recalled(command, self._commands.get(command.command_id))

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events with a position above `after`, in order."""
        with self._guard:
            return self._recorded[after : after + limit]

    def read_streams(self, streams: Iterable[str]) -> dict[str, list[Recorded]]:
        """Return the events of each stream in order; a stream that does not exist has an empty list."""
        with self._guard:
            return {
                stream: [self._recorded[position - 1] for position in self._of_stream.get(stream, ())]
                for stream in streams
            }

    def read_correlated(self, correlation_id: str, after: int = 0, limit: int = 1000) -> list[Recorded]:
        """Return events of one batch above a position, in order."""
        with self._guard:
            return [event for event in self._recorded[after:] if event.correlation_id == correlation_id][:limit]

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """Return the current version of each stream, 0 where there is none."""
        with self._guard:
            return {stream: self._streams.get(stream, (0, 0))[1] for stream in streams}

    def streams(self, category: str) -> list[str]:
        """Return the names of all streams of a category, in order of their creation."""
        with self._guard:
            return [stream for stream in self._streams if stream.startswith(f"{category}-")]

    def head(self) -> Head:
        """Return the end of the log."""
        with self._guard:
            return Head(len(self._sealed), self._sealed[-1][1] if self._sealed else GENESIS, self._epoch)

    def verify(self, after: int = 0) -> Verification:
        """Recompute the hash chain and stream versions above a position."""
        with self._guard:
            names = {stream_id: stream for stream, (stream_id, _) in self._streams.items()}
            inspection = Inspection(after, self._sealed[after - 1][1] if after else GENESIS)
            inspection.versions.update((row[1], row[2]) for row, _ in self._sealed[:after])
            inspection.look_at((*row, digest, names[row[1]]) for row, digest in self._sealed[after:])
            inspection.check_end(self.head())
            return inspection.verification(self.head())

    def stats(self) -> dict[str, Any]:
        """Return counts and sizes: events, streams, bytes, by category and by name."""
        with self._guard:
            categories = Counter(category(stream) for stream in self._streams)
            events = Counter(category(event.stream) for event in self._recorded)
            return {
                "events": len(self._recorded),
                "streams": len(self._streams),
                "bytes": sum(len(event.data) for event in self._recorded),
                "by_category": {
                    name: {"streams": count, "events": events[name]} for name, count in sorted(categories.items())
                },
                "by_name": dict(sorted(Counter(event.name for event in self._recorded).items())),
            }

    def close(self) -> None:
        """Do nothing: there is nothing to give back."""

    def _write(self, tx: MemoryTransaction, requests: Sequence[Request]) -> list[Answer]:
        head = self.head()
        standing = Standing(
            head.position, head.digest, len(self._streams) + 1, dict(self._touched(requests)), dict(self._commands)
        )
        plan = planned(requests, standing, self._clock())
        tx.on_roll_back(self._undoing(plan))
        self._streams.update(plan.moved)
        self._commands = standing.commands
        names = {stream_id: stream for stream, (stream_id, _) in plan.moved.items()}
        for row, digest in plan.sealed:
            self._sealed.append((row, digest))
            self._recorded.append(_recorded(row, names[row[1]]))
            self._of_stream[names[row[1]]].append(row[0])
        return plan.answers

    def _touched(self, requests: Sequence[Request]) -> Iterator[tuple[str, tuple[int, int]]]:
        for request in requests:
            for write in request.writes:
                if write.stream in self._streams:
                    yield write.stream, self._streams[write.stream]

    def _undoing(self, plan: Plan) -> Callable[[], None]:
        before = {stream: self._streams.get(stream) for stream in plan.moved}
        end, commands = len(self._sealed), self._commands

        def undo() -> None:
            for stream, head in before.items():
                if head is None:
                    del self._streams[stream], self._of_stream[stream]
                else:
                    self._streams[stream] = head
                    del self._of_stream[stream][head[1] :]
            del self._sealed[end:], self._recorded[end:]
            self._commands = commands

        return undo


def mine(tx: Transaction) -> MemoryTransaction:
    """Return the transaction as one of memory, or fail: transactions of another store cannot be used here."""
    if not isinstance(tx, MemoryTransaction):
        raise TypeError(f"{tx!r} is no transaction of this log")
    return tx


def _recorded(row: Row, stream: str) -> Recorded:
    position, stream_id, *others = row[:-1]
    kept = (bytes(value) if isinstance(value, bytearray) else value for value in others)
    return recorded([(position, stream_id, stream, *kept)])[0]
