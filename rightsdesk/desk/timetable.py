"""The timetable at work: which jobs there are, which are due, each run once and remembered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from rightsdesk.desk.chores import ACTOR, BACKUP, DRAFTING, EXPIRY, NIGHTLY, SYNC, Cancelled, Chores, Interrupted
from rightsdesk.desk.feeds import Feeds
from rightsdesk.desk.nightly import Nightly, forget, load, plan
from rightsdesk.desk.parts import Parts
from rightsdesk.desk.patience import Patience
from rightsdesk.domain import streams
from rightsdesk.domain.messages import Circumstance, Command, Refused
from rightsdesk.domain.timetable import MAIN, PlanJobs, Planned, RecordRun, Timetable, TimetableRan
from rightsdesk.faults import Conflict, Fault, Unavailable, Unknown
from rightsdesk.vendorsync.timetable import AtChange, AtTime, Due, Rule, due

LOOK_EVERY = timedelta(seconds=15)
FEEDS_EVERY = timedelta(minutes=10)
"""How long the list of feeds is taken for granted; reading their stories costs more than everything else here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timetable, its moments in the workspace's zone; a job that waits to be run was due already."""

    job: str
    rule: str
    next_run: datetime | None
    waiting: bool
    last_run: datetime | None
    last: TimetableRan | None


