"""Reading pictures: pages of a snapshot, the whole in one piece, lookups by id, single items and the time window."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import format_datetime
from http import HTTPStatus
from urllib.parse import urlencode

from rightsdesk.hub.item import Item
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import HubRequest, HubResponse, Refusal, encode, read_count

PAGE, LARGEST_PAGE, LOOKUP, WINDOW_PAGE = 100, 200, 100, 25
TRUE = frozenset({"1", "true", "yes"})


def items(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`GET /v1/items`: a page of the snapshot, or with `ids` up to 100 pictures in their newest state."""
    if request.values("ids"):
        return _lookup(request, state)
    size = read_count(request, "page_size", PAGE, LARGEST_PAGE)
    cursor = request.value("cursor")
    if cursor is None:
        snapshot, position = state.snapshot(), 0
    else:
        snapshot, position = state.snapshots.resume(cursor, state.clock.now())
    page = state.snapshots.page(snapshot, position, size)
    tail = {"next": page.following, "total": len(snapshot.items), "changes": state.log.cursor(snapshot.log_length)}
    return HubResponse(HTTPStatus.OK, _listed(b"items", page.items, encode(tail)))


def bulk(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`GET /v1/items.ndjson.gz`: the whole snapshot, 304 when the client has it already."""
    whole = state.snapshots.bulk(state.snapshot())
    modified = format_datetime(datetime.fromtimestamp(whole.taken_at, UTC), usegmt=True)
    headers = (("ETag", whole.etag), ("Last-Modified", modified))
    if _has(request, whole.etag):
        return HubResponse(HTTPStatus.NOT_MODIFIED, headers=headers)
    return HubResponse(HTTPStatus.OK, whole.body, "application/gzip", headers)


def single(request: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`GET /v1/items/{vendor}/{id}`: one picture in its newest state; 404 unknown, 410 deleted."""
    item = find(state, parts)
    etag = f'"{hashlib.sha256(item.body).hexdigest()[:32]}"'
    if _has(request, etag):
        return HubResponse(HTTPStatus.NOT_MODIFIED, headers=(("ETag", etag),))
    return HubResponse(HTTPStatus.OK, item.body, headers=(("ETag", etag),))


def find(state: HubState, parts: tuple[str, ...]) -> Item:
    """The newest state of `vendor` and `id`, refused with 404 or 410."""
    item = state.collection.find("/".join(parts[:2]))
    if item is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "unknown_item", "There is no such item.")
    if item.gone:
        raise Refusal(HTTPStatus.GONE, "deleted_item", "This item was deleted by its vendor.")
    return item


def window(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`GET /items`: whole days by `versionCreated`, both included, oldest first, as Superdesk's content API has it."""
    today = state.clock.moment().date().isoformat()
    start = _day(request, "start_date", today)
    end = _day(request, "end_date", today)
    if start > end:
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_parameter", "start_date must not be after end_date.")
    size = read_count(request, "max_results", WINDOW_PAGE, LARGEST_PAGE)
    number = read_count(request, "page", 1, 10**9)
    inside = sorted(
        (item for item in state.collection if start <= item.created[:10] <= end),
        key=lambda item: (item.created, item.uri),
    )
    links = {"self": _link(start, end, number)}
    if number * size < len(inside):
        links["next"] = _link(start, end, number + 1)
    meta = {"page": number, "max_results": size, "total": len(inside)}
    shown = inside[(number - 1) * size : number * size]
    return HubResponse(HTTPStatus.OK, _listed(b"_items", shown, encode({"_links": links, "_meta": meta})))


def _lookup(request: HubRequest, state: HubState) -> HubResponse:
    keys = [key for value in request.values("ids") for key in value.split(",") if key]
    if len(keys) > LOOKUP:
        raise Refusal(HTTPStatus.BAD_REQUEST, "too_many_ids", f"At most {LOOKUP} ids at once, these are {len(keys)}.")
    found: list[Item] = []
    missing: list[str] = []
    for key in keys:
        item = state.collection.find(key)
        if item is None or item.gone:
            missing.append(key)
        else:
            found.append(item)
    silent = (request.value("omit_missing") or "").lower() in TRUE
    return HubResponse(HTTPStatus.OK, _listed(b"items", found, encode({} if silent else {"not_found": missing})))


def _listed(name: bytes, found: Iterable[Item], tail: bytes) -> bytes:
    """A document with the items' own bytes in a list, followed by the members of `tail`."""
    closing = b"," + tail[1:] if len(tail) > len(b"{}") else b"}"
    return b'{"' + name + b'":[' + b",".join([item.body for item in found]) + b"]" + closing


def _has(request: HubRequest, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in known or "*" in known


def _day(request: HubRequest, name: str, default: str) -> str:
    text = request.value(name) or default
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_parameter", f"{name} must be a day like 2026-10-01.") from None


def _link(start: str, end: str, number: int) -> dict[str, str]:
    return {"href": "items?" + urlencode({"start_date": start, "end_date": end, "page": number})}
