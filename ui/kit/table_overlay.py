"""Accepted but not yet projected changes, laid over the rows; never written into the read model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Literal

from rightsdesk.desk import Selection
from ui.kit.contents import attribute
from ui.kit.declare import Row

State = Literal["pending", "waiting", "late"]


@dataclass(frozen=True, slots=True)
class Pending:
    """One rule for one batch, however many rows: whose selection, which values.

    `edited` names the texts that will be made of what each row has, so that none can be shown before.
    """

    batch: str
    selection: Selection
    changes: Mapping[str, object] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    state: State = "pending"
    """On its way, waiting for something outside, or not arrived for longer than usual."""


def pending_on(row: Row, rules: Sequence[Pending], matches: Sequence[frozenset[int]]) -> dict[str, object]:
    """The values that will come to this row and are not there yet, later batches over earlier ones."""
    values: dict[str, object] = {}
    for number, rule in enumerate(rules):
        members = matches[number] if number < len(matches) else frozenset()
        if rule.selection.has(row.id, row.id in members):
            values.update(rule.changes)
            for name in rule.edited:
                values.pop(name, None)
    return {name: value for name, value in values.items() if _differs(attribute(row, name), value)}


def awaited_on(row: Row, rules: Sequence[Pending], matches: Sequence[frozenset[int]]) -> frozenset[str]:
    """The texts of this row that a batch will edit: what they become is not known before its turn has come."""
    names: frozenset[str] = frozenset()
    for number, rule in enumerate(rules):
        if rule.selection.has(row.id, number < len(matches) and row.id in matches[number]):
            names -= rule.changes.keys()
            names |= rule.edited if _is_before(row, rule) else frozenset()
    return names


def waited_for(row: Row, rules: Sequence[Pending], matches: Sequence[frozenset[int]]) -> Pending | None:
    """The last batch that still has this row before it; None where none has."""
    found = None
    for number, rule in enumerate(rules):
        here = number < len(matches) and row.id in matches[number]
        if rule.selection.has(row.id, here) and _is_outstanding(row, rule):
            found = rule
    return found


def _is_outstanding(row: Row, rule: Pending) -> bool:
    if rule.edited and _is_before(row, rule):
        return True
    differs = any(_differs(attribute(row, name), value) for name, value in rule.changes.items())
    return differs or not (rule.changes or rule.edited)


def _is_before(row: Row, rule: Pending) -> bool:
    """Whether this row has not come to its turn: it is still marked for an earlier batch, or waits in this one."""
    return attribute(row, "batch") != rule.batch or attribute(row, "sync") == "pending"


def laid_over(row: Row, values: Mapping[str, object]) -> Row:
    """The row as it will be."""
    if not is_dataclass(row) or isinstance(row, type):
        return row
    known = {one.name for one in fields(row)}
    return replace(row, **{name: value for name, value in values.items() if name in known})


def _differs(stored: object, coming: object) -> bool:
    if isinstance(stored, str) and isinstance(coming, str):
        # A day is stored as the moment it ends; the same day in the longer spelling has arrived.
        return not (stored.startswith(coming) or coming.startswith(stored)) if stored and coming else stored != coming
    if isinstance(stored, (tuple, list)) and isinstance(coming, (tuple, list, frozenset, set)):
        return set(stored) != set(coming)
    return stored != coming
