"""Who may ask: OAuth2 client credentials with short-lived tokens, or a fixed key."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from rightsdesk.hub.wire import HubRequest, Refusal


class Pass(StrEnum):
    """What a token is worth now."""

    VALID = "valid"
    EXPIRED = "token_expired"
    UNKNOWN = "invalid_token"


@dataclass(frozen=True, slots=True)
class Credentials:
    """The one account of this hub: client id and secret for OAuth2, or the key; `open` asks for nothing."""

    client_id: str = "demo"
    client_secret: str = "demo-secret"  # noqa: S105 - the published password of a hub that only answers on loopback
    api_key: str = "demo-key"
    open: bool = False


class Tokens:
    """The tokens issued so far and the moment each ends."""

    def __init__(self, life: float) -> None:
        """`life` in seconds; a test sets 2 to see a client renew."""
        self.life = life
        self._ends: dict[str, float] = {}

    def issue(self, now: float) -> str:
        """A new token that ends after the configured life."""
        token = hashlib.sha256(f"{now!r}:{len(self._ends)}".encode()).hexdigest()[:40]
        self._ends[token] = now + self.life
        return token

    def check(self, token: str, now: float) -> Pass:
        """Whether this token opens the door now."""
        if token not in self._ends:
            return Pass.UNKNOWN
        return Pass.VALID if now < self._ends[token] else Pass.EXPIRED

    def end_all(self, now: float) -> None:
        """Every token issued so far is over from now on."""
        self._ends = dict.fromkeys(self._ends, now)


def authorise(request: HubRequest, account: Credentials, tokens: Tokens, now: float) -> str:
    """The name under which the caller's requests are counted, refused with 401 for a stranger."""
    if account.open:
        return "open"
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    key = request.headers.get("x-api-key") or request.headers.get("api-key")
    if scheme.lower() == "token":
        key = value.strip()
    if key is not None:
        if hmac.compare_digest(key.encode(), account.api_key.encode()):
            return "key"
        raise Refusal(HTTPStatus.UNAUTHORIZED, "invalid_key", "This key is not known here.")
    if scheme.lower() != "bearer":
        raise Refusal(HTTPStatus.UNAUTHORIZED, "missing_token", "Send a bearer token from /oauth2/token or a key.")
    standing = tokens.check(value.strip(), now)
    if standing is not Pass.VALID:
        raise Refusal(HTTPStatus.UNAUTHORIZED, standing.value, "Ask /oauth2/token for a new token.")
    return value.strip()


def basic_pair(request: HubRequest) -> tuple[str, str] | None:
    """User and password of HTTP Basic authentication, None when the request has none."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (ValueError, binascii.Error):
        return None
    return user, password
