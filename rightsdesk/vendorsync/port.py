"""What any vendor's feed offers the desk, whatever it speaks underneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol

from rightsdesk.faults import Invalid

Phase = Literal["snapshot", "changes"]


class FeedMode(StrEnum):
    """How a vendor delivers changes."""

    CURSOR = "cursor"
    ACK_QUEUE = "ack_queue"
    WINDOW = "window"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What may be expected of one feed; `change_retention` is how long the vendor remembers changes.

    A vendor that never lists everything is `asked_again` about each known picture when all is to be read anew.
    """

    mode: FeedMode
    supports_etag: bool = False
    max_ids_per_lookup: int = 100
    max_page: int = 100
    gives_price: bool = False
    gives_period: bool = False
    gives_territory: bool = False
    can_report_usage: bool = False
    change_retention: timedelta | None = None
    asked_again: bool = False


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


@dataclass(frozen=True, slots=True)
class UsageReport:
    """One use of a picture, told to its vendor: the vendor's own id, how often, and on which day."""

    asset_id: str
    quantity: int
    used_on: date


@dataclass(frozen=True, slots=True)
class RefusedUsage:
    """A use the vendor did not take, and the sentence why."""

    usage: UsageReport
    reason: str


@dataclass(frozen=True, slots=True)
class UsageReceipt:
    """What became of a report: taken now, taken by an earlier try (`already`), or refused one by one."""

    batch_id: str
    taken: tuple[UsageReport, ...]
    already: tuple[UsageReport, ...]
    refused: tuple[RefusedUsage, ...]


def cannot_report(who: str) -> Invalid:
    """The refusal of a source that takes no reports of use."""
    return Invalid(
        f"{who} takes no reports of use; nothing was reported. Send the vendor a list instead.", code="FEED-NO-REPORT"
    )


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

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Tell the vendor what was used; the same batch may be reported again, nothing is counted twice."""

    def close(self) -> None:
        """Let go of connections and stop a request that is under way."""
