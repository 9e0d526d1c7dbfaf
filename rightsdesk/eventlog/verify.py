"""Recomputes the hash chain and the versions of streams, and names every position where something is wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rightsdesk.eventlog.chain import seal
from rightsdesk.eventlog.log import Head, Problem, Verification


@dataclass(slots=True)
class Inspection:
    """A verification under way: `digest` is the hash before the next event, None when it cannot be known."""

    position: int
    digest: bytes | None
    versions: dict[int, int] = field(default_factory=dict)
    events: int = 0
    problems: list[Problem] = field(default_factory=list)
    _gap: bool = False
    _expected: tuple[int, bytes] = (0, b"")

    def look_at(self, found: Iterable[tuple[Any, ...]]) -> None:
        """Check a run of events in order, each as (row's columns ..., hash, stream or None)."""
        versions, position, digest, events = self.versions, self.position, self.digest, 0
        for line in found:
            row, stored, stream = line[:12], line[12], line[13]
            events += 1
            if row[0] != position + 1:
                self._missing(position + 1, row[0] - 1)
                digest = None
            position, stream_id, version = row[0], row[1], row[2]
            if versions.get(stream_id, 0) + 1 != version:
                self._out_of_line(position, stream, versions.get(stream_id, 0) + 1, version)
            versions[stream_id] = version
            if digest is not None and seal(digest, stream or "", row) != stored:
                self._altered(row, stored, stream or "", digest)
            digest = stored
        self.events += events
        self.position, self.digest = position, digest

    def report(self, position: int, what: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(position, what))

    def check_end(self, head: Head) -> None:
        """Compare the last event with the remembered end of the log."""
        if self.position < head.position:
            self._missing(self.position + 1, head.position)
        elif self.position > head.position:
            self.report(self.position, f"events stand behind the remembered end of the log at {head.position}")
        elif self.digest is not None and self.digest != head.digest:
            self.report(self.position, "the last hash differs from the one remembered as the end of the log")

    def check_streams(self, streams: Iterable[tuple[int, str, int]], last: Callable[[int], int]) -> None:
        """Compare each stream's own version (id, name, version) with its last event, which stands at `last(id)`."""
        if self._gap:
            return  # missing events explain the difference
        for stream_id, stream, version in streams:
            seen = self.versions.get(stream_id, 0)
            if seen != version:
                self.report(last(stream_id), f"{stream} claims version {version}, its last event has version {seen}")

    def verification(self, head: Head) -> Verification:
        """Return everything found, by position."""
        return Verification(self.events, head, tuple(sorted(self.problems, key=lambda problem: problem.position)))

    def _missing(self, first: int, last: int) -> None:
        self._gap = True
        if first == last:
            self.report(first, "the event is missing")
        else:
            self.report(first, f"the events {first} to {last} are missing")

    def _out_of_line(self, position: int, stream: str | None, expected: int, version: int) -> None:
        if not self._gap:
            self.report(position, f"version {version} of {stream or 'a lost stream'} stands where {expected} belongs")

    def _altered(self, row: Any, stored: bytes, stream: str, before: bytes) -> None:
        position, expected = self._expected
        if position == row[0] - 1 and seal(expected, stream, row) == stored:
            return  # only the hash of the event before was changed, and that one is reported
        self._expected = (row[0], seal(before, stream, row))
        self.report(row[0], "the event or its hash was changed after it was recorded")
