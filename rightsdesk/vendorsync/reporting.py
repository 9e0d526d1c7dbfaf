"""Reports of use for any feed: sent where the vendor takes them, refused with a sentence where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.port import UsageReceipt, UsageReport, VendorFeed


def report(feed: VendorFeed, batch_id: str, usages: Sequence[UsageReport]) -> UsageReceipt:
    """Tell the vendor behind a feed what was used; `batch_id` stays the same when the same report is made again."""
    if not batch_id.strip():
        raise Invalid("A report of use needs a name; the identifier of the command that asked for it will do.")
    if not usages:
        return UsageReceipt(batch_id, (), (), ())
    return feed.report_usage(batch_id, usages)


def sentence(receipt: UsageReceipt) -> str:
    """What became of a report, in one sentence."""
    told = [f"{len(receipt.taken):,} uses reported"]
    if receipt.already:
        told.append(f"{len(receipt.already):,} had been reported before")
    if receipt.refused:
        told.append(f"{len(receipt.refused):,} not taken by the vendor")
    return f"{', '.join(told)}."
