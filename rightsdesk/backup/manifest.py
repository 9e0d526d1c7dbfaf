"""What a backup says of itself: each member with its hash, and the end of the log."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rightsdesk import workspace
from rightsdesk.settings import FILE_NAME

NAME = "manifest.json"
FORMAT = 1
"""Raised when an older program could not restore what is written."""

SINGLE = (workspace.EVENTS, FILE_NAME)
FOLDERS = ("documents", "raw", "views")

_SAFE = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/(?!\.{{1,2}}(?:/|$))[^/\\:\x00-\x1f]+)+")


class MadeByANewerProgram(ValueError):
    """The manifest has a format that this program does not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, up to which event, with the chain hash (hex) after it."""

    made_at: str
    program: str
    position: int
    hash: str
    epoch: str
    members: dict[str, Member]

    def as_bytes(self) -> bytes:
        """Return the manifest as it stands in the file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    def misfits(self, names: Iterable[str]) -> list[str]:
        """Return what is wrong with the names of a file's members: missing, unlisted, doubled or unsafe."""
        there = [name for name in names if name != NAME]
        once = set(there)
        found = [f"{name} is missing" for name in self.members if name not in once]
        if workspace.EVENTS not in self.members:
            found.append(f"{workspace.EVENTS} is not listed")
        found += [f"{name} is not listed" for name in there if name not in self.members]
        found += [f"{name!r} is no name a backup may hold" for name in self.members if not _is_safe(name)]
        if len(there) != len(once):
            found.append("a name occurs twice")
        return found


def read(content: bytes) -> Manifest:
    """Return the manifest; raise `MadeByANewerProgram`, or what reading nonsense raises."""
    found: dict[str, Any] = json.loads(content)
    if int(found.pop("format")) > FORMAT:
        raise MadeByANewerProgram
    members = {name: Member(int(each["size"]), str(each["sha256"])) for name, each in found.pop("members").items()}
    return Manifest(members=members, **found)


def _is_safe(name: str) -> bool:
    return name in SINGLE or _SAFE.fullmatch(name) is not None
