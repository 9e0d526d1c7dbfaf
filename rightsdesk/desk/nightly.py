"""Commands given every night: which rows, which change, at what time; the timetable gives them by itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from rightsdesk.desk.orders import BulkOrder, RefreshImages, UpdateImages
from rightsdesk.documents.whole_file import replacing
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Query, Reader

FILE_NAME = "nightly.json"
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_NAME = re.compile(r"[^\x00-\x1f:]{1,80}")


@dataclass(frozen=True, slots=True)
class Nightly:
    """One command: its name, the time of the zone's clocks (02:30), rows by a filter, kind and wish of the batch."""

    name: str
    at: str
    table: str
    where: str
    kind: str
    wish: Mapping[str, Any]

    def order(self) -> BulkOrder:
        """Return the order, or raise `Invalid` for a kind that somebody must give in person."""
        if self.kind == RefreshImages.kind:
            return RefreshImages()
        if self.kind == UpdateImages.kind and not self.wish.get("edits"):
            return UpdateImages(dict(self.wish.get("changes", {})))
        raise Invalid(
            "Only updates of fields and refreshes from the vendor run by themselves; this command needs a person."
        )

    def keys(self, reader: Reader) -> list[str]:
        """Return the keys of the rows that its filter finds now."""
        return reader.keys(self.table, list(reader.ids(Query(self.table, self.where))))


def load(folder: Path) -> dict[str, Nightly]:
    """Return the commands of a workspace by name; raise `Invalid` naming the file when it cannot be read."""
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        return {one["name"]: Nightly(**one) for one in orjson.loads(path.read_bytes())}
    except (ValueError, TypeError, KeyError, OSError) as error:
        sentence = f"{path} cannot be read ({error}). Correct the file, or delete it: nothing then runs by itself."
        raise Invalid(sentence, code="NIGHTLY") from error


def plan(folder: Path, nightly: Nightly, check: Callable[[Nightly], object]) -> None:
    """Keep a command for every night, in the place of one of the same name; `check` may refuse it first."""
    if not _TIME.fullmatch(nightly.at):
        raise Invalid(f"{nightly.at!r} is no time of the day; write it as 02:30.")
    if not _NAME.fullmatch(nightly.name):
        raise Invalid("A name has up to 80 characters and no colon.")
    nightly.order()
    check(nightly)
    _save(folder, {**load(folder), nightly.name: nightly})


def forget(folder: Path, name: str) -> bool:
    """Give a command no more; False when there is none of this name."""
    known = load(folder)
    if name not in known:
        return False
    _save(folder, {each: one for each, one in known.items() if each != name})
    return True


def _save(folder: Path, known: Mapping[str, Nightly]) -> None:
    with replacing(folder / FILE_NAME) as beside:
        beside.write_bytes(orjson.dumps([asdict(one) for one in known.values()], option=orjson.OPT_INDENT_2))
