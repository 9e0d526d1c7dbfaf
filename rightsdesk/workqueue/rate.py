"""How fast a batch goes: settled items in buckets of one second, the older half counting half after ten seconds."""

from dataclasses import dataclass

HALF_LIFE = 10.0
"""Seconds after which a bucket counts half."""

_DECAY = 0.5 ** (1 / HALF_LIFE)


@dataclass(slots=True)
class Rate:
    """A moving average: `second` is the bucket being filled with `count`, `total` and `weight` hold the closed ones."""

    second: int = 0
    count: int = 0
    total: float = 0.0
    weight: float = 0.0

    def add(self, settled: int, at: float) -> None:
        """Count items settled at a moment (seconds of the epoch)."""
        second = int(at)
        if not self.second:
            self.second = second
        if second > self.second:
            self._close(second)
        self.count += settled

    def per_second(self, at: float) -> float | None:
        """Return items a second as of a moment, None before the first second is over."""
        seen = Rate(self.second, self.count, self.total, self.weight)
        if seen.second and int(at) > seen.second:
            seen._close(int(at))
        return seen.total / seen.weight if seen.weight else None

    def _close(self, second: int) -> None:
        passed = second - self.second
        self.total = (self.total * _DECAY + self.count) * _DECAY ** (passed - 1)
        self.weight = self.weight * _DECAY**passed + (1 - _DECAY**passed) / (1 - _DECAY)
        self.second, self.count = second, 0
