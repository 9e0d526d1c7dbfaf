"""Faults in what an answer says: the socket works, the content does not."""

import gzip
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.cursors import rewound
from rightsdesk.hub.faults import FaultScript, Rule
from rightsdesk.hub.jsonpath import drop_at, put_at
from rightsdesk.hub.wire import HubRequest, HubResponse, Refusal, encode

LISTS = ("items", "changes", "entries", "_items")
GZIP = "application/gzip"
Edit = Callable[[dict[str, Any]], None]


def instead(rule: Rule, clock: HubClock) -> HubResponse:
    """The answer sent in place of the real one, nothing having been done."""
    if rule.fault == "html_200":
        page = "<!DOCTYPE html><html><head><title>Anmeldung</title></head><body>Bitte melden Sie sich an.</body></html>"
        return HubResponse(HTTPStatus.OK, page.encode(), "text/html; charset=utf-8")
    if rule.fault == "plain_403_ratelimit":
        return HubResponse(HTTPStatus.FORBIDDEN, b"Rate Limit Exceeded", "text/plain")
    if rule.fault == "empty_429":
        return HubResponse(HTTPStatus.TOO_MANY_REQUESTS, b"", "text/plain")
    if rule.fault == "retry_after_date":
        until = clock.http_date(float(rule.args.get("seconds", 2)))
        return HubResponse(HTTPStatus.TOO_MANY_REQUESTS, headers=(("Retry-After", until),))
    if rule.fault == "redirect_other_host":
        location = str(rule.args.get("location", "http://elsewhere.invalid/v1/items"))
        return HubResponse(HTTPStatus.FOUND, headers=(("Location", location),))
    if rule.fault == "cursor_expired":
        raise Refusal(HTTPStatus.GONE, "cursor_expired", "This cursor has expired; load everything again.")
    if rule.fault == "token_expires_mid_page":
        raise Refusal(HTTPStatus.UNAUTHORIZED, "token_expired", "Ask /oauth2/token for a new token.")
    return _status(rule.args)


def _status(args: Mapping[str, Any]) -> HubResponse:
    code = int(args.get("code", HTTPStatus.SERVICE_UNAVAILABLE))
    headers = {str(name): str(value) for name, value in dict(args.get("headers", {})).items()}
    content_type = headers.pop("Content-Type", "application/json")
    body = args.get("body", {"code": f"fault_{code}", "message": "This answer was ordered by the fault script."})
    raw = body.encode() if isinstance(body, str) else encode(body)
    return HubResponse(code, raw, content_type, tuple(headers.items()))


def damaged(response: HubResponse, rule: Rule, request: HubRequest, script: FaultScript) -> HubResponse:
    """The real answer with the rule's fault in it; an answer the fault does not fit is left as it is."""
    response = replace(response, hold=None)
    if rule.fault in _BYTES:
        return _BYTES[rule.fault](response, request)
    if rule.fault in ("etag_weak", "etag_changing"):
        return _with_etag(response, rule, script)
    return edited(response, lambda page: _EDITS[rule.fault](page, rule, request, script))


def edited(response: HubResponse, edit: Edit) -> HubResponse:
    """The same answer with its document changed, be it JSON or gzip-packed lines."""
    if response.content_type == GZIP:
        return replace(response, body=_edit_lines(response.body, edit))
    try:
        page = json.loads(response.body)
    except ValueError:
        return response
    if not isinstance(page, dict):
        return response
    edit(page)
    return replace(response, body=encode(page))


def list_name(page: Mapping[str, Any]) -> str | None:
    """The member that holds the entries of a page."""
    return next((name for name in LISTS if isinstance(page.get(name), list)), None)


def repay(response: HubResponse, path: str, script: FaultScript) -> HubResponse:
    """Deliver what `skip_then_late` kept back, in front of the page that follows."""
    if path not in script.owed or response.status != HTTPStatus.OK:
        return response
    owed = script.owed.pop(path)

    def add(page: dict[str, Any]) -> None:
        name = list_name(page)
        if name is not None:
            page[name] = [*page[name], *owed]

    return replace(edited(response, add), hold=None)


def _edit_lines(packed: bytes, edit: Edit) -> bytes:
    """Treat the lines as one page: `items`, with `total` taken from the last line."""
    lines = gzip.decompress(packed).splitlines()
    trailer = json.loads(lines[-1])
    page: dict[str, Any] = {"items": [json.loads(line) for line in lines[:-1]], "total": trailer["count"]}
    edit(page)
    items = page.get("items")
    rows = items if isinstance(items, list) else [items]
    trailer["count"] = page.get("total")
    return gzip.compress(b"".join(encode(row) + b"\n" for row in [*rows, trailer]), 4, mtime=0)


