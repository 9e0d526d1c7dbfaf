"""Archives of events (`.rdevents`): JSON Lines closed by one line that says how many there are and their check sum."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.faults import Damaged, Unusable

ENDING = ".rdevents"
KIND, VERSION = "rightsdesk-events", 1
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one event at most; a longer line is no event of ours."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A whole archive: how many events, the position of the first and the last, and the check sum (SHA-256, hex)."""

    events: int
    first: int
    last: int
    sha256: str


def closed(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, and after them the one that closes an archive."""
    digest, events = hashlib.sha256(), 0
    for line in lines:
        digest.update(line.encode())
        events += 1
        yield line
    yield json.dumps({"archive": KIND, "version": VERSION, "events": events, "sha256": digest.hexdigest()}) + "\n"


def check(file: Path) -> Sound:
    """Read an archive through; raise `Damaged` (ARCHIVE) with what is wrong, `Unusable` when it cannot be read."""
    try:
        with file.open("rb") as lines:
            return _checked(file, iter(lambda: lines.readline(LONGEST_LINE), b""))
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror or error}.", code="FILE") from error


def _checked(file: Path, lines: Iterator[bytes]) -> Sound:
    digest = hashlib.sha256()
    events = first = last = 0
    for line in lines:
        found = _read(file, line, events)
        if "archive" in found:
            _compare(file, found, events, digest.hexdigest())
            if next(lines, b""):
                raise Damaged(f"{file} goes on after its end; it was written to by something else.", code="ARCHIVE")
            return Sound(events, first, last, digest.hexdigest())
        position = found.get("position")
        if not isinstance(position, int) or position <= last:
            raise Damaged(f"{file}, line {events + 1}: the positions of events do not rise.", code="ARCHIVE")
        digest.update(line)
        events, first, last = events + 1, first or position, position
    raise Damaged(f"{file} is cut off after event {last:,}: the line that closes it is missing.", code="ARCHIVE")


def _read(file: Path, line: bytes, events: int) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Damaged(f"{file}, line {events + 1}: this is not an event.", code="ARCHIVE")
    return found


def _compare(file: Path, end: dict[str, object], events: int, digest: str) -> None:
    if (end.get("archive"), end.get("version")) != (KIND, VERSION):
        raise Damaged(f"{file} was closed by another or a newer program.", code="ARCHIVE")
    if end.get("events") != events:
        raise Damaged(f"{file} holds {events:,} events, {end.get('events')} were written.", code="ARCHIVE")
    if end.get("sha256") != digest:
        raise Damaged(f"{file} was changed after it was written: its check sum differs.", code="ARCHIVE")
