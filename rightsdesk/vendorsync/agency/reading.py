"""From an agency's record to a picture of the desk, or to the quarantine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rightsdesk.vendorsync.agency.asking import each
from rightsdesk.vendorsync.decode import canonical, verbatim
from rightsdesk.vendorsync.identity import checked_address, checked_vendor
from rightsdesk.vendorsync.port import Rejected, RemoteImage
from rightsdesk.vendorsync.record import Broken, text
from rightsdesk.vendorsync.translate import fingerprint

Item = dict[str, Any]
Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a list of numbers."""

    images: tuple[RemoteImage, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose pictures stand there and where: `address` holds `{id}`."""

    vendor: str
    address: str
    raw_format: str
    volatile: Collection[str] = frozenset()

    def uri(self, asset_id: str) -> str:
        """The address of a picture."""
        return self.address.format(id=asset_id)

    def image(self, item: Item, fields: Fields, changed: datetime | None = None) -> RemoteImage:
        """The picture; what changes without meaning anything is left out of its fingerprint."""
        asset_id = asset_id_of(item)
        stable = {name: value for name, value in item.items() if name not in self.volatile}
        agreed = [fields.get(name) for name in ("price", "currency", "licence_end")]
        return RemoteImage(
            vendor=checked_vendor(self.vendor, "$.id"),
            asset_id=asset_id,
            uri=self.uri(asset_id),
            version=None,
            version_created=changed,
            content_hash=hashlib.sha256(canonical([stable, agreed])).hexdigest(),
            fields=fields,
            raw=verbatim(item),
            raw_format=self.raw_format,
        )

    def found(self, entries: list[Any], read: Callable[[Item], RemoteImage]) -> Found:
        """All records of an answer."""
        images, refused = each(entries, read)
        return Found(tuple(images), tuple(self.aside(entry, broken) for entry, broken in refused))

    def aside(self, entry: Any, broken: Broken, change_id: str | None = None) -> Rejected:
        """The entry for the quarantine."""
        raw = verbatim(entry)
        asset_id = uri = None
        try:
            asset_id = asset_id_of(entry if type(entry) is dict else {})
            uri = self.uri(asset_id)
        except Broken:
            pass
        return Rejected(
            change_id=change_id or f"{uri or 'entry'}#{fingerprint(raw)}",
            vendor=self.vendor,
            asset_id=asset_id,
            uri=uri,
            reason_code=broken.code,
            reason=f"Image {asset_id or 'without number'}: {broken.reason}; the record was set aside.",
            path=broken.path,
            raw=raw,
        )


def asset_id_of(item: Item) -> str:
    """The agency's number of a picture, which may come as a number."""
    told = item.get("id")
    return checked_address(str(told) if type(told) is int else told, "$.id")


def texts(item: Item, names: Collection[tuple[str, str]]) -> Fields:
    """The texts an agency spoke about, under our names; an explicit null withdraws."""
    return {ours: text(item[theirs], f"$.{theirs}") for theirs, ours in names if theirs in item}


def lines(*parts: str | None) -> str | None:
    """Texts below each other, None where there are none."""
    return "\n".join(part for part in parts if part) or None
