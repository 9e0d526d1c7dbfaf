"""The advices of an export as an Excel workbook, one row each."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from rightsdesk.documents.exports.content import Export, Item, Warnings
from rightsdesk.documents.tables import Column
from rightsdesk.documents.xlsx import write_xlsx

COLUMNS = (
    Column("number", "Number"),
    Column("vendor", "Vendor"),
    Column("vendor_name", "Vendor's name"),
    Column("platform", "Platform"),
    Column("issued_on", "Issued on", "day"),
    Column("due_on", "Due on", "day"),
    Column("period_first", "Supplied from", "day"),
    Column("period_last", "Supplied until", "day"),
    Column("lines", "Lines", "integer"),
    Column("net", "Net", "money", "currency"),
    Column("tax", "VAT", "money", "currency"),
    Column("gross", "Gross", "money", "currency"),
    Column("withheld", "Withheld", "money", "currency"),
    Column("payable", "Payable", "money", "currency"),
    Column("currency", "Currency"),
    Column("cancels", "Cancels"),
    Column("cancelled_by", "Cancelled by"),
    Column("sha256", "SHA-256 of the PDF"),
)


def make(export: Export, out: BinaryIO) -> Warnings:
    """Write the workbook; the moment it was ordered stands in it, so that made again it is the same."""
    with tempfile.TemporaryDirectory(prefix="rightsdesk-") as folder:
        place = Path(folder) / "advices.xlsx"
        written = write_xlsx(place, "Credit advices", COLUMNS, _rows(export), lambda _count: None, created=export.at)
        out.write(place.read_bytes())
    return written.warnings


def _rows(export: Export) -> Iterator[dict[str, Any]]:
    return map(row, export.items)


def row(item: Item) -> dict[str, Any]:
    """Return what tables say of an advice: amounts in minor units, negative where the document takes back."""
    shown = item.snapshot
    sign = -1 if shown.type_code == "261" else 1
    return {
        "number": shown.number,
        "vendor": item.vendor,
        "vendor_name": shown.supplier.name,
        "platform": shown.platform,
        "issued_on": shown.issued_on,
        "due_on": shown.due_on,
        "period_first": shown.period_first,
        "period_last": shown.period_last,
        "lines": len(shown.lines),
        "net": sign * shown.net,
        "tax": sign * shown.tax,
        "gross": sign * shown.gross,
        "withheld": sign * (shown.withheld + shown.surcharge),
        "payable": item.owed,
        "currency": shown.currency,
        "cancels": shown.cancels,
        "cancelled_by": item.cancelled_by,
        "sha256": item.pdf,
    }