def _with_etag(response: HubResponse, rule: Rule, script: FaultScript) -> HubResponse:
    tag = response.header("ETag")
    if tag is None:
        return response
    tag = f"W/{tag}" if rule.fault == "etag_weak" else f'"{script.count:032x}"'
    others = tuple(pair for pair in response.headers if pair[0] != "ETag")
    return replace(response, headers=(*others, ("ETag", tag)))


def _text(change: Callable[[bytes], bytes]) -> Callable[[HubResponse, HubRequest], HubResponse]:
    """A fault in the text itself, packed lines being unpacked for it."""

    def spoil(response: HubResponse, _: HubRequest) -> HubResponse:
        if response.content_type != GZIP:
            return replace(response, body=change(response.body))
        return replace(response, body=gzip.compress(change(gzip.decompress(response.body)), 4, mtime=0))

    return spoil


def _nan(body: bytes) -> bytes:
    spoilt, count = re.subn(rb'"(total|count)":\d+', rb'"\1":NaN', body)
    return spoilt if count else body.rstrip()[:-1] + b',"total":NaN}'


def _twice(body: bytes) -> bytes:
    found = re.match(rb'\s*\{"(\w+)":', body)
    name = found.group(1) if found else b"items"
    return body.rstrip()[:-1] + b',"' + name + b'":[]}'


def _bad_gzip(response: HubResponse, request: HubRequest) -> HubResponse:
    if response.content_type == GZIP:
        middle = len(response.body) // 2
        return replace(response, body=response.body[:middle] + b"\x00not gzip\x00" + response.body[middle:])
    if "gzip" not in request.headers.get("accept-encoding", "gzip"):
        return response
    return replace(response, headers=(*response.headers, ("Content-Encoding", "gzip")))


_BYTES: Mapping[str, Callable[[HubResponse, HubRequest], HubResponse]] = {
    "truncated_json": _text(lambda body: body[: len(body) // 2]),
    "nan": _text(_nan),
    "duplicate_keys": _text(_twice),
    "latin1": _text(lambda body: body.decode().encode("latin-1", "backslashreplace")),
    "bom": _text(lambda body: b"\xef\xbb\xbf" + body),
    "bad_gzip": _bad_gzip,
}


def _path(page: Mapping[str, Any], rule: Rule) -> str:
    return str(rule.args.get("path") or list_name(page) or next(iter(page), ""))


def _wrong_types(page: dict[str, Any], rule: Rule, *_: object) -> None:
    put_at(page, _path(page, rule), rule.args.get("value", "not a list"))


def _null_field(page: dict[str, Any], rule: Rule, *_: object) -> None:
    put_at(page, _path(page, rule), None)


def _missing_field(page: dict[str, Any], rule: Rule, *_: object) -> None:
    drop_at(page, _path(page, rule))


def _duplicates(page: dict[str, Any], *_: object) -> None:
    name = list_name(page)
    if name is not None:
        page[name] = [entry for entry in page[name] for _ in range(2)]


def _backwards(page: dict[str, Any], *_: object) -> None:
    name = list_name(page)
    if name is not None:
        page[name] = page[name][::-1]


def _skip(page: dict[str, Any], _: Rule, request: HubRequest, script: FaultScript) -> None:
    name = list_name(page)
    if name is None or not page[name] or not _goes_on(page):
        return
    script.owed.setdefault(request.path, []).append(page[name].pop(0))
    if "more" in page:
        page["more"] = True


def _goes_on(page: Mapping[str, Any]) -> bool:
    """Whether there is a following page on which a late entry can still arrive."""
    return "entries" in page or bool(page.get("next")) or "next" in page.get("_links", {})


def _circle(page: dict[str, Any], _: Rule, request: HubRequest, __: FaultScript) -> None:
    asked, following = request.value("cursor"), page.get("next")
    if asked is None and isinstance(following, str):
        asked = rewound("c" if list_name(page) == "changes" else "s", following)
    if asked is not None and "next" in page:
        page["next"] = asked
        if "more" in page:
            page["more"] = True


def _total(page: dict[str, Any], *_: object) -> None:
    page["total"] = (page.get("total") or 0) + 7


_EDITS: Mapping[str, Callable[[dict[str, Any], Rule, HubRequest, FaultScript], None]] = {
    "wrong_types": _wrong_types,
    "null_field": _null_field,
    "missing_field": _missing_field,
    "duplicate_delivery": _duplicates,
    "out_of_order": _backwards,
    "skip_then_late": _skip,
    "same_cursor_forever": _circle,
    "total_lies": _total,
}
