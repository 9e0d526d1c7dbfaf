"""What selected rows have in common: distinct values, extremes, what is missing, sums by currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from rightsdesk.faults import Invalid
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker, condition, selected
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.table import from_list

LOOKED_AT = 5_000
"""Rows whose long texts are compared: beyond that many, texts are told as `at least`."""


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """One field over all selected rows; `only` is the value they share when `distinct` is 1.

    `missing` rows have no value: beside others they count as one more distinct value, alone `distinct` is 0.
    `exact` is False where only the first rows were counted.
    """

    distinct: int
    lowest: Any = None
    highest: Any = None
    only: Any = None
    missing: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows are selected, what they share, and their sums in minor units by currency."""

    count: int
    fields: Mapping[str, FieldSummary]
    totals: Mapping[str, int]


_PLAIN: dict[str, tuple[str, ...]] = {
    "images": ("vendor", "title", "price", "currency", "price_origin", "state", "sync", "territory", "platforms"),
    "vendors": ("country", "billing_mode", "rate", "currency", "vat_rate", "payment_days", "readiness", "images"),
    "credit_advices": ("vendor", "platform", "currency", "period", "state", "gross", "lines"),
    "batches": ("kind", "actor", "state"),
    "activity": ("actor", "what"),
}
_MOMENTS = ("licence_start", "licence_end", "use_until", "online_until")
_LISTS = {"territory", "platforms"}
_TEXTS = ("caption", "byline", "credit", "copyright_notice", "usage_terms", "headline", "source", "instructions")
_TOTALS = {
    "images": "SELECT currency, sum(price) FROM images{where} GROUP BY currency",
    "vendors": "SELECT o.key, sum(o.value) FROM vendors, json_each(vendors.open_amount) o{where} GROUP BY o.key",
    "credit_advices": "SELECT currency, sum(gross) FROM credit_advices{where} GROUP BY currency",
}


def summary(asker: Asker, selection: Selection) -> Summary:
    """Return the summary of a selection."""
    where, values = selected(selection, asker.day())
    table = selection.table
    plain = [*_PLAIN.get(table, ()), *(_MOMENTS if table == "images" else ())]
    asked = ", ".join(f"count(DISTINCT {name}), min({name}), max({name}), count({name})" for name in plain)
    count, *figures = asker.one(f"SELECT count(*), {asked or 'NULL'} FROM {table}{where}", values)
    fields = {name: _field(name, count, *figures[at * 4 : at * 4 + 4]) for at, name in enumerate(plain)}
    if table == "images":
        fields |= _texts(asker, where, values, count)
    totals = asker.all(_TOTALS[table].format(where=where), values) if table in _TOTALS else []
    return Summary(count, fields, {currency: total for currency, total in totals if currency and total is not None})


def _field(name: str, count: int, distinct: int, lowest: Any, highest: Any, present: int) -> FieldSummary:
    low, high = _value(name, lowest), _value(name, highest)
    missing = count - present
    different = distinct + (0 < missing < count)
    return FieldSummary(different, low, high, low if different == 1 else None, missing)


def _value(name: str, stored: Any) -> Any:
    if name in _LISTS:
        return from_list(stored)
    return moments.iso(stored * 1_000_000) if name in _MOMENTS and stored is not None else stored


def _texts(asker: Asker, where: str, values: tuple[Any, ...], count: int) -> dict[str, FieldSummary]:
    """Compare the texts that only the layers hold."""
    found = asker.all(
        "SELECT l.remote, l.local FROM image_layers l WHERE l.image IN"
        f" (SELECT images.id FROM images{where} LIMIT {LOOKED_AT})",
        values,
    )
    shown = [{**orjson.loads(remote), **orjson.loads(local)} for remote, local in found]
    return {name: _text([row.get(name) or None for row in shown], count) for name in _TEXTS}


def _text(texts: list[str | None], count: int) -> FieldSummary:
    present = {text for text in texts if text is not None}
    missing = texts.count(None)
    different = len(present) + (0 < missing < len(texts))
    only = next(iter(present)) if different == 1 else None
    return FieldSummary(different, None, None, only, missing, exact=len(texts) == count)


def facets(asker: Asker, query: Query, column: str) -> tuple[tuple[str, int], ...]:
    """Return each value of a column with its number of matching rows; lists count each of their words."""
    offered = {*_PLAIN.get(query.table, ()), "feed", "batch", "key", "corrected", "newer"} - {"title", "price"}
    if column not in offered:
        raise Invalid(f"{query.table} has no choices for {column!r}.", code="FLT-FIELD")
    where, values = condition(query, asker.day())
    found = asker.all(
        f"SELECT {query.table}.{column}, count(*) FROM {query.table}{where} GROUP BY 1 ORDER BY 2 DESC, 1", values
    )
    if column not in {*_LISTS, "corrected", "newer"}:
        return tuple((str(value), number) for value, number in found if value is not None)
    counted: dict[str, int] = {}
    for stored, number in found:
        for one in from_list(stored):
            counted[one] = counted.get(one, 0) + number
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
