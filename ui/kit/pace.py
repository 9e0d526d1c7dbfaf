"""How long a batch will still take: the median of its speed in the last ten seconds, said once it is sure enough."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from time import monotonic

WINDOW = 10.0
SURE_AFTER = 3.0
"""Seconds of work after which time left is said."""
SHOWN_AFTER = 0.5
"""Seconds after which progress is shown at all: what is over sooner must not flicker."""


@dataclass(slots=True)
class _Run:
    began: float
    seen: deque[tuple[float, int]] = field(default_factory=deque)
    """Moments, and how many items were settled then."""


class Pace:
    """Hears of the counters of every batch again and again; keeps ten seconds of them."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` tells seconds."""
        self._clock = clock
        self._runs: dict[str, _Run] = {}

    def hear(self, batch: str, settled: int, *, running: bool) -> None:
        """So many items are settled now; one that pauses begins anew when it goes on."""
        now = self._clock()
        run = self._runs.get(batch)
        if not running:
            self._runs.pop(batch, None)
            return
        if run is None or (run.seen and settled < run.seen[-1][1]):
            run = self._runs[batch] = _Run(now)
        run.seen.append((now, settled))
        while run.seen[0][0] < now - WINDOW:
            run.seen.popleft()

    def keep(self, batches: set[str]) -> None:
        """Forget all others."""
        self._runs = {batch: run for batch, run in self._runs.items() if batch in batches}

    def is_shown(self, batch: str) -> bool:
        """Whether it has run long enough for its progress to be worth showing."""
        run = self._runs.get(batch)
        return run is not None and self._clock() - run.began >= SHOWN_AFTER

    def per_second(self, batch: str) -> float | None:
        """The median speed of the last ten seconds, None in the first three."""
        run = self._runs.get(batch)
        if run is None or self._clock() - run.began < SURE_AFTER:
            return None
        seen = list(run.seen)
        speeds = [
            (settled - before) / (at - earlier) for (earlier, before), (at, settled) in pairwise(seen) if at > earlier
        ]
        return median(speeds) if speeds else None

    def seconds_left(self, batch: str, remaining: int) -> float | None:
        """How long the rest takes at that speed, None while nobody can say."""
        speed = self.per_second(batch)
        return remaining / speed if speed else None
