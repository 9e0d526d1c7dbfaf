"""The filter language: what a person writes, taken apart into terms with their places.

`vendor:alpenpix online_until<2026-12-31 status:usable price>=100 "sunset" -term a,b`: terms are ANDed, `-` negates,
`a,b` is one of, `field:none` is missing, `field:*` is any, quotes keep blanks together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rightsdesk.faults import Invalid

MOST_TERMS = 1_000
LONGEST = 100_000
_HEAD = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)(<=|>=|!=|:|=|<|>)")
_BARE = re.compile(r'[^\s",]+')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Value:
    """One value as written; quotes and backslashes taken off. `at` is its place in the filter, from 0."""

    text: str
    at: int
    quoted: bool = False

    @property
    def is_none(self) -> bool:
        """Say whether the missing is asked for."""
        return not self.quoted and self.text.lower() == "none"

    @property
    def is_any(self) -> bool:
        """Say whether anything at all will do."""
        return not self.quoted and self.text == "*"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; a term without a field asks for text. `op` is one of : = != < <= > >=."""

    field: str
    op: str
    values: tuple[Value, ...]
    negated: bool
    at: int


def parse(text: str) -> tuple[Term, ...]:
    """Return the terms of a filter; raise `Invalid` (FLT-...) with a caret under the place that is wrong."""
    if len(text) > LONGEST:
        raise Invalid(f"The filter has {len(text):,} characters; {LONGEST:,} are allowed.", code="FLT-TERMS")
    terms: list[Term] = []
    at, values = 0, 0
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if at >= len(text):
            return tuple(terms)
        term, at = _term(text, at)
        values += len(term.values)
        if values > MOST_TERMS:
            raise Invalid(
                f"The filter has more than {MOST_TERMS:,} terms; select the rows by their identifiers instead.",
                code="FLT-TERMS",
            )
        terms.append(term)


def _term(text: str, at: int) -> tuple[Term, int]:
    begin = at
    negated = text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace()
    at += negated
    head = _HEAD.match(text, at)
    if head is None:
        values, at = _values(text, at)
        return Term("", ":", values, negated, begin), at
    values, at = _values(text, head.end())
    return Term(head[1].lower(), head[2], values, negated, begin), at


def _values(text: str, at: int) -> tuple[tuple[Value, ...], int]:
    values: list[Value] = []
    while True:
        value, at = _value(text, at)
        values.append(value)
        if at >= len(text) or text[at].isspace():
            return tuple(values), at
        if text[at] != ",":
            raise fault("FLT-SYNTAX", "A blank or a comma is missing here", text, at)
        at += 1


def _value(text: str, at: int) -> tuple[Value, int]:
    if at < len(text) and text[at] == '"':
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            raise fault("FLT-SYNTAX", "This quotation mark is never closed", text, at)
        return Value(re.sub(r"\\(.)", r"\1", quoted[1]), at, quoted=True), quoted.end()
    bare = _BARE.match(text, at)
    if bare is None:
        raise fault("FLT-SYNTAX", "A value is missing here", text, at)
    return Value(bare[0], at), bare.end()


def fault(code: str, sentence: str, text: str, at: int, columns: Iterable[str] = ()) -> Invalid:
    """Return the fault that shows the filter with a caret under the place, and the columns there are."""
    line = _BLANK.sub(" ", text[max(0, at - 60) : at + 40])
    caret = " " * len(_BLANK.sub(" ", text[max(0, at - 60) : at])) + "^"
    known = ", ".join(columns)
    return Invalid("\n".join([f"{sentence}:", line, caret, *([f"Columns: {known}."] if known else [])]), code=code)
