"""Webhooks: a signed hint that polling is worth while now, never the only way a change travels."""

import hashlib
import hmac
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from rightsdesk.hub.wire import Refusal, encode

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Webhook:
    """Who wants to be told, and the secret the hint is signed with."""

    name: str
    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A hint ready to be posted to `url`."""

    url: str
    body: bytes
    signature: str


def signature(secret: str, body: bytes) -> str:
    """The value of `X-Hub-Signature-256`: HMAC-SHA256 over the raw body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class Webhooks:
    """Those who registered; the hub only ever calls back on the same machine."""

    def __init__(self) -> None:
        """Nobody has registered yet."""
        self._kept: dict[str, Webhook] = {}
        self._count = 0
        self._due: list[Notice] = []

    def register(self, url: object, secret: object) -> Webhook:
        """Keep one more listener, refused with 400 unless it listens on loopback and brings a secret."""
        if not isinstance(url, str) or not isinstance(secret, str) or not secret:
            raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_webhook", "A webhook needs a url and a secret.")
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            raise Refusal(HTTPStatus.BAD_REQUEST, "invalid_webhook", "This hub calls back on loopback only.")
        self._count += 1
        hook = Webhook(f"hook-{self._count}", url, secret)
        self._kept[hook.name] = hook
        return hook

    def all(self) -> list[Webhook]:
        """Everybody registered, in order."""
        return list(self._kept.values())

    def remove(self, name: str) -> None:
        """Tell this one nothing more, 404 when it is not registered."""
        if self._kept.pop(name, None) is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "unknown_webhook", "There is no such webhook.")

    def announce(self, log_length: int) -> None:
        """Prepare one hint for everybody: the change log has grown."""
        body = encode({"event": "changes.available", "length": log_length})
        self._due.extend(Notice(hook.url, body, signature(hook.secret, body)) for hook in self._kept.values())

    def take_due(self) -> list[Notice]:
        """The prepared hints, each handed out once."""
        due, self._due = self._due, []
        return due
