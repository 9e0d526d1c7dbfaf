"""Feeds of a sample's hub while that hub is not started: nothing can be new at them, so it is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rightsdesk.vendorsync.articles import ArticleVersion
from rightsdesk.vendorsync.port import (
    Capabilities,
    ChangeBatch,
    LookupResult,
    ProbeResult,
    Rejected,
    SyncState,
    UsageReceipt,
    UsageReport,
    VendorFeed,
)
from rightsdesk.vendorsync.usage_port import ArticleBatch, UsageFeed


class RestingFeed:
    """A `VendorFeed` that wakes the real one for everything but the question what is new."""

    def __init__(self, wake: Callable[[], VendorFeed]) -> None:
        """``wake`` opens the real feed, which starts the hub."""
        self._wake = wake
        self._real: VendorFeed | None = None

    @property
    def capabilities(self) -> Capabilities:
        """What the real feed can do."""
        return self._awake().capabilities

    def probe(self) -> ProbeResult:
        """Test the real connection."""
        return self._awake().probe()

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Deliver nothing after a cursor, everything without one."""
        if full or state == SyncState():
            yield from self._awake().pull(state, full=full)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Thank the real feed, which delivered it."""
        self._awake().acknowledge(batch)

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """Ask the real feed."""
        return self._awake().lookup(uris)

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Tell the real feed."""
        return self._awake().report_usage(batch_id, usages)

    def close(self) -> None:
        """Close what was opened."""
        if self._real is not None:
            self._real.close()

    def _awake(self) -> VendorFeed:
        if self._real is None:
            self._real = self._wake()
        return self._real


class RestingArticles:
    """A `UsageFeed` in the same manner."""

    def __init__(self, wake: Callable[[], UsageFeed]) -> None:
        """``wake`` opens the real feed, which starts the hub."""
        self._wake = wake
        self._real: UsageFeed | None = None

    def pull(self, state: SyncState) -> Iterator[ArticleBatch]:
        """Deliver nothing after a cursor, everything without one."""
        if state == SyncState():
            yield from self._awake().pull(state)

    def probe(self) -> ProbeResult:
        """Test the real connection."""
        return self._awake().probe()

    def read_again(self, raw: bytes) -> ArticleVersion | Rejected | None:
        """Let the real feed read it."""
        return self._awake().read_again(raw)

    def close(self) -> None:
        """Close what was opened."""
        if self._real is not None:
            self._real.close()

    def _awake(self) -> UsageFeed:
        if self._real is None:
            self._real = self._wake()
        return self._real
