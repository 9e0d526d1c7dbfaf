"""The one gate through which anything from a vendor enters: the only module that speaks httpx.

One host, no redirects, no proxy from the environment, one deadline for everything, a cap on unpacked bytes, retries
that end and say so, and a key that never leaves for another host.
"""

from __future__ import annotations

import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TypeVar

import httpcore
import httpx

from rightsdesk import __version__
from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.vendorsync import wire
from rightsdesk.vendorsync.answers import JSON_KINDS, Answer, judge
from rightsdesk.vendorsync.signin import FixedKey, SignIn
from rightsdesk.vendorsync.throttle import TokenBucket, full_jitter
from rightsdesk.vendorsync.unpack import BadPacking, Unpacker

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_UNREADABLE_TRIES = 3
_JSON = {"Content-Type": "application/json"}
_ACCEPT = {JSON_KINDS[0]: "application/json", "image/": "image/webp,image/jpeg,image/png,image/gif"}

Params = Mapping[str, str] | list[tuple[str, str | int | float | bool | None]]
"""A query; a list where a name occurs more than once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts one vendor is held to."""

    deadline: float = 60.0
    connect: float = 5.0
    silence: float = 20.0
    max_bytes: int = 64 * 1024 * 1024
    min_rate: float = 256.0
    grace: float = 10.0
    tries: int = 5
    patience: float = 120.0
    inline_wait: float = 30.0
    requests_per_second: float = 50.0
    burst: int = 50
    connections: int = 4


@dataclass(slots=True)
class Traffic:
    """What this client has done so far, for the status bar and for tests."""

    requests: int = 0
    retries: int = 0
    refused: int = 0
    bytes_received: int = 0
    signins: int = 0


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Time and chance, given from outside so that tests need neither."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    sleep: Callable[[float], None] | None = None
    chance: Callable[[], float] = random.random


