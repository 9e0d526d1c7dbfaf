"""Tokens, prices, usage reports, allotments, webhooks and previews."""

from http import HTTPStatus
from urllib.parse import parse_qsl

from rightsdesk.hub.access import basic_pair
from rightsdesk.hub.item import terms_of
from rightsdesk.hub.items_api import find
from rightsdesk.hub.preview import SIZES, painted
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import HubRequest, HubResponse, Refusal, answer, read_count, read_object

MOST_VERSIONS = 10**9


def token(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`POST /oauth2/token`: a bearer token for client credentials as form, JSON or Basic (RFC 6749, 4.4)."""
    given = _form(request)
    if given.get("grant_type") != "client_credentials":
        raise Refusal(HTTPStatus.BAD_REQUEST, "unsupported_grant_type", "grant_type must be client_credentials.")
    account = state.options.account
    pair = basic_pair(request) or (given.get("client_id"), given.get("client_secret"))
    if pair != (account.client_id, account.client_secret):
        raise Refusal(HTTPStatus.UNAUTHORIZED, "invalid_client", "Client id or secret are wrong.")
    life = state.tokens.life
    document = {
        "access_token": state.tokens.issue(state.clock.now()),
        "token_type": "Bearer",
        "expires_in": int(life) if life >= 1 else life,
    }
    return answer(document, HTTPStatus.OK, ("Cache-Control", "no-store"))


def price(request: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`GET /v1/prices/{vendor}/{id}`: the price now; 402 when it differs from that of the quoted `version`."""
    item = find(state, parts)
    now = terms_of(item.document())
    document = {
        "uri": item.uri,
        "version": item.version,
        "price": now.price,
        "currency": now.currency,
        "policy": now.policy,
    }
    quoted = read_count(request, "version", item.version, MOST_VERSIONS) if request.value("version") else item.version
    if quoted == item.version:
        return answer(document)
    earlier = state.collection.earlier(item.uri, quoted)
    before = terms_of(earlier.document()) if earlier is not None else None
    if before is not None and (before.price, before.currency) == (now.price, now.currency):
        return answer(document)
    message = f"The price has changed since version {quoted}."
    raise Refusal(HTTPStatus.PAYMENT_REQUIRED, "price_changed", message, more=document)


def report(request: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`PUT /v1/usage-batches/{uuid}`: up to 1,000 usages, all or nothing, 409 when the batch was taken before."""
    taken = state.reports.take(parts[0], read_object(request).get("usages"), state.known)
    return answer({"batch_id": taken.name, "accepted": len(taken.usages)}, HTTPStatus.CREATED)


def reported(_: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`GET /v1/usage-batches/{uuid}`: whether a batch arrived, for a client that never saw the answer."""
    taken = state.reports.find(parts[0])
    if taken is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "unknown_batch", "No such usage batch was accepted.")
    return answer({"batch_id": taken.name, "accepted": len(taken.usages), "usages": list(taken.usages)})


def quotas(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`GET /v1/quotas`: the yearly allotment per vendor and what reported usages left of it."""
    return answer({"quotas": state.reports.quotas(state.vendors(), state.clock.moment().year)})


def register(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`POST /v1/webhooks`: be told of changes at `url`, signed with `secret`."""
    given = read_object(request)
    hook = state.webhooks.register(given.get("url"), given.get("secret"))
    return answer({"id": hook.name, "url": hook.url}, HTTPStatus.CREATED)


def registered(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`GET /v1/webhooks`: who is told, without the secrets."""
    return answer({"webhooks": [{"id": hook.name, "url": hook.url} for hook in state.webhooks.all()]})


def unregister(_: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`DELETE /v1/webhooks/{id}`: be told nothing more."""
    state.webhooks.remove(parts[0])
    return HubResponse(HTTPStatus.NO_CONTENT)


def rendition(_: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`GET /v1/previews/{vendor}/{id}.png`, or thumbnails: a painted picture, always the same for the same id."""
    kind, vendor, name = parts
    item = find(state, (vendor, name.rpartition(".")[0]))
    body = painted(item.uri, *SIZES[kind])
    return HubResponse(HTTPStatus.OK, body, "image/png", (("Cache-Control", "max-age=86400"),))


def _form(request: HubRequest) -> dict[str, object]:
    if "json" in request.headers.get("content-type", ""):
        return read_object(request)
    return dict(parse_qsl(request.body.decode("utf-8", "replace")))
