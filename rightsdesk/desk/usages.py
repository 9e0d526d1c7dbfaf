"""Usages: files taken over, placements recorded by hand, pictures that came after their articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.batches.submit import Ticket
from rightsdesk.desk.orders import BulkOrder
from rightsdesk.desk.parts import Parts
from rightsdesk.desk.rights_orders import PlaceUsages
from rightsdesk.domain import ids
from rightsdesk.vendorsync.usage_import import Progress, UsageImportReport

Submit = Callable[[BulkOrder, Sequence[str]], Ticket]
"""Queues an order for rows named by their keys."""


@dataclass(frozen=True, slots=True)
class Usages:
    """Takes usages over."""

    parts: Parts
    submit: Submit

    def import_file(
        self,
        path: Path,
        *,
        platform: str = "",
        dry_run: bool = False,
        progress: Progress = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> UsageImportReport:
        """Take a CSV or NDJSON file over; `platform` is meant where no column names one. A bad row stops nothing.

        The same file again records only what was not known; broken off, it goes on where it was.
        """
        if platform:
            ids.checked(platform, "platform")
        return self.parts.usage_import.run(
            path, self.parts.actor, progress, cancelled, platform=platform, dry_run=dry_run
        )

    def place(self, images: Sequence[str], order: PlaceUsages) -> Ticket:
        """Record by hand that images (keys `vendor:asset`) were placed in an article."""
        return self.submit(order, images)

    def place_waiting(self, feed: str) -> int:
        """Place pictures that were not here yet when a feed's articles were read; return how many now stand."""
        return self.parts.usage_sync.place_waiting(feed, self.parts.actor)
