"""The report on income tax withheld (section 50a EStG) by quarter and vendor."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from rightsdesk.documents.exports.content import Item
from rightsdesk.documents.tables import Column
from rightsdesk.domain import tax
from rightsdesk.domain.vendor import Vendor
from rightsdesk.faults import Invalid

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")

COLUMNS = (
    Column("vendor", "Vendor"),
    Column("name", "Name"),
    Column("street", "Street"),
    Column("postcode", "Postcode"),
    Column("city", "City"),
    Column("country", "Country"),
    Column("tax_no", "Tax number"),
    Column("documents", "Documents", "integer"),
    Column("fees", "Licence fees", "money", "currency"),
    Column("tax", "Income tax", "money", "currency"),
    Column("surcharge", "Solidarity surcharge", "money", "currency"),
    Column("withheld", "Withheld", "money", "currency"),
    Column("currency", "Currency"),
    Column("due_on", "Due on", "day"),
)


def report(quarter: str, items: Iterable[Item], vendors: dict[str, Vendor]) -> list[dict[str, Any]]:
    """Return a row for each vendor and currency from whom something was withheld in a quarter, as in 2026-Q3.

    What a cancelling document gives back is taken off in its own quarter.
    """
    months = _months(quarter)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for item in items:
        shown = item.snapshot
        if (item.paid_on or shown.issued_on)[:7] not in months or not (shown.withheld or shown.surcharge):
            continue
        row = found.setdefault((item.vendor, shown.currency), _row(item, vendors[item.vendor], _due(quarter)))
        sign = -1 if shown.type_code == "261" else 1
        row["documents"] += 1
        row["fees"] += sign * sum(line.net for line in shown.lines if line.kind not in tax.SERVICES)
        row["tax"] += sign * shown.withheld
        row["surcharge"] += sign * shown.surcharge
        row["withheld"] = row["tax"] + row["surcharge"]
    return [found[each] for each in sorted(found)]


def _months(quarter: str) -> tuple[str, ...]:
    year, nth = _read(quarter)
    return tuple(f"{year}-{month:02d}" for month in range(3 * nth - 2, 3 * nth + 1))


def _due(quarter: str) -> str:
    """Return the day by which it is declared and paid: the tenth after the quarter (section 73e EStDV)."""
    year, nth = _read(quarter)
    return date(year + nth // 4, 3 * nth % 12 + 1, 10).isoformat()


def _read(quarter: str) -> tuple[int, int]:
    found = _QUARTER.fullmatch(quarter)
    if found is None:
        raise Invalid(f"{quarter!r} is no quarter; write it as 2026-Q3.", code="QUARTER")
    return int(found[1]), int(found[2])


def _row(item: Item, vendor: Vendor, due_on: str) -> dict[str, Any]:
    fields = ("name", "street", "postcode", "city", "country", "tax_no")
    return {
        "vendor": item.vendor,
        **{name: vendor.profile.get(name, "") for name in fields},
        **dict.fromkeys(("documents", "fees", "tax", "surcharge", "withheld"), 0),
        "currency": item.snapshot.currency,
        "due_on": due_on,
    }
