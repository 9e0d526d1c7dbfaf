"""Checking credit advices again: the findings are frozen in the advice's own story."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.task import Decode, Ended, Performed, Task, decided, histories
from rightsdesk.domain import streams
from rightsdesk.domain.advice import AdviceChecked, CheckAdvice, Finding
from rightsdesk.domain.advice.story import FIXED
from rightsdesk.eventlog.log import EventLog
from rightsdesk.ledger import Candidate

Check = Callable[[Sequence[Candidate]], Sequence[tuple[Finding, ...]]]
"""Returns the findings of each candidate, the stops first."""

Findings = Mapping[str, tuple[Finding, ...]]
"""Advice id -> what was found."""


@dataclass(frozen=True, slots=True)
class CheckingAgain:
    """Carries out `CheckAdvice` with what stands around the advices now."""

    log: EventLog
    decode: Decode
    check: Check

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Check all drafts of the batch together; what is issued, or was never drafted, is refused on its own."""
        open_ones = [task for task in tasks if task.state.state and task.state.state not in FIXED]
        names = {name for task in open_ones for name in _parties(task)}
        read = histories(self.log, self.decode, names)
        candidates = [
            Candidate(streams.identifier(task.lease.stream), task.state, *(read.state(name) for name in _parties(task)))
            for task in open_ones
        ]
        found = findings_of(self.check, candidates)
        return Performed(tuple(_checked(task, found) for task in tasks))


def findings_of(check: Check, candidates: Sequence[Candidate]) -> dict[str, tuple[Finding, ...]]:
    """Return what was found by advice; nothing is asked about nobody."""
    return dict(zip((each.advice_id for each in candidates), check(candidates) if candidates else (), strict=True))


def stops(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that forbid issuing."""
    return [each for each in findings if each.severity == "stop"]


def _checked(task: Task, found: Findings) -> Ended:
    findings = found.get(streams.identifier(task.lease.stream))
    if findings is None or not isinstance(task.command, CheckAdvice):
        return decided(task)
    return decided(replace(task, command=replace(task.command, facts=(AdviceChecked(findings),))))


def _parties(task: Task) -> tuple[str, str]:
    return streams.vendor(task.state.vendor), streams.platform(task.state.platform)
