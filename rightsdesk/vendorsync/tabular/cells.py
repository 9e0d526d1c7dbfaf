"""Dates and amounts as people write them in tables; what could be read in two ways is refused, not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from rightsdesk.vendorsync.record import Broken, currency_code, price
from rightsdesk.vendorsync.tabular.layout import Layout

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as a table holds it: texts out of CSV, anything out of a spreadsheet."""

_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_SERIAL_ZERO = date(1899, 12, 30)
_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?", re.ASCII)
_GERMAN = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", re.ASCII)
_PARTS = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})", re.ASCII)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
_MONEY = re.compile(r"([A-Z]{3}|[€$£])?\s*(-?[\d.,' \u00a0\u202f]*\d)\s*([A-Z]{3}|[€$£])?", re.ASCII)
_EXACT = 10**15
_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+", re.ASCII)


def text(cell: Cell) -> str:
    """Return a cell as the text a person sees; whole numbers never in powers of ten."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    return cell.strip() if isinstance(cell, str) else cell.isoformat() if isinstance(cell, date | time) else str(cell)


def identifier(cell: Cell, path: str) -> str:
    """Return an id; refuse one that a spreadsheet has rounded."""
    if isinstance(cell, float) and (not cell.is_integer() or abs(cell) >= _EXACT):
        raise Broken("REC-ID", f"the id {cell!r} is a number that a spreadsheet has rounded; format it as text", path)
    told = text(cell)
    if _ROUNDED.fullmatch(told):
        raise Broken("REC-ID", f"the id “{told}” is a number that a spreadsheet has rounded; format it as text", path)
    return told


def day(cell: Cell, layout: Layout, path: str) -> str:
    """Return a day as 2026-12-31, or a moment with its offset as written."""
    told = text(cell)
    if isinstance(cell, datetime) and cell.time() != time(0):
        raise Broken("REC-DATE", f"the date “{told}” has no time zone; nothing is assumed", path)
    if _ISO.fullmatch(told):
        return told.replace(" ", "T", 1) if len(told) > len("2026-12-31") else told
    if told.isdecimal() and _FIRST_SERIAL <= int(told) < _LAST_SERIAL:
        return (_SERIAL_ZERO + timedelta(days=int(told))).isoformat()
    german = _GERMAN.fullmatch(told)
    if german is not None and layout.date_order in {"", "dmy"}:
        return _day(german[3], german[2], german[1], told, path)
    parts = _PARTS.fullmatch(told)
    if parts is None:
        raise Broken("REC-DATE", f"the date “{told[:40]}” is not valid", path)
    if not layout.date_order:
        raise Broken(
            "REC-DATE",
            f"the date “{told[:40]}” can be read in more than one way; set date_order in the vendor's profile",
            path,
        )
    named = dict(zip(layout.date_order, parts.groups(), strict=True))
    return _day(named["y"], named["m"], named["d"], told, path)


def _day(year: str, month: str, number: str, told: str, path: str) -> str:
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(number)).isoformat()  # noqa: PLR2004 - as written by hand
    except ValueError:
        raise Broken("REC-DATE", f"the date “{told[:40]}” is not valid", path) from None


def amount(cell: Cell, currency: str, layout: Layout, path: str) -> tuple[int, str]:
    """Return minor units and currency of a price; `currency` is what its own column says, empty for nothing."""
    told = text(cell)
    found = _MONEY.fullmatch(told)
    if found is None:
        raise Broken("REC-PRICE", f"the price “{told[:40]}” is not a number", path)
    named = {_SIGNS.get(sign, sign) for sign in (found[1], found[3], currency) if sign}
    if len(named) > 1:
        raise Broken("REC-PRICE", f"the price “{told[:40]}” names more than one currency", path)
    code = currency_code(named.pop() if named else layout.currency or None, path)
    number = repr(cell) if isinstance(cell, float) else _number(found[2], layout, told, path)
    return price(_shortest(number), code, path), str(code)


def _number(written: str, layout: Layout, told: str, path: str) -> str:
    digits = re.sub(r"['\s\u00a0\u202f]", "", written)
    mark = layout.decimal or _decimal_mark(digits, told, path)
    thousands = "." if mark == "," else ","
    whole, _, fraction = digits.partition(mark)
    groups = whole.split(thousands)
    if mark in fraction or thousands in fraction or any(len(group) != 3 for group in groups[1:]):  # noqa: PLR2004 - thousands
        raise Broken("REC-PRICE", f"the price “{told[:40]}” is not a number", path)
    return "".join(groups) + (f".{fraction}" if fraction else "")


def _decimal_mark(digits: str, told: str, path: str) -> str:
    """Return the mark before the decimals: the last of two kinds, or a single one not followed by three digits."""
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return "."
    if len(set(marks)) > 1:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    if len(digits.rpartition(marks[0])[2]) == 3:  # noqa: PLR2004 - as thousands would be
        raise Broken(
            "REC-PRICE",
            f"the price “{told[:40]}” can be read in two ways; set decimal in the vendor's profile",
            path,
        )
    return marks[0]


def _shortest(number: str) -> str:
    """Return the number without noughts behind what a price needs: 12.500 is 12.50 where a mark was certain."""
    return f"{Decimal(number):f}" if number.endswith("0") and "." in number else number
