"""The story of the timetable: what runs by itself, since when it waits, when it last ran and how that ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from rightsdesk.domain.messages import Circumstance, Command, Event, event

MAIN = "main"
"""The one timetable of a workspace."""

CLOCK_SLACK = timedelta(hours=1)
"""How far a remembered moment may lie ahead before the clock counts as put back."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A job on the timetable: its rule in words, the moment up to which nothing is missed, and its last run."""

    rule: str = ""
    since: str = ""
    last: "TimetableRan | None" = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """The timetable as its stream tells it, by the name of the job."""

    jobs: dict[str, Planned] = field(default_factory=dict)


@event("timetable.planned")
@dataclass(frozen=True, slots=True)
class TimetablePlanned(Event[Timetable]):
    """A job was put on the timetable, got another rule, or was taken off (no rule); nothing before is missed."""

    job: str
    rule: str
    since: str

    def evolve(self, state: Timetable) -> Timetable:
        """Wait from that moment on."""
        kept = replace(state.jobs.get(self.job, Planned()), rule=self.rule, since=self.since)
        return Timetable({**state.jobs, self.job: kept})


@event("timetable.ran")
@dataclass(frozen=True, slots=True)
class TimetableRan(Event[Timetable]):
    """A job ran for the moment it was due at; `result` is done, nothing or failed, `sentence` is for people.

    `batch` is what it queued, `file` and `sha256` what it wrote. Moments are ISO 8601 in UTC.
    """

    job: str
    due_at: str
    started_at: str
    result: str
    sentence: str = ""
    batch: str = ""
    file: str = ""
    sha256: str = ""

    def evolve(self, state: Timetable) -> Timetable:
        """Wait from its beginning on: what became due meanwhile is still to come."""
        kept = replace(state.jobs.get(self.job, Planned()), since=self.started_at, last=self)
        return Timetable({**state.jobs, self.job: kept})


@dataclass(frozen=True, slots=True)
class PlanJobs(Command[Timetable]):
    """Let the timetable hold these jobs and no others: job -> its rule in words."""

    rules: Mapping[str, str]

    def decide(self, state: Timetable, cx: Circumstance) -> tuple[Event[Timetable], ...]:
        """Answer with what differs, and with what waits for a time that a corrected clock puts far ahead."""
        gone = {job: "" for job in state.jobs if job not in self.rules}
        return tuple(
            TimetablePlanned(job, rule, _text(cx.at))
            for job, rule in {**self.rules, **gone}.items()
            if _differs(state.jobs.get(job), rule, cx.at)
        )


@dataclass(frozen=True, slots=True)
class RecordRun(Command[Timetable]):
    """Remember a run, once for each moment it was due at."""

    ran: TimetableRan

    def decide(self, state: Timetable, cx: Circumstance) -> tuple[Event[Timetable], ...]:
        """Answer with the run, with silence when it is remembered already."""
        last = state.jobs.get(self.ran.job, Planned()).last
        return () if last is not None and last.due_at == self.ran.due_at else (self.ran,)


def _differs(planned: Planned | None, rule: str, at: datetime) -> bool:
    if planned is None or planned.rule != rule:
        return True
    return bool(rule) and datetime.fromisoformat(planned.since) > at + CLOCK_SLACK


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
