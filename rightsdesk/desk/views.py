"""Views that people named, kept as small files in the workspace's folder so that all who open it find them."""

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from rightsdesk.desk.parts import Parts
from rightsdesk.documents.whole_file import replacing
from rightsdesk.faults import Fault, Invalid, Unusable

FOLDER, ENDING, ASIDE = "views", ".json", ".set-aside"
VERSION = 1
MOST_BYTES = 256_000
"""A view is a page of text at most; what is larger is something else."""
LONGEST_NAME = 80
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{2,60}")


@dataclass(frozen=True, slots=True)
class NamedView:
    """One view under a name: the place it belongs to, where it stands among others, and what the window keeps in it."""

    key: str
    place: str
    name: str
    rank: int = 0
    kept: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> bytes:
        """Return the view as the text of its file."""
        told = {"rightsdesk_view": VERSION, "place": self.place, "name": self.name, "rank": self.rank}
        return orjson.dumps({**told, "kept": dict(self.kept)}, option=orjson.OPT_INDENT_2)


@dataclass(frozen=True, slots=True)
class Shelved:
    """All views that could be read, in their order, and the sentences about files that could not."""

    views: tuple[NamedView, ...]
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Views:
    """Keeps, brings and forgets named views; one file each, so that two people never write into the same."""

    parts: Parts

    @property
    def folder(self) -> Path:
        """Return where the files lie."""
        return self.parts.folder / FOLDER

    def all(self) -> Shelved:
        """Return what is there; a file that cannot be read is set aside under another ending and told."""
        found, troubles = [], []
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            try:
                found.append(_read(path, path.stem))
            except Fault as fault:
                with suppress(OSError):
                    path.replace(path.with_suffix(ASIDE))
                troubles.append(f"{fault.sentence} It was set aside as {path.stem}{ASIDE}; the other views are there.")
        return Shelved(tuple(sorted(found, key=lambda one: (one.rank, one.name.casefold(), one.key))), tuple(troubles))

    def keep(self, view: NamedView) -> NamedView:
        """Write a view; without a key it gets one. Raises `Invalid` for a name nobody could read."""
        name = " ".join(view.name.split())
        if not name:
            raise Invalid("The view has no name; give it one.", code="VIEW-NAME")
        if len(name) > LONGEST_NAME:
            raise Invalid(f"The name is {len(name)} letters long; {LONGEST_NAME} are enough.", code="VIEW-NAME")
        kept = replace(view, key=view.key or _new_key(name), name=name)
        target = self.folder / f"{_checked(kept.key)}{ENDING}"
        beside = target.with_name(f".{secrets.token_hex(6)}.part")
        try:
            self.folder.mkdir(exist_ok=True)
            beside.write_bytes(kept.told())
            beside.replace(target)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            sentence = f"“{name}” could not be kept: {self.folder} cannot be written to ({error.strerror})."
            raise Unusable(sentence, code="VIEW-FILE") from error
        return kept

    def forget(self, key: str) -> None:
        """Take a view away; one that is gone already is no mistake."""
        with suppress(OSError):
            (self.folder / f"{_checked(key)}{ENDING}").unlink()

    def give(self, view: NamedView, target: Path) -> None:
        """Write a view into a file that can be handed to others. Raises `Unusable` where that is not possible."""
        with replacing(target) as beside:
            beside.write_bytes(view.told())

    def bring(self, source: Path) -> NamedView:
        """Take a handed view in under a key of its own. Raises `Invalid` (VIEW-FILE) for any other file."""
        return self.keep(replace(_read(source, ""), key=""))


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise Invalid(f"{key!r} is no key of a view.", code="VIEW-KEY")
    return key


def _new_key(name: str) -> str:
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    return f"{readable or 'view'}-{secrets.token_hex(4)}"


def _read(path: Path, key: str) -> NamedView:
    sentence = f"{path.name} is no saved view that this program can read."
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid(sentence, code="VIEW-FILE")
        told = orjson.loads(path.read_bytes())
        if told["rightsdesk_view"] != VERSION or not isinstance(told["kept"], dict):
            raise Invalid(sentence, code="VIEW-FILE")
        return NamedView(key, str(told["place"]), str(told["name"]), int(told.get("rank", 0)), told["kept"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Invalid(sentence, code="VIEW-FILE") from error
