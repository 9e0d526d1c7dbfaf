"""Checks many credit advices at once, as batches ask for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rightsdesk.documents import credit_advice
from rightsdesk.documents.checking.circumstances import Circumstances
from rightsdesk.documents.checking.doubts import doubts
from rightsdesk.documents.checking.faults import faults, stops_first
from rightsdesk.domain import period
from rightsdesk.domain.advice import Finding
from rightsdesk.ledger.surroundings import Around, Candidate, Surroundings


@dataclass(frozen=True, slots=True)
class Checking:
    """Finds faults and doubts of credit advices; nothing is issued on a day (ISO) up to `closed_until`, where given."""

    surroundings: Surroundings
    clock: Callable[[], datetime]
    closed_until: str = ""

    def __call__(self, candidates: Sequence[Candidate]) -> list[tuple[Finding, ...]]:
        """Return the findings of each candidate, the stops first."""
        today = period.local_day(self.clock()).isoformat()
        cx = Circumstances(today, self.closed_until)
        around = self.surroundings.of(candidates)
        return [self._checked(each, beside, cx) for each, beside in zip(candidates, around, strict=True)]

    def _checked(self, each: Candidate, around: Around, cx: Circumstances) -> tuple[Finding, ...]:
        day = period.local_day(self.clock())
        snapshot = each.snapshot or credit_advice.draft(each.advice, each.vendor, each.platform, day)
        return stops_first((*faults(snapshot, cx), *doubts(snapshot, each, around)))
