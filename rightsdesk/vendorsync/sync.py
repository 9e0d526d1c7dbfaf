"""Synchronisation: a delivery becomes facts, cursor and quarantine in one transaction, then is acknowledged."""

import base64
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from rightsdesk.domain import ids, streams
from rightsdesk.domain.feed import Feed, FeedItemQuarantined, FeedPulled, FeedUnknown
from rightsdesk.domain.image import (
    Image,
    ImageObservationConflicted,
    ImageObserved,
    ObserveRemoteImage,
    WithdrawRemoteImage,
)
from rightsdesk.domain.image.observing import Delivery
from rightsdesk.domain.messages import Circumstance, Event, fold
from rightsdesk.eventlog.log import Context, EventLog, Recorded, Write
from rightsdesk.faults import Conflict
from rightsdesk.ledger import PriceDifferences
from rightsdesk.vendorsync.missing import Missing, asked_again
from rightsdesk.vendorsync.port import Change, ChangeBatch, Rejected, RemoteImage, SyncState, VendorFeed

TRIES = 5
Decode = Callable[[Recorded], Any]
OpenFeed = Callable[[Feed], VendorFeed]
Progress = Callable[[str, Counter[str]], None]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one pull of a feed did; `counts` by kind: new, changed, ignored, conflicts, deleted, quarantined ..."""

    feed: str
    counts: dict[str, int]
    warnings: tuple[str, ...] = ()
    poll_after: float | None = None


@dataclass
class _Seen:
    """What a complete snapshot has shown so far."""

    streams: set[str] = field(default_factory=set)
    complete: bool = False

    def add(self, batch: ChangeBatch) -> None:
        """What could not be read was there all the same."""
        named: list[Change | Rejected] = [*batch.changes, *batch.rejected]
        for each in named:
            if each.vendor and each.asset_id:
                self.streams.add(streams.image(each.vendor, each.asset_id))


@dataclass
class _Standing:
    """Where a feed's story stands while it is pulled: read once, carried on with each page taken over."""

    feed: Feed
    version: int


