"""Whose picture it is and what it is called: the key (vendor, asset id) out of a record's address."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from rightsdesk.vendorsync.record import Broken

LONGEST_ADDRESS = 2_000
LONGEST_VENDOR = 100
_WEB = ("https://", "http://")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def checked_address(value: Any, path: str) -> str:
    """The address of a record; refused when it is missing or holds characters one cannot see."""
    if type(value) is not str or not value.strip():
        raise Broken("REC-ID", "the record has no address", path)
    if len(value) > LONGEST_ADDRESS:
        raise Broken("REC-LENGTH", f"the address has {len(value):,} characters (limit {LONGEST_ADDRESS:,})", path)
    if not (value.isascii() and value.isprintable()):
        _refuse_hidden(value, "REC-TEXT", "the address", path)
    return value


@lru_cache(maxsize=1024)
def checked_vendor(value: str, path: str) -> str:
    """A vendor id as it may stand in a stream's name."""
    if not value or len(value) > LONGEST_VENDOR:
        raise Broken("REC-VENDOR", "the vendor id is empty or too long", path)
    _refuse_hidden(value, "REC-VENDOR", "the vendor id", path)
    if mixes_scripts(value):
        raise Broken(
            "REC-VENDOR", "the vendor id contains characters of two scripts; it was matched to no vendor", path
        )
    if any(char in ":/" or char.isspace() for char in value):
        raise Broken("REC-VENDOR", "the vendor id contains a colon, a slash or a space", path)
    return value


def segments(address: str) -> list[str]:
    """The parts of a web address's path, empty when the address is none or carries a query."""
    if not address.startswith(_WEB) or "?" in address or "#" in address:
        return []
    try:
        return [part for part in urlsplit(address).path.split("/") if part]
    except ValueError:
        return []


def vendor_in(address: str) -> str | None:
    """The vendor named by an address of the form …/items/{vendor}/{id}."""
    parts = segments(address)
    return parts[-2] if len(parts) >= 3 and parts[-3] == "items" else None  # noqa: PLR2004 - the form above


def asset_in(address: str, vendor: str, path: str = "$.uri") -> str:
    """The identifier within the vendor: the last part of …/{vendor}/{id}, else the whole address."""
    # Reads the end only: this runs for every record, and splitting a whole address costs ten times as much.
    head, slash, last = address.rpartition("/")
    if not (slash and last and head.endswith(f"/{vendor}") and head.startswith(_WEB)):
        return address
    if "?" in address or "#" in address:
        return address
    if mixes_scripts(last):
        raise Broken("REC-TEXT", "the asset id contains characters of two scripts", path)
    return last


def file_address(vendor: str, asset_id: str) -> str:
    """The address of a picture that came in a file and has none of its own."""
    return f"urn:picture:{vendor}:{quote(asset_id, safe='')}"


def mixes_scripts(value: str) -> bool:
    """Whether letters of two scripts stand in one identifier, as in a look-alike."""
    if value.isascii():
        return False
    scripts = {unicodedata.name(char, "?").split(" ", 1)[0] for char in value if char.isalpha()}
    return len(scripts - {"?"}) > 1


def _refuse_hidden(value: str, code: str, what: str, path: str) -> None:
    for position, char in enumerate(value):
        if unicodedata.category(char) in _HIDDEN:
            raise Broken(
                code, f"{what} contains the invisible character U+{ord(char):04X} at position {position}", path
            )
