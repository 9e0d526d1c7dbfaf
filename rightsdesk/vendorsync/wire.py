"""Sockets that respect one total deadline and the wish to stop, which httpx alone does not.

Measured with httpx 0.28.1: a server that sends one byte each 0.3 s never runs into `read=2`.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from rightsdesk.faults import Unavailable

_STEP = 0.25


class Watch:
    """The deadline of the request under way on the calling thread, and the wish to stop all of them."""

    def __init__(self, host: str, stop: threading.Event, clock: Callable[[], float] = time.monotonic) -> None:
        """`stop` is set from any thread; requests then end within half a second."""
        self._host = host
        self._stop = stop
        self._clock = clock
        self._mine = threading.local()

    @contextmanager
    def lasting(self, seconds: float) -> Iterator[None]:
        """Everything read or written inside ends after `seconds`."""
        self._mine.span = seconds
        self._mine.until = self._clock() + seconds
        try:
            yield
        finally:
            self._mine.until = None

    def left(self, wanted: float | None = None) -> float:
        """Seconds that may still be waited, at most `wanted`; raises when none are left or the user stopped."""
        if self._stop.is_set():
            raise Unavailable(f"Reading from {self._host} was stopped.", code="VND-STOPPED")
        until: float | None = getattr(self._mine, "until", None)
        if until is None:
            return wanted if wanted is not None else _STEP
        left = until - self._clock()
        if left <= 0:
            raise Unavailable(
                f"The answer of {self._host} took longer than {self._mine.span:g} s. "
                "What arrived before is kept; reading goes on from there.",
                code="VND-DEADLINE",
            )
        return left if wanted is None else min(left, wanted)


class WatchedStream(httpcore.NetworkStream):
    """A socket that looks up from waiting four times a second."""

    def __init__(self, inner: httpcore.NetworkStream, watch: Watch) -> None:
        """Wrap an open socket."""
        self._inner = inner
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; a silence longer than `timeout` is a `ReadTimeout`."""
        silent = 0.0
        while True:
            step = self._watch.left(_STEP)
            try:
                return self._inner.read(max_bytes, step)
            except httpcore.ReadTimeout:
                silent += step
                if timeout is not None and silent >= timeout:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send everything."""
        self._inner.write(buffer, self._watch.left(timeout))

    def close(self) -> None:
        """Close the socket."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Continue encrypted."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._watch.left(timeout))
        return WatchedStream(inner, self._watch)

    def get_extra_info(self, info: str) -> Any:
        """What the socket knows about itself."""
        return self._inner.get_extra_info(info)


class WatchedBackend(httpcore.NetworkBackend):
    """Opens sockets that are watched."""

    def __init__(self, watch: Watch) -> None:
        """All sockets share one watch."""
        self._inner = httpcore.SyncBackend()
        self._watch = watch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Open one connection."""
        left = self._watch.left(timeout)
        return WatchedStream(self._inner.connect_tcp(host, port, left, local_address, socket_options), self._watch)

    def sleep(self, seconds: float) -> None:
        """Wait, but not past the deadline."""
        self._inner.sleep(self._watch.left(seconds))


def pool(watch: Watch, encryption: ssl.SSLContext | None, connections: int) -> httpcore.ConnectionPool:
    """At most `connections` watched connections, kept open between requests, HTTP/1.1 only."""
    return httpcore.ConnectionPool(
        ssl_context=encryption,
        max_connections=connections,
        max_keepalive_connections=connections,
        keepalive_expiry=30.0,
        network_backend=WatchedBackend(watch),
    )


def reason_of(error: BaseException) -> str:
    """Why encryption failed, if it was encryption, else an empty string."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return getattr(cause, "verify_message", "") or cause.reason or "the connection could not be secured"
        cause = cause.__cause__ or cause.__context__
    return ""
