"""What a sample year costs, computed a second time: from its files alone, by somebody who never saw its rules.

Plain Python over CSV and JSON; nothing of `rightsdesk` is imported here.
"""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_PLATFORM = "tag"
Owed = dict[tuple[str, ...], tuple[int | None, str]]
"""(platform, vendor, what, image, article) -> cents (None = unknown) and currency."""


@dataclass
class Book:
    """Everything that must be remembered while the year is gone through."""

    agreements: dict[str, list[dict[str, Any]]]
    prices: dict[str, list[tuple[datetime | None, int | None, str | None]]] = field(default_factory=dict)
    ends: dict[str, datetime | None] = field(default_factory=dict)
    rights: dict[tuple[str, str], datetime | None] = field(default_factory=dict)
    counted: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    stood: set[tuple[str, str, str]] = field(default_factory=set)
    owed: Owed = field(default_factory=dict)


def compute(folder: Path) -> Owed:
    """Return every charge of a year."""
    book = Book(_agreements(folder))
    for name in ("items.ndjson", "changes.ndjson"):
        for line in (folder / name).read_text("utf-8").splitlines():
            _deliver(book, json.loads(line))
    for row in _table(folder / "purchases.csv"):
        _buy(book, row)
    for row in _table(folder / "usages.csv"):
        _use(book, row)
    _fees(book)
    for row in _table(folder / "usages-late.csv"):
        _use(book, row)
    for row in _table(folder / "purchases-late.csv"):
        _buy(book, row)
    return book.owed


def totals(owed: Owed) -> dict[tuple[str, str, str], int]:
    """Return the sum of each vendor, platform and currency."""
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for (platform, vendor, *_), (cents, currency) in owed.items():
        found[vendor, platform, currency] += cents or 0
    return dict(found)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _agreements(folder: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in json.loads((folder / "agreements.json").read_text("utf-8")):
        found[row["vendor"]].append(row)
    return found


def _on(book: Book, vendor: str, day: str) -> dict[str, Any]:
    held = [row for row in book.agreements[vendor] if row["valid_from"] <= day < row.get("valid_until", "9999-12-31")]
    return held[-1]


def _cents(text: str) -> int:
    return int(Decimal(text) * 100)


def _deliver(book: Book, row: dict[str, Any]) -> None:
    key, fields = f"{row['vendor']}:{row['asset_id']}", row["fields"]
    now = (fields.get("price"), fields.get("currency"))
    known = book.prices.get(key)
    end = fields.get("licence_end")
    book.ends[key] = datetime.fromisoformat(end) if end else None
    if known is None:
        book.prices[key] = [(None, *now)]
    elif known[-1][1:] != now:
        known.append((datetime.fromisoformat(row["version_created"]), *now))


def _buy(book: Book, row: dict[str, str]) -> None:
    image, platform, day = row["image"], row["platform"], row["purchased_on"]
    end = book.ends[image]
    evening = datetime.combine(date.fromisoformat(day), time(23, 59, 59), BERLIN)
    if (image, platform) in book.rights or (end is not None and end < evening):
        return
    book.rights[image, platform] = end
    vendor = image.split(":")[0]
    agreement = _on(book, vendor, day)
    if agreement["billing_mode"] == "on_purchase":
        _, cents, currency = book.prices[image][-1]
        if cents is None:
            cents, currency = _rate(agreement), agreement["currency"]
        book.owed[platform, vendor, "bought", image, ""] = (cents, str(currency))


def _rate(agreement: dict[str, Any]) -> int | None:
    return _cents(agreement["rate"]) if "rate" in agreement else None


def _use(book: Book, row: dict[str, str]) -> None:
    image, platform, article = row["image"], row["platform"], row["article"]
    vendor, at = image.split(":")[0], datetime.fromisoformat(row["placed_at"])
    again = (platform, article, image) in book.stood
    book.stood.add((platform, article, image))
    key = (platform, vendor, "used", image, article)
    if key in book.owed or _has_right(book, image, platform, at):
        return
    day = at.astimezone(BERLIN).date()
    agreement = _on(book, vendor, day.isoformat())
    mode = agreement["billing_mode"]
    if mode == "on_purchase" or (mode == "flat" and (again or not _is_over(book, vendor, agreement, day))):
        return
    book.owed[key] = _cost(book, row, agreement, at)


def _has_right(book: Book, image: str, platform: str, at: datetime) -> bool:
    if (image, platform) not in book.rights:
        return False
    end = book.rights[image, platform]
    return end is None or at < end


def _is_over(book: Book, vendor: str, agreement: dict[str, Any], day: date) -> bool:
    """Count a use; the first so many of each period are included."""
    period = (day.month - 1) // int(agreement["quota_months"])
    book.counted[vendor, period] += 1
    return book.counted[vendor, period] > int(agreement["quota"])


def _cost(book: Book, row: dict[str, str], agreement: dict[str, Any], at: datetime) -> tuple[int | None, str]:
    currency = agreement["currency"]
    listed = _listed(agreement, row, at)
    if listed is not None:
        return listed, currency
    price = next(one for one in reversed(book.prices[row["image"]]) if one[0] is None or one[0] <= at)
    if price[1] is not None and agreement["billing_mode"] == "on_use":
        return price[1], str(price[2])
    return _rate(agreement), currency


def _listed(agreement: dict[str, Any], row: dict[str, str], at: datetime) -> int | None:
    """Return the amount of the row of the card that names most of what fits."""
    days = math.inf
    if row["planned_until"]:
        evening = datetime.combine(date.fromisoformat(row["planned_until"]), time(23, 59, 59), BERLIN)
        days = max(1, math.ceil((evening.timestamp() - at.timestamp()) / 86_400))
    best: tuple[int, float, int] | None = None
    for rate in agreement.get("rates", ()):
        limit = rate.get("days", math.inf)
        kind = rate.get("kind")
        if kind not in {None, row["kind"]} or rate.get("size") not in {None, row["size"]}:
            continue
        if "days" in rate and days > limit:
            continue
        named = sum(name in rate for name in ("kind", "size", "medium", "days"))
        mine = (named, -limit, _cents(rate["amount"]))
        best = mine if best is None else max(best, mine)
    return None if best is None else best[2]


def _fees(book: Book) -> None:
    """January is settled: who is paid a flat fee gets it once."""
    accounts: dict[str, set[str]] = defaultdict(set)
    for platform, vendor, *_ in book.owed:
        accounts[vendor].add(platform)
    for vendor in book.agreements:
        agreement = _on(book, vendor, "2026-01-31")
        if agreement["billing_mode"] != "flat":
            continue
        own = agreement.get("platforms") or sorted(accounts[vendor]) or [FIRST_PLATFORM]
        book.owed[own[0], vendor, "fee", "", "2026-01"] = (_cents(agreement["flat_fee"]), agreement["currency"])
