"""From one row to a picture: the right type in each cell or a named refusal, never a guess."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from rightsdesk.vendorsync.decode import canonical
from rightsdesk.vendorsync.identity import checked_address, checked_vendor, file_address
from rightsdesk.vendorsync.port import RemoteImage
from rightsdesk.vendorsync.record import Broken, bound, moment, refuse_reversed
from rightsdesk.vendorsync.record import text as checked_text
from rightsdesk.vendorsync.tabular.cells import Cell, amount, day, identifier, text
from rightsdesk.vendorsync.tabular.layout import Layout
from rightsdesk.vendorsync.tabular.rows import Row
from rightsdesk.vendorsync.territory import codes_only

_TEXTS = (
    "title", "headline", "caption", "byline", "credit", "source", "copyright_notice", "copyright_holder",
    "usage_terms", "instructions", "licence_model",
)  # fmt: skip
_STATUS = {
    "usable": "usable", "frei": "usable", "verfügbar": "usable", "ok": "usable", "aktiv": "usable",
    "withheld": "withheld", "gesperrt": "withheld", "blocked": "withheld",
    "canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "zurückgezogen": "canceled",
}  # fmt: skip
_YES, _NO = frozenset({"ja", "yes", "x", "1", "true", "wahr"}), frozenset({"nein", "no", "0", "false", "falsch"})


def read_row(row: Row, vendor: str, layout: Layout, changed_at: datetime | None) -> RemoteImage:
    """Return the picture of a row; an empty cell says nothing, `vendor` is who is meant where no column names one."""
    path = f"row {row.number}"
    asset_id = checked_address(identifier(row.cells.get("asset_id"), f"{path}.asset_id"), f"{path}.asset_id")
    named = text(row.cells.get("vendor"))
    vendor = checked_vendor(named, f"{path}.vendor") if named else vendor
    fields = _fields(row.cells, layout, path)
    version, created = _version(row.cells.get("version"), layout, path)
    if (version or 0) <= 1:
        # A later version may end a licence before it began: that is how a right is taken away at once.
        refuse_reversed(fields.get("licence_start"), fields.get("licence_end"), f"{path}.licence_end")
    content = canonical({"asset": asset_id, "version": version, "fields": fields})
    return RemoteImage(
        vendor=vendor,
        asset_id=asset_id,
        uri=file_address(vendor, asset_id),
        version=version,
        version_created=created or changed_at,
        content_hash=hashlib.sha256(content).hexdigest(),
        fields=fields,
        raw=canonical({"row": row.number, "cells": row.plain()}),
        raw_format="table-row",
    )


def _fields(cells: Mapping[str, Cell], layout: Layout, path: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in _TEXTS:
        told = checked_text(text(cells.get(name)), f"{path}.{name}")
        if told:
            found[name] = told
    if "headline" in found:
        found.setdefault("title", found["headline"])
    if text(cells.get("price")):
        minor, currency = amount(cells["price"], text(cells.get("currency")), layout, f"{path}.price")
        found |= {"price": minor, "currency": currency, "price_origin": "item"}
    for name, is_end in (("licence_start", False), ("licence_end", True), ("embargo_until", False)):
        if text(cells.get(name)):
            where = f"{path}.{name}"
            found[name] = bound(day(cells[name], layout, where), where, is_end=is_end)
    _read_territory(text(cells.get("territory")), found)
    _read_status(cells, found, path)
    return found


def _read_territory(told: str, found: dict[str, object]) -> None:
    if told:
        codes = codes_only(told)
        found["territory" if codes else "territory_text"] = codes or told


def _read_status(cells: Mapping[str, Cell], found: dict[str, object], path: str) -> None:
    told, locked = text(cells.get("status")).casefold(), text(cells.get("locked")).casefold()
    if told:
        if told not in _STATUS:
            raise Broken("REC-STATUS", f"the status “{told[:40]}” is not known", f"{path}.status")
        found["status"] = _STATUS[told]
    if locked and locked not in _YES | _NO:
        raise Broken("REC-STATUS", f"“{locked[:40]}” is neither yes nor no", f"{path}.locked")
    if locked in _YES and found.get("status") != "canceled":
        found["status"] = "withheld"
    elif locked in _NO:
        found.setdefault("status", "usable")


def _version(cell: Cell, layout: Layout, path: str) -> tuple[int | None, datetime | None]:
    """Return a version's number, or the day on which the vendor last changed the row (“Stand”)."""
    told = text(cell)
    if not told:
        return None, None
    where = f"{path}.version"
    if told.isdecimal() and len(told) < len("20260131"):
        return int(told), None
    return None, moment(bound(day(cell, layout, where), where, is_end=False), where)
