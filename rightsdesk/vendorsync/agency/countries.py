"""Countries as Shutterstock writes them: three letters with a sign, turned into what the desk keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rightsdesk.vendorsync.record import Broken, text
from rightsdesk.vendorsync.territory import BY_THREE

_RULE = re.compile(r"([+-]?)([A-Z]{3}|\*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Territory:
    """Where a picture may be used: `allowed` is empty where nothing limits it, `nowhere` when nothing is left."""

    allowed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    nowhere: bool = False


def alpha_2(code: str, path: str) -> str:
    """The two letters of ISO 3166 for its three letters."""
    short = BY_THREE.get(code)
    if short is None:
        raise Broken("REC-TERRITORY", f"“{code[:40]}” is not an ISO 3166 country code of three letters", path)
    return short


def read_countries(value: Any, path: str) -> Territory:
    """A list such as `+DEU,+AUT,-*`; a code without sign allows, and what is denied is denied whatever allows it."""
    told = text(value, path)
    if not told or not told.strip():
        return Territory()
    rules: dict[str, list[str]] = {"+": [], "-": []}
    for part in told.split(","):
        found = _RULE.fullmatch(part.strip())
        if found is None:
            raise Broken("REC-TERRITORY", f"“{part.strip()[:40]}” is no rule for a country", path)
        code = found[2] if found[2] == "*" else alpha_2(found[2], path)
        kind = rules[found[1] or "+"]
        if code not in kind:
            kind.append(code)
    return _weighed(rules["+"], rules["-"])


def _weighed(allowed: list[str], denied: list[str]) -> Territory:
    excluded = tuple(code for code in denied if code != "*")
    named = tuple(code for code in allowed if code != "*" and code not in excluded)
    everywhere = "*" in allowed and "*" not in denied
    if everywhere or (not allowed and "*" not in denied):
        return Territory((), excluded)
    return Territory(named, excluded, nowhere=not named)
