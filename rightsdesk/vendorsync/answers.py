"""What an answer is worth: taken, tried again, or refused with a sentence that names the host and the way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.vendorsync.throttle import announced_wait, unannounced_wait

JSON_KINDS = ("json", "text/plain", "octet-stream")
"""Content types a record of data may come under; parts of the name suffice."""
_ANSWERS = frozenset({304, 402, 404, 409, 410})


@dataclass(frozen=True, slots=True)
class Answer:
    """One complete answer; header names are lower-case, `received_at` is our clock."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime

    @property
    def poll_after(self) -> float | None:
        """Seconds the vendor wants us to wait before asking again; some say so on a 200 too."""
        return announced_wait(self.headers.get("retry-after"), self.received_at)

    @property
    def clock_skew(self) -> float | None:
        """Seconds by which the vendor's clock is ahead of ours, None when it does not tell the time."""
        try:
            return (parsedate_to_datetime(self.headers.get("date", "")) - self.received_at).total_seconds()
        except (ValueError, TypeError):
            return None


def judge(answer: Answer, host: str, refusals: int, kinds: tuple[str, ...] = JSON_KINDS) -> None:
    """Raise unless this is an answer: 2xx with data of one of the kinds, 304, 402, 404, 409 or 410.

    `refusals` for load came before.
    """
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        _refuse_web_page(answer, host, kinds)
    elif status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.FORBIDDEN and _speaks_of_rate(answer)):
        raise _throttled(answer, host, refusals)
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unavailable(
            f"{host} has a fault of its own (status {status}).", code="VND-DOWN", retry_after=answer.poll_after
        )
    elif status not in _ANSWERS:
        raise _refused(status, host)


def _refused(status: int, host: str) -> Damaged | Invalid:
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return Damaged(
            f"{host} redirected the request; redirects are not followed and the key is not sent elsewhere. "
            "Correct the address of the feed if the vendor has moved.",
            code="VND-REDIRECT",
        )
    if status == HTTPStatus.FORBIDDEN:
        return Invalid(f"{host} forbids this with the key of the feed (status 403). Ask the vendor.", code="VND-AUTH")
    return Invalid(
        f"{host} does not understand the request (status {status}). Check the feed's profile.", code="VND-REFUSED"
    )


def _throttled(answer: Answer, host: str, refusals: int) -> Unavailable:
    wait = answer.poll_after
    if wait is None:
        wait = unannounced_wait(refusals)
    return Unavailable(
        f"{host} asks for a pause of {wait:.0f} s (its limit is reached). Reading goes on by itself.",
        code="VND-RATE",
        retry_after=wait,
    )


def _refuse_web_page(answer: Answer, host: str, kinds: tuple[str, ...]) -> None:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not answer.body or (kind and any(word in kind for word in kinds)):
        return
    if not kind and answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return
    raise Damaged(
        f"{host} did not answer with data (got {kind[:60] or 'something unnamed'}). "
        "Is a login page or proxy in the way? Nothing was imported.",
        code="VND-FORMAT",
    )


def _speaks_of_rate(answer: Answer) -> bool:
    text = answer.body[:2000].lower()
    return b"rate" in text or b"limit" in text or "retry-after" in answer.headers
