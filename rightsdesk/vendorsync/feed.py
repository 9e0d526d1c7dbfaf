"""A vendor that speaks ninjs over HTTP, as the desk sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from rightsdesk.faults import Damaged, Fault, Invalid
from rightsdesk.vendorsync.answers import Answer
from rightsdesk.vendorsync.decode import strict
from rightsdesk.vendorsync.delivery import (
    CursorDelivery,
    Delivery,
    LinkDelivery,
    QueueDelivery,
    SnapshotDelivery,
    Source,
    WindowDelivery,
)
from rightsdesk.vendorsync.http import GuardedClient, Traffic
from rightsdesk.vendorsync.identity import asset_in, vendor_in
from rightsdesk.vendorsync.ninjs import Reading
from rightsdesk.vendorsync.pages import Page, ap_page, changes_page, items_page, queue_page, shapeless, window_page
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
from rightsdesk.vendorsync.profiles import Profile, profile_named
from rightsdesk.vendorsync.signin import ClientToken, FixedKey, SignIn
from rightsdesk.vendorsync.translate import Sorted, read_again
from rightsdesk.vendorsync.usage_batches import UsageBatches

_OK, _MISSING = 200, frozenset({404, 410})
_TOLERABLE_SKEW = 120.0


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What a person says about a feed; `vendor` is paid for everything in it, None where each record names its own."""

    name: str
    url: str
    profile: str = "generic"
    vendor: str | None = None
    mode: FeedMode | None = None
    plain_http: bool = False


