"""The port of the event log: what any store of events must do (contract in tests/contracts/event_log.py)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


class Recorded(NamedTuple):
    """One recorded event; `data` is its JSON as stored, decoded on demand by the codec.

    `position` is global and gap-free from 1; `stream_id` is the stream's small number, stable for ever and used
    as row id of read tables; `version` counts from 1 within the stream; `recorded_at` is UTC in microseconds.
    `event_id`, `correlation_id` and `causation_id` are UUID texts.
    """

    position: int
    stream_id: int
    stream: str
    version: int
    event_id: str
    name: str
    schema_version: int
    recorded_at: int
    actor: str
    correlation_id: str | None
    causation_id: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Write:
    """Events (or intents) for one stream; `expected` None = any version, 0 = must be new, n = must be n."""

    stream: str
    events: tuple[Any, ...]
    expected: int | None = None
    causation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Who writes, on whose behalf: actor, correlation id (the batch), causation id where a write names none."""

    actor: str
    correlation_id: str | None = None
    causation_id: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandMark:
    """Identity of a command: same id and digest = the recorded answer; same id, other digest = `Invalid`."""

    command_id: str
    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class Appended:
    """Positions written, both included; `repeated` says that a command had been recorded before.

    An append without events has first = last + 1.
    """

    first: int
    last: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: last position, chain hash (32 bytes) after it, and the identity of the store."""

    position: int
    digest: bytes
    epoch: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that `verify` found: the position, and what is wrong with it."""

    position: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` saw: events checked, the head, and every problem by position."""

    events: int
    head: Head
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing was wrong."""
        return not self.problems


class Transaction(Protocol):
    """A unit of work of one adapter; log and queue of the same adapter share it."""


class EventLog(Protocol):
    """An append-only log of events with one global order."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin the one writing transaction (BEGIN IMMEDIATE); commit at the end, roll back on an exception."""

    def append(
        self, tx: Transaction, writes: Sequence[Write], context: Context, command: CommandMark | None = None
    ) -> Appended:
        """Write all events of all streams, or none: raise `Conflict` naming every stream that differs.

        Intents are appended like events. Versions are decided before anything is written, so that a refused
        append leaves the transaction usable for others (group commit).
        """

    def recall(self, tx: Transaction, command: CommandMark) -> Appended | None:
        """Return the recorded answer of a command, None when new; raise `Invalid` for other content."""

    def read(self, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` events with a position above `after`, in order."""

    def read_streams(self, streams: Iterable[str]) -> dict[str, list[Recorded]]:
        """Return the events of each stream in order; a stream that does not exist has an empty list."""

    def read_correlated(self, correlation_id: str, after: int = 0, limit: int = 1000) -> list[Recorded]:
        """Return events of one batch above a position, in order."""

    def versions(self, streams: Iterable[str]) -> dict[str, int]:
        """Return the current version of each stream, 0 where there is none."""

    def streams(self, category: str) -> list[str]:
        """Return the names of all streams of a category, in order of their creation."""

    def head(self) -> Head:
        """Return the end of the log."""

    def verify(self, after: int = 0) -> Verification:
        """Recompute the hash chain and stream versions above a position."""

    def stats(self) -> dict[str, Any]:
        """Return counts and sizes: events, streams, bytes, by category and by name."""

    def close(self) -> None:
        """Give connections back; the log cannot be used afterwards."""
