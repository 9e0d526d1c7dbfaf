"""Fetching vendors' present metadata for many images: look-ups in pages, one judgement per image."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rightsdesk.batches.task import Ended, Performed, Task, decided
from rightsdesk.domain.image import RefreshMetadata
from rightsdesk.domain.image.observing import Delivery
from rightsdesk.domain.messages import Circumstance, Refused
from rightsdesk.eventlog.log import Write
from rightsdesk.faults import Damaged, Invalid, Unavailable
from rightsdesk.ledger import PriceDifferences


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a feed knows of the images asked for: deliveries by address, sentences for those set aside."""

    found: Mapping[str, Delivery]
    rejected: Mapping[str, tuple[str, str]]


Fetch = Callable[[str, Sequence[str]], Fetched]
"""Asks a feed (name) for images (addresses); raises `Unavailable` while the vendor does not answer."""


@dataclass(frozen=True, slots=True)
class Refreshing:
    """Carries out `RefreshMetadata` feed by feed; a feed that is down puts off its own images only.

    `differences` finds what was billed at a price that the vendor now changes.
    """

    fetch: Fetch
    differences: PriceDifferences | None = None

    def __call__(self, tasks: Sequence[Task]) -> Performed:
        """Fetch and judge; images whose feed refuses fail with its reason."""
        feeds: dict[str, list[Task]] = {}
        for task in tasks:
            feeds.setdefault(task.state.feed, []).append(task)
        ended: list[Ended] = []
        put_off: list[Task] = []
        seconds, reason = 0.0, ""
        for feed, asked in feeds.items():
            try:
                ended.extend(self._judged(feed, asked))
            except Unavailable as fault:
                put_off.extend(asked)
                seconds, reason = max(seconds, fault.retry_after or 5.0), fault.sentence
        shared = self._billed_otherwise(ended, tasks[0].cx)
        return Performed(tuple(ended), shared, tuple(task.lease for task in put_off), seconds, reason)

    def _billed_otherwise(self, ended: Sequence[Ended], cx: Circumstance) -> tuple[Write, ...]:
        if self.differences is None:
            return ()
        facts = {write.stream: write.events for each in ended for write in each.writes}
        return tuple(self.differences.writes(facts, cx))

    def _judged(self, feed: str, tasks: Sequence[Task]) -> list[Ended]:
        if not feed:
            return [decided(task) for task in tasks]
        try:
            fetched = self.fetch(feed, [task.state.uri for task in tasks])
        except (Damaged, Invalid, Refused) as told:
            # A key that is refused, a feed since removed, an answer nobody can read: waiting would not mend it.
            return [task.failed(told.code, told.sentence) for task in tasks]
        return [_one(task, fetched) for task in tasks]


def _one(task: Task, fetched: Fetched) -> Ended:
    uri = task.state.uri
    if uri in fetched.rejected:
        return task.failed(*fetched.rejected[uri])
    wish = task.command
    delivery = fetched.found.get(uri)
    if isinstance(wish, RefreshMetadata) and delivery is not None:
        return decided(replace(task, command=replace(wish, delivery=delivery)))
    return decided(task)
