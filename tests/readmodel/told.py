"""Short ways to tell a log what happened."""

from dataclasses import dataclass, field
from typing import Any

from rightsdesk.domain import account, batch, image, streams, terms, vendor
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.eventlog.memory import MemoryEventLog

YEAR_END = "2026-12-31T23:59:59+01:00"
FIELDS: dict[str, Any] = {
    "title": "Sunset at the harbour",
    "caption": "Boats in the evening",
    "byline": "Anna Weber",
    "price": 1250,
    "currency": "EUR",
    "price_origin": "item",
    "licence_end": YEAR_END,
    "territory": ["DE", "CH"],
}


class Clock:
    """A clock that moves one second at each look."""

    def __init__(self) -> None:
        self.at = 1_790_000_000_000_000

    def __call__(self) -> int:
        self.at += 1_000_000
        return self.at


COMPLETE = {
    "street": "Gartenweg 12",
    "postcode": "80331",
    "city": "München",
    "country": "DE",
    "vat_id": "DE136695976",
    "email": "rechnung@vendor.example",
}
"""What a vendor's profile needs so that its credit advices are issued."""


@dataclass
class Told:
    """A log in memory, told in few words; `as_of` is the position of the last event."""

    log: MemoryEventLog = field(default_factory=lambda: MemoryEventLog(clock=Clock()))

    def happened(self, stream: str, *events: Any, batch: str | None = None, actor: str = "anna") -> int:
        """Record events on one stream and return the last position."""
        with self.log.transaction() as tx:
            return self.log.append(tx, [Write(stream, events)], Context(actor, batch)).last

    def image(self, asset_id: str, *, vendor: str = "alpenpix", version: int = 1, **fields: Any) -> str:
        """Let a vendor deliver an image, with the usual fields changed by those given (None = without it)."""
        delivered = {name: value for name, value in (FIELDS | fields).items() if value is not None}
        stream = streams.image(vendor, asset_id)
        self.happened(stream, observed(vendor, asset_id, version, delivered), batch=None, actor="sync")
        return stream

    def vendor(self, key: str = "alpenpix", name: str = "Alpen Pix", **profile: str) -> str:
        """Register a vendor that is ready to be billed."""
        stream = streams.vendor(key)
        self.happened(
            stream,
            vendor.VendorRegistered(key, {"name": name, **COMPLETE, **profile}),
            vendor.VendorAgreementChanged(terms.Agreement()),
            vendor.VendorSelfBillingAgreed("2026-01-01"),
            vendor.VendorBankAccountChanged("CH9300762011623852957"),
        )
        return stream

    def charge(self, key: str, amount: int | None = 1200, *, vendor: str = "alpenpix", **more: Any) -> str:
        """Let a charge accrue on platform mag."""
        stream = streams.account("mag", vendor)
        values = {"currency": "EUR", "occurred_on": "2026-10-02", "image": "alpenpix:1", "title": "Sunset"} | more
        self.happened(stream, account.ChargeAccrued(account.Charge(key, amount=amount, basis="price", **values)))
        return stream

    def queued(self, key: str, number: int, stories: list[str], wish: Any, kind: str = "update-metadata") -> None:
        """Queue a batch: its own event, then one wish in each stream."""
        told: dict[str, Any] = {"changes": wish.changes} if hasattr(wish, "changes") else {}
        self.happened(streams.batch(key), batch.BatchQueued(number, kind, len(stories), told), batch=key)
        for stream in stories:
            self.happened(stream, wish, batch=key)


def observed(vendor: str, asset_id: str, version: int, fields: dict[str, Any], **more: Any) -> image.ImageObserved:
    """Return a delivery; what it changed is all it says unless told otherwise."""
    values = {"changed": tuple(sorted(fields))} | more
    return image.ImageObserved(
        vendor=vendor,
        asset_id=asset_id,
        uri=f"https://hub.invalid/{asset_id}",
        feed="hub",
        version=version,
        version_created=None,
        content_hash=f"{asset_id}-{version}",
        fields=fields,
        **values,
    )
