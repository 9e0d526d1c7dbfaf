"""Getty Images (API version 3): change-sets that are confirmed, pictures by number, products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.agency.agreements import Agreement, Agreements
from rightsdesk.vendorsync.agency.asking import asked, each
from rightsdesk.vendorsync.agency.getty_channel import Channel, read_notice, set_number, time_of
from rightsdesk.vendorsync.agency.getty_record import FIELDS, VOLATILE, agreement, product_types, read_fields
from rightsdesk.vendorsync.agency.notices import Notice, fetched
from rightsdesk.vendorsync.agency.reading import Found, Item, Shelf
from rightsdesk.vendorsync.agency.wish import Wish
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
from rightsdesk.vendorsync.record import Broken, objects

USAGES_PATH = "v3/usage-batches/{id}"


class Getty:
    """How Getty delivers, through a channel that is the customer's own queue of changes."""

    capabilities = Capabilities(
        FeedMode.ACK_QUEUE,
        max_ids_per_lookup=100,
        max_page=500,
        gives_period=True,
        can_report_usage=True,
        change_retention=timedelta(days=60),
        asked_again=True,
    )

    def __init__(self, client: GuardedClient, wish: Wish) -> None:
        """Ask nothing yet."""
        self._client = client
        self._shelf = Shelf(wish.vendor, f"{client.base}v3/images/{{id}}", "getty-3", VOLATILE)
        self._channel = Channel(client, wish.channel)
        self._agreements = Agreements(self._products if wish.sees_agreements else tuple, wish.agreement)

    def pull(self, state: SyncState) -> Iterator[ChangeBatch]:
        """Set after set; the next one is only handed out when the one before is confirmed."""
        confirmed: set[str] = set()
        while True:
            told = self._channel.next_set(self.capabilities.max_page)
            here = SyncState("changes", since=self._client.now().date().isoformat())
            entries = told.entries("changed_assets")
            if not entries:
                yield ChangeBatch((), (), 0, here, more=False)
                return
            number = set_number(told)
            if number in confirmed:
                raise Damaged(
                    f"{self._client.host} hands out change-set {number} again although it was confirmed. "
                    "What arrived is kept; sync again, and tell the agency if it stays so.",
                    code="VND-LOOP",
                )
            confirmed.add(number)
            yield self._batch(number, entries, here)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Confirm the set that is safely kept."""
        for receipt in batch.receipts:
            self._channel.confirm(receipt)

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
        told, waiting = self._channel.look()
        sentence = f"{self._client.host} answers; {waiting}. {self._agreements.sentence()}"
        return ProbeResult(ok=True, server_time_skew=told.skew, sample=None, sentence=sentence)

    def _batch(self, number: str, entries: list[Any], here: SyncState) -> ChangeBatch:
        notices, refused = each(entries, read_notice)
        newest = {one.number: one for one in sorted(notices, key=time_of)}
        pictures = [one for one in newest.values() if one.of_picture]
        wanted = [one for one in pictures if not one.deleted]
        pairs, rejected = fetched(self._shelf, wanted, self.look_up, self.capabilities.max_ids_per_lookup)
        changes = [self._change(number, one, None) for one in pictures if one.deleted]
        changes += [self._change(number, one, image) for one, image in pairs]
        rejected += [self._shelf.aside(entry, broken) for entry, broken in refused]
        skipped = len(newest) - len(pictures)
        return ChangeBatch(tuple(changes), tuple(rejected), skipped, here, more=True, receipts=(number,))

    def _change(self, number: str, one: Notice, image: RemoteImage | None) -> Change:
        return Change(
            change_id=f"{number}:{one.number}:{one.what}",
            op="delete" if image is None else "upsert",
            vendor=self._shelf.vendor,
            asset_id=one.number,
            uri=self._shelf.uri(one.number),
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
