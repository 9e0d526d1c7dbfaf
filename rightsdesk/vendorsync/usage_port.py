"""What any platform's feed of articles offers the desk: versions of articles, and from them usages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from rightsdesk.vendorsync.articles import ArticleVersion
from rightsdesk.vendorsync.port import ProbeResult, Rejected, SyncState


@dataclass(frozen=True, slots=True)
class ArticleBatch:
    """What one answer held, to be committed together with `next_state`; older versions of an article come first.

    `skipped` counts items that are no articles; `gap`: the platform keeps no longer what changed before this answer.
    """

    articles: tuple[ArticleVersion, ...]
    rejected: tuple[Rejected, ...]
    skipped: int
    next_state: SyncState
    more: bool
    poll_after: float | None = None
    gap: bool = False


class UsageFeed(Protocol):
    """One platform's articles; every call may raise `Unavailable`, `Damaged` or `Invalid`, and nothing else."""

    def pull(self, state: SyncState) -> Iterator[ArticleBatch]:
        """Read on from `state`, from the beginning for `SyncState()`; delivered twice is possible, left out is not."""

    def probe(self) -> ProbeResult:
        """Test the connection without changing anything; a fault becomes a sentence, not an exception."""

    def read_again(self, raw: bytes) -> ArticleVersion | Rejected | None:
        """Read an article out of the quarantine, without asking the platform."""

    def close(self) -> None:
        """Let go of connections and stop a request that is under way."""