class NinjsHttpFeed:
    """A `VendorFeed` over HTTP; the profile says how this house delivers."""

    def __init__(
        self, profile: Profile, client: GuardedClient, vendor: str | None = None, mode: FeedMode | None = None
    ) -> None:
        """`mode` chooses among the ways the house offers; None is its usual one."""
        chosen = mode or profile.capabilities.mode
        if chosen not in profile.modes:
            raise Invalid(f"The profile “{profile.name}” does not deliver as {chosen.value}.", code="FEED-MODE")
        self._source = Source(client, profile, profile.reading(vendor))
        self._delivery = _delivery(profile, chosen)
        self._capabilities = replace(profile.capabilities, mode=chosen)

    @property
    def capabilities(self) -> Capabilities:
        """What this feed can do."""
        return self._capabilities

    @property
    def traffic(self) -> Traffic:
        """What this feed has asked so far."""
        return self._source.client.traffic

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Read on from `state`, or everything anew when `full`."""
        return self._delivery.pull(self._source, SyncState() if full else state)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Give a queue its receipts back; one that is spent or unknown already does no harm."""
        for receipt in batch.receipts:
            self._source.client.delete(self._source.profile.receipt_path.format(receipt=quote(receipt, safe="")))

    def lookup(self, uris: Sequence[str]) -> LookupResult:
        """Ask for single pictures; whatever does not come back is missing, said or unsaid."""
        asked = list(dict.fromkeys(uris))
        size = self._capabilities.max_ids_per_lookup
        if size < 1 or self._source.profile.lookup_path is None:
            raise Invalid("This vendor does not offer single pictures; sync the feed instead.", code="FEED-NO-LOOKUP")
        results = [self._look_up(asked[at : at + size]) for at in range(0, len(asked), size)]
        found = tuple(image for result in results for image in result.found)
        rejected = tuple(refusal for result in results for refusal in result.rejected)
        answered = {image.uri for image in found} | {refusal.uri for refusal in rejected}
        return LookupResult(found, tuple(uri for uri in asked if uri not in answered), rejected)

    def probe(self) -> ProbeResult:
        """Ask for one page and say what came."""
        host = self._source.client.host
        try:
            page = self._first_page()
        except Fault as fault:
            return ProbeResult(ok=False, server_time_skew=None, sample=None, sentence=fault.sentence)
        found = Sorted(page.entries, self._source.reading, doubtful=page.doubtful)
        sample = next((change.image for change in found.changes if change.image is not None), None)
        told = f"its first picture is {sample.uri}" if sample else "no picture waits there now"
        sentence = f"{host} answers; {told}."
        if page.clock_skew is not None and abs(page.clock_skew) > _TOLERABLE_SKEW:
            sentence = f"{sentence} Its clock is {page.clock_skew / 60:+.0f} min from ours."
        if found.rejected and sample is None:
            sentence = found.rejected[0].reason
        return ProbeResult(ok=True, server_time_skew=page.clock_skew, sample=sample, sentence=sentence)

    def report_usage(self, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
        """Tell the house what was used; pictures are named by address or as `vendor/id`."""
        client, path = self._source.client, self._source.profile.usages_path
        if path is None:
            raise cannot_report(client.host)
        return UsageBatches(client, path, "usages", self._strangers).report(batch_id, usages)

    def read_again(self, raw: bytes) -> RemoteImage | Rejected | None:
        """Read a record out of the quarantine with this feed's profile, without asking the vendor."""
        return read_again(raw, self._source.reading)

    def close(self) -> None:
        """Let go of connections and stop a request that is under way."""
        self._source.client.close()

    def stop(self) -> None:
        """End a pull from another thread; it raises `Unavailable` with VND-STOPPED within half a second."""
        self._source.client.stop()

    def _strangers(self, names: Sequence[str]) -> set[str]:
        answer = self.lookup(names)
        short = {f"{image.vendor}/{image.asset_id}" for image in answer.found}
        short |= {f"{refusal.vendor}/{refusal.asset_id}" for refusal in answer.rejected}
        return set(answer.missing) - short

    def _first_page(self) -> Page:
        source, profile = self._source, self._source.profile
        small = {profile.page_size[0]: "1"}
        mode = self._capabilities.mode
        if mode is FeedMode.WINDOW:
            return source.ask(profile.window_path, {**small, "start_date": "2000-01-01"}, window_page)
        if profile.snapshot_path is not None:
            return source.ask(profile.snapshot_path, small, items_page)
        if mode is FeedMode.ACK_QUEUE:
            return source.ask(profile.queue_path, {}, queue_page)
        envelope = ap_page if profile.first_query else changes_page
        return source.ask(profile.changes_path, {**small, **dict(profile.first_query)}, envelope)

    def _look_up(self, uris: list[str]) -> LookupResult:
        profile, client = self._source.profile, self._source.client
        path = profile.lookup_path or ""
        if "{id}" in path:
            target = path.format(id=quote(_short(uris[0]), safe=""))
            entries = client.fetch(target, _one)
        else:
            entries = client.fetch(path, _several, {"ids": ",".join(_short(uri) for uri in uris)})
        found = Sorted(entries, self._source.reading)
        images: tuple[RemoteImage, ...] = tuple(c.image for c in found.changes if c.image is not None)
        return LookupResult(images, (), tuple(found.rejected))


def feed_from(settings: FeedSettings, secret: str | None, *, client: GuardedClient | None = None) -> NinjsHttpFeed:
    """The feed a person described; `secret` is a key, or `id:secret` where the house hands out tokens."""
    profile = profile_named(settings.profile)
    if client is None:
        url = settings.url
        if profile.key_in_path and secret:
            url = f"{url.rstrip('/')}/{quote(secret, safe='')}"
        client = GuardedClient(url, signin=sign_in(profile, secret), plain_http=settings.plain_http)
    return NinjsHttpFeed(profile, client, settings.vendor, settings.mode)


def reading_for(profile: str, vendor: str | None) -> Reading:
    """How records of a profile are read, for reading kept records again without a connection."""
    return profile_named(profile).reading(vendor)


def sign_in(profile: Profile, secret: str | None) -> SignIn:
    """How this house wants to be shown the secret."""
    if not secret or profile.key_in_path:
        return FixedKey()
    name, colon, word = secret.partition(":")
    if profile.token_path is not None and colon:
        return ClientToken(profile.token_path, name, word)
    return FixedKey(profile.key_header, profile.key_prefix + secret)


def _delivery(profile: Profile, mode: FeedMode) -> Delivery:
    if mode is FeedMode.ACK_QUEUE:
        return QueueDelivery()
    if mode is FeedMode.WINDOW:
        return WindowDelivery()
    if mode is FeedMode.SNAPSHOT:
        return SnapshotDelivery()
    return LinkDelivery() if profile.first_query else CursorDelivery()


def _short(uri: str) -> str:
    """The name under which a house looks a picture up: `vendor/id`, the last part of an address, or the address."""
    vendor = vendor_in(uri)
    return f"{vendor}/{asset_in(uri, vendor)}" if vendor is not None else uri


def _several(answer: Answer) -> list[object]:
    if answer.status != _OK:
        raise shapeless("list of items")
    tree = strict(answer.body)
    if not isinstance(tree, dict) or type(tree.get("items")) is not list:
        raise shapeless("list “items”")
    return list(tree["items"])


def _one(answer: Answer) -> list[object]:
    if answer.status in _MISSING:
        return []
    tree = strict(answer.body)
    if not isinstance(tree, dict):
        raise Damaged("The answer is JSON, but not a record.", code="VND-FORMAT")
    data = tree.get("data")
    inner = data.get("item") if isinstance(data, dict) else None
    return [inner if isinstance(inner, dict) else tree]
