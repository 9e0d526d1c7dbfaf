"""What a batch's row says and how it moves: the same arithmetic for every adapter of the queue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rightsdesk.workqueue.queue import Progress, Settled, State
from rightsdesk.workqueue.rate import Rate

MAX_ATTEMPTS = 5
"""Attempts without an end after which an item is poison: it comes once more, to be settled as quarantined."""

COUNTS = ("done", "unchanged", "failed", "conflicted", "cancelled", "quarantined")
WITHOUT_SUCCESS = ("failed", "conflicted", "quarantined")
STALLED_AFTER = 2.0
"""Lease times without any item settled after which a batch counts as stalled."""


@dataclass(slots=True)
class Tally:
    """State and counters of one batch; `moved_at` (epoch seconds) is when an item last ended, or work began."""

    number: int
    batch: str
    kind: str
    total: int
    state: State = "running"
    run: int = 1
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    rate: Rate = field(default_factory=Rate)
    lease_seconds: float = 0.0
    moved_at: float = 0.0

    def lent(self, seconds: float, at: float) -> None:
        """Note that work goes on with leases of this length."""
        self.lease_seconds = seconds
        self.moved_at = self.moved_at or at

    def settle(self, settled: Sequence[Settled], at: float) -> None:
        """Count items that ended at a moment."""
        self.counts.update(item.result for item in settled)
        self.reasons.update(item.code for item in settled if item.code)
        self.rate.add(len(settled), at)
        self.moved_at = at

    def retry(self, reasons: Counter[str]) -> None:
        """Run on with the items without success; `reasons` are those of the others."""
        for result in WITHOUT_SUCCESS:
            del self.counts[result]
        self.state, self.reasons, self.rate, self.moved_at = "running", reasons, Rate(), 0.0

    def redo(self, run: int, items: int) -> None:
        """Run all items anew under another number; those that never came stay withdrawn."""
        self.counts = Counter(cancelled=self.total - items)
        self.state, self.reasons, self.rate, self.moved_at = "running", Counter(), Rate(), 0.0
        self.run = run

    def progress(self, at: float) -> Progress:
        """Return what people see of this batch at a moment (epoch seconds)."""
        running = self.state == "running"
        rate = self.rate.per_second(at if running else self.moved_at)
        remaining = self.total - self.counts.total()
        silent = at - self.moved_at if self.moved_at else 0.0
        return Progress(
            batch=self.batch,
            number=self.number,
            kind=self.kind,
            state=self.state,
            run=self.run,
            total=self.total,
            **{name: self.counts[name] for name in COUNTS},
            rate=rate,
            seconds_left=remaining / rate if running and rate else None,
            stalled=running and self.lease_seconds > 0 and silent > STALLED_AFTER * self.lease_seconds,
            reasons=dict(self.reasons),
        )


def together(attempts: Sequence[int]) -> int:
    """Say how many of the due items, given by their attempts so far, are lent at once.

    One that was lent before without an end goes alone, so that an item which stops the program condemns itself only.
    """
    if attempts and attempts[0]:
        return 1
    return next((place for place, tried in enumerate(attempts) if tried), len(attempts))
