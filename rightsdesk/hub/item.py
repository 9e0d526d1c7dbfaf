"""One picture on the hub: its bytes as delivered and the few members the hub itself must understand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

STATUSES = frozenset({"usable", "withheld", "canceled"})


@dataclass(frozen=True, slots=True)
class Item:
    """A ninjs item: `body` is sent bit for bit, `gone` marks a deleted one whose last values are kept."""

    uri: str
    version: int
    created: str
    body: bytes
    gone: bool = False

    @property
    def short(self) -> str:
        """`vendor/id`, the last two parts of the uri."""
        return short_name(self.uri)

    def document(self) -> dict[str, Any]:
        """The item, decoded."""
        document: dict[str, Any] = json.loads(self.body)
        return document

    def withdrawn(self) -> "Item":
        """The same item as a tombstone."""
        return replace(self, gone=True)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a picture costs by its policy: a decimal text with its ISO 4217 currency, None where nothing is said."""

    price: str | None
    currency: str | None
    policy: dict[str, Any] | None


class NotAnItem(ValueError):
    """The document cannot become the newest state of a picture."""


def short_name(uri: str) -> str:
    """`vendor/id` of an item's uri."""
    return "/".join(uri.rsplit("/", 2)[-2:])


def read_item(document: Mapping[str, Any], body: bytes) -> Item:
    """The item of a document with an uri; a version that is no number counts as 0."""
    version = str(document.get("version", ""))
    number = int(version) if version.isascii() and version.isdigit() else 0
    return Item(str(document["uri"]), number, str(document.get("versionCreated", "")), body)


def accept_item(document: Mapping[str, Any], body: bytes) -> Item:
    """The item of a sound picture document, `NotAnItem` for a text, a wrong type or an impossible price."""
    item = read_item(document, body)
    sound = (
        document.get("type") == "picture"
        and item.version > 0
        and document.get("pubStatus", "usable") in STATUSES
        and all(isinstance(document.get(name, []), list) for name in ("headlines", "descriptions", "renditions"))
    )
    if not sound:
        raise NotAnItem(item.uri)
    price = terms_of(document).price
    try:
        if price is not None and Decimal(price) < 0:
            raise NotAnItem(item.uri)
    except InvalidOperation:
        raise NotAnItem(item.uri) from None
    return item


def terms_of(document: Mapping[str, Any]) -> Terms:
    """Price and currency from the ODRL policy in `rightsInfo.encodedRights` (duty `compensate`, `payAmount`)."""
    try:
        policy = json.loads(document["rightsInfo"]["encodedRights"])
        for duty in policy["permission"][0].get("duty", []):
            for constraint in duty.get("constraint", []):
                if constraint["leftOperand"] == "payAmount":
                    currency = str(constraint["unit"]).rsplit("/", 1)[-1]
                    return Terms(str(constraint["rightOperand"]["@value"]), currency, policy)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        return Terms(None, None, None)
    return Terms(None, None, policy)
