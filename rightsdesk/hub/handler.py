"""The hub's whole behaviour as one function from a request and the state to an answer or a spoilt answer."""

import re
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from rightsdesk.hub import articles_api, changes_api, demo_api, items_api, trade_api
from rightsdesk.hub.access import authorise
from rightsdesk.hub.damage import damaged, edited, instead, list_name, repay
from rightsdesk.hub.faults import BEFORE, DAMAGED, INSTEAD, ON_THE_WIRE, Rule
from rightsdesk.hub.limits import Allowance
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import Headers, HubRequest, HubResponse, Refusal, WireFault, encode

Endpoint = Callable[[HubRequest, HubState, tuple[str, ...]], HubResponse]
SKEW = 900.0
OVERFULL = 5
ROUTES: tuple[tuple[str, re.Pattern[str], Endpoint], ...] = tuple(
    (method, re.compile(pattern), endpoint)
    for method, pattern, endpoint in (
        ("GET", r"/v1/items", items_api.items),
        ("GET", r"/v1/changes", changes_api.changes),
        ("GET", r"/v1/items/([^/]+)/([^/]+)", items_api.single),
        ("GET", r"/v1/items\.ndjson\.gz", items_api.bulk),
        ("GET", r"/v1/(preview|thumbnail)s/([^/]+)/([^/]+)", trade_api.rendition),
        ("GET", r"/v1/queue", changes_api.queue),
        ("DELETE", r"/v1/queue/([^/]+)", changes_api.confirm),
        ("PUT", r"/v1/change-sets", changes_api.draw_set),
        ("DELETE", r"/v1/change-sets/([^/]+)", changes_api.confirm_set),
        ("GET", r"/v1/prices/([^/]+)/([^/]+)", trade_api.price),
        ("PUT", r"/v1/usage-batches/([^/]+)", trade_api.report),
        ("GET", r"/v1/usage-batches/([^/]+)", trade_api.reported),
        ("GET", r"/v1/quotas", trade_api.quotas),
        ("POST", r"/v1/webhooks", trade_api.register),
        ("GET", r"/v1/webhooks", trade_api.registered),
        ("DELETE", r"/v1/webhooks/([^/]+)", trade_api.unregister),
        ("GET", r"/items", items_api.window),
        ("GET", r"/v1/platforms", articles_api.platforms),
        ("GET", r"/v1/platforms/([^/]+)/articles", articles_api.changes),
        ("GET", r"/v1/platforms/([^/]+)/articles/([^/]+)", articles_api.single),
        ("POST", r"/oauth2/token", trade_api.token),
        ("GET", r"/_demo/faults", demo_api.show_faults),
        ("PUT", r"/_demo/faults", demo_api.put_faults),
        ("GET", r"/_demo/journal", demo_api.show_journal),
        ("POST", r"/_demo/reset", demo_api.reset),
        ("GET", r"/_demo/clock", demo_api.show_clock),
        ("POST", r"/_demo/clock", demo_api.set_clock),
        ("POST", r"/_demo/bump", demo_api.bump),
        ("POST", r"/_demo/articles", articles_api.rewrite),
    )
)
FREE = ("/oauth2/", "/v1/previews/", "/v1/thumbnails/")


def handle(request: HubRequest, state: HubState) -> HubResponse | WireFault:
    """Answer one request: play the script's fault, else ask the endpoint; touches nothing but `state`."""
    with state.lock:
        request_id = state.next_request()
        if request.path.startswith("/_demo/"):
            return _stamped(_attempt(request, request_id, lambda: _dispatch(request, state)), state, request_id)
        rule = state.faults.pick(request)
        answered = _attempt(request, request_id, lambda: _played(request, state, rule))
        fault = rule.fault if rule else None
        state.journal.note(request, request_id, answered.status, fault, state.clock.stamp())
        skew = float(rule.args.get("seconds", SKEW)) if rule and rule.fault == "clock_skew" else 0.0
        stamped = _stamped(answered, state, request_id, skew)
        if rule is not None and rule.fault in ON_THE_WIRE:
            return WireFault(rule.fault, rule.args, replace(stamped, hold=None))
        return stamped


def resume(request: HubRequest, state: HubState, held: HubResponse) -> HubResponse:
    """The answer to a long poll whose waiting is over; the same request, not counted twice."""
    at_once = replace(request, query="&".join(p for p in request.query.split("&") if not p.startswith("wait=")))
    with state.lock:
        fresh = _attempt(request, held.header("X-Request-Id") or "", lambda: _dispatch(at_once, state))
        return replace(fresh, headers=held.headers)


