"""Cells made of values: what a spreadsheet cannot hold is altered and counted, what it would falsify stays text."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from rightsdesk.documents.tables import CUT, LONGEST, Cell, Column, Row
from rightsdesk.domain import money, period

# Control characters, halves of pairs and noncharacters: forbidden in XML 1.0, or steering a terminal.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?")


@dataclass(slots=True)
class Cells:
    """Makes cells of the values of a table and counts what had to be altered; moments keep their own zone."""

    shortened: int = 0
    cleaned: int = 0
    _makers: dict[str, Callable[[Any, str], Cell]] = field(init=False)

    def __post_init__(self) -> None:
        """Know how each kind is read."""
        self._makers = {
            "text": lambda value, _: self.text(value),
            "money": self._money,
            "decimal": lambda value, _: self._decimal(value),
            "integer": lambda value, _: self._integer(value),
            "day": lambda value, _: self._day(value),
            "moment": lambda value, _: self._moment(value),
            "list": lambda value, _: self._list(value),
            "any": lambda value, _: self._any(value),
        }

    def of(self, row: Row, column: Column) -> Cell:
        """Return the cell of a row in a column; a value that is not of the column's kind is kept as text."""
        value = row.get(column.key)
        return None if value is None else self._makers[column.kind](value, str(row.get(column.currency) or ""))

    def text(self, value: object) -> str:
        """Return a value as text that every spreadsheet can hold."""
        said = str(value).lower() if isinstance(value, bool) else str(value)
        if not said.isprintable():
            said = _BREAKS.sub("\n", said)
            clean = _CONTROL.sub("", said)
            self.cleaned += clean != said
            said = clean
        return self._short(said)

    def _short(self, said: str) -> str:
        if len(said) <= LONGEST // 2:
            return said
        units = said.encode("utf-16-le")
        if len(units) <= LONGEST * 2:
            return said
        self.shortened += 1
        return units[: (LONGEST - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT

    def _money(self, value: Any, currency: str) -> Cell:
        if not currency or not isinstance(value, int):
            return self.text(value)
        return Decimal(money.as_decimal(value, currency))

    def _decimal(self, value: Any) -> Cell:
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            return self.text(value)
        return found if found.is_finite() and "_" not in str(value) else self.text(value)

    def _integer(self, value: Any) -> Cell:
        return value if isinstance(value, int) and not isinstance(value, bool) else self.text(value)

    def _day(self, value: Any) -> Cell:
        found = self._moment(value)
        return period.local_day(found) if isinstance(found, datetime) and found.tzinfo else found

    def _moment(self, value: Any) -> Cell:
        if isinstance(value, date):
            return value
        said = str(value)
        try:
            return date.fromisoformat(said) if len(said) == len("2026-12-31") else datetime.fromisoformat(said)
        except ValueError:
            return self.text(said)

    def _list(self, value: Any) -> Cell:
        if isinstance(value, Mapping):
            return self.text("; ".join(f"{name}: {each}" for name, each in value.items()))
        if isinstance(value, Iterable) and not isinstance(value, str):
            return self.text(", ".join(map(str, value)))
        return self.text(value)

    def _any(self, value: Any) -> Cell:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, (float, Decimal)):
            return self._decimal(value)
        return self._integer(value) if isinstance(value, int) else self._list(value)