class GuardedClient:
    """Asks one vendor's host; safe to use from several threads."""

    def __init__(
        self,
        base_url: str,
        *,
        signin: SignIn | None = None,
        limits: Limits | None = None,
        transport: httpx.BaseTransport | None = None,
        clockwork: Clockwork | None = None,
        plain_http: bool = False,
        signin_url: str | None = None,
        kinds: tuple[str, ...] = JSON_KINDS,
    ) -> None:
        """`plain_http` allows unencrypted requests to other computers; a vendor may hand out tokens at `signin_url`.

        `kinds` are parts of the content types that are taken as answers.
        """
        self._kinds = kinds
        self._base = _checked_base(base_url, plain_http=plain_http)
        self._door = _checked_base(signin_url, plain_http=plain_http) if signin_url else self._base
        self.host = self._base.netloc.decode("ascii")
        self.limits = limits or Limits()
        self.traffic = Traffic()
        self._signin = signin or FixedKey()
        self._clockwork = clockwork or Clockwork()
        self._stop = threading.Event()
        self._watch = wire.Watch(self.host, self._stop)
        self._bucket = TokenBucket(self.limits.requests_per_second, self.limits.burst, self._clockwork.monotonic)
        self._locked_out = ""
        self._client = httpx.Client(
            transport=transport or _WatchedTransport(self._watch, self._base.scheme == "https", self.limits),
            timeout=httpx.Timeout(self.limits.silence, connect=self.limits.connect),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": f"RightsDesk/{__version__}", "Accept": _ACCEPT.get(kinds[0], "*/*")},
        )

    @property
    def base(self) -> str:
        """The address everything is relative to, with a slash at its end."""
        return f"{str(self._base).rstrip('/')}/"

    def now(self) -> datetime:
        """Our own clock."""
        return self._clockwork.now()

    def get(self, target: str, params: Params | None = None) -> Answer:
        """Ask for a path, or for an address on the same host; 2xx, 304, 402, 404, 409 and 410 are answers."""
        return self.fetch(target, _whole, params)

    def delete(self, target: str) -> Answer:
        """Delete a path; repeating it is harmless."""
        return self.fetch(target, _whole, method="DELETE")

    def put(self, target: str, body: bytes | None, also: frozenset[int] = frozenset()) -> Answer:
        """Put a JSON document under a name of our choosing, which may be repeated; `also` lists further answers."""
        return self.fetch(target, _whole, method="PUT", body=body, also=also)

    def fetch(
        self,
        target: str,
        read: Callable[[Answer], _T],
        params: Params | None = None,
        method: str = "GET",
        *,
        body: bytes | None = None,
        also: frozenset[int] = frozenset(),
    ) -> _T:
        """Ask and read the answer; an answer that `read` finds `Damaged` is asked for again, a few times."""
        url = self._address(target, params)
        started = self._clockwork.monotonic()
        for tried in range(1, self.limits.tries + 1):
            try:
                return read(self._ask(method, url, body, also))
            except (Unavailable, Damaged) as fault:
                wait = self._wait_before_next(fault, tried, self._clockwork.monotonic() - started)
                if wait is None:
                    raise _final(fault, tried) from fault
                self.traffic.retries += 1
                self.pause(wait)
        raise AssertionError("the last try returns or raises")

    def pause(self, seconds: float) -> None:
        """Wait, unless the client is stopped meanwhile."""
        if self._clockwork.sleep is not None:
            self._clockwork.sleep(seconds)
        else:
            self._stop.wait(seconds)
        self._watch.left()

    def stop(self) -> None:
        """End the request under way on any thread and refuse further ones."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and close the connections."""
        self.stop()
        self._client.close()

    def _address(self, target: str, params: Params | None) -> httpx.URL:
        if "://" in target or target.startswith("//"):
            url = self._base.join(target)
        else:
            url = self._base.copy_with(raw_path=self._base.raw_path + target.lstrip("/").encode("ascii", "ignore"))
        if (url.scheme, url.netloc) != (self._base.scheme, self._base.netloc):
            raise Damaged(
                f"{self.host} pointed to another address, “{url.host}”; the key is not sent there. "
                "Correct the address of the feed if the vendor has moved.",
                code="VND-REDIRECT",
            )
        return url.copy_merge_params(httpx.QueryParams(params)) if params else url

    def _ask(self, method: str, url: httpx.URL, body: bytes | None, also: frozenset[int]) -> Answer:
        if self._locked_out:
            raise Invalid(self._locked_out, code="VND-AUTH")
        keys, generation = self._signin.headers(self._post_form)
        answer = self._exchange(method, url, keys, body)
        if answer.status == httpx.codes.UNAUTHORIZED and self._signin.renew(generation, self._post_form):
            keys, _ = self._signin.headers(self._post_form)
            answer = self._exchange(method, url, keys, body)
        if answer.status == httpx.codes.UNAUTHORIZED:
            self._locked_out = f"{self.host} does not accept the key. Enter the key of this feed again; then sync."
            raise Invalid(self._locked_out, code="VND-AUTH")
        return answer if answer.status in also else self._judged(answer)

    def _judged(self, answer: Answer) -> Answer:
        try:
            judge(answer, self.host, self.traffic.refused, self._kinds)
        except Unavailable as fault:
            self.traffic.refused += fault.code == "VND-RATE"
            raise
        self.traffic.refused = 0
        return answer

    def _post_form(self, path: str, form: dict[str, str]) -> bytes:
        self.traffic.signins += 1
        door = self._door.copy_with(raw_path=self._door.raw_path + path.lstrip("/").encode("ascii", "ignore"))
        answer = self._exchange("POST", door, {}, form)
        if answer.status in {httpx.codes.BAD_REQUEST, httpx.codes.UNAUTHORIZED}:
            self._locked_out = f"{self.host} does not accept the key. Enter the key of this feed again; then sync."
            raise Invalid(self._locked_out, code="VND-AUTH")
        return self._judged(answer).body

    def _exchange(
        self, method: str, url: httpx.URL, keys: Mapping[str, str], body: bytes | dict[str, str] | None
    ) -> Answer:
        try:
            return self._once(method, url, {**keys, "Accept-Encoding": "gzip"}, body)
        except BadPacking:
            return self._once(method, url, {**keys, "Accept-Encoding": "identity"}, body)

    def _once(
        self, method: str, url: httpx.URL, headers: dict[str, str], given: bytes | dict[str, str] | None
    ) -> Answer:
        self._watch.left()
        wait = self._bucket.reserve()
        if wait > 0:
            self.pause(wait)
        self.traffic.requests += 1
        if isinstance(given, bytes):
            request = self._client.build_request(method, url, headers={**headers, **_JSON}, content=given)
        else:
            request = self._client.build_request(method, url, headers=headers, data=given)
        try:
            with self._watch.lasting(self.limits.deadline):
                response = self._client.send(request, stream=True)
                try:
                    body = self._body(response)
                finally:
                    response.close()
        except (httpx.HTTPError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise self._unreachable(error) from error
        except RuntimeError:
            # The client was closed on another thread just now; anything else is our own mistake.
            self._watch.left()
            raise
        told = {name.lower(): value for name, value in response.headers.items()}
        _log.debug("vendor answered", extra={"host": self.host, "status": response.status_code, "bytes": len(body)})
        return Answer(response.status_code, told, body, self._clockwork.now())

    def _body(self, response: httpx.Response) -> bytes:
        unpacker = Unpacker(response.headers.get("content-encoding", ""), self.limits.max_bytes, self.host)
        started, received = self._clockwork.monotonic(), 0
        stream = response.stream
        if not isinstance(stream, httpx.SyncByteStream):
            raise TypeError("the client is synchronous")
        for chunk in stream:
            self._watch.left()
            received += len(chunk)
            self.traffic.bytes_received += len(chunk)
            unpacker.feed(chunk)
            spent = self._clockwork.monotonic() - started
            if spent > self.limits.grace and received < spent * self.limits.min_rate:
                raise Unavailable(
                    f"{self.host} answers too slowly ({received / spent:.0f} bytes/s).", code="VND-DEADLINE"
                )
        return unpacker.finish()

    def _unreachable(self, error: Exception) -> Unavailable:
        reason = wire.reason_of(error)
        if reason:
            return Unavailable(f"The certificate of {self.host} is not valid: {reason}. Not connected.", code="NET-TLS")
        if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
            return Unavailable(f"{self.host} was silent for too long.", code="VND-DEADLINE")
        return Unavailable(f"{self.host} cannot be reached or broke off ({type(error).__name__}).", code="VND-DOWN")

    def _wait_before_next(self, fault: Unavailable | Damaged, tried: int, spent: float) -> float | None:
        if tried >= self.limits.tries or fault.code in {"VND-STOPPED", "NET-TLS", "VND-SIZE", "VND-REDIRECT"}:
            return None
        if isinstance(fault, Damaged) and tried >= _UNREADABLE_TRIES:
            return None
        asked = fault.retry_after if isinstance(fault, Unavailable) else None
        wait = full_jitter(tried, self._clockwork.chance) if asked is None else asked
        return None if wait > self.limits.inline_wait or spent + wait > self.limits.patience else wait


class _WatchedTransport(httpx.BaseTransport):
    """httpx over sockets that keep the deadline while connecting, waiting for headers and reading."""

    def __init__(self, watch: wire.Watch, encrypted: bool, limits: Limits) -> None:  # noqa: FBT001 - private, one caller
        context: ssl.SSLContext | None = None
        if encrypted:
            context = httpx.create_ssl_context(trust_env=False)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._pool = wire.pool(watch, context, limits.connections)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=url,
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response))

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


def is_loopback(host: str) -> bool:
    """Whether a host name means this computer, without asking a name server."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _whole(answer: Answer) -> Answer:
    return answer


def _checked_base(base_url: str, *, plain_http: bool) -> httpx.URL:
    try:
        url = httpx.URL(base_url.strip())
    except httpx.InvalidURL as error:
        raise Invalid(f"“{base_url[:200]}” is not a web address ({error}).", code="FEED-ADDRESS") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise Invalid(f"“{base_url[:200]}” is not a web address; it begins with https://.", code="FEED-ADDRESS")
    if url.scheme == "http" and not plain_http and not is_loopback(url.host):
        raise Invalid(
            f"{url.host} is asked without encryption. Use https://, or allow it in the feed's settings.", code="NET-TLS"
        )
    if url.userinfo or url.query or url.fragment:
        raise Invalid(
            "The address of a feed holds no password, query or fragment; keys are entered separately.",
            code="FEED-ADDRESS",
        )
    return url if url.raw_path.endswith(b"/") else url.copy_with(raw_path=url.raw_path + b"/")


def _final(fault: Unavailable | Damaged, tried: int) -> Unavailable | Damaged:
    if tried == 1:
        return fault
    sentence = f"{fault.sentence} Tried {tried} times; what arrived before is kept."
    if isinstance(fault, Unavailable):
        return Unavailable(sentence, code=fault.code, retry_after=fault.retry_after)
    return Damaged(sentence, code=fault.code)
