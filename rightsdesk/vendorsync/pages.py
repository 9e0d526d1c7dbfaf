"""The envelopes in which pages arrive: where the entries stand, what comes next, and whether anything is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.answers import Answer
from rightsdesk.vendorsync.decode import lenient, strict
from rightsdesk.vendorsync.http import GuardedClient

_GONE = 410
_FLAWS = frozenset({"VND-DUPKEY", "REC-PRICE", "REC-TEXT"})
_OK, _EMPTY = 200, 204


@dataclass(frozen=True, slots=True)
class Page:
    """One answer's entries; what to ask for next, and where the change feed goes on after a snapshot (`start`)."""

    entries: list[Any]
    following: str | None = None
    more: bool = False
    total: int | None = None
    start: str | None = None
    poll_after: float | None = None
    clock_skew: float | None = None
    vendor_day: str | None = None
    expired: bool = False
    doubtful: bool = False


Envelope = Callable[[dict[str, Any]], Page]


def ask(client: GuardedClient, target: str, params: dict[str, str], envelope: Envelope) -> Page:
    """Ask for a page; one that is not clean JSON is asked for again, then read so that only its bad records fall."""
    try:
        return client.fetch(target, lambda answer: _open(answer, envelope, strict, client.host), params)
    except Damaged as fault:
        if fault.code not in _FLAWS:
            raise
        return client.fetch(target, lambda answer: _open(answer, envelope, lenient, client.host), params)


def _open(answer: Answer, envelope: Envelope, read: Callable[[bytes], Any], host: str) -> Page:
    if answer.status == _GONE:
        return Page([], expired=True)
    if answer.status == _EMPTY:
        return Page([], poll_after=answer.poll_after, clock_skew=answer.clock_skew)
    if answer.status != _OK:
        raise Invalid(
            f"{host} has no such page (status {answer.status}). Check the feed's address and profile.",
            code="VND-REFUSED",
        )
    tree = read(answer.body)
    if not isinstance(tree, dict):
        raise shapeless("an object")
    page = envelope(tree)
    skew = answer.clock_skew
    return replace(
        page,
        poll_after=answer.poll_after,
        clock_skew=skew,
        vendor_day=(answer.received_at + timedelta(seconds=skew or 0.0)).date().isoformat(),
        doubtful=read is lenient,
    )


def shapeless(wanted: str) -> Damaged:
    """The fault for an envelope of the wrong shape."""
    return Damaged(
        f"The answer is JSON, but not a page of this feed (no {wanted}). Check the profile.", code="VND-FORMAT"
    )


def items_page(tree: dict[str, Any]) -> Page:
    """`{"items", "next", "total", "changes"}`; without `next`, even null, the end may have been cut off."""
    if "next" not in tree:
        raise shapeless("member “next”")
    following = _link(tree["next"], "next")
    total = tree.get("total")
    start = tree.get("changes")
    return Page(
        _entries(tree, "items"),
        following,
        following is not None,
        total if type(total) is int else None,
        start if type(start) is str else None,
    )


def changes_page(tree: dict[str, Any]) -> Page:
    """`{"changes", "next", "more"}`."""
    following, more = _link(tree.get("next"), "next"), tree.get("more")
    if type(more) is not bool or (more and following is None):
        raise shapeless("member “more” with “next”")
    return Page(_entries(tree, "changes"), following, more)


def queue_page(tree: dict[str, Any]) -> Page:
    """`{"entries"}`; more may wait as long as something came."""
    entries = _entries(tree, "entries")
    return Page(entries, more=bool(entries))


def window_page(tree: dict[str, Any]) -> Page:
    """`{"_items", "_links", "_meta"}` as Superdesk's content API has them."""
    links = tree.get("_links")
    if type(links) is not dict:
        raise shapeless("member “_links”")
    meta = tree.get("_meta")
    total = meta.get("total") if type(meta) is dict else None
    return Page(
        _entries(tree, "_items"), more=type(links.get("next")) is dict, total=total if type(total) is int else None
    )


def ap_page(tree: dict[str, Any]) -> Page:
    """`{"data": {"items": [{"item"}], "next_page"}}` as AP's feed has them."""
    data = tree.get("data")
    if type(data) is not dict:
        raise shapeless("member “data”")
    entries = [one.get("item", one) if type(one) is dict else one for one in _entries(data, "items")]
    following = _link(data.get("next_page"), "next_page")
    return Page(entries, following, more=bool(entries) and following is not None)


def _entries(tree: dict[str, Any], name: str) -> list[Any]:
    entries = tree.get(name)
    if type(entries) is not list:
        raise shapeless(f"list “{name}”")
    return entries


def _link(value: Any, name: str) -> str | None:
    if value is None or (type(value) is str and value):
        return value
    raise shapeless(f"text “{name}”")
