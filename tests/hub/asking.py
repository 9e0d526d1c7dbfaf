"""A small hub of invented pictures with a stopped clock, asked without a socket."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from rightsdesk.hub.access import Credentials
from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.handler import handle
from rightsdesk.hub.state import HubOptions, HubState
from rightsdesk.hub.wire import HubRequest, HubResponse

MOMENT = datetime(2026, 10, 1, 12, tzinfo=UTC)
Ask = Callable[..., HubResponse]


def small_hub(images: int = 30, vendors: int = 3, **options: Any) -> HubState:
    """A hub whose clock stands still at noon of 1 October 2026."""
    clock = HubClock()
    clock.stop()
    clock.set(MOMENT)
    options.setdefault("account", Credentials(open=True))
    return HubState.from_sample(images, vendors, 5, options=HubOptions(**options), clock=clock)


def asking(state: HubState) -> Ask:
    """A function that sends `method` and `target` to the handler and wants a real answer."""

    def ask(method: str, target: str, document: object = None, **headers: str) -> HubResponse:
        body = b"" if document is None else json.dumps(document).encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        answered = handle(HubRequest.of(method, target, names, body), state)
        assert isinstance(answered, HubResponse)
        return answered

    return ask


def read(answer: HubResponse) -> Any:
    """The document of an answer."""
    return json.loads(answer.body)