@dataclass(frozen=True, slots=True)
class Round:
    """What was run, and the sentence for each job that was put off because its outside does not answer."""

    ran: tuple[TimetableRan, ...] = ()
    put_off: dict[str, str] = field(default_factory=dict)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Return the sentences of what failed or was put off."""
        failed = (each.sentence for each in self.ran if each.result == "failed")
        return (*failed, *self.put_off.values())


class Timekeeper:
    """Keeps the timetable of an open workspace. Time is only ever asked for, so that no pause is missed."""

    def __init__(self, parts: Parts, chores: Chores) -> None:
        """Look at nothing yet."""
        self._parts = parts
        self._chores = chores
        self._looked: datetime | None = None
        self._rules: dict[str, Rule] = {}
        self._rules_of: datetime | None = None
        self._known: tuple[int, Timetable] = (0, Timetable())
        self._patience = Patience()

    def entries(self) -> list[Entry]:
        """Return all jobs with their next and last run; nothing is written."""
        now, jobs = self._parts.clock(), self._state().jobs
        return [self._entry(job, rule, jobs.get(job, Planned()), now) for job, rule in self._made_rules().items()]

    def _entry(self, job: str, rule: Rule, planned: Planned, now: datetime) -> Entry:
        zone, last = ZoneInfo(self._parts.settings.zone), planned.last
        since = datetime.fromisoformat(planned.since) if planned.rule == rule.words else now
        missed = rule.missed(since, now)
        coming = missed or rule.after(max(since, now))
        last_run = datetime.fromisoformat(last.started_at).astimezone(zone) if last else None
        return Entry(job, rule.words, coming and coming.astimezone(zone), missed is not None, last_run, last)

    def run_due(self, cancelled: Cancelled = lambda: False) -> Round:
        """Run what is due, each job once however often it was missed; asked too soon again, do nothing."""
        now = self._parts.clock()
        if _is_fresh(self._looked, now, LOOK_EVERY):
            return Round()
        self._looked = now
        if not _is_fresh(self._rules_of, now, FEEDS_EVERY):
            self._rules, self._rules_of = self._made_rules(), now
        self._plan(self._rules)
        waiting = due(self._rules, self._since(), now)
        return self._run((each for each in waiting if not self._patience.asks_to_wait(each.job, now)), cancelled)

    def run(self, job: str, cancelled: Cancelled = lambda: False) -> Round:
        """Run one job now, for the moment it was missed at or else for this one; raise `Unknown` for a stranger."""
        rules = self._made_rules()
        if job not in rules:
            sentence = (
                f"The timetable holds no job {job!r}; it holds {', '.join(rules)}. See: rightsdesk timetable list"
            )
            raise Unknown(sentence, code="JOB-UNKNOWN")
        self._plan(rules)
        now = self._parts.clock()
        return self._run([*due({job: rules[job]}, self._since(), now), Due(job, now)][:1], cancelled)

    def _run(self, waiting: Iterable[Due], cancelled: Cancelled) -> Round:
        ran: list[TimetableRan] = []
        put_off: dict[str, str] = {}
        for each in waiting:
            if cancelled():
                break
            try:
                ran.append(self._carried_out(each, cancelled))
            except Interrupted:
                break
            except (Unavailable, Conflict) as fault:
                put_off[each.job] = fault.sentence
        return Round(tuple(ran), put_off)

    def _carried_out(self, each: Due, cancelled: Cancelled) -> TimetableRan:
        """Run a job and remember it; until that is done it counts as tried and is due again."""
        started = self._parts.clock()
        self._patience.tried(each.job, started)
        moments = (_text(each.at), _text(started))
        try:
            done = self._chores.carry_out(each, cancelled)
            ran = TimetableRan(each.job, *moments, done.result, done.sentence, done.batch, done.file, done.sha256)
        except (Interrupted, Unavailable, Conflict):
            raise
        except (Fault, Refused) as error:
            ran = TimetableRan(each.job, *moments, "failed", error.sentence)
        self._tell(RecordRun(ran))
        self._patience.answered(each.job)
        return ran

    # ------------------------------------------------------------ what is on it

    def _made_rules(self) -> dict[str, Rule]:
        settings = self._parts.settings
        nights = {feed.name: settings.sync_time(feed.name) for feed in Feeds(self._parts).configured()}
        rules: dict[str, Rule] = {
            f"{SYNC}:{name}": AtTime(time, settings.zone) for name, time in nights.items() if time
        }
        rules[EXPIRY] = AtChange(self._chores.expiring.next_change)
        if settings.month_end:
            rules[DRAFTING] = AtTime(settings.month_end, settings.zone, 1)
        if settings.backup:
            rules[BACKUP] = AtTime(settings.backup, settings.zone)
        for name, nightly in load(self._parts.folder).items():
            rules[f"{NIGHTLY}:{name}"] = AtTime(nightly.at, settings.zone)
        return rules

    def nightly(self) -> list[Nightly]:
        """Return the commands that are given every night."""
        return list(load(self._parts.folder).values())

    def give_nightly(self, nightly: Nightly) -> None:
        """Give a command every night from now on; raise `Invalid` for what cannot be given by itself."""
        plan(self._parts.folder, nightly, self._matching)
        self._rules_of = self._looked = None

    def forget_nightly(self, name: str) -> bool:
        """Give it no more; False when there is none of this name."""
        self._rules_of = self._looked = None
        return forget(self._parts.folder, name)

    def _matching(self, nightly: Nightly) -> int:
        """Return how many rows its filter finds now; raise `Invalid` when it cannot be understood."""
        reader = self._parts.read_model.reader()
        try:
            return len(nightly.keys(reader))
        finally:
            reader.close()

    def _plan(self, rules: dict[str, Rule]) -> None:
        wish = PlanJobs({job: rule.words for job, rule in rules.items()})
        # Asked four times a minute: most of the time nothing differs, and then nobody has to wait for the log.
        if wish.decide(self._state(), Circumstance(self._parts.clock(), ACTOR)):
            self._tell(wish)

    def _tell(self, wish: Command[Timetable]) -> None:
        self._parts.handling.handle(streams.timetable(MAIN), Timetable(), wish, ACTOR)

    def _state(self) -> Timetable:
        own = streams.timetable(MAIN)
        version = self._parts.log.versions([own])[own]
        if version != self._known[0]:
            state, version = self._parts.handling.state(own, Timetable())
            self._known = (version, state)
        return self._known[1]

    def _since(self) -> dict[str, datetime]:
        return {job: datetime.fromisoformat(planned.since) for job, planned in self._state().jobs.items()}


def _is_fresh(moment: datetime | None, now: datetime, lasting: timedelta) -> bool:
    """Say whether a moment lies less than that long behind; a clock that was put back makes nothing fresh."""
    return moment is not None and timedelta(0) <= now - moment < lasting


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
