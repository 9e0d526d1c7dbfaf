"""How a table is questioned: what a row is made of, what may be asked, in which orders it comes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rightsdesk.readmodel.conditions import Condition, Field
from rightsdesk.readmodel.filters import Value


@dataclass(frozen=True, slots=True)
class View:
    """One table as readers see it; row ids are `<table>.id`.

    `shown` maps names to SQL expressions over `source`, `row` makes a row of their values; `orders` maps a column's
    key to the expression sorted by; `visible` hides rows that have no id yet; `platform` narrows to one platform.
    """

    table: str
    source: str
    shown: Mapping[str, str]
    row: Callable[[dict[str, Any]], Any]
    fields: Mapping[str, Field]
    orders: Mapping[str, str]
    search: Callable[[Sequence[Value]], Condition]
    order: str
    descending: bool = False
    visible: str = ""
    platform: Callable[[str], Condition] | None = None
    keys: str = "key"

    def rows(self, fetch: Callable[[str], list[tuple[Any, ...]]], where: str) -> list[tuple[int, Any]]:
        """Return (id, row) of all rows fetched by the statement over a condition, in no order."""
        names = ("id", *self.shown)
        columns = ", ".join((f"{self.table}.id", *self.shown.values()))
        found = fetch(f"SELECT {columns} FROM {self.source} WHERE {where}")
        return [(values[0], self.row(dict(zip(names, values, strict=True)))) for values in found]


def columns(table: str, names: str) -> dict[str, str]:
    """Return columns shown, or sorted by, under their own name; the names stand between blanks."""
    return {name: f"{table}.{name}" for name in names.split()}


def containing(*columns: str) -> Callable[[Sequence[Value]], Condition]:
    """Return a search for words anywhere in the given columns, for tables too small to need an index of words."""
    joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)

    def search(values: Sequence[Value]) -> Condition:
        sql = " OR ".join(f"{joined} LIKE ? ESCAPE '\\'" for _ in values)
        return sql, tuple(f"%{_escaped(value.text)}%" for value in values)

    return search


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def item_of_batch(own: str) -> Field:
    """Return the field that asks for the items of a batch by the batch's number."""
    return Field(one=_batch(own, ""), expects="the number of a batch such as 17")


def ended_in(own: str, result: str) -> Field:
    """Return the field that asks for items of a batch that failed or conflicted: `17`, or `17/ImageIsKilled`."""
    return Field(one=_batch(own, result), expects="the number of a batch such as 17, or 17/ImageIsKilled")


def _batch(own: str, result: str) -> Callable[[Value], Condition | None]:
    column = "vendor" if own.endswith("key") else "item"
    wanted = f" AND i.result = '{result}'" if result else ""

    def one(value: Value) -> Condition | None:
        number, _, code = value.text.partition("/")
        if not number.isascii() or not number.isdecimal() or (code and not result):
            return None
        items = f"SELECT i.{column} FROM batches b JOIN batch_items i ON i.batch = b.id WHERE b.number = ?{wanted}"
        if code:
            return f"{own} IN ({items} AND i.code = ?)", (int(number), code)
        return f"{own} IN ({items})", (int(number),)

    return one


def one_of(conditions: Mapping[str, str]) -> Field:
    """Return a field whose values are words, each standing for a condition of its own (`has:conflict`)."""

    def one(value: Value) -> Condition | None:
        sql = conditions.get(value.text.lower())
        return None if sql is None else (sql, ())

    return Field(one=one, expects=f"one of {', '.join(conditions)}")
