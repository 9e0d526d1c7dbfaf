"""A vendor that drops files into a folder: tables and pictures are taken once they are whole, then put aside.

Nothing is ever deleted. What was taken lies in `processed`, what could not be in `rejected`, each with a report beside
it. A file is known by its SHA-256, so that breaking off between taking it over and putting it aside does no harm.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import orjson

from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.vendorsync.files import Found, opened, outcomes
from rightsdesk.vendorsync.folder_scan import scan, steady
from rightsdesk.vendorsync.picture_files import dropped_address
from rightsdesk.vendorsync.port import (
    Capabilities,
    Change,
    ChangeBatch,
    FeedMode,
    LookupResult,
    ProbeResult,
    Rejected,
    SyncState,
    UsageReceipt,
    UsageReport,
    cannot_report,
)
from rightsdesk.vendorsync.put_aside import Report, put_aside, refuse_links
from rightsdesk.vendorsync.tabular import Layout

PER_BATCH = 250

Pause = Callable[[float], object]


@dataclass(slots=True)
class _Page:
    """What one batch will hold."""

    changes: list[Change] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def add(self, what: Change | Rejected, report: Report) -> None:
        if isinstance(what, Change):
            self.changes.append(what)
            report.taken += 1
        else:
            self.rejected.append(what)
            report.reasons.append(what.reason)

    @property
    def full(self) -> bool:
        return len(self.changes) + len(self.rejected) + len(self.receipts) >= PER_BATCH

    def batch(self, partly: tuple[str, int] | None) -> ChangeBatch:
        cursor = orjson.dumps({"taken": self.taken, "partly": partly}).decode()
        state = SyncState("changes", cursor)
        return ChangeBatch(
            tuple(self.changes), tuple(self.rejected), 0, state, more=True, receipts=tuple(self.receipts)
        )


class DropFolder:
    """A `VendorFeed` over one folder; `pause` waits so many seconds and is injected by tests."""

    def __init__(
        self, folder: Path, vendor: str = "", layout: Layout | None = None, pause: Pause | None = None
    ) -> None:
        """`vendor` delivers everything in the folder, empty where tables, pictures or subfolders name their own."""
        self._folder = folder
        self._vendor = vendor
        self._layout = layout or Layout()
        self._stopped = threading.Event()
        self._pause = pause or self._stopped.wait
        self._reports: dict[str, Report] = {}

    @property
    def capabilities(self) -> Capabilities:
        """What this feed can do: it gives what files say and answers no questions."""
        return Capabilities(
            FeedMode.ACK_QUEUE, max_ids_per_lookup=0, max_page=PER_BATCH, gives_price=True, gives_period=True,
            gives_territory=True,
        )  # fmt: skip

    def probe(self) -> ProbeResult:
        """Look into the folder without touching anything."""
        try:
            waiting = scan(self._folder)
            refuse_links(self._folder)
        except (Unavailable, Invalid) as fault:
            return ProbeResult(ok=False, server_time_skew=None, sample=None, sentence=fault.sentence)
        sentence = f"{self._folder} can be read; {len(waiting):,} files wait in it."
        return ProbeResult(ok=True, server_time_skew=None, sample=None, sentence=sentence)

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Take every file that is whole; one that still grows is left for the next time."""
        held: ChangeBatch | None = None
        for batch in self._pages(state):
            if held is not None:
                yield held
            if self._stopped.is_set():
                return
            held = batch
        if held is not None:
            yield replace(held, more=False)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Put the files of a batch aside, which is safe now that it is kept."""
        for name in batch.receipts:
            if name in self._reports:
                put_aside(self._folder, name, self._reports.pop(name))

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """A folder says nothing new by being asked."""
        raise Invalid(
            "A folder offers no single pictures; drop newer files into it to refresh them.", code="FEED-NO-LOOKUP"
        )

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """A folder takes no reports of use."""
        raise cannot_report(f"The folder {self._folder}")

    def close(self) -> None:
        """End a pull that is waiting for files to be whole."""
        self._stopped.set()

    # ------------------------------------------------------------------ reading

    def _pages(self, state: SyncState) -> Iterator[ChangeBatch]:
        refuse_links(self._folder)
        known, partly, reached = _told(state)
        page = _Page()
        for path in steady(self._folder, self._pause, self._stopped.is_set):
            name = path.relative_to(self._folder).as_posix()
            report = Report(_fingerprint(path))
            report.known = report.sha256 in known or report.sha256 == partly
            found = self._found(path, name, report.sha256)
            for outcome in () if report.sha256 in known else outcomes(found):
                if report.sha256 == partly and outcome.row <= reached:
                    continue
                page.add(outcome.what, report)
                if outcome.row and page.full:
                    yield page.batch((report.sha256, outcome.row))
                    page = _Page()
            if report.sha256:
                self._reports[name] = report
                page.receipts.append(name)
                page.taken.append(report.sha256)
                known.add(report.sha256)
            if page.full:
                yield page.batch(None)
                page = _Page()
        if page.receipts or page.rejected:
            yield page.batch(None)

    def _found(self, path: Path, name: str, sha256: str) -> Found:
        place = dropped_address(name, sha256)
        return Found(path, name, self._vendor, path.parent.name, self._layout, place)


def drop_folder(address: str, vendor: str = "", options: Mapping[str, str] | None = None) -> DropFolder:
    """Return the feed of a folder named by its path or file: address."""
    return DropFolder(folder_at(address), vendor, Layout.of(options or {}))


def folder_at(address: str) -> Path:
    """Return the folder a feed's address names."""
    if not address.startswith("file:"):
        return Path(address)
    return Path(url2pathname(urlsplit(address).path))


def _fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file, nothing for one that cannot be read at present."""
    try:
        with opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (Damaged, OSError):
        return ""


def _told(state: SyncState) -> tuple[set[str], str | None, int]:
    """Return which files are known to be taken, which one in part (None for none), and up to which row."""
    if state.cursor is None:
        return set(), None, 0
    told = orjson.loads(state.cursor)
    sha256, reached = told["partly"] or (None, 0)
    return set(told["taken"]), sha256, reached
