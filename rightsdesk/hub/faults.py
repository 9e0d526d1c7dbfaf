"""The fault script: which requests go wrong, how often, and in which way; rules, not dice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http import HTTPStatus
from random import Random
from typing import Any

from rightsdesk.hub.wire import HubRequest, Refusal

INSTEAD = {
    "status": "answers with a status (`code`, `headers`, `body`) and does nothing",
    "html_200": "answers with a web page and status 200, like a login portal in the way",
    "plain_403_ratelimit": "answers 403 with the plain text of a rate limit",
    "empty_429": "answers 429 with neither body nor Retry-After",
    "retry_after_date": "answers 429 with Retry-After as a date (`seconds` ahead)",
    "cursor_expired": "answers 410, the cursor has expired",
    "token_expires_mid_page": "ends every token issued so far and answers 401",
    "redirect_other_host": "redirects to another host (`location`)",
}
BEFORE = {
    "etag_changing": "never answers 304 and gives another ETag each time",
    "delete_unknown": "first logs the deletion of a picture nobody has seen (once unless `times` says more)",
}
DAMAGED = {
    "truncated_json": "cuts the document in the middle, with a right Content-Length",
    "wrong_types": "puts a wrong `value` at a JSON `path`, by default in place of the list of the page",
    "missing_field": "leaves the member at a JSON `path` out, by default the list of the page",
    "null_field": "sets the member at a JSON `path` to null, by default the list of the page",
    "nan": "writes NaN, which is not JSON, as `total`",
    "duplicate_keys": "writes the list of the page a second time, empty",
    "latin1": "encodes the document in Latin-1 without saying so",
    "bom": "writes a byte order mark before the document",
    "bad_gzip": "claims gzip and sends something else",
    "duplicate_delivery": "delivers every entry of the page twice",
    "out_of_order": "delivers the page backwards",
    "skip_then_late": "leaves the first entry out and delivers it with the following page",
    "same_cursor_forever": "leads the cursor back to where it came from",
    "total_lies": "states a wrong total or count",
    "page_overfull": "delivers more entries than asked for (`extra`), the following page has them again",
    "etag_weak": "makes the ETag a weak one",
    "clock_skew": "shows a wrong Date (`seconds` off)",
}
ON_THE_WIRE = {
    "hang": "says nothing for `seconds`, then hangs up",
    "drip": "sends `bytes_per_second` only",
    "slow_headers": "sends the head at `bytes_per_second`",
    "rst_after": "resets the connection after `bytes` of the answer",
    "short_body": "promises more bytes than it sends",
    "close_without_length": "sends half of the body without a length and hangs up",
    "chunk_abort": "sends half of the body in chunks and hangs up",
    "garbage_status_line": "starts with a line that is not HTTP",
    "two_lengths": "states two different lengths",
}
FAULTS: Mapping[str, str] = {**INSTEAD, **BEFORE, **DAMAGED, **ON_THE_WIRE}
NUMBERS = ("seconds", "bytes", "bytes_per_second", "code", "extra")
METHODS = frozenset({"GET", "PUT", "POST", "DELETE"})


@dataclass(slots=True)
class Rule:
    """One rule of the script; counts how many requests it matched and on how many it played its fault."""

    fault: str
    args: Mapping[str, Any] = field(default_factory=dict)
    path: str = "*"
    method: str | None = None
    nth: int | None = None
    every: int | None = None
    probability: float | None = None
    seed: int = 0
    times: int | None = None
    seen: int = 0
    fired: int = 0
    rng: Random = field(default_factory=Random)

    def wants(self, request: HubRequest) -> bool:
        """Whether this request goes wrong; counts it when it is of the rule's kind."""
        if self.method not in (None, request.method) or not fnmatchcase(request.path, self.path):
            return False
        self.seen += 1
        if self.times is not None and self.fired >= self.times:
            return False
        if not self._is_turn():
            return False
        self.fired += 1
        return True

    def _is_turn(self) -> bool:
        if self.nth is not None:
            return self.seen >= self.nth
        if self.every is not None:
            return self.seen % self.every == 0
        return self.probability is None or self.rng.random() < self.probability

    def document(self) -> dict[str, Any]:
        """The rule with its counts, as `GET /_demo/faults` shows it."""
        names = ("path", "method", "nth", "every", "probability")
        match = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        counts = {"seen": self.seen, "fired": self.fired}
        return {"match": match, "times": self.times, "fault": self.fault, "args": dict(self.args), **counts}


