"""Strict JSON: what two programs could read differently is not read at all.

orjson refuses NaN, broken UTF-8 and halves of characters and is fast, but lets members stated twice pass. Those show
when the colons are counted before and after a round trip, which costs half as much again. Whatever looks suspicious
goes through the standard library's reader with hooks: three times slower, and it says exactly what is wrong and where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from rightsdesk.faults import Damaged

DEEPEST = 64

_BOM = "\ufeff"
_HIDDEN_NUL_OR_COLON = re.compile(rb"\\u00(?:00|3[aA])")
_LONG_FRACTION = re.compile(rb"\.\d{15}")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


@dataclass(frozen=True, slots=True)
class Flaw:
    """Stands in a leniently read document where a value cannot be trusted."""

    code: str
    reason: str


def strict(body: bytes) -> Any:
    """The document; `Damaged` for no JSON, nesting, members stated twice, NaN, or text that is none."""
    tree, flawed = _read(body)
    if flawed:
        for flaw, path in flaws(tree):
            raise Damaged(f"The answer is not clean JSON: “{path}” {flaw.reason}.", code=flaw.code)
    return tree


def lenient(body: bytes) -> Any:
    """The document with a `Flaw` wherever a value cannot be trusted; one bad record does not stop the others."""
    return _read(body)[0]


def flaws(tree: Any, path: str = "$") -> Iterator[tuple[Flaw, str]]:
    """Every flaw in a leniently read document with its JSON path."""
    if isinstance(tree, Flaw):
        yield tree, path
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from flaws(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from flaws(value, f"{path}[{index}]")


def canonical(tree: Any) -> bytes:
    """The same bytes for the same content, whatever the order of members."""
    return orjson.dumps(tree, option=orjson.OPT_SORT_KEYS, default=_plain)


def verbatim(tree: Any) -> bytes:
    """The content in the order in which it was delivered."""
    return orjson.dumps(tree, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        nearest = float(value)
        return nearest if Decimal(repr(nearest)) == value else str(value)
    return {"unreadable": value.reason} if isinstance(value, Flaw) else str(value)


def _integer(digits: str) -> int | Decimal:
    """Nothing we read counts that far, and what cannot be written again must not stop a page."""
    number = int(digits)
    return number if -(2**63) <= number < 2**63 else Decimal(number)


class _Hooks:
    """Notices on the way what the reader would let pass."""

    def __init__(self) -> None:
        self.flawed = False

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            self.flawed = True
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    found[key] = Flaw("VND-DUPKEY", "is stated twice")
                seen.add(key)
        return found

    def constant(self, word: str) -> Flaw:
        self.flawed = True
        return Flaw("REC-PRICE", f"is not a number ({word})")


def _read(body: bytes) -> tuple[Any, bool]:
    if _HIDDEN_NUL_OR_COLON.search(body) or _LONG_FRACTION.search(body) or _maybe_deep(body):
        return _read_closely(body)
    try:
        tree = orjson.loads(body)
    except orjson.JSONDecodeError:
        return _read_closely(body)
    # One colon for each member; those inside texts are the same on both sides, because none hides in an escape.
    if body.count(b":") != orjson.dumps(tree).count(b":"):
        return _read_closely(body)
    return tree, False


def _read_closely(body: bytes) -> tuple[Any, bool]:
    hooks = _Hooks()
    try:
        text = body.decode("utf-8").removeprefix(_BOM)
        tree = json.loads(
            text,
            object_pairs_hook=hooks.members,
            parse_constant=hooks.constant,
            parse_float=Decimal,
            parse_int=_integer,
        )
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise Damaged(f"The answer is not complete JSON ({error}).", code="VND-FORMAT") from error
    if _maybe_deep(body) and _depth_of(tree) > DEEPEST:
        raise _too_deep()
    if b"\\u0000" in body or b"\\ud" in body or b"\\uD" in body:
        cleaned = _clean(tree)
        return cleaned, hooks.flawed or any(True for _ in flaws(cleaned))
    return tree, hooks.flawed


def _too_deep() -> Damaged:
    return Damaged(f"The answer is nested too deeply (limit {DEEPEST}); nothing was imported.", code="VND-SHAPE")


def _maybe_deep(body: bytes) -> bool:
    """Taking away innermost pairs once per level is ten times faster than walking; brackets in text only delay it."""
    brackets = body.translate(None, _NO_BRACKETS)
    for _ in range(DEEPEST):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return bool(brackets)


def _depth_of(tree: Any) -> int:
    level, depth = [tree] if isinstance(tree, dict | list) else [], 0
    while level:
        depth += 1
        inside = (inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer))
        level = [inner for inner in inside if isinstance(inner, dict | list)]
    return depth


def _clean(tree: Any) -> Any:
    """Take NUL out of texts (it hides what follows) and mark halves of surrogate pairs."""
    if isinstance(tree, str):
        try:
            tree.encode("utf-8")
        except UnicodeEncodeError as error:
            return Flaw("REC-TEXT", f"holds half a character at position {error.start}")
        return tree.replace("\0", "")
    if isinstance(tree, dict):
        return {key.encode("utf-8", "replace").decode("utf-8"): _clean(value) for key, value in tree.items()}
    return [_clean(value) for value in tree] if isinstance(tree, list) else tree
