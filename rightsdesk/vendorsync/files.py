"""One delivered file, whoever brought it: a picture with its metadata inside, or a table with a picture a row."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import Any

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync import metadata
from rightsdesk.vendorsync.decode import canonical, strict
from rightsdesk.vendorsync.identity import checked_address, checked_vendor, file_address
from rightsdesk.vendorsync.metadata import Metadata
from rightsdesk.vendorsync.port import Change, Rejected, RemoteImage
from rightsdesk.vendorsync.record import Broken
from rightsdesk.vendorsync.tabular import LARGEST, Layout, Row, read_row, rows_of
from rightsdesk.vendorsync.translate import fingerprint, upsert

PICTURES = frozenset({".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".webp"})
TABLES = frozenset({".csv", ".xlsx"})

_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was found: `name` is how it is called in sentences, `vendor` who delivers everything in it.

    `folder` is whose picture it is where neither a person nor the file itself says it; `place` is the address under
    which a picture's file is found again.
    """

    path: Path
    name: str
    vendor: str = ""
    folder: str = ""
    layout: Layout = Layout()  # noqa: RUF009 - frozen
    place: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file or one of its rows came to; `row` is 0 for a picture and for a file as a whole."""

    row: int
    what: Change | Rejected


def is_delivery(name: str) -> bool:
    """Say whether a file of this name may hold pictures or a table of them."""
    return Path(name).suffix.lower() in PICTURES | TABLES


def opened(path: Path) -> BufferedReader:
    """Open a file for reading without following a link; raise `Damaged` where that cannot be."""
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | _NOT_FOLLOWED), "rb")
    except OSError as error:
        raise Damaged(f"It cannot be read ({error.strerror or error}).", code="FILE") from error


def outcomes(found: Found) -> Iterator[Outcome]:
    """Yield what a file holds, one outcome a picture; a file nothing can be read from is one refusal."""
    try:
        if found.path.suffix.lower() in TABLES:
            yield from _rows(found)
        else:
            yield Outcome(0, upsert(_picture(found)))
    except Damaged as damaged:
        yield Outcome(0, _whole(found, damaged.code, f"{found.name}: The file was set aside. {damaged.sentence}", "$"))
    except Broken as broken:
        yield Outcome(
            0, _whole(found, broken.code, f"{found.name}: {broken.reason}; the file was set aside.", broken.path)
        )


def read_again(raw: bytes, vendor: str | None, layout: Layout) -> RemoteImage | Rejected | None:
    """Read a row out of the quarantine anew with the present profile; a picture must be delivered again."""
    document: dict[str, Any] = strict(raw)
    name, number = str(document.get("file", "")), int(document.get("row", 0))
    if "cells" not in document:
        told = "The file itself is not kept; put it into the folder again once it is mended."
        return _rejected(name, 0, "FILE", f"{name}: The file was set aside. {told}", "$", raw)
    row, changed = Row(number, document["cells"]), document.get("changed_at")
    try:
        whose = checked_vendor(vendor or document.get("vendor", ""), "$.vendor")
        return read_row(row, whose, layout, datetime.fromisoformat(changed) if changed else None)
    except Broken as broken:
        return _rejected(name, number, broken.code, _of_row(name, number, broken.reason), broken.path, raw)


# ---------------------------------------------------------------------- pictures


def _picture(found: Found) -> RemoteImage:
    with opened(found.path) as file:
        read = metadata.read(file)
        changed_at = datetime.fromtimestamp(int(os.fstat(file.fileno()).st_mtime), UTC)
    fields = metadata.fields_from(read)
    vendor = _vendor(found, metadata.named_vendor(read))
    asset_id = checked_address(metadata.named_asset(read) or found.path.stem, "$.asset_id")
    document = _document(read)
    return RemoteImage(
        vendor=vendor,
        asset_id=asset_id,
        uri=file_address(vendor, asset_id),
        version=None,
        version_created=changed_at,
        content_hash=hashlib.sha256(canonical({"asset": asset_id, "fields": fields, **document})).hexdigest(),
        fields={**fields, "preview": found.place} if found.place else fields,
        raw=canonical({"file": found.name, **document}),
        raw_format="picture-file",
    )


def _document(read: Metadata) -> dict[str, Any]:
    differing = [{"name": each.name, "xmp": each.xmp, "iim": each.iim} for each in read.differences]
    return {"properties": dict(read.properties), "differences": differing}


def _vendor(found: Found, named: str | None) -> str:
    """Return who delivers: as a person said, as the file says, else the folder's name."""
    if found.vendor:
        return checked_vendor(found.vendor, "$.vendor")
    vendor = named or metadata.vendor_id(found.folder)
    if vendor is None:
        raise Broken("REC-VENDOR", "nothing says whose picture this is; name the vendor", "$.vendor")
    return vendor


# ---------------------------------------------------------------------- tables


def _rows(found: Found) -> Iterator[Outcome]:
    with opened(found.path) as file:
        content = file.read(LARGEST + 1)
        changed_at = datetime.fromtimestamp(int(os.fstat(file.fileno()).st_mtime), UTC)
    vendor = _vendor(found, None)
    try:
        for row in rows_of(found.path.name, content, found.layout):
            mine = replace(row, cells={**row.cells, "vendor": ""}) if found.vendor else row
            yield Outcome(row.number, _row(found, mine, vendor, changed_at))
    except Invalid as invalid:
        raise Damaged(invalid.sentence, code=invalid.code) from invalid


def _row(found: Found, row: Row, vendor: str, changed_at: datetime) -> Change | Rejected:
    try:
        return upsert(read_row(row, vendor, found.layout, changed_at))
    except Broken as broken:
        raw = canonical(
            {"file": found.name, "row": row.number, "vendor": vendor, "changed_at": changed_at.isoformat(),
             "cells": row.plain()}
        )  # fmt: skip
        reason = _of_row(found.name, row.number, broken.reason)
        return _rejected(found.name, row.number, broken.code, reason, broken.path, raw)


def _of_row(name: str, number: int, reason: str) -> str:
    return f"{name}, row {number}: {reason}; the row was set aside."


def _whole(found: Found, code: str, reason: str, path: str) -> Rejected:
    raw = canonical({"file": found.name})
    return _rejected(found.name, 0, code, reason, path, raw)


def _rejected(name: str, row: int, code: str, reason: str, path: str, raw: bytes) -> Rejected:
    change_id = f"{name}#{row or ''}#{fingerprint(raw)}"
    return Rejected(change_id, None, None, None, code, reason, path, raw)
