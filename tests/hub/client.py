"""A plain client on a real socket, so that nothing between test and hub mends what was spoilt."""

import http.client
import json
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from rightsdesk.hub.state import HubState

PAGE = "/v1/items?page_size=10"


@dataclass(frozen=True, slots=True)
class Got:
    """An answer as it came off the wire."""

    status: int
    body: bytes
    headers: http.client.HTTPMessage

    @property
    def page(self) -> Any:
        """The decoded document."""
        return json.loads(self.body)


class Client:
    """One connection for each request, so that a spoilt one spoils no other."""

    def __init__(self, state: HubState, url: str) -> None:
        self.state = state
        self.host = url.removeprefix("http://")

    def get(self, target: str = PAGE, timeout: float = 5, method: str = "GET", **headers: str) -> Got:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection(self.host, timeout=timeout)) as connection:
            connection.request(method, target, headers=names)
            with closing(connection.getresponse()) as answer:
                return Got(answer.status, answer.read(), answer.headers)

    def order(self, fault: str, *, times: int | None = 1, **args: Any) -> None:
        self.state.faults.clear()
        self.state.faults.add(fault, times=times, **args)
