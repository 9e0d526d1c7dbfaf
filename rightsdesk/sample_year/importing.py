"""A year imported from its files, in the order in which a house would have learnt it."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from rightsdesk import bootstrap
from rightsdesk.desk import BulkOrder, BuyImages, Desk, GenerateAdvices
from rightsdesk.domain import streams
from rightsdesk.domain.account import Account
from rightsdesk.domain.feed import BY_HAND, ConfigureFeed
from rightsdesk.domain.messages import fold
from rightsdesk.sample import LETTERHEAD, PLATFORMS
from rightsdesk.sample_year import writing
from rightsdesk.sample_year.placings import Row
from rightsdesk.sample_year.writing import YearPlan, read_lines, read_rows, write_year
from rightsdesk.settings import Settings
from rightsdesk.vendorsync.handed_in import HandedIn
from rightsdesk.vendorsync.port import Change, ChangeBatch, RemoteImage, SyncState

FEED = "year"
PAGE = 500
SETTLED = "2026-01"
"""The month that is settled before its late usages arrive."""
Told = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class YearReport:
    """What an import came to: counts by what was done, and what is owed by currency (minor units), late ones apart."""

    counts: Counter[str] = field(default_factory=Counter)
    owed: dict[str, int] = field(default_factory=dict)
    late: int = 0
    unknown_prices: int = 0


def create_year(folder: Path, plan: YearPlan, told: Told = silent) -> YearReport:
    """Make a workspace in `folder` and import a whole year into it; its files stay in `year` within it."""
    bootstrap.create_workspace(folder, Settings(name="Sample year", sample=True))
    files = folder / "year"
    told("write", 0, 0)
    write_year(files, plan)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        return import_year(desk, files, told)
    finally:
        desk.close()


def import_year(desk: Desk, files: Path, told: Told = silent) -> YearReport:
    """Import the files of a year into an open workspace and return what it came to."""
    report = before_usages(desk, files, told)
    _use(desk, files / writing.USAGES, report, told)
    _generate(desk, report, told)
    _use(desk, files / writing.USAGES_LATE, report, told)
    _buy(desk, files / writing.PURCHASES_LATE, report, told)
    report.counts.update(_pictures(desk, files / writing.CHANGES_LATE, told))
    told("project", 0, 0)
    desk.settle()
    _sum(desk, report)
    return report


def before_usages(desk: Desk, files: Path, told: Told = silent) -> YearReport:
    """Import all that comes before the first usage: vendors, agreements, pictures, purchases."""
    report = YearReport()
    _masters(desk, files, report, told)
    for name in (writing.ITEMS, writing.CHANGES):
        report.counts.update(_pictures(desk, files / name, told))
    _buy(desk, files / writing.PURCHASES, report, told)
    return report


def _masters(desk: Desk, files: Path, report: YearReport, told: Told) -> None:
    told("vendors", 0, 0)
    for platform, name, colour in PLATFORMS:
        desk.masters.add_platform(platform, name, {**LETTERHEAD, "colour": colour})
    report.counts["vendors"] = desk.masters.import_vendors(files / writing.VENDORS).vendors
    report.counts["agreements"] = desk.agreements.import_file(files / writing.AGREEMENTS).vendors


# ---------------------------------------------------------------------- pictures


class _Written(HandedIn):
    """Pictures that stand in a file, one for each line."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def pull(self, state: SyncState, *, full: bool = False) -> Iterator[ChangeBatch]:
        """Read the file in pages."""
        page: list[Change] = []
        for row in read_lines(self._path):
            page.append(_change(row))
            if len(page) == PAGE:
                yield ChangeBatch(tuple(page), (), 0, state, more=True)
                page = []
        yield ChangeBatch(tuple(page), (), 0, state, more=False)


def _change(row: Row) -> Change:
    raw = json.dumps(row, ensure_ascii=False).encode()
    uri = f"https://pictures.invalid/{row['vendor']}/{row['asset_id']}"
    at = datetime.fromisoformat(row["version_created"])
    image = RemoteImage(
        vendor=row["vendor"],
        asset_id=row["asset_id"],
        uri=uri,
        version=row["version"],
        version_created=at,
        content_hash=hashlib.sha256(raw).hexdigest(),
        fields=row["fields"],
        raw=raw,
        raw_format="sample",
    )
    change_id = f"{row['vendor']}:{row['asset_id']}@{row['version']}"
    return Change(change_id, "upsert", row["vendor"], row["asset_id"], uri, image, at)


def _pictures(desk: Desk, path: Path, told: Told) -> Counter[str]:
    desk.feeds.add(ConfigureFeed(FEED, "", BY_HAND))
    sync = replace(desk.feeds.parts.sync, open_feed=lambda _: _Written(path))

    def heard(_: str, counts: Counter[str]) -> None:
        told("pictures", counts.total(), 0)

    counts = sync.pull(FEED, desk.feeds.parts.actor, progress=heard).counts
    return Counter({f"images {name}": count for name, count in counts.items()})


# ---------------------------------------------------------------------- usages and money


def _use(desk: Desk, path: Path, report: YearReport, told: Told) -> None:
    done = desk.usages.import_file(path, progress=lambda counts: told("usages", counts.total(), 0))
    report.counts.update({f"usages {name}": count for name, count in done.counts.items()})


def _buy(desk: Desk, path: Path, report: YearReport, told: Told) -> None:
    rows = sorted(read_rows(path), key=lambda row: (row["platform"], row["purchased_on"]))
    for (platform, day), mine in groupby(rows, lambda row: (row["platform"], row["purchased_on"])):
        keys = list(dict.fromkeys(row["image"] for row in mine))
        report.counts["purchases"] += _ordered(desk, BuyImages(platform, day), keys)
        told("purchases", report.counts["purchases"], 0)


def _generate(desk: Desk, report: YearReport, told: Told) -> None:
    told("settle", 0, 0)
    vendors = [streams.identifier(name) for name in desk.log.streams("vendor")]
    report.counts["drafts"] = _ordered(desk, GenerateAdvices(SETTLED), vendors)


def _ordered(desk: Desk, order: BulkOrder, keys: Sequence[str]) -> int:
    ticket = desk.order(order, keys)
    progress = desk.wait(ticket.batch)
    return progress.done


def _sum(desk: Desk, report: YearReport) -> None:
    names = desk.log.streams("account")
    for start in range(0, len(names), PAGE):
        for history in desk.log.read_streams(names[start : start + PAGE]).values():
            account = fold(Account(), map(desk.feeds.parts.decode, history))
            for key, charge in account.charges.items():
                if key in account.reversed:
                    continue
                report.counts["charges"] += 1
                report.late += charge.late
                report.unknown_prices += charge.amount is None
                report.owed[charge.currency] = report.owed.get(charge.currency, 0) + (charge.amount or 0)
