"""Files imported by hand: pictures with metadata inside, and tables with a picture a row."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rightsdesk.desk.parts import Parts
from rightsdesk.domain import ids, streams
from rightsdesk.domain.feed import BY_HAND, FOLDER, ConfigureFeed, Feed
from rightsdesk.domain.messages import fold
from rightsdesk.faults import Unknown

if TYPE_CHECKING:
    from rightsdesk.vendorsync.files import Found
    from rightsdesk.vendorsync.handed_in import HandedIn

FEED = "import"
"""The feed under which imported pictures are recorded."""

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Handing:
    """What a person hands in: files and folders, whose they are, and how tables among them are written."""

    paths: Sequence[Path]
    vendor: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file or row that was not taken, with its reason as a sentence that names it."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `counts` as of a pull (new, changed, ignored, conflicts), `passed_over` are other files."""

    files: int
    counts: dict[str, int]
    not_taken: tuple[NotTaken, ...]
    passed_over: int

    @property
    def taken(self) -> int:
        """Return how many pictures were taken over or known already."""
        return sum(self.counts.get(kind, 0) for kind in ("new", "changed", "ignored", "conflicts"))


@dataclass(frozen=True, slots=True)
class Imports:
    """Takes files over through the same synchronisation as any feed."""

    parts: Parts

    def take(self, handing: Handing, told: Told | None = None) -> ImportReport:
        """Take over what is handed in, a bad file or row never stops the others; `told` hears files done, of all."""
        from rightsdesk.vendorsync.handed_in import HandedIn

        if handing.vendor:
            ids.checked(handing.vendor, "vendor")
        found, passed_over = self._gathered(handing)
        adapter = HandedIn(found)
        if handing.dry_run:
            counts = self.parts.sync.foresee(FEED, adapter, self.parts.actor)
        else:
            counts = self._pull(adapter, len(found), told)
        not_taken = tuple(NotTaken(each.reason_code, each.reason) for each in adapter.rejected)
        return ImportReport(len(found), counts, not_taken, passed_over)

    def _pull(self, adapter: HandedIn, files: int, told: Told | None) -> dict[str, int]:
        own = ConfigureFeed(FEED, "", BY_HAND)
        self.parts.handling.handle(streams.feed(FEED), Feed(), own, self.parts.actor)

        def passed_on(_: str, __: Counter[str]) -> None:
            if told is not None:
                told(adapter.done, files)

        sync = replace(self.parts.sync, open_feed=lambda _: adapter)
        return sync.pull(FEED, self.parts.actor, progress=passed_on).counts

    def _gathered(self, handing: Handing) -> tuple[list[Found], int]:
        from rightsdesk.vendorsync.files import Found, is_delivery
        from rightsdesk.vendorsync.tabular import Layout

        layout = Layout.of(handing.options or self._saved(handing.vendor))
        found: list[Found] = []
        passed_over = 0
        for named in handing.paths:
            path = _existing(named)
            for file in _files(path):
                if path.is_dir() and not is_delivery(file.name):
                    passed_over += 1
                    continue
                name = file.relative_to(path.parent).as_posix()
                found.append(Found(file, name, handing.vendor, file.parent.name, layout, file.absolute().as_uri()))
        return found, passed_over

    def _saved(self, vendor: str) -> Mapping[str, str]:
        """Return how this vendor's folder feed reads tables, nothing where there is none."""
        names = self.parts.log.streams("feed") if vendor else []
        read = self.parts.log.read_streams(names)
        feeds = (fold(Feed(), map(self.parts.decode, read[name])) for name in names)
        chosen = (
            feed.options for feed in feeds if (feed.profile, feed.vendor, feed.removed) == (FOLDER, vendor, False)
        )
        return next(chosen, {})


def _existing(named: Path) -> Path:
    path = named.expanduser().resolve()
    if not path.exists():
        sentence = f"There is no file or folder {named}."
        raise Unknown(sentence, code="FILE")
    return path


def _files(path: Path) -> Iterator[Path]:
    """Yield the file itself, or all files below a folder in order of their names; links are not followed."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            if not name.startswith(".") and not Path(folder, name).is_symlink():
                yield Path(folder, name)
