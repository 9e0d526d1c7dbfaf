"""Taking values out of a delivered record: the right type or a named refusal with its place, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from rightsdesk.domain.messages import Refused
from rightsdesk.domain.money import exponent, parse
from rightsdesk.vendorsync.decode import Flaw

LONGEST_TEXT = 10_000
HIGHEST_PRICE = 50_000
CONTRACT_ZONE = "Europe/Berlin"

_T = TypeVar("_T")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AMOUNT = re.compile(r"\d{1,9}([.]\d{1,3})?", re.ASCII)
_SEPARATOR = re.compile(r"[/#:]")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


class Broken(Exception):
    """A record breaks a rule: its code, a clause that completes "Image X: …", and the JSON path."""

    def __init__(self, code: str, reason: str, path: str) -> None:
        """Keep the three for the quarantine."""
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.path = path


def _wrong(value: object, wanted: str, path: str) -> Broken:
    if isinstance(value, Flaw):
        return Broken(value.code, f"“{path}” {value.reason}", path)
    return Broken("REC-TYPE", f"{path} should be {wanted}, not {type(value).__name__}", path)


def text(value: Any, path: str) -> str | None:
    """A text of at most 10,000 characters, or None where it was withdrawn."""
    if type(value) is str:
        if len(value) > LONGEST_TEXT:
            raise Broken("REC-LENGTH", f"{path} has {len(value):,} characters (limit {LONGEST_TEXT:,})", path)
        return value
    if value is None:
        return None
    raise _wrong(value, "a text", path)


def objects(value: Any, path: str) -> list[dict[str, Any]]:
    """A list of objects; None is an empty one."""
    if value is None:
        return []
    if type(value) is not list:
        raise _wrong(value, "a list", path)
    for index, member in enumerate(value):
        if type(member) is not dict:
            raise _wrong(member, "an object", f"{path}[{index}]")
    return value


def members(value: Any, path: str) -> dict[str, Any]:
    """An object; None is an empty one."""
    if value is None:
        return {}
    if type(value) is not dict:
        raise _wrong(value, "an object", path)
    return cast("dict[str, Any]", value)


def version(value: Any, path: str) -> int | None:
    """A version number, given as a number or as digits; any other text does not order anything and is None."""
    if value is None:
        return None
    if type(value) is int and value >= 0:
        return value
    if type(value) is str:
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None  # noqa: PLR2004 - 64 bits
    raise _wrong(value, "a version number", path)


def moment(value: Any, path: str) -> datetime | None:
    """A moment with its offset."""
    if value is None:
        return None
    if type(value) is not str:
        raise _wrong(value, "a moment", path)
    return _placed(_moment, value, path)


def bound(value: Any, path: str, *, is_end: bool) -> str:
    """A licence bound in ISO 8601 with offset; a bare day is meant whole, in the contract's zone."""
    if type(value) is not str:
        raise _wrong(value, "a moment", path)
    return _placed(_last_bound if is_end else _first_bound, value, path)


def refuse_reversed(start: object, end: object, path: str) -> None:
    """Refuse a licence whose bounds, both as ISO 8601 with offset, stand the wrong way round."""
    if isinstance(start, str) and isinstance(end, str) and datetime.fromisoformat(start) > datetime.fromisoformat(end):
        raise Broken("REC-DATE", "the licence ends before it begins", path)


def price(value: Any, currency: str | None, path: str) -> int:
    """Minor units of a price as plain ASCII decimal digits; nothing is repaired."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Broken("REC-PRICE", "the price is not a number", path)
    if currency is None:
        raise Broken("REC-PRICE", "the price has no currency", path)
    written = repr(value) if isinstance(value, float) else str(value)
    try:
        return _minor(written, currency)
    except ValueError as refusal:
        raise Broken("REC-PRICE", str(refusal), path) from None


def currency_code(value: Any, path: str) -> str | None:
    """The ISO 4217 code at the end of a currency's address, or the bare code."""
    if value is None:
        return None
    if isinstance(value, dict):
        value = value.get("@id", value.get("@value"))
    code = last_part(value) if type(value) is str else ""
    if not _CURRENCY.fullmatch(code):
        raise Broken("REC-PRICE", "the currency is not an ISO 4217 code", path)
    return code


@lru_cache(maxsize=4096)
def last_part(address: str) -> str:
    """What stands behind the last separator of an address or qualified code."""
    return _SEPARATOR.split(address.rstrip("/"))[-1]


def _placed(read: Callable[[str], _T], value: str, path: str) -> _T:
    try:
        return read(value)
    except ValueError as refusal:
        raise Broken("REC-DATE", f"the date “{value[:40]}” {refusal}", path) from None


@lru_cache(maxsize=8192)
def _moment(value: str) -> datetime:
    found = _MOMENT.fullmatch(value)
    if found is None:
        raise ValueError("is not valid")
    if found[3] is None:
        raise ValueError("has no time zone; nothing is assumed")
    try:
        read = datetime.fromisoformat(value)
        read.timestamp()
    except (ValueError, OverflowError):
        raise ValueError("is not valid") from None
    return read


@lru_cache(maxsize=1)
def _zone() -> tzinfo:
    return ZoneInfo(CONTRACT_ZONE)


def _on_day(value: str, at: time) -> datetime:
    try:
        return datetime.combine(datetime.fromisoformat(value), at, _zone())
    except ValueError:
        raise ValueError("is not valid") from None


@lru_cache(maxsize=8192)
def _first_bound(value: str) -> str:
    return (_on_day(value, time(0, 0)) if _DAY.fullmatch(value) else _moment(value)).isoformat()


@lru_cache(maxsize=8192)
def _last_bound(value: str) -> str:
    return (_on_day(value, time(23, 59, 59)) if _DAY.fullmatch(value) else _moment(value)).isoformat()


@lru_cache(maxsize=8192)
def _minor(written: str, currency: str) -> int:
    if "," in written:
        raise ValueError("the price has a decimal comma")
    if written.startswith(("-", "−")):
        raise ValueError("the price is negative")
    if not _AMOUNT.fullmatch(written):
        raise ValueError("the price is not a plain decimal number")
    try:
        minor = parse(written, currency)
    except Refused:
        raise ValueError(f"the price has more than {exponent(currency)} decimals") from None
    if minor > HIGHEST_PRICE * 10 ** exponent(currency):
        raise ValueError(f"the price is above {HIGHEST_PRICE:,} {currency}")
    return minor
