"""Picture agencies with an interface of their own, as the desk sees them: Getty Images and Shutterstock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rightsdesk.domain.feed import AGENCIES
from rightsdesk.faults import Fault, Invalid
from rightsdesk.vendorsync.agency.asking import sound
from rightsdesk.vendorsync.agency.doors import agency_client, sees_agreements
from rightsdesk.vendorsync.agency.getty import USAGES_PATH
from rightsdesk.vendorsync.agency.house import House, house_for
from rightsdesk.vendorsync.agency.notices import refuse_announcement
from rightsdesk.vendorsync.agency.wish import wish_for
from rightsdesk.vendorsync.decode import lenient
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.http import GuardedClient, Traffic
from rightsdesk.vendorsync.port import (
    Capabilities,
    ChangeBatch,
    LookupResult,
    ProbeResult,
    Rejected,
    RemoteImage,
    SyncState,
    UsageReceipt,
    UsageReport,
    cannot_report,
)
from rightsdesk.vendorsync.record import Broken
from rightsdesk.vendorsync.usage_batches import UsageBatches


class AgencyFeed:
    """A `VendorFeed` over an agency's own interface."""

    def __init__(self, house: House, client: GuardedClient, name: str) -> None:
        """`name` is what the desk calls the feed."""
        self._house = house
        self._client = client
        self._name = name

    @property
    def capabilities(self) -> Capabilities:
        """What this feed can do."""
        return self._house.capabilities

    @property
    def traffic(self) -> Traffic:
        """What this feed has asked so far."""
        return self._client.traffic

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Read on from `state`; after too long a pause only everything anew will do."""
        if not full:
            self._refuse_gap(state)
        return self._house.pull(SyncState() if full else state)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Confirm what is safely kept, where the agency waits for it."""
        self._house.acknowledge(batch)

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """Ask for single pictures by the number at the end of their address; what does not come back is missing."""
        by_number = {_number(uri): uri for uri in uris}
        numbers, size = list(by_number), self.capabilities.max_ids_per_lookup
        results = [self._house.look_up(numbers[at : at + size]) for at in range(0, len(numbers), size)]
        found = {image.asset_id: image for result in results for image in result.images}
        rejected = tuple(refusal for result in results for refusal in result.rejected)
        answered = found.keys() | {refusal.asset_id for refusal in rejected}
        return LookupResult(
            tuple(replace(image, uri=by_number.get(number, image.uri)) for number, image in found.items()),
            tuple(uri for number, uri in by_number.items() if number not in answered),
            rejected,
        )

    def probe(self) -> ProbeResult:
        """Ask for something small and say what came."""
        try:
            return self._house.probe()
        except Fault as fault:
            return ProbeResult(ok=False, server_time_skew=None, sample=None, sentence=fault.sentence)

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Tell the agency what was used; where it keeps its own count this is refused."""
        if not self.capabilities.can_report_usage:
            raise cannot_report(self._client.host)
        batches = UsageBatches(self._client, USAGES_PATH, "asset_usages", self._strangers)
        return batches.report(batch_id, usages)

    def read_again(self, raw: bytes) -> RemoteImage | Rejected | None:
        """Read a record out of the quarantine; what was only announced stays there."""
        entry = lenient(raw)
        try:
            refuse_announcement(sound(entry))
            return self._house.read(entry)
        except Broken as broken:
            return self._house.aside(entry, broken)

    def close(self) -> None:
        """Let go of connections and stop a request that is under way."""
        self._client.close()

    def stop(self) -> None:
        """End a pull from another thread."""
        self._client.stop()

    def _strangers(self, numbers: Sequence[str]) -> set[str]:
        return {_number(uri) for uri in self.lookup([self._house.uri(number) for number in numbers]).missing}

    def _refuse_gap(self, state: SyncState) -> None:
        memory = self.capabilities.change_retention
        if memory is None or state.since is None:
            return
        last = date.fromisoformat(state.since[:10])
        if self._client.now().date() - last >= memory:
            raise Invalid(
                f"Feed {self._name} was last synchronised on {last.isoformat()}, and {self._client.host} forgets "
                f"changes after {memory.days} days, so some are lost. Read everything anew: "
                f"rightsdesk sync {self._name} --full",
                code="FEED-GAP",
            )


def agency_feed(
    settings: FeedSettings,
    secret: str | None,
    options: Mapping[str, str] | None = None,
    *,
    client: GuardedClient | None = None,
) -> AgencyFeed:
    """The feed a person described; `secret` is `key:secret`, or a key or token alone."""
    if settings.profile not in AGENCIES:
        raise Invalid(f"There is no agency “{settings.profile}”; there are {', '.join(AGENCIES)}.", code="FEED-PROFILE")
    wish = wish_for(settings, options or {}, sees_agreements=sees_agreements(settings.profile, secret))
    client = client or agency_client(settings, secret)
    return AgencyFeed(house_for(settings, wish, client), client, settings.name)


def read_again(settings: FeedSettings, raw: bytes) -> RemoteImage | Rejected | None:
    """Read a record out of the quarantine without asking anybody, so that nothing is said of what was agreed."""
    client = agency_client(settings, None)
    try:
        house = house_for(settings, wish_for(settings, {}, sees_agreements=False), client)
        return AgencyFeed(house, client, settings.name).read_again(raw)
    finally:
        client.close()


def _number(uri: str) -> str:
    return uri.rstrip("/").rpartition("/")[2]
