"""A hub without a socket, records to spoil, and clients that never wait."""

import copy
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx

from rightsdesk.hub.handler import handle
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import HubRequest, WireFault
from rightsdesk.vendorsync.feed import FeedSettings, NinjsHttpFeed, feed_from, sign_in
from rightsdesk.vendorsync.http import Clockwork, GuardedClient, Limits
from rightsdesk.vendorsync.port import FeedMode
from rightsdesk.vendorsync.profiles import profile_named

NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
URI = "https://hub.invalid/v1/items/alpenpix/100001"


class Waits(list[float]):
    """The pauses a client made, none of which was waited."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)

    def clockwork(self) -> Clockwork:
        return Clockwork(sleep=self, chance=lambda: 1.0, now=lambda: NOW)


class Pieces(httpx.SyncByteStream):
    """A body as it comes off the wire: in pieces and still packed."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces


def client_for(
    answer: Callable[[httpx.Request], httpx.Response],
    *,
    waits: Waits | None = None,
    limits: Limits | None = None,
    **more: Any,
) -> GuardedClient:
    url = more.pop("url", "https://vendor.example/base")
    clockwork = (waits if waits is not None else Waits()).clockwork()
    return GuardedClient(url, transport=httpx.MockTransport(answer), clockwork=clockwork, limits=limits, **more)


def hub_transport(state: HubState) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        target = request.url.raw_path.decode()
        given = handle(HubRequest.of(request.method, target, dict(request.headers), request.read()), state)
        if isinstance(given, WireFault):
            raise httpx.ReadError("the line broke", request=request)
        headers = [("Content-Type", given.content_type), *given.headers]
        return httpx.Response(given.status, headers=headers, stream=Pieces(given.body))

    return httpx.MockTransport(answer)


def hub_feed(
    state: HubState, *, profile: str = "generic", mode: FeedMode | None = None, secret: str = "demo:demo-secret"
) -> NinjsHttpFeed:
    way = profile_named(profile)
    client = GuardedClient(
        "http://127.0.0.1:1",
        signin=sign_in(way, secret),
        transport=hub_transport(state),
        clockwork=Waits().clockwork(),
    )
    return feed_from(FeedSettings("hub", "http://127.0.0.1:1", profile, mode=mode), secret, client=client)


def policy(*constraints: dict[str, Any], amount: Any = "12.50", unit: str = "http://cvx.iptc.org/iso4217a/EUR") -> str:
    pay = {"leftOperand": "payAmount", "operator": "eq", "rightOperand": amount, "unit": unit}
    permission = {
        "action": "use",
        "constraint": list(constraints),
        "duty": [{"action": "compensate", "constraint": [pay]}],
    }
    return json.dumps({"@type": "Agreement", "permission": [permission]})


def dated(operator: str, value: Any) -> dict[str, Any]:
    return {"leftOperand": "dateTime", "operator": operator, "rightOperand": value}


def picture(**more: Any) -> dict[str, Any]:
    """A small ninjs 3.1 picture; members given as `...` are left out."""
    item = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": URI,
        "type": "picture",
        "version": "1",
        "versionCreated": "2026-06-14T13:10:00Z",
        "pubStatus": "usable",
        "by": "Đorđe Petrović",
        "headlines": [{"role": "main", "value": "Flughafen"}],
        "descriptions": [
            {"role": "caption", "value": "Am Flughafen"},
            {"role": "creditline", "value": "Petrović/AlpenPix"},
        ],
        "infoSources": [{"name": "AlpenPix AG", "role": "supplier", "literal": "alpenpix"}],
        "rightsInfo": {"encodedRights": policy()},
        **copy.deepcopy(more),
    }
    return {name: value for name, value in item.items() if value is not ...}