@dataclass(frozen=True, slots=True)
class Sync:
    """Pulls feeds into the log. `keep_raw` stores delivered bytes and returns their name."""

    log: EventLog
    decode: Decode
    clock: Callable[[], datetime]
    open_feed: OpenFeed
    keep_raw: Callable[[str, Sequence[bytes]], str]

    def pull(
        self,
        name: str,
        actor: str,
        *,
        full: bool = False,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> SyncReport:
        """Take over everything the feed has to say; raise what the feed raises, keeping all batches before it."""
        standing = self._standing(name)
        counts: Counter[str] = Counter()
        seen = _Seen()
        poll_after = None
        adapter = self.open_feed(standing.feed)
        try:
            for batch in self._batches(adapter, standing.feed, full=full):
                counts.update(self._take(standing, batch, actor))
                adapter.acknowledge(batch)
                poll_after = batch.poll_after
                if full:
                    seen.add(batch)
                seen.complete = seen.complete or batch.snapshot_complete
                if progress is not None:
                    progress(name, counts)
                if cancelled():
                    break
        finally:
            adapter.close()
        warnings: tuple[str, ...] = ()
        if full and seen.complete:
            warnings = Missing(self.log, self.decode).mark(name, seen.streams, actor, counts)
        return SyncReport(name, dict(counts), warnings, poll_after)

    def foresee(self, name: str, adapter: VendorFeed, actor: str) -> dict[str, int]:
        """Count what a pull would do, by kind as in a report; nothing is recorded or acknowledged."""
        counts: Counter[str] = Counter()
        for batch in adapter.pull(SyncState()):
            touched = {streams.image(each.vendor, each.asset_id) for each in batch.changes}
            recorded = self.log.read_streams(touched)
            counts.update(self._judged(name, batch.changes, recorded, Circumstance(self.clock(), actor))[1])
            counts["quarantined"] += len(batch.rejected)
        return dict(counts)

    def _batches(self, adapter: VendorFeed, feed: Feed, *, full: bool) -> Iterator[ChangeBatch]:
        """What the feed delivers; all that is known of it is asked for again where it never lists everything."""
        state = SyncState(**feed.cursor)
        for batch in adapter.pull(state, full=full):
            state = batch.next_state
            yield batch
        if full and adapter.capabilities.asked_again:
            yield from asked_again(adapter, Missing(self.log, self.decode).addresses(feed.name), state)

    def feed(self, name: str) -> Feed:
        """Return the feed's present state, or refuse a stranger."""
        return self._standing(name).feed

    def _standing(self, name: str) -> _Standing:
        own = streams.feed(name)
        history = self.log.read_streams([own])[own]
        state = fold(Feed(), map(self.decode, history))
        if not state.name or state.removed:
            sentence = f"There is no feed {name!r}; add it with: rightsdesk feeds add {name} URL"
            raise FeedUnknown(sentence)
        return _Standing(state, history[-1].version)

    def _take(self, standing: _Standing, batch: ChangeBatch, actor: str) -> Counter[str]:
        for left in reversed(range(TRIES)):
            try:
                return self._take_once(standing, batch, actor)
            except Conflict:
                if not left:
                    raise
                newest = self._standing(standing.feed.name)
                standing.feed, standing.version = newest.feed, newest.version
        raise AssertionError

    def _take_once(self, standing: _Standing, batch: ChangeBatch, actor: str) -> Counter[str]:
        feed, name = standing.feed, standing.feed.name
        touched = {streams.image(each.vendor, each.asset_id) for each in batch.changes}
        recorded = self.log.read_streams(touched)
        cx = Circumstance(self.clock(), actor)
        writes, counts = self._judged(name, batch.changes, recorded, cx)
        aside = set_aside(name, batch.rejected, feed)
        counts["quarantined"] += len(aside)
        counts["skipped"] += batch.skipped
        writes += PriceDifferences(self.log, self.decode).writes({each.stream: each.events for each in writes}, cx)
        cursor = asdict(batch.next_state)
        if not writes and not aside and cursor == {**asdict(SyncState()), **feed.cursor}:
            return counts
        raw = self.keep_raw(name, [each.image.raw for each in batch.changes if each.image is not None])
        facts = (*aside, FeedPulled(cursor, {key: n for key, n in counts.items() if n}, raw))
        writes.append(Write(streams.feed(name), facts, standing.version))
        with self.log.transaction() as tx:
            self.log.append(tx, writes, Context(actor))
        standing.feed, standing.version = fold(feed, facts), standing.version + len(facts)
        return counts

    def _judged(
        self, name: str, changes: Sequence[Change], recorded: Mapping[str, Sequence[Recorded]], cx: Circumstance
    ) -> tuple[list[Write], Counter[str]]:
        states: dict[str, Image] = {}
        facts: dict[str, list[Event[Image]]] = {}
        counts: Counter[str] = Counter()
        for change in changes:
            own = streams.image(change.vendor, change.asset_id)
            if own not in states:
                states[own] = fold(Image(), map(self.decode, recorded[own]))
            new = wish(name, change).decide(states[own], cx)
            counts[_kind(change, states[own], new)] += 1
            states[own] = fold(states[own], new)
            facts.setdefault(own, []).extend(new)
        versions = {own: history[-1].version if history else 0 for own, history in recorded.items()}
        return [Write(own, tuple(new), versions[own]) for own, new in facts.items() if new], counts


def wish(feed: str, change: Change) -> ObserveRemoteImage | WithdrawRemoteImage:
    """Return the command that a delivered change asks for."""
    if change.op == "delete" or change.image is None:
        return WithdrawRemoteImage(change.change_id, _text(change.occurred_at))
    return ObserveRemoteImage(delivery(feed, change.image, change.change_id, change.occurred_at))


def delivery(feed: str, image: RemoteImage, change_id: str = "", occurred_at: datetime | None = None) -> Delivery:
    """Return a delivered image as the domain judges it."""
    return Delivery(
        vendor=image.vendor,
        asset_id=image.asset_id,
        uri=image.uri,
        feed=feed,
        content_hash=image.content_hash,
        version=image.version,
        version_created=_text(image.version_created),
        fields=dict(image.fields),
        change_id=change_id,
        occurred_at=_text(occurred_at),
    )


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _kind(change: Change, before: Image, facts: Sequence[Event[Image]]) -> str:
    if change.op == "delete":
        return "deleted" if facts else "ignored" if before.known else "unknown_deletes"
    if any(isinstance(fact, ImageObserved) for fact in facts):
        return "changed" if before.known else "new"
    if any(isinstance(fact, ImageObservationConflicted) for fact in facts):
        return "conflicts"
    return "ignored"


def set_aside(name: str, rejected: Sequence[Rejected], feed: Feed) -> list[FeedItemQuarantined]:
    """Return what goes into a feed's quarantine: each item once, however often it is delivered."""
    found: dict[str, FeedItemQuarantined] = {}
    for each in rejected:
        raw = base64.b64encode(each.raw).decode()
        item_id = ids.named("quarantine", name, each.change_id, each.uri or "", raw)
        if item_id not in feed.quarantine:
            found[item_id] = FeedItemQuarantined(
                item_id, each.change_id, each.uri or "", each.reason_code, each.reason, each.path, raw
            )
    return list(found.values())
