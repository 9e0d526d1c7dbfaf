"""Whose word each value is, in words that stand below its field."""

from __future__ import annotations

from rightsdesk.desk import Reader, Source
from ui.kit import show
from ui.kit.contents import attribute
from ui.kit.declare import Row
from ui.kit.declare_origin import Origins
from ui.kit.words import tr


def origins(reader: Reader, declared: Origins, row: Row) -> list[tuple[str, str]]:
    """The fields of the row that anybody said something of, each with its words; asked on the reading thread."""
    vendor = str(attribute(row, declared.vendor) or "")
    return [(name, said(source, vendor)) for name, source in reader.provenance(row.id).items()]


def said(source: Source, vendor: str) -> str:
    """Such as *from Nordlicht, 18 Mar 2026* or *K. Brandt, 18 Mar 2026 · batch 2480*."""
    day = show.day(source.at)
    if source.by == "vendor":
        return tr("Origin", "from {vendor}, {day}", vendor=vendor, day=day)
    if source.batch is None:
        return tr("Origin", "{person}, {day}", person=source.actor, day=day)
    return tr("Origin", "{person}, {day} · batch {number}", person=source.actor, day=day, number=str(source.batch))
