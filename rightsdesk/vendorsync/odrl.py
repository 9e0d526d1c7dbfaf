"""Price, period and territory out of a rights policy: ODRL 2.2 as JSON, and the older spelling AP uses.

A policy with a permission speaks as a whole: what it does not restrict is not restricted, and what it does not price
has no price of its own. Several permissions are read together as their narrowest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.decode import strict
from rightsdesk.vendorsync.record import Broken, bound, currency_code, last_part, price

SILENT: dict[str, object] = {}
WITHDRAWN: dict[str, object] = {
    "price": None,
    "currency": None,
    "price_origin": None,
    "licence_start": None,
    "licence_end": None,
    "territory": None,
    "territory_excluded": None,
    "media": None,
}
_INCLUDES = frozenset({"eq", "isAnyOf", "isPartOf", "isA", "isAllOf"})
_EXCLUDES = frozenset({"neq", "isNoneOf"})
_ALPHA_2 = 2


@dataclass(slots=True)
class _Terms:
    prices: list[tuple[int | None, str | None, str]] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    allowed: list[list[str]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    media: list[list[str]] = field(default_factory=list)


def read_encoded(encoded: Any, path: str) -> dict[str, object]:
    """Fields out of a policy kept as a text (ninjs `encodedRights`); XML and other languages stay unread."""
    if encoded is None:
        return WITHDRAWN
    if type(encoded) is not str:
        raise Broken("REC-TYPE", f"{path} should be a text, not {type(encoded).__name__}", path)
    if not encoded.lstrip().startswith(("{", "[")):
        return SILENT
    try:
        return read_policy(strict(encoded.encode("utf-8")), path)
    except Damaged as fault:
        code = "REC-POLICY" if fault.code in {"VND-FORMAT", "VND-SHAPE"} else fault.code
        raise Broken(code, f"the rights policy cannot be read: {fault.sentence.rstrip('.')}", path) from None


def read_policy(policy: Any, path: str) -> dict[str, object]:
    """Fields out of a policy object or a list of them; `SILENT` when it permits nothing we could read."""
    terms = _Terms()
    permissions = 0
    for one, place in _listed(policy, path):
        for permission, where in _many(one, place, "permission", "permissions"):
            permissions += 1
            _read_permission(permission, where, terms)
        for ban, where in _many(one, place, "prohibition", "prohibitions"):
            _read_ban(ban, where, terms)
    if not permissions:
        return {"territory_excluded": terms.excluded} if terms.excluded else SILENT
    return _summed(terms, path)


def _read_permission(permission: dict[str, Any], path: str, terms: _Terms) -> None:
    for constraint, where in _constraints(permission, path):
        operand, operator = _operand(constraint), _operator(constraint)
        if operand == "dateTime" or operand == "datetime":  # noqa: PLR1714 - twice as fast as a set here
            _read_period(constraint, operator, where, terms)
        elif operand == "media" and operator in _INCLUDES:
            terms.media.append(_media(_right(constraint)))
        elif operand == "spatial":
            codes = _territories(_right(constraint), where)
            if operator in _INCLUDES:
                terms.allowed.append(codes)
            elif operator in _EXCLUDES:
                terms.excluded.extend(codes)
    for duty, where in _many(permission, path, "duty", "duties", "obligation"):
        if _action(duty) in {"compensate", "pay"}:
            _read_payment(duty, where, terms)


def _read_period(constraint: dict[str, Any], operator: str, path: str, terms: _Terms) -> None:
    if operator in {"gteq", "gt"}:
        terms.starts.append(bound(_plain(_right(constraint)), path, is_end=False))
    elif operator in {"lteq", "lt"}:
        terms.ends.append(bound(_plain(_right(constraint)), path, is_end=True))


def _read_payment(duty: dict[str, Any], path: str, terms: _Terms) -> None:
    for constraint, where in _constraints(duty, path):
        if _operand(constraint) != "payAmount":
            continue
        unit = constraint.get("unit", constraint.get("rightOperandUnit", constraint.get("rightoperandunit")))
        currency = currency_code(unit, where)
        amount = _plain(_right(constraint))
        if type(amount) is str and "://" in amount:
            terms.prices.append((None, currency, "tier"))
        else:
            terms.prices.append((price(amount, currency, where), currency, "item"))


def _read_ban(ban: dict[str, Any], path: str, terms: _Terms) -> None:
    for constraint, where in _constraints(ban, path):
        if _operand(constraint) == "spatial" and _operator(constraint) in _INCLUDES:
            terms.excluded.extend(_territories(_right(constraint), where))


def _summed(terms: _Terms, path: str) -> dict[str, object]:
    prices = set(terms.prices)
    if len(prices) > 1:
        raise Broken("REC-PRICE", "the policy states different prices", path)
    amount, currency, origin = prices.pop() if prices else (None, None, None)
    start = max(terms.starts, key=datetime.fromisoformat, default=None)
    end = min(terms.ends, key=datetime.fromisoformat, default=None)
    first, others = (terms.allowed[0], terms.allowed[1:]) if terms.allowed else ([], [])
    territory = [code for code in first if all(code in other for other in others)]
    if first and not territory:
        raise Broken("REC-TERRITORY", "the policy allows no territory at all", path)
    media = [word for word in terms.media[0] if all(word in one for one in terms.media)] if terms.media else []
    return {
        "price": amount,
        "currency": currency,
        "price_origin": origin,
        "licence_start": start,
        "licence_end": end,
        "territory": territory,
        "territory_excluded": terms.excluded,
        "media": media or (["none"] if terms.media else []),
    }


_MEDIA = {"web": "online", "internet": "online", "mobile": "app"}


def _media(value: Any) -> list[str]:
    """Return the media a policy names, in our words; one that we have no word for permits nothing that we do."""
    told = [_plain(entry) for entry in (value if isinstance(value, list) else [value])]
    words = [last_part(each).lower() for each in told if type(each) is str]
    return list(dict.fromkeys(_MEDIA.get(word, word) for word in words))


def _territories(value: Any, path: str) -> list[str]:
    codes = []
    for entry in value if isinstance(value, list) else [value]:
        plain = _plain(entry)
        code = last_part(plain) if type(plain) is str else ""
        if len(code) != _ALPHA_2 or not code.isascii() or not code.isalpha() or not code.isupper():
            raise Broken("REC-TERRITORY", f"“{str(plain)[:40]}” is not an ISO 3166 country code", path)
        if code not in codes:
            codes.append(code)
    return codes


def _listed(value: Any, path: str) -> list[tuple[dict[str, Any], str]]:
    if type(value) is dict:
        return [(value, path)]
    if value is None:
        return []
    if type(value) is not list:
        raise Broken("REC-POLICY", f"{path} should be an object", path)
    for index, member in enumerate(value):
        if type(member) is not dict:
            raise Broken("REC-POLICY", f"{path}[{index}] should be an object", f"{path}[{index}]")
    return [(member, f"{path}[{index}]") for index, member in enumerate(value)]


def _many(holder: dict[str, Any], path: str, *names: str) -> list[tuple[dict[str, Any], str]]:
    return [found for name in names if name in holder for found in _listed(holder[name], f"{path}.{name}")]


def _constraints(holder: dict[str, Any], path: str) -> Iterator[tuple[dict[str, Any], str]]:
    for constraint, where in _many(holder, path, "constraint", "constraints", "refinement"):
        if "and" in constraint:
            yield from _many(constraint, where, "and")
        else:
            yield constraint, where
    action = holder.get("action")
    if type(action) is list or type(action) is dict:
        for one, where in _listed([part for part in _as_list(action) if type(part) is dict], f"{path}.action"):
            yield from _many(one, where, "refinement")


def _as_list(value: Any) -> list[Any]:
    return value if type(value) is list else [value]


def _operand(constraint: dict[str, Any]) -> str:
    return _word(constraint.get("leftOperand") or constraint.get("leftoperand") or constraint.get("name"))


def _operator(constraint: dict[str, Any]) -> str:
    return _word(constraint.get("operator"))


def _right(constraint: dict[str, Any]) -> Any:
    return constraint.get("rightOperand", constraint.get("rightoperand"))


def _action(duty: dict[str, Any]) -> str:
    action = duty.get("action")
    if type(action) is list and action:
        action = action[0]
    if type(action) is dict:
        action = action.get("rdf:value", action.get("@id"))
    return _word(action)


def _word(value: Any) -> str:
    if type(value) is dict:
        value = value.get("@id")
    if type(value) is not str:
        return ""
    return value if value.isalpha() else last_part(value)


def _plain(value: Any) -> Any:
    if type(value) is list and len(value) == 1:
        value = value[0]
    if type(value) is dict:
        return value.get("@value", value.get("@id"))
    return value
