"""What a few rows would look like after an order, field by field: the first ones that would change."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from rightsdesk.domain import money
from rightsdesk.domain.image import Image, ImageMetadataUpdated, TextEdit, UpdateMetadata
from rightsdesk.domain.messages import Circumstance
from rightsdesk.readmodel.asking import Asker, listed, ordering, selected
from rightsdesk.readmodel.impact import fate, wished
from rightsdesk.readmodel.query import Query, Selection

_NOBODY = Circumstance(datetime.min.replace(tzinfo=UTC), "")


@dataclass(frozen=True, slots=True)
class Example:
    """One field of one row before and after an order; amounts as `12.50 EUR`, other values as they are stored."""

    key: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many examples of each field, and of which fields; all without any."""

    limit: int
    fields: Collection[str] = ()


def examples(
    asker: Asker, selection: Selection, kind: str, wish: Mapping[str, Any], wanted: Wanted
) -> tuple[Example, ...]:
    """Return the examples in the selection's order, field after field; only an update has any."""
    if kind != UpdateMetadata.kind:
        return ()
    parts = (part for name, part in _parts(wish) if not wanted.fields or name in wanted.fields)
    return tuple(found for part in parts for found in _changed(asker, selection, part, wanted.limit))


def _parts(wish: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Take a wish apart by field; an amount and its currency are one."""
    changes, edits = wished(wish)
    if "price" in changes:
        yield "price", {"changes": {name: changes[name] for name in ("price", "currency") if name in changes}}
    for name, value in changes.items():
        if name != "price" and not (name == "currency" and "price" in changes):
            yield name, {"changes": {name: value}}
    for name, edit in edits.items():
        yield name, {"changes": {}, "edits": {name: edit}}


def _changed(asker: Asker, selection: Selection, part: Mapping[str, Any], limit: int) -> Iterator[Example]:
    clause, bound = selected(selection, asker.day())
    outcome, values = fate(part)
    chosen = f"({clause.removeprefix(' WHERE ')}) AND {outcome} = 'will-change'"
    order = ordering(selection.query or Query(selection.table))
    ids = [
        row[0]
        for row in asker.all(f"SELECT images.id FROM images WHERE {chosen}{order} LIMIT ?", (*bound, *values, limit))
    ]
    found = asker.all(
        "SELECT i.id, i.vendor, i.asset_id, l.remote, l.local FROM images i JOIN image_layers l ON l.image = i.id"
        " WHERE i.id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    )
    rows = {row_id: layers for row_id, *layers in found}
    edits = {name: TextEdit(**edit) for name, edit in part.get("edits", {}).items()}
    update = UpdateMetadata(part["changes"], edits)
    for row_id in ids:
        vendor, asset_id, remote, local = rows[row_id]
        image = Image(vendor, asset_id, remote=orjson.loads(remote), local=orjson.loads(local))
        yield from _told(image, update)


def _told(image: Image, update: UpdateMetadata) -> Iterator[Example]:
    for fact in update.decide(image, _NOBODY):
        if isinstance(fact, ImageMetadataUpdated):
            name = "price" if "price" in update.changes else next(iter(fact.after))
            then = {**{each: image.effective(each) for each in ("price", "currency")}, **fact.after}
            now = {each: image.effective(each) for each in then}
            yield Example(f"{image.vendor}:{image.asset_id}", name, _value(name, now), _value(name, then))


def _value(name: str, values: Mapping[str, Any]) -> Any:
    value, currency = values.get(name), values.get("currency")
    if name != "price" or value is None or not currency:
        return value
    return f"{money.as_decimal(value, currency)} {currency}"
