"""The agencies there are, and what each must be able to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.agency.editorial import Editorial
from rightsdesk.vendorsync.agency.getty import Getty
from rightsdesk.vendorsync.agency.reading import Found
from rightsdesk.vendorsync.agency.stock import Stock
from rightsdesk.vendorsync.agency.wish import Wish
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.port import (
    Capabilities,
    ChangeBatch,
    FeedMode,
    ProbeResult,
    Rejected,
    RemoteImage,
    SyncState,
)
from rightsdesk.vendorsync.record import Broken


class House(Protocol):
    """How one agency is asked; the numbers are its own, without any address."""

    capabilities: Capabilities

    def pull(self, state: SyncState) -> Iterator[ChangeBatch]:
        """Read on from `state`."""

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Confirm what is kept."""

    def look_up(self, numbers: Sequence[str]) -> Found:
        """One request for as many pictures as it may hold."""

    def uri(self, number: str) -> str:
        """The address under which the desk keeps a picture."""

    def read(self, item: dict[str, Any]) -> RemoteImage:
        """One record; `Broken` where it breaks a rule."""

    def aside(self, entry: Any, broken: Broken) -> Rejected:
        """A record for the quarantine."""

    def probe(self) -> ProbeResult:
        """Ask for something small."""


def house_for(settings: FeedSettings, wish: Wish, client: GuardedClient) -> House:
    """The agency a feed is configured for, delivering as wished."""
    if settings.profile == "getty":
        _refuse_mode(settings, {FeedMode.ACK_QUEUE})
        return Getty(client, wish)
    _refuse_mode(settings, {FeedMode.CURSOR, FeedMode.WINDOW})
    return Stock(client, wish) if settings.mode is FeedMode.WINDOW else Editorial(client, wish)


def _refuse_mode(settings: FeedSettings, offered: set[FeedMode]) -> None:
    if settings.mode is not None and settings.mode not in offered:
        raise Invalid(f"The profile “{settings.profile}” does not deliver as {settings.mode.value}.", code="FEED-MODE")
