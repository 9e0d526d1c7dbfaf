"""Where dropped files go once they are read: nothing is deleted, nothing written over, a report beside each."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rightsdesk.faults import Invalid, Unavailable

PROCESSED, REJECTED, REPORT = "processed", "rejected", ".report.txt"


@dataclass(slots=True)
class Report:
    """What is said about one file beside it."""

    sha256: str
    taken: int = 0
    known: bool = False
    reasons: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return the folder it belongs into."""
        return PROCESSED if self.taken or self.known or not self.reasons else REJECTED

    def lines(self, name: str) -> str:
        """Return the report as a person reads it."""
        said = f"{self.taken:,} taken over, {len(self.reasons):,} set aside"
        if self.known:
            said = f"{said}; the file or its first rows had been taken over before"
        return "\n".join([f"{name}: {said}.", f"sha256 {self.sha256}", *self.reasons, ""])


def refuse_links(folder: Path) -> None:
    """Refuse a folder whose `processed` or `rejected` leads elsewhere."""
    for place in (PROCESSED, REJECTED):
        if (folder / place).is_symlink():
            raise Invalid(
                f"{folder / place} is a link; make it a folder, so that deliveries stay in one place.",
                code="FOLDER",
            )


def put_aside(folder: Path, name: str, report: Report) -> None:
    """Write the report, then move the file beside it; a file that somebody took away meanwhile is no fault."""
    try:
        target = _free(folder / report.place / name, report.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_name(target.name + REPORT).write_text(report.lines(name), encoding="utf-8")
        with suppress(FileNotFoundError):
            (folder / name).rename(target)
    except OSError as error:
        raise Unavailable(
            f"{name} was taken over but cannot be put aside in {folder} ({error.strerror or error}). "
            "Make the folder writable or free some space; the file is not taken twice.",
            code="FOLDER",
        ) from error


def _free(target: Path, sha256: str) -> Path:
    """Return a name under which nothing lies yet; what was put aside before is never written over."""
    if not os.path.lexists(target):
        return target
    marked = target.with_name(f"{target.stem}-{sha256[:12]}{target.suffix}")
    number = 2
    while os.path.lexists(marked):
        marked = target.with_name(f"{target.stem}-{sha256[:12]}-{number}{target.suffix}")
        number += 1
    return marked
