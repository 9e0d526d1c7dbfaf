"""A publisher's desk in memory: a vendor's feed, a platform's articles, batches, and the tables people look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rightsdesk.batches.submit import Ticket
from rightsdesk.domain import period, streams
from rightsdesk.domain.feed import FeedConfigured
from rightsdesk.domain.image import OpenTakeDowns
from rightsdesk.domain.platform import PlatformRegistered
from rightsdesk.readmodel import Query, Reader, open_read_model
from rightsdesk.vendorsync.articles import ArticleVersion, PlacedPicture
from rightsdesk.vendorsync.ninjs import Reading
from rightsdesk.vendorsync.port import ChangeBatch, SyncState
from rightsdesk.vendorsync.quarantine import Quarantine
from rightsdesk.vendorsync.sync import Sync, SyncReport
from rightsdesk.vendorsync.translate import Sorted, read_again
from rightsdesk.vendorsync.usage_port import ArticleBatch
from rightsdesk.vendorsync.usage_sync import UsageSync
from tests.kit.house import House, OneBatch
from tests.kit.works import decode
from tests.vendorsync.kit import dated, picture, policy
from tests.vendorsync.test_usage_sync import Paper

VENDOR = "alpenpix"
DECEMBER, JUNE, LATER = "2026-12-31", "2026-06-30", "2027-12-31"


@dataclass
class Press(House):
    """A house with a feed of pictures, a feed of articles of platform `tag`, and tables over its log."""

    folder: Path = field(default_factory=Path)

    def __post_init__(self) -> None:
        """Put feeds and tables in."""
        super().__post_init__()
        self.raw: list[bytes] = []
        self.given("feed-pictures", FeedConfigured("pictures", "https://hub.invalid", "generic"))
        self.given("feed-news", FeedConfigured("news", "https://tag.invalid", "articles", "tag"))
        for name in ("tag", "reise", "sport"):
            self.given(streams.platform(name), PlatformRegistered(name, name.title(), {"territory": "DE"}))
        self.paper = Paper()
        self.articles = UsageSync(self.log, decode, lambda: self.at, lambda _: self.paper, lambda *_: "")
        self.model = open_read_model(self.folder / "read.db", self.log)
        self.reader: Reader = self.model.reader(lambda: period.local_day(self.at), lambda: int(self.at.timestamp()))
        self.page = 0

    def close(self) -> None:
        """Give the file back; the tables must equal those made anew from the log."""
        self.look()
        assert self.model.compare().identical
        self.reader.close()
        self.model.close()

    # ------------------------------------------------------------------ the vendor speaks

    def sync(self, batch: ChangeBatch | None = None) -> Sync:
        """Return the sync of the feed of pictures, which has one batch to say."""
        found = batch or ChangeBatch((), (), 0, SyncState("changes", str(self.page)), more=False)
        return Sync(self.log, decode, lambda: self.at, lambda _: OneBatch(found), self._keep)

    def _keep(self, _name: str, raw: Sequence[bytes]) -> str:
        self.raw += raw
        return "kept"

    def says(self, *entries: dict[str, Any], full: bool = False) -> SyncReport:
        """Let the vendor's feed say items (or changes) and take them over."""
        self.page += 1
        told = Sorted(entries, Reading())
        state = SyncState("changes", str(self.page))
        batch = ChangeBatch(tuple(told.changes), tuple(told.rejected), 0, state, more=False, snapshot_complete=full)
        report = self.sync(batch).pull("pictures", "sync", full=full)
        return replace(report, counts={name: count for name, count in report.counts.items() if count})

    def quarantine(self) -> Quarantine:
        """Return what was set aside of the feed."""
        return Quarantine(self.sync(), lambda _, raw: read_again(raw, Reading()))

    # ------------------------------------------------------------------ the platform speaks

    def publishes(self, article: str, number: int, *images: str, day: int = 0, **more: Any) -> SyncReport:
        """Let platform `tag` publish a version of an article with these pictures, and take it over."""
        at = f"2026-10-{day or number:02d}T08:00:00+00:00"
        credit = more.pop("credit", "Agency")
        pictures = tuple(PlacedPicture(image, credit=credit) for image in images)
        version = ArticleVersion("tag", article, number, at, pictures=pictures, source="news", **more)
        state = SyncState("changes", str(len(self.paper.pages) + 1))
        self.paper.pages.append(ArticleBatch((version,), (), 0, state, more=False))
        return self.articles.pull("news", "sync")

    # ------------------------------------------------------------------ people look

    def look(self) -> Reader:
        """Bring the tables up to date and return who answers."""
        while self.model.catch_up().behind:
            continue
        return self.reader

    def rows(self, table: str, where: str = "") -> list[Any]:
        """Return matching rows."""
        return self.look().rows(table, self.reader.ids(Query(table, where)))

    def row(self, table: str, where: str = "") -> Any:
        """Return the only matching row."""
        (found,) = self.rows(table, where)
        return found

    def verdict(self, key: str, platform: str = "tag", medium: str = "online") -> tuple[str, list[str]]:
        """Return whether a picture may be placed now, and why."""
        (found,) = self.look().verdicts([key], platform, medium)
        return found.word, [ground.code for ground in found.grounds]

    def lists(self, key: str, platform: str = "tag") -> str:
        """Return the word under which lists show a picture now."""
        words = [each for each in ("allowed", "conditional", "denied") if self._listed(key, f"{each}:{platform}")]
        (found,) = words
        return found

    def _listed(self, key: str, where: str) -> bool:
        return key in self.look().keys("images", self.reader.ids(Query("images", where)))

    def findings(self, kind: str, where: str = "state:open") -> list[Any]:
        """Return the findings of a kind that are open now."""
        return self.rows("findings", f"kind:{kind} {where}")

    def tasks(self, where: str = "") -> list[Any]:
        """Return the take-down tasks there are now."""
        return self.rows("usages", f"has:task {where}")

    # ------------------------------------------------------------------ time passes

    def on(self, moment: str) -> None:
        """Let it be that moment."""
        self.at = datetime.fromisoformat(moment)

    def alarms(self) -> Ticket | None:
        """Let the timetable raise the alarm for what is due; return the receipt, None when nothing was."""
        due: dict[str, dict[str, str]] = {}
        because: dict[str, str] = {}
        for each in self.look().unalarmed(int(self.at.timestamp())):
            due.setdefault(each.image, {})[each.usage] = each.due
            because[each.image] = each.because
        wishes = [(stream_of(image), OpenTakeDowns(because[image], usages)) for image, usages in due.items()]
        return self.tell(*wishes) if wishes else None


def stream_of(key: str) -> str:
    """Return the stream of an image."""
    return streams.image(*key.split(":", 1))


def item(asset: str = "1", version: Any = 1, **more: Any) -> dict[str, Any]:
    """Return a ninjs item of a picture; keywords `ends`, `amount`, `unit`, `where` make its policy."""
    constraints = [dated("lteq", more.pop("ends"))] if "ends" in more else []
    if "where" in more:
        constraints.append({"leftOperand": "spatial", "operator": "eq", "rightOperand": more.pop("where")})
    amount, unit = more.pop("amount", "12.50"), more.pop("unit", "EUR")
    told = policy(*constraints, amount=amount, unit=f"http://cvx.iptc.org/iso4217a/{unit}")
    made = {
        "uri": f"https://hub.invalid/v1/items/{VENDOR}/{asset}",
        "version": version if version is ... else str(version),
        "versionCreated": f"2026-09-{version:0>2}T00:00:00Z" if isinstance(version, int) else "2026-09-01T00:00:00Z",
        "rightsInfo": {"encodedRights": told},
    }
    return picture(**{**made, **more})


def key(asset: str = "1") -> str:
    """Return the key of a picture of the vendor."""
    return f"{VENDOR}:{asset}"
