"""The timetable's story: jobs are planned once, wait from then on, and remember their last run."""

from datetime import UTC, datetime, timedelta

from rightsdesk.domain.messages import Circumstance, Command, Event, fold
from rightsdesk.domain.timetable import PlanJobs, RecordRun, Timetable, TimetableRan

NOW = datetime(2026, 10, 2, 12, 0, tzinfo=UTC)
RULES = {"backup": "every day at 03:30", "drafting": "day 1 of each month at 06:00"}
RAN = TimetableRan("backup", "2026-10-03T01:30:00+00:00", "2026-10-03T01:30:04+00:00", "done", "Saved.")


def _ask(
    wish: Command[Timetable], state: Timetable, at: datetime = NOW
) -> tuple[tuple[Event[Timetable], ...], Timetable]:
    facts = wish.decide(state, Circumstance(at, "timetable"))
    return facts, fold(state, facts)


PLANNED = _ask(PlanJobs(RULES), Timetable())[1]


def test_a_new_job_misses_nothing_that_lies_before_it() -> None:
    assert {job: each.since for job, each in PLANNED.jobs.items()} == dict.fromkeys(RULES, NOW.isoformat())


def test_the_same_plan_again_is_silent() -> None:
    assert _ask(PlanJobs(RULES), PLANNED, NOW + timedelta(days=3))[0] == ()


def test_another_rule_waits_from_the_moment_it_was_set() -> None:
    later = NOW + timedelta(days=3)
    facts, state = _ask(PlanJobs({**RULES, "backup": "every day at 11:00"}), PLANNED, later)
    assert len(facts) == 1
    assert state.jobs["backup"].since == later.isoformat()
    assert state.jobs["drafting"].since == NOW.isoformat()


def test_a_job_switched_off_and_on_again_does_not_catch_up() -> None:
    off = _ask(PlanJobs({"backup": RULES["backup"]}), PLANNED)[1]
    assert off.jobs["drafting"].rule == ""
    later = NOW + timedelta(days=60)
    on = _ask(PlanJobs(RULES), off, later)[1]
    assert on.jobs["drafting"].since == later.isoformat()


def test_a_run_is_remembered_once_and_the_wait_begins_with_its_start() -> None:
    facts, state = _ask(RecordRun(RAN), PLANNED)
    assert facts == (RAN,)
    assert (state.jobs["backup"].last, state.jobs["backup"].since) == (RAN, RAN.started_at)
    assert _ask(RecordRun(RAN), state)[0] == ()


def test_a_clock_that_was_put_back_does_not_stop_a_job_for_good() -> None:
    year_ahead = NOW + timedelta(days=365)
    state = _ask(PlanJobs(RULES), Timetable(), year_ahead)[1]
    facts, mended = _ask(PlanJobs(RULES), state)
    assert len(facts) == len(RULES)
    assert mended.jobs["backup"].since == NOW.isoformat()


def test_a_clock_corrected_by_seconds_plans_nothing_anew() -> None:
    assert _ask(PlanJobs(RULES), PLANNED, NOW - timedelta(seconds=30))[0] == ()
