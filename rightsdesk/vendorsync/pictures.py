"""Fetches vendors' pictures: only from hosts that belong to the feed, only what is a picture, never more than a cap."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from rightsdesk.domain.feed import Feed
from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.vendorsync.http import GuardedClient, Limits
from rightsdesk.vendorsync.picture_files import is_picture
from rightsdesk.vendorsync.signin import SignIn

LIMITS = Limits(
    deadline=20.0,
    connect=5.0,
    silence=10.0,
    max_bytes=12 * 1024 * 1024,
    tries=2,
    patience=15.0,
    inline_wait=1.0,
    requests_per_second=40.0,
    burst=60,
)
"""What one picture may cost; a person is looking at the place where it will be."""
_KINDS = ("image/", "octet-stream")
HOSTS = "picture_hosts"
"""The option of a feed that names further hosts of its pictures, with commas; `.example.com` means all below it."""
_HOUSES = {
    "getty": (".gettyimages.com", ".istockphoto.com"),
    "shutterstock": (".shutterstock.com",),
    "ap": (".ap.org",),
    "dpa": (".dpa.com",),
}
_REST = 20.0
_LONGEST_REST = 300.0
_MISSING = frozenset({404, 410})
_OK = 200

OpenDoor = Callable[[Feed, str], GuardedClient]
"""Makes the client for a feed's pictures at a host."""


def picture_client(base_url: str, signin: SignIn | None = None) -> GuardedClient:
    """Return a client that takes pictures as answers, one at a time and none that is too large."""
    return GuardedClient(base_url, signin=signin, limits=LIMITS, kinds=_KINDS)


class PictureFetcher:
    """Keeps one client for each host; a host that does not answer is left alone for a while."""

    def __init__(self, open_door: OpenDoor, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`open_door` is asked once for each feed and host, and only for hosts that are allowed."""
        self._open, self._monotonic = open_door, monotonic
        self._guard = threading.Lock()
        self._doors: dict[tuple[str, str, str], GuardedClient] = {}
        self._resting: dict[str, tuple[float, float]] = {}
        self._closed = False

    def fetch(self, feed: Feed, address: str) -> bytes:
        """Return the bytes of a picture; raise `Unavailable` for now, `Damaged` or `Invalid` for ever."""
        host = checked_host(feed, address)
        if self._closed:
            raise Unavailable("Pictures are fetched no more.", code="VND-STOPPED")
        self._refuse_resting(host)
        try:
            door = self._door(feed, host)
            own = door.base in {f"https://{host}/", f"http://{host}/"}
            answer = door.get(address if own else _below(address))
        except Unavailable as fault:
            self._rest(host, fault.retry_after)
            raise
        with self._guard:
            self._resting.pop(host, None)
        if answer.status in _MISSING:
            raise Damaged(f"{host} has no such picture any more.", code="PICTURE-GONE")
        if answer.status != _OK or not is_picture(answer.body):
            raise Damaged(f"What {host} sent is not a picture in a form that is shown here.", code="PICTURE-FORMAT")
        return answer.body

    def close(self) -> None:
        """End what is under way, on any thread."""
        with self._guard:
            self._closed = True
            doors = list(self._doors.values())
        for door in doors:
            door.close()

    def _door(self, feed: Feed, host: str) -> GuardedClient:
        key = (feed.name, feed.url, host)
        with self._guard:
            found = None if self._closed else self._doors.get(key)
        if found is not None:
            return found
        # Outside the guard: the sample's hub takes its time to start, and whoever closes must not wait for it.
        made = self._open(feed, host)
        with self._guard:
            kept = made if self._closed else self._doors.setdefault(key, made)
        if kept is not made or self._closed:
            made.close()
        return kept

    def _refuse_resting(self, host: str) -> None:
        with self._guard:
            until, _ = self._resting.get(host, (0.0, 0.0))
        left = until - self._monotonic()
        if left > 0:
            raise Unavailable(f"{host} did not answer just now.", code="PICTURE-RESTS", retry_after=left)

    def _rest(self, host: str, asked: float | None) -> None:
        with self._guard:
            _, before = self._resting.get(host, (0.0, _REST / 2))
            pause = min(_LONGEST_REST, max(asked or 0.0, before * 2))
            self._resting[host] = (self._monotonic() + pause, pause)


def checked_host(feed: Feed, address: str) -> str:
    """Return the host of a picture's address, refused unless it is the feed's own or one that belongs to it."""
    parts = urlsplit(address)
    host, own = parts.netloc.lower(), urlsplit(feed.url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or "@" in host:
        raise Invalid("The address of the picture is not one of the web.", code="PICTURE-ADDRESS")
    if host == own.netloc.lower() and (parts.scheme == "https" or own.scheme == "http"):
        return host
    listed = tuple(name.strip().lower() for name in feed.options.get(HOSTS, "").split(",") if name.strip())
    named = parts.hostname.lower()
    if parts.scheme == "https" and any(
        named == one or (one.startswith(".") and named.endswith(one))
        for one in (*_HOUSES.get(feed.profile, ()), *listed)
    ):
        return host
    raise Invalid(
        f"Pictures of the feed {feed.name} are not fetched from {parts.hostname}. "
        f"If that host belongs to the vendor, name it in the feed's option {HOSTS}.",
        code="PICTURE-HOST",
    )


def _below(address: str) -> str:
    """The path of an address: the embedded hub answers at another host than the one it is named by."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
