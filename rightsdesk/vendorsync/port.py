"""What any vendor's feed offers the desk, whatever it speaks underneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol

Phase = Literal["snapshot", "changes"]


class FeedMode(StrEnum):
    """How a vendor delivers changes."""

    CURSOR = "cursor"
    ACK_QUEUE = "ack_queue"
    WINDOW = "window"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What may be expected of one feed; `change_retention` is how long the vendor remembers changes."""

    mode: FeedMode
    supports_etag: bool = False
    max_ids_per_lookup: int = 100
    max_page: int = 100
    gives_price: bool = False
    gives_period: bool = False
    gives_territory: bool = False
    can_report_usage: bool = False
    change_retention: timedelta | None = None


@dataclass(frozen=True, slots=True)
class RemoteImage:
    """One picture as its vendor describes it; `fields` holds what the vendor spoke about, None where it withdrew it."""

    vendor: str
    asset_id: str
    uri: str
    version: int | None
    version_created: datetime | None
    content_hash: str
    fields: dict[str, object]
    raw: bytes
    raw_format: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a vendor says happened to one picture; `receipt` must be given back where the feed is a queue."""

    change_id: str
    op: Literal["upsert", "delete"]
    vendor: str
    asset_id: str
    uri: str
    image: RemoteImage | None
    occurred_at: datetime | None
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A delivered item nothing was guessed from: the rule it broke, a sentence, and where in the item (JSON path)."""

    change_id: str
    vendor: str | None
    asset_id: str | None
    uri: str | None
    reason_code: str
    reason: str
    path: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class SyncState:
    """Where reading goes on, safe to keep as JSON; `SyncState()` has never been synchronised."""

    phase: Phase = "snapshot"
    cursor: str | None = None
    etag: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeBatch:
    """What one answer held, to be committed together with `next_state`; `skipped` counts items that are no pictures."""

    changes: tuple[Change, ...]
    rejected: tuple[Rejected, ...]
    skipped: int
    next_state: SyncState
    more: bool
    poll_after: float | None = None
    snapshot_complete: bool = False
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The answer to "what do you say about these pictures now?"; `missing` are addresses the vendor does not have."""

    found: tuple[RemoteImage, ...]
    missing: tuple[str, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """The outcome of "test connection"; the skew is the vendor's clock minus ours, in seconds."""

    ok: bool
    server_time_skew: float | None
    sample: RemoteImage | None
    sentence: str


class VendorFeed(Protocol):
    """One vendor's metadata; every call may raise `Unavailable`, `Damaged` or `Invalid`, and nothing else."""

    @property
    def capabilities(self) -> Capabilities:
        """What this feed can do."""

    def probe(self) -> ProbeResult:
        """Test the connection without changing anything; a fault becomes a sentence, not an exception."""

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Read on from `state`; the caller commits each batch and acknowledges it before asking for the next."""

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Tell the vendor that the batch is safely kept; does nothing where the vendor does not ask for it."""

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """Ask for single pictures, in as many requests as the vendor's limit demands."""

    def close(self) -> None:
        """Let go of connections and stop a request that is under way."""
