"""The files of an invented year: vendors, agreements, pictures, what changed of them, usages, purchases."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from rightsdesk.hub.sample_vendors import sample_vendors
from rightsdesk.sample_year.placings import PURCHASE_COLUMNS, USAGE_COLUMNS, Row, purchases, usages
from rightsdesk.sample_year.terms import agreements, mode_of

VENDORS, AGREEMENTS, ITEMS, CHANGES, CHANGES_LATE = (
    *("vendors.json", "agreements.json", "items.ndjson", "changes.ndjson"),
    "changes-late.ndjson",
)
USAGES, USAGES_LATE, PURCHASES, PURCHASES_LATE = "usages.csv", "usages-late.csv", "purchases.csv", "purchases-late.csv"
PRICES = (950, 1250, 1990, 2500, 3500, 5000, 7500)
PLACES = ("Hafen", "Markt", "Stadion", "Rathaus", "Bergsee", "Werkhalle", "Bahnhof")


@dataclass(frozen=True, slots=True)
class YearPlan:
    """How large the year is; the same seed gives the same year."""

    images: int = 20_000
    usages: int = 60_000
    vendors: int = 240
    seed: int = 7


def write_year(folder: Path, plan: YearPlan) -> None:
    """Write all files of a year into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    vendors = sample_vendors(plan.vendors, plan.seed)
    masters = [{name: value for name, value in each.items() if name not in _TERMS} for each in vendors]
    _json(folder / VENDORS, masters)
    agreed = (row for nth, each in enumerate(vendors) for row in agreements(nth, each, plan.seed))
    _json(folder / AGREEMENTS, list(agreed))
    items = [_item(nth, vendors[nth % len(vendors)], nth % len(vendors), plan.seed) for nth in range(plan.images)]
    _lines(folder / ITEMS, items)
    early, late = _changes(items, plan.seed)
    _lines(folder / CHANGES, early)
    _lines(folder / CHANGES_LATE, late)
    keys = [f"{each['vendor']}:{each['asset_id']}" for each in items]
    told = list(usages(keys, plan.usages, plan.seed))
    _rows(folder / USAGES, USAGE_COLUMNS, sorted((row for late, row in told if not late), key=_moment))
    _rows(folder / USAGES_LATE, USAGE_COLUMNS, (row for late, row in told if late))
    modes = {str(each["id"]): nth for nth, each in enumerate(vendors)}
    bought = list(purchases([row for _, row in told], modes, plan.seed))
    _rows(folder / PURCHASES, PURCHASE_COLUMNS, (row for late, row in bought if not late))
    _rows(folder / PURCHASES_LATE, PURCHASE_COLUMNS, (row for late, row in bought if late))


_TERMS = frozenset({"billing_mode", "rate", "vat_rate", "payment_days", "currency"})


def _moment(row: Row) -> datetime:
    return datetime.fromisoformat(row["placed_at"])


def _item(nth: int, vendor: dict[str, Any], place: int, seed: int) -> Row:
    rng = Random(f"year-item:{seed}:{nth}")
    price = None if mode_of(place) == 2 or rng.random() < 1 / 20 else rng.choice(PRICES)  # noqa: PLR2004 - of terms
    if rng.random() < 1 / 30:
        price = 0
    fields: Row = {
        "title": f"{rng.choice(PLACES)} {nth}",
        "caption": f"{rng.choice(PLACES)} am frühen Morgen, Aufnahme {nth}.",
        "byline": str(vendor["name"]),
        "credit": f"Foto: {vendor['id']}",
        "licence_start": "2026-01-01T00:00:00+01:00",
        "territory": ["DE", "AT", "CH"],
        "status": "usable",
        **({} if price is None else {"price": price, "currency": vendor["currency"], "price_origin": "item"}),
    }
    ended = rng.random()
    if ended < 1 / 6:
        fields["licence_end"] = f"{date(2026, 3, 1) + timedelta(days=rng.randrange(280))}T23:59:59+01:00"
    elif ended < 1 / 2:
        fields["licence_end"] = "2027-12-31T23:59:59+01:00"
    return {
        "vendor": vendor["id"],
        "asset_id": f"{100_000 + nth}",
        "version": 1,
        "version_created": "2026-01-01T00:00:00+00:00",
        "fields": fields,
    }


def _changes(items: Sequence[Row], seed: int) -> tuple[list[Row], list[Row]]:
    """Return new prices within the year, and what is told after the first settlement: prices of January, recalls."""
    rng = Random(f"year-changes:{seed}")
    early: list[Row] = []
    late: list[Row] = []
    for item in items:
        if item["fields"].get("price") and rng.random() < 1 / 12:
            at = f"{date(2026, 2, 1) + timedelta(days=rng.randrange(300))}T00:00:00+00:00"
            early.append(_again(item, 2, at, {"price": item["fields"]["price"] + rng.choice((-200, 300, 1000))}))
        elif item["fields"].get("price") and rng.random() < 1 / 100:
            late.append(_again(item, 2, "2026-01-10T00:00:00+00:00", {"price": item["fields"]["price"] + 50}))
        elif rng.random() < 1 / 400:
            late.append(_again(item, 2, "2026-12-20T00:00:00+00:00", {"status": "canceled"}))
    return early, late


def _again(item: Row, version: int, at: str, changed: Row) -> Row:
    return {**item, "version": version, "version_created": at, "fields": {**item["fields"], **changed}}


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a file, one for each line."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _lines(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _rows(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
