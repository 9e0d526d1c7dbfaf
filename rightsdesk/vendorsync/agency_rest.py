"""Picture agencies with an interface of their own, as the desk sees them: Getty Images and Shutterstock."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from rightsdesk.domain.feed import AGENCIES
from rightsdesk.faults import Fault, Invalid
from rightsdesk.vendorsync.agency.asking import sound
from rightsdesk.vendorsync.agency.countries import alpha_2
from rightsdesk.vendorsync.agency.editorial import Editorial
from rightsdesk.vendorsync.agency.getty import USAGES_PATH, Getty
from rightsdesk.vendorsync.agency.reading import Found, Wish
from rightsdesk.vendorsync.agency.shutterstock import written
from rightsdesk.vendorsync.agency.stock import Stock
from rightsdesk.vendorsync.decode import lenient
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.http import GuardedClient, Traffic
from rightsdesk.vendorsync.port import (
    Capabilities,
    ChangeBatch,
    FeedMode,
    LookupResult,
    ProbeResult,
    Rejected,
    RemoteImage,
    SyncState,
    UsageReceipt,
    UsageReport,
    cannot_report,
)
from rightsdesk.vendorsync.record import Broken, bound
from rightsdesk.vendorsync.signin import ClientToken, FixedKey, SignIn, Together
from rightsdesk.vendorsync.usage_batches import UsageBatches

_OPTIONS = {"getty": ("channel", "agreement"), "shutterstock": ("country", "since", "agreement")}
_GETTY = "gettyimages.com"
_GETTYS_DOOR = "https://authentication.gettyimages.com"
_TOKEN = "oauth2/token"  # noqa: S105 - a path


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
            return self._house.read(sound(entry))
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
    chosen = {"vendor": settings.vendor or settings.profile, **_checked(settings.profile, options or {})}
    client = client or agency_client(settings, secret)
    # Shutterstock shows contracts to those who signed in, not to a key with its word.
    sees = settings.profile == "getty" or ":" not in (secret or "")
    return AgencyFeed(_house(settings, Wish(**chosen, sees_agreements=sees), client), client, settings.name)


def read_again(settings: FeedSettings, raw: bytes) -> RemoteImage | Rejected | None:
    """Read a record out of the quarantine without asking anybody, so that nothing is said of what was agreed."""
    client = GuardedClient(settings.url, plain_http=settings.plain_http)
    try:
        wish = Wish(settings.vendor or settings.profile, sees_agreements=False)
        return AgencyFeed(_house(settings, wish, client), client, settings.name).read_again(raw)
    finally:
        client.close()


def agency_client(settings: FeedSettings, secret: str | None, **parts: Any) -> GuardedClient:
    """The client for an agency; Getty itself hands out tokens at an address of its own. `parts` replace real ones."""
    door = _GETTYS_DOOR if settings.profile == "getty" and _is_gettys(settings.url) else None
    signin = _sign_in(settings.profile, secret)
    return GuardedClient(settings.url, signin=signin, plain_http=settings.plain_http, signin_url=door, **parts)


def _sign_in(profile: str, secret: str | None) -> SignIn:
    """How the agency wants to be shown the secret: Getty sees key and token, Shutterstock a pair or a token."""
    name, colon, word = (secret or "").partition(":")
    if not secret:
        return FixedKey()
    if profile == "getty":
        key = FixedKey("Api-Key", name)
        return Together(key, ClientToken(_TOKEN, name, word)) if colon else key
    if colon:
        return FixedKey("Authorization", f"Basic {b64encode(secret.encode()).decode()}")
    return FixedKey("Authorization", f"Bearer {secret}")


def _house(settings: FeedSettings, wish: Wish, client: GuardedClient) -> House:
    if settings.profile == "getty":
        _refuse_mode(settings, {FeedMode.ACK_QUEUE})
        return Getty(client, wish)
    _refuse_mode(settings, {FeedMode.CURSOR, FeedMode.WINDOW})
    return Stock(client, wish) if settings.mode is FeedMode.WINDOW else Editorial(client, wish)


def _refuse_mode(settings: FeedSettings, offered: set[FeedMode]) -> None:
    if settings.mode is not None and settings.mode not in offered:
        raise Invalid(f"The profile “{settings.profile}” does not deliver as {settings.mode.value}.", code="FEED-MODE")


def _checked(profile: str, options: Mapping[str, str]) -> dict[str, str]:
    """The options in the form the agency wants; an unknown or senseless one is refused with what would do."""
    known = _OPTIONS[profile]
    for name in options:
        if name not in known:
            raise Invalid(
                f"The profile “{profile}” knows no option “{name}”; it knows {', '.join(known)}.", code="FEED-OPTION"
            )
    checked = {name: value.strip() for name, value in options.items() if value.strip()}
    try:
        if "country" in checked:
            alpha_2(checked["country"], "country")
        if "since" in checked:
            checked["since"] = written(datetime.fromisoformat(bound(checked["since"], "since", is_end=False)))
    except Broken as broken:
        raise Invalid(
            f"The feed's option “{broken.path}” cannot be used: {broken.reason}.", code="FEED-OPTION"
        ) from None
    return checked


def _is_gettys(url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return host == _GETTY or host.endswith(f".{_GETTY}")


def _number(uri: str) -> str:
    return uri.rstrip("/").rpartition("/")[2]
