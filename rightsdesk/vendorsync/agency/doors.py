"""How each agency wants to be shown the secret, and where."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from urllib.parse import urlsplit

from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.http import GuardedClient, Limits
from rightsdesk.vendorsync.signin import ClientToken, FixedKey, SignIn, Together

_GETTY = "gettyimages.com"
_GETTYS_DOOR = "https://authentication.gettyimages.com"
_HOUSES = {"getty": ("/v3", 5.0), "shutterstock": ("/v2", 10.0)}
"""What people copy along with an address, and the requests a second that no contract forbids."""
_TOKEN = "oauth2/token"  # noqa: S105 - a path


def agency_client(settings: FeedSettings, secret: str | None, **parts: Any) -> GuardedClient:
    """The client for an agency; Getty itself hands out tokens at an address of its own. `parts` replace real ones."""
    version, pace = _HOUSES[settings.profile]
    parts.setdefault("limits", Limits(requests_per_second=pace, burst=int(pace)))
    return GuardedClient(
        settings.url.rstrip("/").removesuffix(version),
        signin=_sign_in(settings.profile, secret or ""),
        plain_http=settings.plain_http,
        signin_url=_GETTYS_DOOR if settings.profile == "getty" and _is_gettys(settings.url) else None,
        **parts,
    )


def sees_agreements(profile: str, secret: str | None) -> bool:
    """Whether contracts may be asked for: Shutterstock shows them to who signed in, not to a key with its word."""
    return profile == "getty" or ":" not in (secret or "")


def _sign_in(profile: str, secret: str) -> SignIn:
    name, colon, word = secret.partition(":")
    if not secret:
        return FixedKey()
    if profile == "getty":
        key = FixedKey("Api-Key", name)
        return Together(key, ClientToken(_TOKEN, name, word)) if colon else key
    if colon:
        return FixedKey("Authorization", f"Basic {b64encode(secret.encode()).decode()}")
    return FixedKey("Authorization", f"Bearer {secret}")


def _is_gettys(url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return host == _GETTY or host.endswith(f".{_GETTY}")