def _played(request: HubRequest, state: HubState, rule: Rule | None) -> HubResponse:
    """The endpoint's answer with the rule's fault before, instead of or in it."""
    if rule is None or rule.fault in ON_THE_WIRE:
        return repay(_admitted(request, state), request.path, state.faults)
    if rule.fault in INSTEAD:
        if rule.fault == "token_expires_mid_page":
            state.tokens.end_all(state.clock.now())
        return instead(rule, state.clock)
    if rule.fault in BEFORE:
        request = _prepared(request, state, rule)
    response = _admitted(request, state)
    if rule.fault == "page_overfull":
        return _overfull(request, state, response, int(rule.args.get("extra", OVERFULL)))
    if rule.fault == "etag_changing" or (rule.fault in DAMAGED and rule.fault != "clock_skew"):
        return damaged(response, rule, request, state.faults)
    return response


def _prepared(request: HubRequest, state: HubState, rule: Rule) -> HubRequest:
    if rule.fault == "delete_unknown":
        state.delete(f"https://hub.invalid/v1/items/nobody/{9_000_000 + rule.fired}")
        return request
    return replace(request, headers={k: v for k, v in request.headers.items() if k != "if-none-match"})


def _overfull(request: HubRequest, state: HubState, response: HubResponse, extra: int) -> HubResponse:
    """The page with the first entries of the following one added, its cursor unchanged."""

    def add(page: dict[str, object]) -> None:
        name, following = list_name(page), page.get("next")
        if name is None or not isinstance(following, str):
            return
        further = _dispatch(replace(request, query=f"cursor={following}&page_size={max(1, extra)}"), state)

        def take(rest: dict[str, object]) -> None:
            page[name] = [*_list(page[name]), *_list(rest[name])]

        edited(further, take)

    return replace(edited(response, add), hold=None)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _admitted(request: HubRequest, state: HubState) -> HubResponse:
    """The endpoint's answer for a caller who is known and within its allowance."""
    if request.path.startswith(FREE):
        return _dispatch(request, state)
    now = state.clock.now()
    caller = authorise(request, state.options.account, state.tokens, now)
    allowance = state.throttle.take(caller, now)
    if allowance is None:
        return _dispatch(request, state)
    if allowance.wait:
        message = f"Too many requests; the next one is welcome in {allowance.wait} s."
        headers = (("Retry-After", str(allowance.wait)), *_limits(allowance))
        raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, "rate_limited", message, headers=headers)
    response = _dispatch(request, state)
    return replace(response, headers=(*response.headers, *_limits(allowance)))


def _limits(allowance: Allowance) -> Headers:
    return (
        ("X-RateLimit-Limit", str(allowance.limit)),
        ("X-RateLimit-Remaining", str(allowance.remaining)),
        ("X-RateLimit-Reset", str(allowance.reset)),
    )


def _dispatch(request: HubRequest, state: HubState) -> HubResponse:
    """Find the endpoint by path and method and ask it."""
    allowed: list[str] = []
    for method, pattern, endpoint in ROUTES:
        match = pattern.fullmatch(request.path)
        if match is not None:
            if method == request.method:
                return endpoint(request, state, match.groups())
            allowed.append(method)
    if allowed:
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", f"Allowed: {', '.join(allowed)}.")
    raise Refusal(HTTPStatus.NOT_FOUND, "unknown_path", "There is nothing at this address.")


def _attempt(request: HubRequest, request_id: str, ask: Callable[[], HubResponse]) -> HubResponse:
    """The answer, a refusal becoming the error document `{code, message, path, request_id}`."""
    try:
        return ask()
    except Refusal as refusal:
        challenge = (("WWW-Authenticate", "Bearer"),) if refusal.status == HTTPStatus.UNAUTHORIZED else ()
        document = {"code": refusal.code, "message": refusal.message, "path": request.path, "request_id": request_id}
        return HubResponse(refusal.status, encode({**document, **refusal.more}), headers=(*refusal.headers, *challenge))


def _stamped(response: HubResponse, state: HubState, request_id: str, skew: float = 0.0) -> HubResponse:
    date = state.clock.http_date(state.clock.skew + skew)
    return replace(response, headers=(*response.headers, ("Date", date), ("X-Request-Id", request_id)))
