"""Files that a person imports once, delivered to the synchronisation like any vendor's feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.files import Found, outcomes
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

PER_BATCH = 500


class HandedIn:
    """A `VendorFeed` over files that lie there and stay there."""

    def __init__(self, files: Sequence[Found] = ()) -> None:
        """Without files there is nothing to pull, as between two imports."""
        self._files = files
        self.done = 0
        self.rejected: list[Rejected] = []

    @property
    def capabilities(self) -> Capabilities:
        """What this feed can do: it gives what the files say and answers no questions."""
        return Capabilities(FeedMode.SNAPSHOT, max_ids_per_lookup=0, gives_price=True, gives_period=True)

    def probe(self) -> ProbeResult:
        """There is no connection to test."""
        return ProbeResult(
            ok=True, server_time_skew=None, sample=None, sentence="Files are imported with: rightsdesk images import."
        )

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Read every file once, in batches that fit one transaction."""
        changes: list[Change] = []
        rejected: list[Rejected] = []
        for number, file in enumerate(self._files, 1):
            for outcome in outcomes(file):
                if isinstance(outcome.what, Change):
                    changes.append(outcome.what)
                else:
                    rejected.append(outcome.what)
                if len(changes) + len(rejected) >= PER_BATCH:
                    yield self._batch(changes, rejected, state, more=True)
                    changes, rejected = [], []
            self.done = number
        if changes or rejected:
            yield self._batch(changes, rejected, state, more=False)

    def _batch(self, changes: list[Change], rejected: list[Rejected], state: SyncState, *, more: bool) -> ChangeBatch:
        self.rejected.extend(rejected)
        return ChangeBatch(tuple(changes), tuple(rejected), 0, state, more)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Nobody waits for an answer."""

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """A file says nothing new by being asked."""
        raise Invalid("These pictures came out of files; import newer files to refresh them.", code="FEED-NO-LOOKUP")

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Files take no reports of use."""
        raise cannot_report("A picture that came in a file")

    def close(self) -> None:
        """Nothing is kept open."""
