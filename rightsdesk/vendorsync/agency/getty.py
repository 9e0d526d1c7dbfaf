"""Getty Images: change-sets that are confirmed, pictures by number, products, and reports of use (API version 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.agency.agreements import Agreement, Agreements
from rightsdesk.vendorsync.agency.asking import Told, asked, each
from rightsdesk.vendorsync.agency.getty_record import FIELDS, VOLATILE, agreement, in_utc, product_types, read_fields
from rightsdesk.vendorsync.agency.reading import Found, Item, Shelf, Wish, asset_id_of
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.port import (
    Capabilities,
    Change,
    ChangeBatch,
    FeedMode,
    ProbeResult,
    Rejected,
    RemoteImage,
    SyncState,
)
from rightsdesk.vendorsync.record import Broken, moment, objects, text

CAPABILITIES = Capabilities(
    FeedMode.ACK_QUEUE,
    max_ids_per_lookup=100,
    max_page=500,
    gives_period=True,
    can_report_usage=True,
    change_retention=timedelta(days=60),
    asked_again=True,
)
USAGES_PATH = "v3/usage-batches/{id}"
_CHANGE_SETS = "v3/asset-changes/change-sets"
_LIFECYCLES = frozenset({"New", "Update", "Delete"})


@dataclass(frozen=True, slots=True)
class _Notice:
    """One line of a change-set."""

    asset_id: str
    lifecycle: str
    kind: str | None
    at: datetime | None
    entry: Item


class Getty:
    """How Getty delivers, through a channel that is the customer's own queue of changes."""

    capabilities = CAPABILITIES

    def __init__(self, client: GuardedClient, wish: Wish) -> None:
        """Ask nothing yet."""
        self._client = client
        self._shelf = Shelf(wish.vendor, f"{client.base}v3/images/{{id}}", "getty-3", VOLATILE)
        self._channel = wish.channel
        self._agreements = Agreements(self._products if wish.sees_agreements else tuple, wish.agreement)

    def pull(self, state: SyncState) -> Iterator[ChangeBatch]:
        """Set after set; the next one is only handed out when the one before is confirmed."""
        confirmed: set[str] = set()
        while True:
            told = self._next_set()
            here = SyncState("changes", since=self._client.now().date().isoformat())
            entries = told.entries("changed_assets")
            if told.tree is None or not entries:
                yield ChangeBatch((), (), 0, here, more=False)
                return
            number = _number_of(told)
            if number in confirmed:
                raise Damaged(
                    f"{self._client.host} hands out change-set {number} again although it was confirmed. "
                    "What arrived is kept; sync again, and tell the agency if it stays so.",
                    code="VND-LOOP",
                )
            confirmed.add(number)
            yield self._batch(number, entries, here)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Confirm the set; one that is confirmed already or unknown does no harm."""
        for receipt in batch.receipts:
            self._client.delete(f"{_CHANGE_SETS}/{quote(receipt, safe='')}")

    def look_up(self, numbers: Sequence[str]) -> Found:
        """What Getty says about these pictures now."""
        told = asked(self._client, "v3/images", {"ids": ",".join(numbers), "fields": FIELDS})
        return self._shelf.found(told.entries("images"), self.read)

    def read(self, item: Item) -> RemoteImage:
        """One picture out of Getty's record."""
        fields = {**read_fields(item), **self._agreements.fields(product_types(item))}
        return self._shelf.image(item, fields)

    def aside(self, entry: Any, broken: Broken) -> Rejected:
        """A record for the quarantine."""
        return self._shelf.aside(entry, broken)

    def uri(self, number: str) -> str:
        """The address under which the desk keeps a picture."""
        return self._shelf.uri(number)

    def probe(self) -> ProbeResult:
        """Look at the channel without taking a change-set from it."""
        told, channels = self._channels()
        number = self._channel_number()
        here = next((one for one in channels if str(one.get("ChannelId")) == number), None)
        if here is None:
            raise Invalid(
                f"There is no channel {number} for this key; {_listed(channels)}. Correct the feed's option “channel”.",
                code="FEED-CHANNEL",
            )
        waiting = here.get("NotificationCount")
        sentence = f"{self._client.host} answers; {waiting or 'no'} changes wait in channel {number}."
        return ProbeResult(True, told.skew, None, sentence + self._agreements.sentence())

    def _next_set(self) -> Told:
        params = {"channel_id": self._channel_number(), "batch_size": str(CAPABILITIES.max_page)}
        told = asked(self._client, _CHANGE_SETS, params, "PUT")
        if not told.found:
            raise Invalid(
                f"{self._client.host} has no channel {params['channel_id']}. Correct the feed's option “channel”.",
                code="FEED-CHANNEL",
            )
        return told

    def _channel_number(self) -> str:
        if self._channel is None:
            _, channels = self._channels()
            if len(channels) != 1:
                raise Invalid(
                    f"{self._client.host} offers this key {_listed(channels)}. "
                    "Name one in the feed's option “channel”, or ask Getty for a channel of changes.",
                    code="FEED-CHANNEL",
                )
            self._channel = str(channels[0].get("ChannelId"))
        return self._channel

    def _channels(self) -> tuple[Told, list[Item]]:
        told = asked(self._client, "v3/asset-changes/channels")
        every = objects(told.tree, "$") if isinstance(told.tree, list) else []
        return told, [one for one in every if one.get("AssetType") in ("Image", "NotSet", None)]

    def _batch(self, number: str, entries: list[Any], here: SyncState) -> ChangeBatch:
        notices, refused = each(entries, _notice)
        rejected = [self._shelf.aside(entry, broken, f"{number}:{_named(entry)}") for entry, broken in refused]
        newest = {one.asset_id: one for one in sorted(notices, key=_moment_of)}
        wanted = [one for one in newest.values() if one.kind in {"Image", None} and one.lifecycle != "Delete"]
        gone = [one for one in newest.values() if one.kind in {"Image", None} and one.lifecycle == "Delete"]
        changes = [self._change(number, one, None) for one in gone]
        for at in range(0, len(wanted), CAPABILITIES.max_ids_per_lookup):
            self._fetch(number, wanted[at : at + CAPABILITIES.max_ids_per_lookup], changes, rejected)
        skipped = len(newest) - len(wanted) - len(gone)
        return ChangeBatch(tuple(changes), tuple(rejected), skipped, here, more=True, receipts=(number,))

    def _fetch(self, number: str, wanted: list[_Notice], changes: list[Change], rejected: list[Rejected]) -> None:
        found = self.look_up([one.asset_id for one in wanted])
        images = {image.asset_id: image for image in found.images}
        unreadable = {one.asset_id for one in found.rejected}
        rejected += found.rejected
        for one in wanted:
            if one.asset_id in images:
                changes.append(self._change(number, one, images[one.asset_id]))
            elif one.asset_id not in unreadable:
                missing = Broken("REC-MISSING", "it was announced, but the agency does not have it", "$.id")
                rejected.append(self._shelf.aside(one.entry, missing, f"{number}:{one.asset_id}"))

    def _change(self, number: str, one: _Notice, image: RemoteImage | None) -> Change:
        return Change(
            change_id=f"{number}:{one.asset_id}:{one.lifecycle}",
            op="delete" if image is None else "upsert",
            vendor=self._shelf.vendor,
            asset_id=one.asset_id,
            uri=self._shelf.uri(one.asset_id),
            image=image,
            occurred_at=one.at,
        )

    def _products(self) -> list[Agreement]:
        told = asked(self._client, "v3/products")
        return [
            agreement(product, f"$.products[{index}]")
            for index, product in enumerate(objects(told.entries("products"), "$.products"))
            if product.get("status", "active") == "active"
        ]


def _notice(entry: Item) -> _Notice:
    lifecycle = entry.get("asset_lifecycle")
    if type(lifecycle) is not str or lifecycle not in _LIFECYCLES:
        raise Broken("REC-TYPE", f"“{str(lifecycle)[:40]}” is no known kind of change", "$.asset_lifecycle")
    kind = text(entry.get("asset_type"), "$.asset_type")
    at = moment(in_utc(entry.get("asset_changed_utc_datetime")), "$.asset_changed_utc_datetime")
    return _Notice(asset_id_of(entry), lifecycle, kind, at, entry)


def _moment_of(notice: _Notice) -> datetime:
    return notice.at or datetime.min.replace(tzinfo=UTC)


def _number_of(told: Told) -> str:
    number = told.tree.get("change_set_id")
    if type(number) not in {str, int} or number == "":
        raise Damaged("The answer holds changes, but not the number to confirm them by.", code="VND-FORMAT")
    return str(number)


def _named(entry: Any) -> str:
    return str(entry.get("id"))[:100] if type(entry) is dict else "?"


def _listed(channels: list[Item]) -> str:
    there = ", ".join(f"{one.get('ChannelId')} ({one.get('AssetFamily')})" for one in channels)
    return f"the channels {there}" if there else "no channel"
