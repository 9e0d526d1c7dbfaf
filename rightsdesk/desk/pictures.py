"""Vendors' pictures: found on this computer, or fetched when somebody looks at them."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from rightsdesk.domain.feed import Feed
from rightsdesk.domain.messages import Refused
from rightsdesk.faults import Damaged, Invalid
from rightsdesk.readmodel.pictures import Picture
from rightsdesk.vendorsync.picture_files import is_local, local_file
from rightsdesk.vendorsync.picture_shelf import PictureShelf

FOLDER = "pictures"
"""The part of the workspace's cache in which they lie."""
_REMEMBERED = 30.0
_MEGABYTE = 1024 * 1024


class Fetcher(Protocol):
    """Who asks vendors for pictures."""

    def fetch(self, feed: Feed, address: str) -> bytes:
        """Return a picture's bytes; raise `Unavailable` for now, `Damaged` or `Invalid` for ever."""

    def close(self) -> None:
        """End what is under way."""


class Pictures:
    """May be asked from any thread; only `fetch` waits for the outside."""

    def __init__(
        self, cache: Path, megabytes: int, feed: Callable[[str], Feed], make_fetcher: Callable[[], Fetcher]
    ) -> None:
        """`megabytes` may lie in the cache; `feed` returns a configured feed or refuses a stranger.

        `make_fetcher` is asked when the first picture is fetched.
        """
        self._shelf = PictureShelf(cache / FOLDER, megabytes * _MEGABYTE)
        self._feed, self._make = feed, make_fetcher
        self._guard = threading.Lock()
        self._feeds: dict[str, tuple[float, Feed | None]] = {}
        self._fetcher: Fetcher | None = None

    def at_hand(self, picture: Picture, *, large: bool) -> Path | None:
        """Return where a rendition lies on this computer, None when it would have to be fetched."""
        address = picture.address(large=large)
        if is_local(address):
            feed = self._known(picture.feed)
            return None if feed is None else local_file(feed, address)
        return self._shelf.find(*_named(picture, address)) if address else None

    def fetch(self, picture: Picture, *, large: bool) -> Path:
        """Fetch a rendition unless it is here; raise `Unavailable` for now, `Damaged` or `Invalid` for ever."""
        found = self.at_hand(picture, large=large)
        if found is not None:
            return found
        address, feed = picture.address(large=large), self._known(picture.feed)
        if is_local(address):
            raise Damaged("The file of this picture is not where it was delivered any more.", code="PICTURE-GONE")
        if not address or feed is None:
            raise Invalid("Nothing says where this picture can be had.", code="PICTURE-ADDRESS")
        return self._shelf.keep(self._door().fetch(feed, address), *_named(picture, address))

    def drop(self, path: Path) -> None:
        """Forget a fetched file that turned out to be no picture; a delivered one is left alone."""
        self._shelf.drop(path)

    def keep_within(self, megabytes: int) -> None:
        """Let no more than this lie in the cache from now on."""
        self._shelf.limit_to(megabytes * _MEGABYTE)

    def close(self) -> None:
        """End what is being fetched."""
        with self._guard:
            fetcher = self._fetcher
        if fetcher is not None:
            fetcher.close()

    def _door(self) -> Fetcher:
        with self._guard:
            if self._fetcher is None:
                self._fetcher = self._make()
            return self._fetcher

    def _known(self, name: str) -> Feed | None:
        """Return a feed as it is configured, read anew after a while; None for one that is no more."""
        now = time.monotonic()
        read_at, feed = self._feeds.get(name, (-_REMEMBERED, None))
        if now - read_at >= _REMEMBERED:
            try:
                feed = self._feed(name)
            except Refused:
                feed = None
            self._feeds[name] = (now, feed)
        return feed


def _named(picture: Picture, address: str) -> tuple[object, ...]:
    """What a kept picture is known by; the query of an address is left out, since many hold a passing token."""
    return picture.feed, picture.key, picture.version, address.partition("?")[0]
