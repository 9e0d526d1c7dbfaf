"""Files of usages taken into the log page by page: one transaction each, resumed after a kill, never doubled."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rightsdesk.domain import streams
from rightsdesk.domain.feed import FeedPulled
from rightsdesk.domain.messages import Circumstance
from rightsdesk.eventlog.collecting import uncollected
from rightsdesk.eventlog.log import Context, EventLog, Recorded, Write
from rightsdesk.faults import Conflict, Unusable
from rightsdesk.vendorsync.placing import Entry, Placing, by_moment

if TYPE_CHECKING:
    from rightsdesk.vendorsync.usage_files import UsagePage

TRIES = 5
PAGE = 4_000
"""Rows taken over in one transaction."""
FILES = "files"
"""Names the stream of files that are not of one platform."""
Progress = Callable[[Counter[str]], None]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was left out: its line as a person counts it, and the sentence why."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class UsageImportReport:
    """What an import did; `counts` by kind: placed, ended, unchanged, charges, unknown, rejected.

    `unknown` are pictures that no vendor delivered, with how often they came; `finished` is False when it was stopped.
    """

    counts: dict[str, int]
    unknown: dict[str, int] = field(default_factory=dict)
    rejected: tuple[RejectedRow, ...] = ()
    finished: bool = True


@dataclass(slots=True)
class _Run:
    """One import on its way: where it is remembered, the file's identity, and what came of it so far."""

    own: str
    sha256: str
    version: int
    taken: int = 0
    line: int = 0
    complete: bool = False
    written: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    rejected: list[RejectedRow] = field(default_factory=list)

    def leave_out(self, page: UsagePage) -> None:
        """Name the rows of a page that cannot be read: here only, for no feed is there whose quarantine they were."""
        self.counts["rejected"] += len(page.refused)
        self.rejected += [RejectedRow(each.line, each.why.reason) for each in page.refused]

    def report(self, *, finished: bool) -> UsageImportReport:
        """Return what came of it."""
        counts = {name: count for name, count in self.counts.items() if count}
        return UsageImportReport(counts, dict(self.unknown), tuple(self.rejected), finished)


@dataclass(frozen=True, slots=True)
class UsageImport:
    """Imports files of usages; `platform` is meant where no column names one."""

    log: EventLog
    decode: Callable[[Recorded], Any]
    clock: Callable[[], datetime]

    def run(
        self,
        path: Path,
        actor: str,
        progress: Progress = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        platform: str = "",
        dry_run: bool = False,
        page: int = PAGE,
    ) -> UsageImportReport:
        """Take the file over; the same file again records only what was not known. With `dry_run` nothing is written.

        Raise `Unusable` or `Damaged` for a file that cannot be read; stop between two pages when `cancelled` says so.
        """
        from rightsdesk.vendorsync.usage_files import read_usages  # what reads spreadsheets is loaded when it is needed

        run = self._begun(path, platform)
        placing = Placing(self.log, self.decode)
        with uncollected(placing.forget):
            for found in read_usages(path, platform=platform, page=page):
                if cancelled():
                    return run.report(finished=False)
                run.leave_out(found)
                if found.line > run.taken:
                    self._take(run, placing, found, Circumstance(self.clock(), actor), dry_run=dry_run)
                    progress(run.counts)
            if not dry_run:
                self._finish(run, actor)
        return run.report(finished=True)

    def _begun(self, path: Path, platform: str) -> _Run:
        """Return the run; of a file that was broken off, what was taken is left out."""
        sha256 = _sha256(path)
        own = streams.feed(f"usages-{platform or FILES}")
        facts = [self.decode(each) for each in self.log.read_streams([own])[own]]
        run = _Run(own, sha256, len(facts))
        pulls = [fact.cursor for fact in facts if isinstance(fact, FeedPulled) and fact.cursor.get("sha256") == sha256]
        run.complete = any(cursor.get("complete") for cursor in pulls)
        if pulls and not run.complete:
            run.taken = run.line = int(pulls[-1].get("line", 0))
        return run

    def _take(self, run: _Run, placing: Placing, page: UsagePage, cx: Circumstance, *, dry_run: bool) -> None:
        for left in reversed(range(TRIES)):
            try:
                self._take_once(run, placing, page, cx, dry_run=dry_run)
                return
            except Conflict:
                placing.forget()
                run.version = self.log.versions([run.own])[run.own]
                if not left:
                    raise

    def _take_once(self, run: _Run, placing: Placing, page: UsagePage, cx: Circumstance, *, dry_run: bool) -> None:
        taken = placing.take(by_moment(_entries(page)), cx)
        counts = taken.counts + Counter(unknown=taken.unknown.total())
        if taken.writes and not dry_run:
            told = counts + Counter(rejected=len(page.refused))
            pulled = FeedPulled({"sha256": run.sha256, "line": page.line, "complete": False}, dict(told))
            with self.log.transaction() as tx:
                self.log.append(tx, [*taken.writes, Write(run.own, (pulled,), run.version)], Context(cx.actor))
            run.version, run.written = run.version + 1, True
        run.line = page.line
        run.counts.update(counts)
        run.unknown.update(taken.unknown)

    def _finish(self, run: _Run, actor: str) -> None:
        """Remember that the file is taken over as a whole, unless that stands there already."""
        if run.complete and not run.written:
            return
        pulled = FeedPulled({"sha256": run.sha256, "line": run.line, "complete": True}, {})
        with self.log.transaction() as tx:
            version = self.log.versions([run.own])[run.own]
            self.log.append(tx, [Write(run.own, (pulled,), version)], Context(actor))


def _entries(page: UsagePage) -> Iterator[Entry]:
    for row in page.rows:
        yield row.placement
        if row.removal is not None:
            yield row.removal


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise Unusable(f"The file {path.name} cannot be read: {fault.strerror}.", code="FILE") from fault
