"""From a delivered entry to a change, a refusal with its reason, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from rightsdesk.vendorsync.decode import flaws, lenient, verbatim
from rightsdesk.vendorsync.identity import asset_in, checked_address
from rightsdesk.vendorsync.ninjs import Item, Reading, read_item, vendor_for
from rightsdesk.vendorsync.port import Change, Rejected, RemoteImage
from rightsdesk.vendorsync.record import Broken, moment

RECEIPTS = ("_receipt", "_wireq_receipt")
_OPS = frozenset({"upsert", "delete"})


class Sorted:
    """What one page held: changes, refusals, receipts to give back, and how many entries were no pictures."""

    def __init__(self, entries: Iterable[Any], reading: Reading, *, doubtful: bool = False) -> None:
        """Read every entry, none stops the others; `doubtful` ones may hold values that cannot be trusted."""
        self._doubtful = doubtful
        self.changes: list[Change] = []
        self.rejected: list[Rejected] = []
        self.receipts: list[str] = []
        self.skipped = 0
        for entry in entries:
            self._sort(entry, reading)

    def _sort(self, entry: Any, reading: Reading) -> None:
        receipt = receipt_of(entry)
        if receipt is not None:
            self.receipts.append(receipt)
        try:
            if self._doubtful:
                refuse_flawed(entry)
            change = read_change(entry, reading, receipt)
        except Broken as broken:
            self.rejected.append(set_aside(entry, broken, reading))
            return
        if change is None:
            self.skipped += 1
        else:
            self.changes.append(change)


def receipt_of(entry: Any) -> str | None:
    """What a queue wants back for this entry."""
    if type(entry) is not dict:
        return None
    return next((entry[name] for name in RECEIPTS if type(entry.get(name)) is str), None)


def read_change(entry: Any, reading: Reading, receipt: str | None = None) -> Change | None:
    """A change out of a change entry or a bare item; None for what is no picture, `Broken` otherwise."""
    if type(entry) is not dict:
        raise Broken("REC-TYPE", "the entry is not an object", "$")
    if "op" not in entry:
        image = read_item(_without_receipt(entry), reading)
        return None if image is None else upsert(image, receipt=receipt)
    if entry["op"] not in _OPS:
        raise Broken("REC-TYPE", f"“{str(entry['op'])[:40]}” is no known kind of change", "$.op")
    occurred_at = moment(entry.get("occurred_at"), "$.occurred_at")
    change_id = change_id_of(entry)
    if entry["op"] == "delete":
        uri = checked_address(entry.get("uri"), "$.uri")
        vendor = vendor_for(uri, None, reading)
        return Change(change_id, "delete", vendor, asset_in(uri, vendor), uri, None, occurred_at, receipt)
    item = entry.get("item")
    if type(item) is not dict:
        raise Broken("REC-TYPE", "the change carries no item", "$.item")
    try:
        image = read_item(item, reading)
    except Broken as broken:
        raise Broken(broken.code, broken.reason, f"$.item{broken.path[1:]}") from None
    if image is None:
        return None
    return Change(change_id, "upsert", image.vendor, image.asset_id, image.uri, image, occurred_at, receipt)


def read_again(raw: bytes, reading: Reading) -> RemoteImage | Rejected | None:
    """A record out of the quarantine, read anew: the picture, why it is still wrong, or None for no picture."""
    entry = lenient(raw)
    try:
        refuse_flawed(entry)
        change = read_change(entry, reading)
    except Broken as broken:
        return set_aside(entry, broken, reading)
    return change.image if change is not None else None


def upsert(image: RemoteImage, receipt: str | None = None) -> Change:
    """A change out of a picture that came without one; the same content gives the same id."""
    change_id = f"{image.uri}#{image.version if image.version is not None else ''}#{image.content_hash[:16]}"
    return Change(change_id, "upsert", image.vendor, image.asset_id, image.uri, image, image.version_created, receipt)


def change_id_of(entry: Item) -> str:
    """The vendor's id of a change, else its sequence number, else what it is about."""
    told = entry.get("change_id")
    if type(told) is str and told:
        return told
    number = entry.get("seq")
    return f"seq-{number}" if type(number) is int else f"{entry.get('op')}:{entry.get('uri')}"


def set_aside(entry: Any, broken: Broken, reading: Reading) -> Rejected:
    """The entry for the quarantine, with as much of its name as can be trusted."""
    outer: Item = entry if type(entry) is dict else {}
    item: Item = outer["item"] if type(outer.get("item")) is dict else outer
    uri = vendor = asset_id = None
    try:
        uri = checked_address(item.get("uri", outer.get("uri", item.get("urn"))), "$.uri")
        vendor = vendor_for(uri, None, reading)
        asset_id = asset_in(uri, vendor)
    except Broken:
        vendor = vendor if uri else None
    told = outer.get("op") is not None or "change_id" in outer
    raw = verbatim(entry)
    return Rejected(
        change_id=change_id_of(outer) if told else f"{uri or 'entry'}#{fingerprint(raw)}",
        vendor=vendor,
        asset_id=asset_id,
        uri=uri,
        reason_code=broken.code,
        reason=f"Image {asset_id or uri or 'without address'}: {broken.reason}; the record was set aside.",
        path=broken.path,
        raw=raw,
    )


def refuse_flawed(entry: Any) -> None:
    """Raise for a leniently read entry that holds a value nobody can trust."""
    for flaw, path in flaws(entry):
        raise Broken(flaw.code, f"“{path}” {flaw.reason}", path)


def _without_receipt(entry: Item) -> Item:
    if not any(name in entry for name in RECEIPTS):
        return entry
    return {name: value for name, value in entry.items() if name not in RECEIPTS}


def fingerprint(raw: bytes) -> str:
    """A short name for these bytes and no others."""
    return hashlib.sha256(raw).hexdigest()[:16]
