"""What selected rows have in common: distinct values, extremes, what is missing, sums by currency."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap
from typing import Any

import orjson

from rightsdesk.faults import Invalid
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker, condition, selected
from rightsdesk.readmodel.conditions import Condition
from rightsdesk.readmodel.listing import words
from rightsdesk.readmodel.query import Query, Selection
from rightsdesk.readmodel.table import from_list

LOOKED_AT = 5_000
"""Rows whose values are counted one by one: beyond that many, different values are told as `at least`."""


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """One field over all selected rows; `only` is the value they share when `distinct` is 1.

    `missing` rows have no value: beside others they count as one more distinct value, alone `distinct` is 0.
    `exact` is False where `distinct` is a least number, counted over the first rows; 0 and 1 are always exact.
    For a list `words` says how many rows have each word.
    """

    distinct: int
    lowest: Any = None
    highest: Any = None
    only: Any = None
    missing: int = 0
    exact: bool = True
    words: Mapping[str, int] = field(default_factory=dict)


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
    "usages": ("vendor", "platform", "article", "medium", "position", "section", "editor", "basis", "because"),
    "findings": ("kind", "vendor", "platform", "image", "currency"),
    "charges": ("vendor", "platform", "basis", "state", "currency", "amount", "rate_version"),
}
_MOMENTS = ("licence_start", "licence_end", "use_until", "online_until")
_LISTS = {"territory", "platforms"}
_TEXTS = ("caption", "byline", "credit", "copyright_notice", "usage_terms", "headline", "source", "instructions")
_TOTALS = {
    "images": "SELECT currency, sum(price) FROM images{where} GROUP BY currency",
    "vendors": "SELECT o.key, sum(o.value) FROM vendors, json_each(vendors.open_amount) o{where} GROUP BY o.key",
    "credit_advices": "SELECT currency, sum(gross) FROM credit_advices{where} GROUP BY currency",
    "usages": "SELECT c.currency, sum(c.amount) FROM charges c"
    " WHERE c.id IN (SELECT usages.charge FROM usages{where}) GROUP BY 1",
    "findings": "SELECT currency, sum(amount) FROM findings{where} GROUP BY currency",
    "charges": "SELECT currency, sum(amount) FROM charges{where} GROUP BY currency",
}


def summary(asker: Asker, selection: Selection) -> Summary:
    """Return the summary of a selection."""
    where, values = selected(selection, asker.day())
    table = selection.table
    plain = [*_PLAIN.get(table, ()), *(_MOMENTS if table == "images" else ())]
    asked = ", ".join(f"min({name}), max({name}), count({name})" for name in plain)
    count, *figures = asker.one(f"SELECT count(*), {asked or 'NULL'} FROM {table}{where}", values)
    fields = dict(zip(plain, starmap(_field, _columns(plain, figures, count)), strict=True))
    _distinct(asker, table, (where, values), fields)
    if table == "images":
        fields |= _texts(asker, where, values, count)
        told = words(asker, "platforms", (where, values))
        fields["platforms"] = replace(fields["platforms"], words=told)
    totals = asker.all(_TOTALS[table].format(where=where), values) if table in _TOTALS else []
    return Summary(count, fields, {currency: total for currency, total in totals if currency and total is not None})


def _columns(plain: Sequence[str], figures: Sequence[Any], count: int) -> Iterator[tuple[str, int, Any, Any, int]]:
    for at, name in enumerate(plain):
        low, high, present = figures[at * 3 : at * 3 + 3]
        yield name, count, low, high, present


def _field(name: str, count: int, lowest: Any, highest: Any, present: int) -> FieldSummary:
    """Return what extremes alone tell: whether there is one value, none, or more than one."""
    low, high, missing = _value(name, lowest), _value(name, highest), count - present
    if not present:
        return FieldSummary(0, missing=missing)
    if lowest == highest:
        return FieldSummary(1 + bool(missing), low, high, None if missing else low, missing)
    return FieldSummary(2 + bool(missing), low, high, None, missing, exact=False)


def _distinct(asker: Asker, table: str, where: Condition, fields: dict[str, FieldSummary]) -> None:
    """Count the different values of the first rows, where extremes did not tell."""
    asked = [name for name, field in fields.items() if not field.exact]
    if not asked:
        return
    counted = ", ".join(f"count(DISTINCT {name})" for name in asked)
    looked_at, *figures = asker.one(
        f"SELECT count(*), {counted} FROM (SELECT * FROM {table}{where[0]} LIMIT {LOOKED_AT})", where[1]
    )
    for name, distinct in zip(asked, figures, strict=True):
        field = fields[name]
        at_least = max(field.distinct, distinct + bool(field.missing))
        fields[name] = replace(field, distinct=at_least, exact=looked_at < LOOKED_AT)


def _value(name: str, stored: Any) -> Any:
    if name in _LISTS:
        return from_list(stored)
    return moments.iso_second(stored) if name in _MOMENTS and stored is not None else stored


def _texts(asker: Asker, where: str, values: tuple[Any, ...], count: int) -> dict[str, FieldSummary]:
    """Compare the texts that only the layers hold; which are missing is known of every row."""
    found = asker.all(
        "SELECT l.remote, l.local FROM image_layers l WHERE l.image IN"
        f" (SELECT images.id FROM images{where} LIMIT {LOOKED_AT})",
        values,
    )
    shown = [{**orjson.loads(remote), **orjson.loads(local)} for remote, local in found]
    sums = ", ".join(f"total(instr(lacking, '|{name}|') > 0)" for name in _TEXTS)
    missing = asker.one(f"SELECT {sums} FROM images{where}", values)
    return {
        name: _text({row[name] for row in shown if row.get(name)}, int(lacking), count, len(shown))
        for name, lacking in zip(_TEXTS, missing, strict=True)
    }


def _text(present: set[str], missing: int, count: int, looked_at: int) -> FieldSummary:
    if missing == count:
        return FieldSummary(0, missing=missing)
    exact = looked_at == count
    # Rows not looked at may differ: a value is called the only one when every row was seen to have it.
    different = max(len(present), 1 if exact else 2) + bool(missing)
    only = next(iter(present)) if different == 1 else None
    return FieldSummary(different, None, None, only, missing, exact)


_ALSO_OFFERED = ("feed", "batch", "key", "corrected", "newer", "asset_id")


def facets(asker: Asker, query: Query, column: str) -> tuple[tuple[str, int], ...]:
    """Return each value of a column with its number of matching rows; lists count each of their words."""
    offered = {*_PLAIN.get(query.table, ()), *_ALSO_OFFERED} - {"title", "price"}
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
