"""Given NDJSON files, line by line, without changing a byte."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rightsdesk.faults import Invalid, Unknown


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its object and its bytes without the line end."""

    document: dict[str, Any]
    body: bytes


def read_lines(path: Path, needed: tuple[str, ...]) -> Iterator[Line]:
    """The non-empty lines of a file; `Invalid` names the line that is no JSON object or lacks a needed text."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Unknown(f"The hub cannot read {path}: {fault.strerror}.") from fault
    for number, raw in enumerate(content.split(b"\n"), 1):
        body = raw.strip()
        if body:
            yield Line(_object(path, number, body, needed), body)


def _object(path: Path, number: int, body: bytes, needed: tuple[str, ...]) -> dict[str, Any]:
    where = f"{path}, line {number}"
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Invalid(f"{where} is not JSON ({fault}); correct or remove this line.") from None
    if not isinstance(document, dict):
        raise Invalid(f"{where} is not a JSON object; correct or remove this line.")
    for name in needed:
        if not isinstance(document.get(name), str):
            raise Invalid(f'{where} lacks the text "{name}"; correct or remove this line.')
    return document
