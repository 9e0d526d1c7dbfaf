"""When things run by themselves: triggers give the moments, what was missed is due once; nothing runs in here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

LOOK_BACK = timedelta(days=63)
"""No rule pauses longer than this: of older runs that were missed, a newer one takes the place."""
_DAY, _TICK = timedelta(days=1), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A job to be run now, and the moment (UTC) its one run stands for, however many were missed."""

    job: str
    at: datetime


class Rule(Protocol):
    """Knows when a job is due."""

    @property
    def words(self) -> str:
        """Return the rule for people; another rule has other words."""

    def after(self, moment: datetime) -> datetime | None:
        """Return the first due moment (UTC) later than the given one, None when there is none yet."""

    def missed(self, since: datetime, now: datetime) -> datetime | None:
        """Return what the one run now stands for: due later than `since` and not later than `now`."""


@dataclass(frozen=True, slots=True)
class AtTime:
    """Each day at a time of the zone's clocks (`02:30`), or on one day of each month.

    Once a day also where clocks change: a time that is skipped runs when the clocks have jumped, one that comes
    twice runs when it comes first.
    """

    time: str
    zone: str
    day_of_month: int | None = None
    _trigger: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A trigger in the zone itself fires twice at a time that comes twice, so it counts on a clock without
        # changes. Loaded here: the command line starts without it.
        from apscheduler.triggers.cron import CronTrigger

        hour, minute = map(int, self.time.split(":"))
        trigger = CronTrigger(day=self.day_of_month, hour=hour, minute=minute, second=0, timezone=UTC)
        object.__setattr__(self, "_trigger", trigger)

    @property
    def words(self) -> str:
        """Return for instance `every day at 02:30 (Europe/Berlin)`."""
        if self.day_of_month is None:
            return f"every day at {self.time} ({self.zone})"
        return f"day {self.day_of_month} of each month at {self.time} ({self.zone})"

    def after(self, moment: datetime) -> datetime | None:
        """Return the next time by the clocks of the zone."""
        return next(self._moments(moment))

    def missed(self, since: datetime, now: datetime) -> datetime | None:
        """Return the newest of all missed moments."""
        found = None
        for moment in self._moments(max(since, now - LOOK_BACK)):
            if moment > now:
                break
            found = moment
        return found

    def _moments(self, later_than: datetime) -> Iterator[datetime]:
        zone = ZoneInfo(self.zone)
        wall = later_than.astimezone(zone).replace(tzinfo=UTC, fold=0) - _DAY
        while True:
            wall = self._trigger.get_next_fire_time(None, wall + _TICK)
            moment = wall.replace(tzinfo=zone).astimezone(UTC)
            if moment > later_than:
                later_than = moment
                yield moment


@dataclass(frozen=True, slots=True)
class AtChange:
    """At the next change, which `following(moment)` knows; one run serves everything that has changed by then."""

    following: Callable[[datetime], datetime | None]

    @property
    def words(self) -> str:
        """Return the rule for people."""
        return "at the next change"

    def after(self, moment: datetime) -> datetime | None:
        """Return the next change."""
        from apscheduler.triggers.date import DateTrigger

        change = self.following(moment)
        if change is None:
            return None
        fires: datetime = DateTrigger(change, UTC).get_next_fire_time(None, moment)
        return fires.astimezone(UTC)

    def missed(self, since: datetime, now: datetime) -> datetime | None:
        """Return the first change that nobody looked at."""
        change = self.after(since)
        return change if change is not None and change <= now else None


def due(rules: Mapping[str, Rule], since: Mapping[str, datetime], now: datetime) -> list[Due]:
    """Return each job that has become due since it was planned or last ran, once, the longest waiting first."""
    found = [
        Due(job, moment)
        for job, rule in rules.items()
        if job in since and (moment := rule.missed(since[job], now)) is not None
    ]
    return sorted(found, key=lambda each: each.at)
