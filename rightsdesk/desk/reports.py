"""Reports of use: what was used of a feed's pictures in a month, told to the vendor behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from rightsdesk.desk.parts import Parts
from rightsdesk.domain import ids, period
from rightsdesk.domain.feed import AGENCIES, ARTICLES
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Reader
from rightsdesk.vendorsync import reporting
from rightsdesk.vendorsync.port import UsageReceipt, UsageReport


@dataclass(frozen=True, slots=True)
class Reports:
    """Tells vendors what was used."""

    parts: Parts
    reader: Callable[[], Reader]

    def send(self, feed: str, month: str) -> UsageReceipt:
        """Report every first placement of a feed's pictures in a month (2026-10); the same report is the same batch.

        Raises `Invalid` where the vendor takes no reports, `Unavailable` while it does not answer.
        """
        chosen = period.month(month)
        told = self.parts.sync.feed(feed)
        if told.profile == ARTICLES:
            raise Invalid(
                f"Feed {feed} tells what was used itself; reports go to vendors' feeds.", code="FEED-NO-REPORT"
            )
        by_id = told.profile in AGENCIES
        used = [
            UsageReport(each.asset_id if by_id else each.uri, each.count, each.day)
            for each in self.reader().used_in(feed, chosen.first, chosen.after)
        ]
        adapter = self.parts.sync.open_feed(told)
        try:
            return reporting.report(adapter, ids.named("usage-report", feed, str(chosen)), used)
        finally:
            adapter.close()

    @staticmethod
    def sentence(receipt: UsageReceipt) -> str:
        """Return what became of a report, in one sentence."""
        return reporting.sentence(receipt)
