"""Invented pictures taken over page by page as they are invented, the way a feed's deliveries are."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from rightsdesk import sample
from rightsdesk.desk import Desk
from rightsdesk.hub.cursors import seal
from rightsdesk.hub.sample import sample_items, sample_vendors
from rightsdesk.vendorsync.feed import reading_for
from rightsdesk.vendorsync.handed_in import HandedIn
from rightsdesk.vendorsync.port import Change, ChangeBatch, SyncState
from rightsdesk.vendorsync.translate import Sorted

PAGE = 500
LEVEL = SyncState("changes", seal("c", "log", 0))
"""Where the feed goes on: at the beginning of what changes at the hub, which has the same pictures."""
Page = tuple[Change, ...]


def pages(plan: sample.Plan, skip: int = 0) -> Iterator[Page]:
    """Yield the pictures of a plan behind the first ones that are there already."""
    reading = reading_for("generic", None)
    now = datetime.now(UTC).replace(microsecond=0)
    items = islice(sample_items(plan.images, sample_vendors(plan.vendors, plan.seed), plan.seed, now=now), skip, None)
    while page := list(islice(items, PAGE)):
        yield tuple(Sorted(page, reading).changes)


def take(desk: Desk, source: Iterator[Page], count: int, heard: Callable[[str, Counter[str]], None]) -> None:
    """Take so many pictures over, in whole pages."""
    if count <= 0:
        return
    adapter = _Invented(islice(source, -(-count // PAGE)))
    sync = replace(desk.feeds.parts.sync, open_feed=lambda _: adapter)
    sync.pull(sample.FEED, sample.SECOND, progress=heard)


class _Invented(HandedIn):
    """A feed that delivers what is being invented."""

    def __init__(self, source: Iterator[Page]) -> None:
        super().__init__()
        self._source = source

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Yield the pages."""
        for page in self._source:
            yield ChangeBatch(page, (), 0, LEVEL, more=True)
