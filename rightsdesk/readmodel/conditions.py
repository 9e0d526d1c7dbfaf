"""Terms of a filter made into SQL with bound values; what a column can be asked is said by its `Field`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from rightsdesk.readmodel import moments
from rightsdesk.readmodel.filters import Term, Value, fault, parse

Ask = Literal["word", "number", "money", "moment", "day", "list"]
Condition = tuple[str, tuple[Any, ...]]
_NUMBER = re.compile(r"-?[0-9]{1,15}")
_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,3}))?(?:\s*([A-Za-z]{3}))?")
_RELATIVE = re.compile(r"([+-][0-9]{1,5})d")
_COMPARED = {"<", "<=", ">", ">="}


@dataclass(frozen=True, slots=True)
class Field:
    """What may be asked of a table under one name: `sql` is the stored expression compared with.

    `missing` is the condition for `none` where it is not simply NULL; `one` answers a single value in a way of
    its own and replaces everything else.
    """

    ask: Ask = "word"
    sql: str = ""
    missing: str = ""
    one: Callable[[Value], Condition | None] | None = None
    expects: str = ""


@dataclass(frozen=True, slots=True)
class Compiler:
    """Makes conditions for one table: its fields, how it searches text, and the present day."""

    fields: Mapping[str, Field]
    search: Callable[[Sequence[Value]], Condition]
    today: date

    def compile(self, text: str) -> list[Condition]:
        """Return one condition for each term; raise `Invalid` (FLT-...) for what cannot be asked."""
        return [self._negated(term, self._term(text, term)) for term in parse(text)]

    @staticmethod
    def _negated(term: Term, condition: Condition) -> Condition:
        sql, values = condition
        return (f"({sql}) IS NOT TRUE", values) if term.negated != (term.op == "!=") else (f"({sql})", values)

    def _term(self, text: str, term: Term) -> Condition:
        if not term.field:
            return self.search(term.values)
        field = self.fields.get(term.field)
        if field is None:
            raise fault("FLT-FIELD", f"There is no column {term.field!r}", text, term.at, sorted(self.fields))
        if term.op in _COMPARED and (field.ask in {"word", "list"} or len(term.values) > 1):
            why = "takes one value only" if len(term.values) > 1 else f"does not work on {term.field}"
            raise fault("FLT-VALUE", f"The comparison {term.op} {why}", text, term.at)
        return _any_of([self._one(text, term, field, value) for value in term.values])

    def _one(self, text: str, term: Term, field: Field, value: Value) -> Condition:
        missing = field.missing or f"{field.sql} IS NULL"
        if field.sql or field.missing:
            if value.is_none:
                return missing, ()
            if value.is_any:
                return f"({missing}) IS NOT TRUE", ()
        if field.one is not None:
            found = field.one(value)
        elif field.ask == "word":
            found = word(field.sql, value)
        elif field.ask == "list":
            found = (f"instr({field.sql}, ?) > 0", (f"|{value.text}|",))
        else:
            found = self._compared(term.op, field, value)
        if found is None:
            expects = field.expects or _EXPECTED[field.ask]
            raise fault("FLT-VALUE", f"{value.text!r} is not what {term.field} expects, {expects}", text, value.at)
        return found

    def _compared(self, op: str, field: Field, value: Value) -> Condition | None:
        span = self._span(field, value)
        if span is None:
            return None
        first, after, further = span
        sql = field.sql
        found: dict[str, Condition] = {
            "<": (f"{sql} < ?", (first,)),
            "<=": (f"{sql} < ?", (after,)),
            ">": (f"{sql} >= ?", (after,)),
            ">=": (f"{sql} >= ?", (first,)),
        }
        exact = (f"{sql} >= ? AND {sql} < ?", (first, after))
        condition = found.get(op, exact)
        return (f"({condition[0]}) AND {further[0]}", (*condition[1], *further[1])) if further else condition

    def _span(self, field: Field, value: Value) -> tuple[Any, Any, Condition | None] | None:
        """Return the half-open span that a value means, and a further condition."""
        if field.ask == "number":
            number = int(value.text) if _NUMBER.fullmatch(value.text) else None
            return None if number is None else (number, number + 1, None)
        if field.ask == "money":
            return _amount(value.text)
        days = _days(value.text, self.today)
        if days is not None:
            first, after = days
            if field.ask == "day":
                return first.isoformat(), after.isoformat(), None
            return moments.midnight(first), moments.midnight(after), None
        at = moments.seconds(value.text) if field.ask == "moment" else None
        return None if at is None else (at, at + 1, None)


_EXPECTED = {
    "word": "a word",
    "list": "a word",
    "number": "a whole number such as 3",
    "money": "an amount such as 12.50 or 12.50CHF",
    "moment": "a date such as 2026-12-31, 2026-12, today or +30d",
    "day": "a date such as 2026-12-31, 2026-12, today or +30d",
}


def _any_of(conditions: Sequence[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    values = tuple(value for _, bound in conditions for value in bound)
    return " OR ".join(f"({sql})" for sql, _ in conditions), values


def word(sql: str, value: Value) -> Condition:
    """Compare a word, with `*` for any further letters."""
    if "*" in value.text and not value.quoted:
        return f"{sql} GLOB ?", (re.sub(r"([\[?])", r"[\1]", value.text),)
    return f"{sql} = ?", (value.text,)


def _amount(text: str) -> tuple[int, int, Condition | None] | None:
    """Return an amount in thousandths of its currency's unit; a value is exact, not a span."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    thousandths = int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))
    currency = ("currency = ?", (found[3].upper(),)) if found[3] else None
    return thousandths, thousandths + 1, currency


def _days(text: str, today: date) -> tuple[date, date] | None:
    """Return the half-open span of days written as a day, a month, a year, `today` or `+30d`."""
    relative = _RELATIVE.fullmatch(text)
    if relative or text.lower() == "today":
        day = today + timedelta(days=int(relative[1]) if relative else 0)
        return day, day + timedelta(days=1)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = date.fromisoformat(text)
            return day, day + timedelta(days=1)
        if re.fullmatch(r"\d{4}-\d{2}", text):
            year, month = int(text[:4]), int(text[5:])
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 1, 1), date(int(text) + 1, 1, 1)
    except (ValueError, OverflowError):
        return None
    return None
