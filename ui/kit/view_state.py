"""What a saved view keeps of a table, and whether the table still is what was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from ui.kit.declare import Column, Feature
from ui.kit.filter_terms import Term, parsed
from ui.kit.table_header import order_key
from ui.kit.table_layout import Layout

SHAPE = ("sequence", "widths", "hidden", "shown", "density", "mode")
"""Members of a layout that say how the rows are shown; those it does not have are left out."""


def shape_of(layout: Layout) -> dict[str, Any]:
    """How the rows are shown now, as plain values."""
    return {name: _copied(getattr(layout, name)) for name in _names()}


def put_shape(layout: Layout, shape: Mapping[str, Any]) -> None:
    """Show the rows that way; what does not fit, as from an edited file, is as declared."""
    declared = Layout()
    for name in _names():
        usual = getattr(declared, name)
        given = shape.get(name, usual)
        setattr(layout, name, _copied(given) if isinstance(given, type(usual)) else usual)
    widths: dict[str, Any] = dict(layout.widths)
    layout.widths = {str(key): width for key, width in widths.items() if isinstance(width, int)}


def taken(feature: Feature, layout: Layout, where: str, order: str, *, descending: bool) -> dict[str, Any]:
    """All that a saved view keeps; the titles of its columns too, to name one that is gone some day."""
    titles = {one.key: str(one.title) for one in feature.columns if layout.visible(one)}
    told = {"where": " ".join(where.split()), "order": order, "descending": descending}
    return {**told, "shape": shape_of(layout), "titles": titles}


def same(feature: Feature, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two kept states show the same rows, in the same order, the same way."""
    return _compared(feature, one) == _compared(feature, other)


def gone_columns(feature: Feature, kept: Mapping[str, Any]) -> list[str]:
    """Titles of columns that were shown and that the program has no more."""
    known = {one.key for one in feature.columns}
    titles = kept.get("titles")
    if not isinstance(titles, dict):
        return []
    return [str(title) for key, title in titles.items() if key not in known]


def known_order(feature: Feature, order: str) -> bool:
    """Whether the rows can be sorted that way at all."""
    orders = {order_key(one.key, one.order) for one in feature.columns} | {view.order for view in feature.views}
    return order in orders | {feature.order, ""}


def terms_of(kept: Mapping[str, Any]) -> tuple[Term, ...]:
    """The terms of its filter."""
    return parsed(str(kept.get("where") or ""))


def _compared(feature: Feature, kept: Mapping[str, Any]) -> tuple[object, ...]:
    layout = Layout()
    shape = kept.get("shape")
    put_shape(layout, shape if isinstance(shape, dict) else {})
    shown = tuple(one.key for one in _in_order(feature.columns, layout) if layout.visible(one))
    widths = {one.key: layout.width(one) for one in feature.columns if layout.visible(one) and not one.stretch}
    filtered = sorted(str(kept.get("where") or "").split())
    order = (str(kept.get("order") or feature.order), bool(kept.get("descending")))
    return filtered, order, shown, widths, layout.density, getattr(layout, "mode", "")


def _in_order(columns: Sequence[Column], layout: Layout) -> list[Column]:
    place = {key: number for number, key in enumerate(layout.sequence)}
    return sorted(columns, key=lambda one: place.get(one.key, len(place)))


def _names() -> tuple[str, ...]:
    known = {one.name for one in fields(Layout)}
    return tuple(name for name in SHAPE if name in known)


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, (list, dict)) else value
