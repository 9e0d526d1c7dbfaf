"""The journal as a file: every event a JSON line between a head and a check sum, written whole and checked again."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from rightsdesk.documents.whole_file import replacing
from rightsdesk.eventlog.log import EventLog, Recorded
from rightsdesk.faults import Damaged, Unusable

ENDING = ".rdevents"
FORMAT, VERSION = "rightsdesk-events", 1
PAGE = 5_000
Told = Callable[[int, int], None]
"""Called with (events done, events in all) after each page; what it raises ends the work and nothing is written."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What a file holds: events from `first` to `last`, the check sum over all lines before the last one."""

    path: Path
    events: int
    first: int
    last: int
    epoch: str
    sha256: str


def write(log: EventLog, path: Path, told: Told | None = None, after: int = 0) -> Journal:
    """Write all events above a position up to now; the file is replaced whole or left as it was."""
    head = log.head()
    sum_ = hashlib.sha256()
    opening = {"format": FORMAT, "version": VERSION, "epoch": head.epoch, "first": after + 1, "last": head.position}
    with replacing(path) as beside, beside.open("wb") as file:
        for line in _lines(log, opening, after, head.position, told):
            sum_.update(line)
            file.write(line)
        events, seal = head.position - after, {"sha256": sum_.hexdigest(), "events": head.position - after}
        if head.position == log.head().position:
            seal["chain"] = head.digest.hex()
        file.write(_line(seal))
    return Journal(path, events, after + 1, head.position, head.epoch, sum_.hexdigest())


def check(path: Path, told: Told | None = None) -> Journal:
    """Read a file again and return what it holds; raise `Damaged` naming the line at which it is not what it was."""
    try:
        with path.open("rb") as file:
            return _checked(path, file, told)
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.", code="EXP-PATH") from error


def _checked(path: Path, lines: Any, told: Told | None) -> Journal:
    opening = _parsed(path, 1, next(lines, b""))
    if opening.get("format") != FORMAT or opening.get("version") != VERSION:
        raise Damaged(f"{path} is no journal of RightsDesk, or one of a newer program.", code="JOURNAL-FORMAT")
    sum_ = hashlib.sha256(_line(opening))
    last, total = opening["first"] - 1, opening["last"] - opening["first"] + 1
    for number, line in enumerate(lines, 2):
        content = _parsed(path, number, line)
        if "sha256" in content:
            if content["sha256"] != sum_.hexdigest() or last != opening["last"]:
                raise Damaged(f"{path}: the check sum does not fit what stands before it.", code="JOURNAL-SUM")
            return Journal(path, total, opening["first"], last, opening["epoch"], content["sha256"])
        if content.get("position") != last + 1:
            raise Damaged(f"{path}, line {number}: event {last + 1:,} is missing here.", code="JOURNAL-GAP")
        last += 1
        sum_.update(line)
        if told is not None and not number % PAGE:
            told(number - 1, total)
    raise Damaged(f"{path} ends before its check sum; it was cut off after event {last:,}.", code="JOURNAL-CUT")


def _parsed(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise Damaged(f"{path}, line {number} is not JSON any more.", code="JOURNAL-LINE") from error
    if not isinstance(found, dict):
        raise Damaged(f"{path}, line {number} holds no event.", code="JOURNAL-LINE")
    return found


def _lines(log: EventLog, opening: dict[str, Any], after: int, until: int, told: Told | None) -> Iterator[bytes]:
    yield _line(opening)
    first = after
    while page := log.read(after, min(PAGE, until - after)) if after < until else []:
        yield from (_line(shape(each)) for each in page)
        after = page[-1].position
        if told is not None:
            told(after - first, until - first)


def shape(recorded: Recorded) -> dict[str, Any]:
    """Return an event as a document, its content readable."""
    return {**recorded._asdict(), "data": orjson.loads(recorded.data)}


def _line(content: dict[str, Any]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)
