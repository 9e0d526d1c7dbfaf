"""How fast and how soon again one vendor may be asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 3600.0
_FIRST_BACKOFF = 0.5
_LONGEST_BACKOFF = 20.0


class TokenBucket:
    """Lets `rate` requests per second through, `burst` of them at once, shared by all threads of one vendor."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float]) -> None:
        """`clock` counts seconds and never goes back."""
        self._rate = rate
        self._burst = float(burst)
        self._clock = clock
        self._tokens = self._burst
        self._seen = clock()
        self._lock = threading.Lock()

    def reserve(self) -> float:
        """Take one request out of the bucket and say how many seconds to wait before sending it."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._seen) * self._rate)
            self._seen = now
            self._tokens -= 1.0
            return max(0.0, -self._tokens / self._rate)


def full_jitter(attempt: int, chance: Callable[[], float]) -> float:
    """Seconds before try `attempt` + 1: anywhere between nothing and a bound that doubles each time."""
    return float(chance() * min(_LONGEST_BACKOFF, _FIRST_BACKOFF * 2.0**attempt))


def unannounced_wait(refusals: int) -> float:
    """Seconds to stay away when the vendor refuses for load but names no time: a minute, doubling up to an hour."""
    return float(min(LONGEST_WAIT, 60.0 * 2.0 ** min(refusals, 10)))


def announced_wait(value: str | None, now: datetime) -> float | None:
    """Seconds named by a `Retry-After` header, given as a number or as an HTTP date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(LONGEST_WAIT, float(text[:9]))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(LONGEST_WAIT, max(0.0, (moment - now).total_seconds()))
