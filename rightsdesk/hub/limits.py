"""How often a caller may ask: two token buckets, one by the second and one by the minute, on the virtual clock."""

import math
from dataclasses import dataclass

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The allowance of one token; the defaults are those of the training hub."""

    per_second: int = 10
    per_minute: int = 300


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a caller learns of its allowance: `wait` in seconds is 0 when the request may pass."""

    limit: int
    remaining: int
    reset: int
    wait: int


class _Bucket:
    """A bucket that fills at `rate` tokens a second up to `size`."""

    def __init__(self, rate: float, size: float, now: float) -> None:
        self.rate = rate
        self.size = size
        self.level = size
        self.seen = now

    def fill(self, now: float) -> None:
        self.level = min(self.size, self.level + max(0.0, now - self.seen) * self.rate)
        self.seen = now

    def lack(self) -> float:
        """Seconds until one whole token is there."""
        return max(0.0, (1.0 - self.level) / self.rate)


class Throttle:
    """The buckets of every caller; without a limit everything passes."""

    def __init__(self, limit: RateLimit | None) -> None:
        """`limit`: None switches throttling off."""
        self.limit = limit
        self._buckets: dict[str, tuple[_Bucket, _Bucket]] = {}

    def take(self, caller: str, now: float) -> Allowance | None:
        """Take one request from the caller's allowance, None when there is no limit at all."""
        if self.limit is None:
            return None
        second, minute = self._of(caller, now)
        wait = max(second.lack(), minute.lack())
        if not wait:
            second.level -= 1.0
            minute.level -= 1.0
        reset = math.ceil(now + (minute.size - minute.level) / minute.rate)
        return Allowance(self.limit.per_minute, int(minute.level), reset, math.ceil(wait))

    def _of(self, caller: str, now: float) -> tuple[_Bucket, _Bucket]:
        limit = self.limit or RateLimit()
        pair = self._buckets.get(caller)
        if pair is None:
            pair = (
                _Bucket(limit.per_second, limit.per_second, now),
                _Bucket(limit.per_minute / MINUTE, limit.per_minute, now),
            )
            self._buckets[caller] = pair
        for bucket in pair:
            bucket.fill(now)
        return pair