class FaultScript:
    """The rules in force, and the entries that `skip_then_late` still owes."""

    def __init__(self) -> None:
        """Nothing goes wrong."""
        self.rules: list[Rule] = []
        self.owed: dict[str, list[Any]] = {}
        self.count = 0

    def replace(self, document: object) -> int:
        """Put a list of rules (or `{"rules": [...]}`) in force instead of the present ones; returns how many."""
        rules = document.get("rules") if isinstance(document, dict) else document
        if not isinstance(rules, list):
            raise _wrong("Send a list of rules, or an object with the member rules.")
        self.rules = [read_rule(rule) for rule in rules]
        return len(self.rules)

    def add(self, fault: str, *, path: str = "*", times: int | None = 1, **args: Any) -> Rule:
        """Add one rule, by default for the next request only."""
        rule = read_rule({"fault": fault, "args": args, "match": {"path": path}, "times": times})
        self.rules.append(rule)
        return rule

    def pick(self, request: HubRequest) -> Rule | None:
        """The first rule that wants this request."""
        for rule in self.rules:
            if rule.wants(request):
                self.count += 1
                return rule
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more; owed entries are forgotten."""
        self.rules = []
        self.owed = {}


def read_rule(document: object) -> Rule:
    """A rule of the script, refused with 400 when it names something unknown."""
    if not isinstance(document, dict):
        raise _wrong("A rule must be an object.")
    _only(document, ("match", "times", "fault", "args"), "a rule")
    fault, args, match = document.get("fault"), document.get("args") or {}, document.get("match") or {}
    if fault not in FAULTS:
        raise _wrong(f"There is no fault {fault!r}; there are: {', '.join(sorted(FAULTS))}.")
    if not isinstance(args, dict) or not isinstance(match, dict):
        raise _wrong("args and match must be objects.")
    _only(match, ("path", "method", "nth", "every", "probability", "seed"), "match")
    _check_args(args)
    nth = _number(match, "nth")
    once = 1 if nth is not None or fault == "delete_unknown" else None
    seed = _number(match, "seed", least=0) or 0
    return Rule(
        fault=str(fault),
        args=args,
        path=str(match.get("path", "*")),
        method=_method(match.get("method")),
        nth=nth,
        every=_number(match, "every"),
        probability=_share(match.get("probability")),
        seed=seed,
        times=_number(document, "times", least=0) if document.get("times") is not None else once,
        rng=Random(seed),
    )


def _wrong(sentence: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "invalid_rule", sentence)


def _only(document: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = sorted(set(document) - set(known))
    if unknown:
        raise _wrong(f"Unknown in {where}: {', '.join(unknown)}; known: {', '.join(known)}.")


def _check_args(args: Mapping[str, Any]) -> None:
    for name in NUMBERS:
        value = args.get(name, 0)
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise _wrong(f"The argument {name} must be a number from 0.")
    if not isinstance(args.get("headers", {}), dict):
        raise _wrong("The argument headers must be an object.")


def _number(document: Mapping[str, Any], name: str, least: int = 1) -> int | None:
    value = document.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise _wrong(f"{name} must be a whole number from {least}.")
    return value


def _share(value: object) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise _wrong("probability must be a number from 0 to 1.")
    return float(value)


def _method(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value.upper() not in METHODS:
        raise _wrong(f"method must be one of {', '.join(sorted(METHODS))}.")
    return value.upper()
