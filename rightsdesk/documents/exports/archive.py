"""A ZIP file of documents: PDF and XML of each advice, and a manifest of numbers, amounts and hashes."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

from rightsdesk.documents.csv_file import GERMAN, pour_csv
from rightsdesk.documents.exports.content import Export, Item, Warnings
from rightsdesk.documents.tables import Column, Row
from rightsdesk.domain import money

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_FILE = 0o100644 << 16
"""An ordinary file that its owner may write, in the form ZIP keeps it."""

COLUMNS = (
    Column("number", "number"),
    Column("vendor", "vendor"),
    Column("vendor_name", "vendor_name"),
    Column("gross", "gross", "money", "currency"),
    Column("currency", "currency"),
    Column("pdf", "pdf"),
    Column("pdf_sha256", "pdf_sha256"),
    Column("xml", "xml"),
    Column("xml_sha256", "xml_sha256"),
)


class Archive:
    """A ZIP file whose entries all bear one moment: the same content is the same file, byte for byte."""

    def __init__(self, out: BinaryIO, at: datetime) -> None:
        """Write to a stream; `at` is the moment of every entry."""
        self._file = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._at = max((at.year, at.month, at.day, at.hour, at.minute, at.second), (1980, 1, 1, 0, 0, 0))

    def add(self, name: str, content: bytes) -> None:
        """Add one entry."""
        entry = zipfile.ZipInfo(name, self._at)
        entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _FILE, 3
        self._file.writestr(entry, content)

    def close(self) -> None:
        """Write the directory of the archive."""
        self._file.close()


def make(export: Export, out: BinaryIO) -> Warnings:
    """Write the documents, each checked against the hash recorded for it, and the manifest."""
    archive, told = Archive(out, export.at), []
    for item in export.items:
        names = documents(item)
        for (name, ending), sha256 in names.items():
            archive.add(name, export.read(sha256, ending))
        told.append(_told(item, {ending: name for name, ending in names}))
    archive.add("manifest.csv", table(COLUMNS, told))
    archive.add("manifest.json", _json(export, told))
    archive.close()
    return []


def documents(item: Item) -> dict[tuple[str, str], str]:
    """Return the documents of an advice: (name in the archive, ending) -> SHA-256 (hex)."""
    name = _UNSAFE.sub("-", item.snapshot.number)
    found = {"pdf": item.pdf, "xml": item.xml}
    return {(f"{ending}/{name}.{ending}", ending): sha256 for ending, sha256 in found.items() if sha256}


def table(columns: Iterable[Column], rows: Iterable[Row]) -> bytes:
    """Return a table as CSV in UTF-8, with German signs."""
    text = io.StringIO(newline="")
    pour_csv(text, tuple(columns), rows, GERMAN, lambda _count: None)
    return text.getvalue().encode()


def _told(item: Item, names: dict[str, str]) -> dict[str, Any]:
    shown = item.snapshot
    return {
        "number": shown.number,
        "vendor": item.vendor,
        "vendor_name": shown.supplier.name,
        "gross": item.counted,
        "currency": shown.currency,
        "pdf": names.get("pdf"),
        "pdf_sha256": item.pdf or None,
        "xml": names.get("xml"),
        "xml_sha256": item.xml or None,
    }


def _json(export: Export, told: Iterable[dict[str, Any]]) -> bytes:
    rows = [{**row, "gross": money.as_decimal(row["gross"], row["currency"])} for row in told]
    sums = {currency: money.as_decimal(minor, currency) for currency, minor in sorted(export.sums().items())}
    document = {"export": export.export, "made_at": export.at.isoformat(), "by": export.actor, "sums": sums}
    return json.dumps({**document, "advices": rows}, ensure_ascii=False, indent=1).encode()
