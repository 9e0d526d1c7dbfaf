"""Proving to a vendor who is asking: a fixed key, or a token that is fetched and renewed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.decode import strict

_EARLY = 60.0
_DEFAULT_LIFE = 1800.0

Post = Callable[[str, dict[str, str]], bytes]
"""Sends a form to a path of the vendor's host and returns the body of the answer."""


class SignIn(Protocol):
    """Adds what the vendor wants to see to each request."""

    def headers(self, post: Post) -> tuple[dict[str, str], int]:
        """The headers to send and the generation of what they prove."""

    def renew(self, refused: int, post: Post) -> bool:
        """After a 401: get something newer than generation `refused`; False when there is nothing to get."""


@dataclass(frozen=True, slots=True)
class FixedKey:
    """A key that stands in one header; without a name nothing is sent."""

    name: str = ""
    value: str = ""

    def headers(self, post: Post) -> tuple[dict[str, str], int]:
        """The header with the key."""
        return ({self.name: self.value} if self.name else {}), 0

    def renew(self, refused: int, post: Post) -> bool:
        """A key is right or wrong."""
        return False


@dataclass(frozen=True, slots=True)
class Together:
    """A house that wants to see two proofs at once, such as a key and a token."""

    first: SignIn
    second: SignIn

    def headers(self, post: Post) -> tuple[dict[str, str], int]:
        """Both headers; the generation is that of the second."""
        fixed, _ = self.first.headers(post)
        fresh, generation = self.second.headers(post)
        return {**fixed, **fresh}, generation

    def renew(self, refused: int, post: Post) -> bool:
        """Only the second can be renewed."""
        return self.second.renew(refused, post)


class ClientToken:
    """OAuth 2 client credentials (RFC 6749, 4.4): one token for all threads, renewed a little before it ends."""

    def __init__(
        self, path: str, client_id: str, client_secret: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`path` of the token endpoint, on the vendor's own host."""
        self._path = path
        self._form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._ends = 0.0
        self._generation = 0

    def headers(self, post: Post) -> tuple[dict[str, str], int]:
        """The bearer token, fetched first where there is none or it is about to end."""
        with self._lock:
            if not self._token or self._clock() >= self._ends:
                self._fetch(post)
            return {"Authorization": f"Bearer {self._token}"}, self._generation

    def renew(self, refused: int, post: Post) -> bool:
        """Only the first of the refused threads fetches; the others take what it got."""
        with self._lock:
            if self._generation == refused:
                self._fetch(post)
            return True

    def _fetch(self, post: Post) -> None:
        answer = strict(post(self._path, self._form))
        token = answer.get("access_token") if isinstance(answer, dict) else None
        life = answer.get("expires_in", _DEFAULT_LIFE) if isinstance(answer, dict) else None
        # Getty writes the number of seconds as a text.
        life = int(life) if isinstance(life, str) and life.isascii() and life.isdigit() else life
        if not isinstance(token, str) or not token or not isinstance(life, int | float):
            raise Damaged("The sign-in answered without an access token. Check the feed's address.", code="VND-FORMAT")
        self._token = token
        self._ends = self._clock() + float(life) - min(_EARLY, float(life) / 10)
        self._generation += 1
