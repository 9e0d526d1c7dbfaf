"""Workspaces whose pictures and usages stand in the log from the start, so that thousands of them cost no time."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rightsdesk import bootstrap
from rightsdesk.desk import BatchRow, Desk, Query
from rightsdesk.domain import image, rights, streams
from rightsdesk.domain.account import Charge, ChargeAccrued
from rightsdesk.domain.image import ImageKilled, ImageUsageEnded, ImageUsagePlaced
from rightsdesk.domain.rights import Usage
from rightsdesk.eventlog.log import Context, EventLog, Write
from rightsdesk.settings import Settings
from tests.kit.window import quiet, until
from ui.session import Session

VENDOR = "alpenpix"
ROUND = 2_000


def house(folder: Path, *, rate: str = "") -> Path:
    """A workspace with one platform and one vendor; the rate is what its agreement says a use costs."""
    bootstrap.create_workspace(folder, Settings(name="Magazine"))
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        desk.masters.add_platform("tag", "Tagwerk Online", {"company": "Muster Verlag GmbH", "country": "DE"})
        terms = {"billing_mode": "on_use", "currency": "EUR", "rate": rate} if rate else {}
        desk.masters.set_vendor(VENDOR, {"name": "AlpenPix AG", **terms})
        desk.settle()
    finally:
        desk.close()
    return folder


def written(folder: Path, writes: Iterable[Write]) -> None:
    """Put facts into the log of a workspace that nobody has open."""
    desk = bootstrap.open_desk(folder, bootstrap.Opening(in_process=True))
    try:
        told(desk.log, list(writes))
        desk.settle()
    finally:
        desk.close()


def told(log: EventLog, writes: Sequence[Write]) -> None:
    """Append facts as a feed would."""
    for first in range(0, len(writes), ROUND):
        with log.transaction() as tx:
            log.append(tx, writes[first : first + ROUND], Context("sync", f"pull-{log.head().position}"))


def day(days: int) -> str:
    """A moment so many days from now, as stored."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def delivered(asset: str, *facts: Any, ends: int | None = None, version: int = 1, status: str = "usable") -> Write:
    """An image as its vendor delivers it, and what happened to it since; its licence ends in so many days."""
    fields = {
        "title": f"Picture {asset}",
        "status": status,
        "price": 1250,
        "currency": "EUR",
        "price_origin": "item",
        "licence_start": day(-300),
        "licence_end": None if ends is None else day(ends),
    }
    seen = image.ImageObserved(
        vendor=VENDOR,
        asset_id=asset,
        uri=f"https://hub.invalid/v1/items/{asset}",
        feed="hub",
        version=version,
        version_created=None,
        content_hash=f"{asset}-{version}",
        fields=fields,
        changed=tuple(fields),
        change_id=f"{version}-{asset}",
    )
    return Write(_stream(asset), (seen, *facts))


def placed(asset: str, article: str, *, since: int = -20) -> ImageUsagePlaced:
    """The image stands in that article."""
    usage = Usage(
        _usage(asset, article), "tag", article, headline=f"Article {article}", url=f"https://tag.invalid/{article}"
    )
    return ImageUsagePlaced(usage, day(since), f"{article}@1")


def owed(asset: str, *charges: str, article: str = "") -> Write:
    """Charges of 12.50 for the same use of an image."""
    facts = tuple(
        ChargeAccrued(
            Charge(one, f"{VENDOR}:{asset}", f"Picture {asset}", 1250, "EUR", day(-20)[:10], "item", "", "", article)
        )
        for one in charges
    )
    return Write(streams.account("tag", VENDOR), facts)


def gone(asset: str, article: str) -> Write:
    """The feed shows the image there no more."""
    return Write(_stream(asset), (ImageUsageEnded(_usage(asset, article), day(0), "gone", "", f"{article}@2"),))


def killed(asset: str) -> Write:
    """The vendor recalls the image for good."""
    again = delivered(asset, ImageKilled("recalled"), version=2, status="canceled")
    return Write(again.stream, again.events)


def batch(session: Session, kind: str) -> BatchRow:
    """The newest batch of a kind, once it is finished."""

    def ended() -> bool:
        rows = _batches(session.desk, kind)
        return bool(rows) and rows[0].finished_at is not None

    until(ended, f"{kind} to finish")
    quiet(session)
    return _batches(session.desk, kind)[0]


def _batches(desk: Desk, kind: str) -> list[BatchRow]:
    reader = desk.reader()
    return reader.rows("batches", reader.ids(Query("batches", f"kind:{kind}", "number", descending=True)))


def _stream(asset: str) -> str:
    return streams.image(VENDOR, asset)


def _usage(asset: str, article: str) -> str:
    return rights.usage_id("tag", article, f"{VENDOR}:{asset}")
