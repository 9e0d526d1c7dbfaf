"""The auditor's copy (GoBD, data medium Z3): tables as CSV, a description of them, and the hash of every file."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any, BinaryIO

from rightsdesk.documents.exports import archive, workbook
from rightsdesk.documents.exports.archive import Archive
from rightsdesk.documents.exports.content import Export, Warnings
from rightsdesk.documents.exports.gobd_index import DTD, DTD_NAME, Table, index
from rightsdesk.documents.tables import Column, Row

ADVICES = Table(
    "advices.csv",
    "Gutschriften",
    "Jede Gutschrift mit Summen, Bezügen und dem SHA-256 ihrer Dokumente",
    (
        *workbook.COLUMNS,
        Column("xml_sha256", "SHA-256 of the XML"),
        Column("objected", "Objected on", "day"),
        Column("delivered", "Delivered at"),
        Column("paid_on", "Paid on", "day"),
        Column("advice", "Identifier"),
    ),
)
LINES = Table(
    "lines.csv",
    "Positionen",
    "Jede Position: Bild, Tag, Entgelt, Steuersatz und die Forderung, aus der sie entstand",
    (
        Column("number", "Number"),
        Column("position", "Line", "integer"),
        Column("charge_id", "Charge"),
        Column("image", "Image"),
        Column("title", "Title"),
        Column("occurred_on", "Supplied on", "day"),
        Column("kind", "Kind"),
        Column("net", "Net", "money", "currency"),
        Column("vat_rate", "VAT %", "decimal"),
        Column("category", "VAT category"),
        Column("currency", "Currency"),
    ),
)
TAXES = Table(
    "taxes.csv",
    "Steuern",
    "Bemessungsgrundlage und Steuer je Gutschrift und Steuersatz",
    (
        Column("number", "Number"),
        Column("category", "VAT category"),
        Column("rate", "VAT %", "decimal"),
        Column("base", "Base", "money", "currency"),
        Column("tax", "VAT", "money", "currency"),
        Column("reason", "Reason"),
        Column("currency", "Currency"),
    ),
)
EVENTS = Table(
    "events.csv",
    "Ereignisse",
    "Alles, was mit diesen Gutschriften geschah, in der Reihenfolge der Aufzeichnung",
    (
        Column("position", "Position", "integer"),
        Column("at", "Recorded at (UTC)"),
        Column("actor", "Who"),
        Column("stream", "Object"),
        Column("version", "Version", "integer"),
        Column("name", "Event"),
        Column("told", "Content"),
    ),
)
EXPORTS = Table(
    "exports.csv",
    "Ausgaben",
    "Jede Ausgabe, in der diese Gutschriften stehen",
    (Column("number", "Number"), Column("format", "Format"), Column("export", "Export"), Column("at", "At (UTC)")),
)


def make(export: Export, out: BinaryIO) -> Warnings:
    """Write tables, documents, their description and `hashes.csv`, which names every other file."""
    files: dict[str, bytes] = {table.url: archive.table(table.columns, rows) for table, rows in _tables(export)}
    files["index.xml"] = index(_supplier(export), export.at, [table for table, _ in _tables(export)])
    files[DTD_NAME] = DTD.encode()
    packed = Archive(out, export.at)
    hashed = [_packed(packed, name, content) for name, content in sorted(files.items())]
    for item in export.items:
        for (name, ending), sha256 in archive.documents(item).items():
            hashed.append(_packed(packed, f"documents/{name}", export.read(sha256, ending)))
    packed.add("hashes.csv", archive.table((Column("file", "File"), Column("sha256", "SHA-256")), hashed))
    packed.close()
    return []


def _packed(packed: Archive, name: str, content: bytes) -> dict[str, str]:
    """Add a file and return its line among the hashes."""
    packed.add(name, content)
    return {"file": name, "sha256": hashlib.sha256(content).hexdigest()}


def _tables(export: Export) -> list[tuple[Table, Sequence[Row]]]:
    return [
        (ADVICES, list(_advices(export))),
        (LINES, list(_lines(export))),
        (TAXES, list(_taxes(export))),
        (EVENTS, list(_events(export))),
        (EXPORTS, list(_exports(export))),
    ]


def _supplier(export: Export) -> tuple[str, str]:
    """Return name and place of whose books these are."""
    buyer = next((item.snapshot.buyer for item in export.items), None)
    return (buyer.name, buyer.city) if buyer else ("", "")


def _advices(export: Export) -> Iterator[dict[str, Any]]:
    for item in export.items:
        beside = {name: getattr(item, name) for name in ("objected", "delivered", "paid_on", "advice")}
        filled = {name: value or None for name, value in beside.items()}
        yield {**workbook.row(item), **filled, "xml_sha256": item.xml}


def _lines(export: Export) -> Iterator[dict[str, Any]]:
    for item in export.items:
        sign = -1 if item.snapshot.type_code == "261" else 1
        for position, line in enumerate(item.snapshot.lines, 1):
            told = {
                name: getattr(line, name) for name in ("charge_id", "image", "title", "kind", "vat_rate", "category")
            }
            yield {
                **told,
                "number": item.snapshot.number,
                "position": position,
                "occurred_on": line.occurred_on[:10],
                "net": sign * line.net,
                "currency": item.snapshot.currency,
            }


def _taxes(export: Export) -> Iterator[dict[str, Any]]:
    for item in export.items:
        sign = -1 if item.snapshot.type_code == "261" else 1
        for group in item.snapshot.groups:
            yield {
                "number": item.snapshot.number,
                "category": group.category,
                "rate": group.rate,
                "base": sign * group.base,
                "tax": sign * group.tax,
                "reason": group.reason,
                "currency": item.snapshot.currency,
            }


def _events(export: Export) -> Iterator[dict[str, Any]]:
    for each in export.events:
        told = {name: getattr(each, name) for name in ("position", "actor", "stream", "version", "name", "told")}
        yield {**told, "at": each.at.astimezone(UTC).isoformat()}


def _exports(export: Export) -> Iterator[dict[str, Any]]:
    numbers = {f"advice-{item.advice}": item.snapshot.number for item in export.items}
    for each in export.events:
        if each.name == "advice.exported":
            fact = each.fact()
            told = {"number": numbers[each.stream], "format": fact["format"], "export": fact["export"]}
            yield {**told, "at": each.at.astimezone(UTC).isoformat()}
