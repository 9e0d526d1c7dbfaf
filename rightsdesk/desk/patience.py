"""How long a job waits before it is tried again whose outside does not answer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""After the first try, the second and so on; the last one stays."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Counts tries without an answer, for this run of the program only: after a start all is tried at once."""

    tries: dict[str, int] = field(default_factory=dict)
    until: dict[str, datetime] = field(default_factory=dict)

    def tried(self, job: str, now: datetime) -> None:
        """Count a try that begins now; until it is answered the job waits longer each time."""
        self.tries[job] = self.tries.get(job, 0) + 1
        self.until[job] = now + PAUSES[min(self.tries[job], len(PAUSES)) - 1]

    def answered(self, job: str) -> None:
        """Forget the tries of a job that came through."""
        self.tries.pop(job, None)
        self.until.pop(job, None)

    def asks_to_wait(self, job: str, now: datetime) -> bool:
        """Say whether a job must wait; a pause longer than any comes from a clock that was put back and counts not."""
        return job in self.until and now < self.until[job] <= now + PAUSES[-1]
