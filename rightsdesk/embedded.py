"""The embedded hub of sample workspaces: started when first asked for, on loopback, gone with the desk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:  # only sample workspaces have a hub; the others need not load it
    from rightsdesk.hub.server import HubServer
    from rightsdesk.hub.state import HubState

HOST = "hub.invalid"
"""Addresses on this reserved host (RFC 2606) mean the embedded hub; the query says which invented pictures it has."""


def address(images: int, vendors: int, seed: int, articles: int = 0) -> str:
    """Return the address under which a sample feed is configured; feeds of one hub share one address."""
    written = f"&articles={articles}" if articles else ""
    return f"https://{HOST}/?images={images}&vendors={vendors}&seed={seed}{written}"


class EmbeddedHub:
    """At most one hub per address, shared by all threads."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = threading.Lock()
        self._servers: dict[str, HubServer] = {}
        self._rules: list[dict[str, Any]] = []
        self.states: dict[str, HubState] = {}

    @staticmethod
    def serves(url: str) -> bool:
        """Say whether an address means the embedded hub."""
        return urlsplit(url).hostname == HOST

    def address(self, url: str) -> str:
        """Return the loopback address that serves a sample feed, starting the hub when needed."""
        from rightsdesk.hub.access import Credentials
        from rightsdesk.hub.server import HubServer
        from rightsdesk.hub.state import HubOptions, HubState

        with self._lock:
            if url not in self._servers:
                asked = {name: int(values[0]) for name, values in parse_qs(urlsplit(url).query).items()}
                options = HubOptions(account=Credentials(open=True))
                state = HubState.from_sample(
                    asked.get("images", 0),
                    asked.get("vendors", 1),
                    asked.get("seed", 1),
                    asked.get("articles", 0),
                    options=options,
                )
                state.faults.replace(self._rules)
                self.states[url] = state
                self._servers[url] = HubServer(state).start()
            return self._servers[url].url

    def rests(self, url: str) -> bool:
        """Say whether an address means a hub that nobody needed yet, so that nothing can be new there."""
        return self.serves(url) and url not in self._servers and not self._rules

    def play(self, rules: list[dict[str, Any]]) -> None:
        """Put rules of the fault script in force at all hubs, those started later included."""
        with self._lock:
            self._rules = rules
            for state in self.states.values():
                with state.lock:
                    state.faults.replace(rules)

    def bump(self, share: float, seed: int) -> int:
        """Let vendors change a share of their pictures; return how many."""
        return sum(state.bump(share, seed) for state in self.states.values())

    def close(self) -> None:
        """Stop all hubs."""
        with self._lock:
            for server in self._servers.values():
                server.stop()
            self._servers.clear()
