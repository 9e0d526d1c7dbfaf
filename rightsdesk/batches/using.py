"""Usages recorded by hand: placed and owed like those of a feed, ended, and taken back where they were mistakes."""

from collections.abc import Sequence
from dataclasses import dataclass

from rightsdesk.batches.task import Decode, Ended, Performed, Task, decided
from rightsdesk.domain import accrual, period, rights, streams
from rightsdesk.domain.account import AlreadyBilled
from rightsdesk.domain.image import EndUsage, Image, ImageUsageEnded, ImageUsagePlaced
from rightsdesk.domain.image.state import Placed
from rightsdesk.domain.rights import Usage
from rightsdesk.eventlog.log import EventLog
from rightsdesk.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Placings:
    """Carries out `PlaceUsage`: the placement and what is owed for it in one transaction."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Decide each placement and charge it by the agreement in force on its day."""
        ledger = Ledger(self.log, self.decode)
        ended = [decided(task) for task in tasks]
        for task, each in zip(tasks, ended, strict=True):
            for fact in each.writes[0].events:
                if isinstance(fact, ImageUsagePlaced):
                    again = fact.usage.usage_id in task.state.usages
                    ledger.used(task.state, _placed(task.state, fact.usage, fact.at), again=again)
        return Performed(tuple(ended), tuple(ledger.writes()))


@dataclass(frozen=True, slots=True)
class Endings:
    """Carries out `EndUsage`; what was placed by mistake is owed no longer, unless a document says so."""

    log: EventLog
    decode: Decode

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Decide each end; refuse a mistake that is billed already."""
        ledger = Ledger(self.log, self.decode)
        return Performed(tuple(_ended(task, ledger) for task in tasks), tuple(ledger.writes()))


def _ended(task: Task, ledger: Ledger) -> Ended:
    ended = decided(task)
    wish, image = task.command, task.state
    if not isinstance(wish, EndUsage) or wish.reason != rights.MISTAKEN:
        return ended
    facts = [fact for fact in ended.writes[0].events if isinstance(fact, ImageUsageEnded)]
    mistakes = [image.usages[fact.usage_id] for fact in facts]
    owed = [
        (each.usage.platform, image.vendor, accrual.charge_id(each.usage.usage_id))
        for each in mistakes
        if not _stood(each, ledger.owed_for(each.usage.platform, image.vendor, accrual.charge_id(each.usage.usage_id)))
    ]
    if any(ledger.is_billed(*each) for each in owed):
        return task.refused(AlreadyBilled())
    for each in owed:
        ledger.take_back(*each)
    return ended


def _stood(placed: Placed, day: str | None) -> bool:
    """Say whether what is owed for a day is owed for an earlier interval, which was no mistake."""
    earlier = ((since, until) for since, until in placed.intervals[:-1] if since != until)
    return any(period.day_of(since) == day for since, _ in earlier)


def _placed(image: Image, usage: Usage, at: str) -> accrual.Placed:
    key = streams.identifier(streams.image(image.vendor, image.asset_id))
    return accrual.Placed(key, str(image.effective("title") or image.asset_id), usage, at)
