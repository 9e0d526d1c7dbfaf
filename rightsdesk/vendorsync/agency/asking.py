"""Asking an agency: one answer as a document, read so that one flaw in it spoils one record only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.answers import Answer
from rightsdesk.vendorsync.decode import Flaw, lenient, strict
from rightsdesk.vendorsync.http import GuardedClient, Params
from rightsdesk.vendorsync.pages import shapeless
from rightsdesk.vendorsync.record import Broken
from rightsdesk.vendorsync.translate import refuse_flawed

_T = TypeVar("_T")
_FLAWS = frozenset({"VND-DUPKEY", "REC-PRICE", "REC-TEXT"})
_OK = frozenset({200, 201, 204})
_MISSING = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Told:
    """What an agency answered: `tree` is None where the body was empty or what was asked for does not exist."""

    tree: Any
    found: bool
    skew: float | None
    received_at: datetime

    @property
    def vendors_now(self) -> datetime:
        """The agency's clock when it answered, ours where it does not tell the time."""
        return datetime.fromtimestamp(self.received_at.timestamp() + (self.skew or 0.0), UTC)

    def entries(self, name: str) -> list[Any]:
        """The list under a name; null, an empty body and what does not exist are an empty one."""
        if self.tree is None:
            return []
        entries = self.tree.get(name, ...) if isinstance(self.tree, dict) else ...
        if entries is None:
            return []
        if type(entries) is not list:
            raise shapeless(f"list “{name}”")
        return entries


def asked(client: GuardedClient, target: str, params: Params | None = None, method: str = "GET") -> Told:
    """One answer; what is not clean JSON is asked for again, then taken with a flaw marked wherever one is."""
    try:
        return client.fetch(target, lambda answer: _open(answer, strict, client.host), params, method)
    except Damaged as fault:
        if fault.code not in _FLAWS:
            raise
        return client.fetch(target, lambda answer: _open(answer, lenient, client.host), params, method)


def listed(client: GuardedClient, target: str, params: Params) -> Told:
    """A page that must be there; nothing at all is not the same as an empty list."""
    told = asked(client, target, params)
    if not told.found:
        raise Invalid(f"{client.host} has no such page. Check the feed's address and profile.", code="VND-REFUSED")
    if type(told.tree) is not dict:
        raise shapeless("an object")
    return told


def each(entries: list[Any], read: Callable[[dict[str, Any]], _T]) -> tuple[list[_T], list[tuple[Any, Broken]]]:
    """Read every record: what came of them, and those that cannot be read with the reason; none stops the others."""
    good: list[_T] = []
    bad: list[tuple[Any, Broken]] = []
    for entry in entries:
        try:
            good.append(read(sound(entry)))
        except Broken as broken:
            bad.append((entry, broken))
    return good, bad


def sound(entry: Any) -> dict[str, Any]:
    """The record as an object without a flaw, or the refusal."""
    if isinstance(entry, Flaw) or type(entry) is not dict:
        raise Broken("REC-TYPE", "the record is not an object", "$")
    refuse_flawed(entry)
    return entry


def _open(answer: Answer, read: Callable[[bytes], Any], host: str) -> Told:
    if answer.status in _MISSING:
        return Told(None, found=False, skew=answer.clock_skew, received_at=answer.received_at)
    if answer.status not in _OK:
        raise Invalid(
            f"{host} answers this request in a way nobody expects (status {answer.status}). Check the feed's profile.",
            code="VND-REFUSED",
        )
    tree = read(answer.body) if answer.body.strip() else None
    return Told(tree, found=True, skew=answer.clock_skew, received_at=answer.received_at)
