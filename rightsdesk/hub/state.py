"""Everything the hub remembers, with one lock around it; made from invented or from given items."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

from rightsdesk.hub.access import Credentials, Tokens
from rightsdesk.hub.articles import PLATFORMS, Articles
from rightsdesk.hub.changelog import ChangeLog, Entry
from rightsdesk.hub.clock import HubClock
from rightsdesk.hub.collection import Collection
from rightsdesk.hub.deliveries import ChangeSets, ReceiptQueue
from rightsdesk.hub.faults import FaultScript
from rightsdesk.hub.files import Line, read_lines
from rightsdesk.hub.item import Item, NotAnItem, accept_item, read_item, short_name
from rightsdesk.hub.journal import Journal
from rightsdesk.hub.limits import RateLimit, Throttle
from rightsdesk.hub.sample import sample_changes, sample_items, sample_vendors
from rightsdesk.hub.sample_articles import sample_articles
from rightsdesk.hub.snapshots import Snapshot, Snapshots
from rightsdesk.hub.trade import UsageReports
from rightsdesk.hub.webhooks import Webhooks
from rightsdesk.hub.wire import Hold, encode


@dataclass(frozen=True, slots=True)
class HubOptions:
    """How a hub behaves; all spans in seconds of its own clock, no throttling unless `rate_limit` is given."""

    account: Credentials = field(default_factory=Credentials)
    rate_limit: RateLimit | None = None
    token_life: float = 1800
    snapshot_life: float = 3600
    receipt_life: float = 200
    retention: float | None = 60 * 24 * 3600
    queue_hints: tuple[int, int] = (10, 100)


class HubState:
    """The one mutable thing of a hub; endpoints run under `lock`, `grown` is notified when the log grows."""

    def __init__(self, options: HubOptions | None = None, clock: HubClock | None = None) -> None:
        """An empty hub."""
        self.options = options or HubOptions()
        self.clock = clock or HubClock()
        self.lock = threading.RLock()
        self.grown = threading.Condition(self.lock)
        self.collection = Collection()
        self.log = ChangeLog(self.options.retention)
        self._articles = {platform: Articles(platform, self.options.retention) for platform in PLATFORMS}
        self._unwritten: Callable[[], None] | None = None
        self.faults = FaultScript()
        self.journal = Journal()
        self._opening: tuple[tuple[Item, ...], int] = ((), 0)
        self._starts = 0
        self._start_sessions()

    @classmethod
    def from_sample(
        cls, images: int, vendors: int | Sequence[Mapping[str, Any]], seed: int = 1, articles: int = 0, **more: Any
    ) -> Self:
        """A hub of invented pictures, and articles with them; `more`: `options`, `clock`.

        `vendors`: how many, or their master data.
        """
        state = cls(**more)
        masters = sample_vendors(vendors, seed) if isinstance(vendors, int) else vendors
        now = state.clock.moment().replace(microsecond=0)
        state.load(sample_items(images, masters, seed, now=now))
        state.publish_sample(articles, seed)
        return state

    @classmethod
    def from_files(cls, items: Path, changes: Path | None = None, **more: Any) -> Self:
        """A hub serving NDJSON files bit for bit; a line that is no item or change is an `Invalid` naming it.

        `/v1/items` shows the items file, `/v1/changes` the changes file in its order; lookups, single items, prices
        and the time window answer with the newest state that the sound changes lead to.
        """
        state = cls(**more)
        opening = [read_item(line.document, line.body) for line in read_lines(items, ("uri",))]
        for item in opening:
            state.collection.put(item)
        if changes is not None:
            state.collection.show(tuple(opening))
            for line in read_lines(changes, ("change_id", "op", "uri")):
                state.take_in(line)
        state.keep_as_opening()
        return state

    def load(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Take in items as the opening state, without changes in the log."""
        with self.lock:
            for document in documents:
                self.collection.put(read_item(document, encode(document)))
            self.keep_as_opening()

    @property
    def articles(self) -> dict[str, Articles]:
        """What the platforms have published; invented articles are written when somebody first asks for any."""
        with self.lock:
            write, self._unwritten = self._unwritten, None
            if write is not None:
                write()
        return self._articles

    def publish_sample(self, articles: int, seed: int) -> None:
        """Let the platforms have published so many articles with the opening's pictures, as opening state."""
        if articles:
            self._unwritten = partial(self._write_articles, articles, seed, self.clock.moment().replace(microsecond=0))

    def _write_articles(self, articles: int, seed: int, now: datetime) -> None:
        pictures = [item.document() for item in self._opening[0]]
        for platform, document in sample_articles(articles, pictures, seed, now=now):
            self._articles[platform].publish(document, now.timestamp())
        for each in self._articles.values():
            each.keep_as_opening()

    def take_in(self, line: Line) -> None:
        """Append a change to the log as it is, and to the newest state as far as it is sound."""
        change = line.document
        uri = str(change["uri"])
        self.log.append(Entry(uri, line.body, self.clock.now()))
        before = self.collection.find(uri)
        if change["op"] == "delete":
            if before is not None:
                self.collection.put(before.withdrawn())
            return
        document = change.get("item")
        if not isinstance(document, dict) or document.get("uri") != uri:
            return
        try:
            item = accept_item(document, encode(document))
        except NotAnItem:
            return
        if before is None or item.version > before.version:
            self.collection.put(item)

    def bump(self, share: float = 0.1, seed: int = 1, *, killed: int = 0, withheld: int = 0, deleted: int = 0) -> int:
        """Let the vendors change a share of their usable pictures now; the number of changes is returned."""
        with self.grown:
            known = (item.document() for item in self.collection if item.version > 0)
            pool = [document for document in known if document.get("pubStatus", "usable") == "usable"]
            changes = sample_changes(
                pool,
                seed,
                share=share,
                killed=killed,
                withheld=withheld,
                deleted=deleted,
                now=self.clock.moment(),
                first_seq=len(self.log) + 1,
            )
            for change in changes:
                self.take_in(Line(change, encode(change)))
            self.announce()
            return len(changes)

    def delete(self, uri: str) -> None:
        """Log that a picture is gone, also one that never was here."""
        with self.grown:
            seq = len(self.log) + 1
            stamp = self.clock.stamp()
            change = {"seq": seq, "change_id": f"h{seq:07d}", "occurred_at": stamp, "op": "delete", "uri": uri}
            self.take_in(Line(change, encode(change)))
            self.announce()

    def rewrite_articles(self, chosen: Iterable[tuple[str, str]], without: Sequence[str], status: str) -> list[str]:
        """Publish a new version of each article (platform, identifier) now; returns `platform/identifier` of all."""
        with self.grown:
            published = []
            for platform, key in chosen:
                articles = self.articles[platform]
                change = {"associations": articles.without(key, without), "pubStatus": status}
                articles.rewrite(key, self.clock.stamp(), self.clock.now(), change)
                published.append(f"{platform}/{key}")
            self.grown.notify_all()
            return published

    def has_news(self, hold: Hold) -> bool:
        """Whether the log that a long poll waits for has grown."""
        log = self.articles[hold.platform].log if hold.platform else self.log
        return len(log) != hold.log_length

    def announce(self) -> None:
        """Wake long polls and prepare the webhooks' hints; call it under `lock`."""
        self.webhooks.announce(len(self.log))
        self.grown.notify_all()

    def snapshot(self) -> Snapshot:
        """The items as they are shown now, and where the change feed goes on from them."""
        length = 0 if self.collection.is_fixed else len(self.log)
        now = self.clock.now()
        return self.snapshots.current(self.collection.generation, self.collection.shown, length, now)

    def queue(self, channel: str) -> ReceiptQueue:
        """The receipt queue of a channel, made when first asked for."""
        return self.queues.setdefault(channel, ReceiptQueue(channel, self.options.receipt_life))

    def known(self, key: str) -> str | None:
        """`vendor/id` of an asset this hub has or had, None for a stranger."""
        found = self.collection.find(key)
        return short_name(found.uri) if found is not None else None

    def vendors(self) -> list[str]:
        """The identifiers of all vendors with pictures here, in order."""
        return sorted({item.short.split("/", 1)[0] for item in self.collection})

    def keep_as_opening(self) -> None:
        """Let a later `reset` come back to the present items, articles and logs."""
        self._opening = (tuple(self.collection.everything()), len(self.log))
        for articles in self._articles.values():
            articles.keep_as_opening()

    def reset(self) -> None:
        """Back to the opening items and log, without faults, journal, tokens, cursors, receipts and reports."""
        with self.grown:
            items, length = self._opening
            fixed = self.collection.shown() if self.collection.is_fixed else None
            generation = self.collection.generation
            self.collection = Collection()
            self.collection.generation = generation + 1
            for item in items:
                self.collection.put(item)
            self.collection.show(fixed)
            self.log.cut(length)
            for articles in self._articles.values():
                articles.reset()
            self.faults.clear()
            self.journal.clear()
            self._start_sessions()
            self.grown.notify_all()

    def next_request(self) -> str:
        """The identifier of the next request."""
        self._requests += 1
        return f"r{self._requests:07d}"

    def _start_sessions(self) -> None:
        self._requests = 0
        self.tokens = Tokens(self.options.token_life)
        self.throttle = Throttle(self.options.rate_limit)
        self._starts += 1
        run = f"{int(self.clock.now() * 1000):x}.{self._starts}"
        self.snapshots = Snapshots(self.options.snapshot_life, run)
        self.queues: dict[str, ReceiptQueue] = {}
        self.change_sets = ChangeSets()
        self.reports = UsageReports()
        self.webhooks = Webhooks()
