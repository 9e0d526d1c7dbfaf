"""Articles of a platform become usages: the difference between two versions places and ends them, page by page."""

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from rightsdesk.domain import streams
from rightsdesk.domain.article import ArticleObserved
from rightsdesk.domain.feed import Feed, FeedItemQuarantined, FeedPulled, FeedUnknown, ReleaseQuarantine
from rightsdesk.domain.messages import Circumstance, fold
from rightsdesk.domain.rights import Placement
from rightsdesk.eventlog.collecting import uncollected
from rightsdesk.eventlog.log import Context, EventLog, Recorded, Write
from rightsdesk.faults import Conflict
from rightsdesk.vendorsync.articles import ArticleVersion, Mark
from rightsdesk.vendorsync.differences import Live, difference_to
from rightsdesk.vendorsync.placing import Entry, Placing
from rightsdesk.vendorsync.port import SyncState
from rightsdesk.vendorsync.sync import Progress, SyncReport, set_aside
from rightsdesk.vendorsync.usage_port import ArticleBatch, UsageFeed

TRIES = 5
PAGE = 500
MOST_NAMED = 20


@dataclass(slots=True)
class _Standing:
    """An article as its newest observation tells it, and what this page adds."""

    newest: ArticleObserved | None
    version: int
    facts: list[ArticleObserved] = field(default_factory=list)

    @property
    def mark(self) -> Mark | None:
        """Return which version was taken over last."""
        if self.newest is None:
            return None
        told = self.newest.version
        return Mark(int(told) if told.isdecimal() else None, self.newest.published_at)

    def add(self, fact: ArticleObserved) -> None:
        """Move on."""
        self.newest = fact
        self.facts.append(fact)


@dataclass(slots=True)
class _Pull:
    """One pull on its way: the feed's story, what is remembered from page to page, and what came of it."""

    feed: Feed
    version: int
    placing: Placing
    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def forget(self) -> None:
        """Let go of what was remembered of images and accounts, by whichever attempt."""
        self.placing.forget()


@dataclass(frozen=True, slots=True)
class UsageSync:
    """Pulls feeds of articles into the log. `keep_raw` stores delivered bytes and returns their name."""

    log: EventLog
    decode: Callable[[Recorded], Any]
    clock: Callable[[], datetime]
    open_feed: Callable[[Feed], UsageFeed]
    keep_raw: Callable[[str, Sequence[bytes]], str]
    _waiting: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _seen_through: set[str] = field(default_factory=set, repr=False)

    def pull(
        self,
        name: str,
        actor: str,
        *,
        full: bool = False,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> SyncReport:
        """Take over every version the feed has to say, then place what waited for pictures that have come since.

        With `full` it is read from its beginning. Raise what the feed raises, keeping all pages before it; stop
        between two pages of either when `cancelled` says so.
        """
        pull = self._begun(name)
        adapter = self.open_feed(pull.feed)
        poll_after = None
        try:
            with uncollected(pull.forget):
                for batch in adapter.pull(SyncState() if full else SyncState(**pull.feed.cursor)):
                    self._again(pull, partial(self._take, pull, batch, actor))
                    poll_after = batch.poll_after
                    if progress is not None:
                        progress(name, pull.counts)
                    if cancelled():
                        break
        finally:
            adapter.close()
        self._place_waiting(pull, actor, cancelled)
        return SyncReport(name, {key: n for key, n in pull.counts.items() if n}, _warnings(pull), poll_after)

    def place_waiting(self, name: str, actor: str) -> int:
        """Place pictures that no vendor had delivered when their articles were read; return how many now stand."""
        pull = self._begun(name)
        self._place_waiting(pull, actor)
        return pull.counts["placed"]

    def release(self, name: str, actor: str) -> Counter[str]:
        """Read every article that was set aside again; those that can be read now are taken over, the others stay."""
        pull, counts = self._begun(name), Counter[str]()
        adapter = self.open_feed(pull.feed)
        try:
            for item in self._set_aside(pull.feed):
                found = adapter.read_again(base64.b64decode(item.raw))
                if not isinstance(found, ArticleVersion):
                    counts["waiting"] += 1
                    continue
                batch = ArticleBatch((found,), (), 0, SyncState(**pull.feed.cursor), more=False)
                self._again(pull, partial(self._take, pull, batch, actor))
                self._again(pull, partial(self._let_go, pull, item, actor))
                counts["released"] += 1
        finally:
            adapter.close()
        return counts

    def _set_aside(self, feed: Feed) -> list[FeedItemQuarantined]:
        own = streams.feed(feed.name)
        facts = map(self.decode, self.log.read_streams([own])[own])
        return [fact for fact in facts if isinstance(fact, FeedItemQuarantined) and fact.item_id in feed.quarantine]

    def _let_go(self, pull: _Pull, item: FeedItemQuarantined, actor: str) -> None:
        cx = Circumstance(self.clock(), actor)
        facts = ReleaseQuarantine(item.item_id, taken_over=True).decide(pull.feed, cx)
        with self.log.transaction() as tx:
            self.log.append(tx, [Write(streams.feed(pull.feed.name), facts, pull.version)], Context(actor))
        pull.feed, pull.version = fold(pull.feed, facts), pull.version + len(facts)

    def _begun(self, name: str) -> _Pull:
        own = streams.feed(name)
        history = self.log.read_streams([own])[own]
        feed = fold(Feed(), map(self.decode, history))
        if not feed.name or feed.removed:
            sentence = f"There is no feed {name!r}; add it with: rightsdesk feeds add {name} URL"
            raise FeedUnknown(sentence)
        return _Pull(feed, history[-1].version, Placing(self.log, self.decode))

    def _again(self, pull: _Pull, deed: Callable[[], None]) -> None:
        """Do it, and again when somebody was faster."""
        for left in reversed(range(TRIES)):
            try:
                deed()
                return
            except Conflict:
                if not left:
                    raise
                newest = self._begun(pull.feed.name)
                pull.feed, pull.version, pull.placing = newest.feed, newest.version, newest.placing

    # ------------------------------------------------------------------ one page

    def _take(self, pull: _Pull, batch: ArticleBatch, actor: str) -> None:
        cx = Circumstance(self.clock(), actor)
        articles = self._articles({_stream(each) for each in batch.articles})
        known = pull.placing.known({one.image for each in batch.articles for one in each.shown or ()})
        entries: list[Entry] = []
        counts: Counter[str] = Counter(skipped=batch.skipped, quarantined=len(batch.rejected), gaps=int(batch.gap))
        for version in batch.articles:
            standing = articles[_stream(version)]
            new = standing.newest is None
            moved = _moved(standing, version, known)
            counts["ignored" if moved is None else "new" if new else "changed"] += 1
            entries += moved or ()
        taken = pull.placing.take(entries, cx)
        counts.update(taken.counts)
        unknown = Counter(key for one in articles.values() if one.facts and one.newest for key in one.newest.unknown)
        counts["unknown"] = unknown.total()
        aside = set_aside(pull.feed.name, batch.rejected, pull.feed)
        observed = [Write(own, tuple(one.facts), one.version) for own, one in articles.items() if one.facts]
        if observed or aside or asdict(batch.next_state) != {**asdict(SyncState()), **pull.feed.cursor}:
            raw = self.keep_raw(pull.feed.name, [each.raw for each in batch.articles if each.raw])
            told = {key: n for key, n in counts.items() if n}
            facts = (*aside, FeedPulled(asdict(batch.next_state), told, raw))
            with self.log.transaction() as tx:
                own = Write(streams.feed(pull.feed.name), facts, pull.version)
                self.log.append(tx, [*taken.writes, *observed, own], Context(actor))
            pull.feed, pull.version = fold(pull.feed, facts), pull.version + len(facts)
        self._remember(articles)
        pull.counts.update(counts)
        pull.unknown.update(unknown)

    def _articles(self, names: Iterable[str]) -> dict[str, _Standing]:
        found = {}
        for own, history in self.log.read_streams(names).items():
            newest = self.decode(history[-1]) if history else None
            found[own] = _Standing(newest, history[-1].version if history else 0)
        return found

    # ------------------------------------------------------------------ what waits for its picture

    def _remember(self, articles: Mapping[str, _Standing]) -> None:
        for own, standing in articles.items():
            waiting = self._waiting.setdefault(_platform(own), set())
            (waiting.add if standing.newest and standing.newest.waiting else waiting.discard)(own)

    def _place_waiting(self, pull: _Pull, actor: str, cancelled: Callable[[], bool] = lambda: False) -> None:
        platform = pull.feed.vendor
        if platform not in self._seen_through:
            self._look_for_waiting(platform, cancelled)
        for page in _pages(sorted(self._waiting.get(platform, ()))):
            if cancelled():
                return
            self._again(pull, partial(self._place_page, pull, page, actor))

    def _look_for_waiting(self, platform: str, cancelled: Callable[[], bool]) -> None:
        """Look through all articles of a platform once; afterwards each page tells what it leaves waiting.

        Broken off it begins anew the next time.
        """
        prefix = streams.article(platform, "")
        for page in _pages([name for name in self.log.streams("article") if name.startswith(prefix)]):
            if cancelled():
                return
            self._remember(self._articles(page))
        self._seen_through.add(platform)

    def _place_page(self, pull: _Pull, names: Sequence[str], actor: str) -> None:
        articles = self._articles(names)
        waiting = [each for one in articles.values() if one.newest for each in one.newest.waiting]
        known = pull.placing.known({each.image for each in waiting})
        come = [each for each in waiting if each.image in known]
        if not come:
            return
        taken = pull.placing.take(come, Circumstance(self.clock(), actor))
        for standing in articles.values():
            if standing.newest and any(each.image in known for each in standing.newest.waiting):
                standing.add(_settled(standing.newest, known))
        observed = [Write(own, tuple(one.facts), one.version) for own, one in articles.items() if one.facts]
        with self.log.transaction() as tx:
            self.log.append(tx, [*taken.writes, *observed], Context(actor))
        self._remember(articles)
        pull.counts.update(taken.counts)


def _moved(standing: _Standing, version: ArticleVersion, known: set[str]) -> list[Entry] | None:
    """Return what a version places and ends and move the article on; None for a version that is not newer."""
    seen, newest = standing.mark, standing.newest
    if not version.mark.is_after(seen):
        return None
    pictures = dict(newest.pictures) if newest else {}
    positions = dict(newest.positions) if newest else {}
    live = {key: Live(image, positions.get(key, "inline"), version.medium) for key, image in pictures.items()}
    come, gone = difference_to(live, version, seen)
    placed = [each for each in come if each.image in known]
    waiting = tuple(each for each in come if each.image not in known)
    for removal in gone:
        pictures.pop(removal.usage_id)
        positions.pop(removal.usage_id, None)
    pictures.update((each.usage.usage_id, each.image) for each in placed)
    positions.update((each.usage.usage_id, each.usage.position) for each in placed)
    if version.shown is None and newest is not None:
        waiting = newest.waiting
    standing.add(_observed(version, pictures, positions, waiting))
    return [*gone, *placed]


def _observed(
    version: ArticleVersion, pictures: dict[str, str], positions: dict[str, str], waiting: tuple[Placement, ...]
) -> ArticleObserved:
    return ArticleObserved(
        platform=version.platform,
        article=version.article,
        version="" if version.version is None else str(version.version),
        published_at=version.published_at,
        headline=version.headline,
        url=version.url,
        section=version.section,
        editor=version.editor,
        status=version.status,
        pictures=pictures,
        unknown=tuple(each.image for each in waiting),
        positions=positions,
        waiting=waiting,
    )


def _settled(newest: ArticleObserved, known: set[str]) -> ArticleObserved:
    """Return the same version with the pictures that have come moved to those that stand."""
    come = [each for each in newest.waiting if each.image in known]
    waiting = tuple(each for each in newest.waiting if each.image not in known)
    return replace(
        newest,
        pictures={**newest.pictures, **{each.usage.usage_id: each.image for each in come}},
        positions={**newest.positions, **{each.usage.usage_id: each.usage.position for each in come}},
        unknown=tuple(each.image for each in waiting),
        waiting=waiting,
    )


def _stream(version: ArticleVersion) -> str:
    return streams.article(version.platform, version.article)


def _platform(stream: str) -> str:
    return streams.pair(stream)[0]


def _pages(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), PAGE):
        yield names[start : start + PAGE]


def _warnings(pull: _Pull) -> tuple[str, ...]:
    gap = (
        f"Platform {pull.feed.vendor} no longer keeps all changes since the last pull. Articles that changed since "
        "then may show other pictures than those here; have the platform send them again, or import its usages."
    )
    return (*([gap] if pull.counts["gaps"] else ()), *_undelivered(pull.unknown))


def _undelivered(unknown: Counter[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    named = ", ".join(sorted(unknown)[:MOST_NAMED])
    if len(unknown) > MOST_NAMED:
        named = f"{named} and {len(unknown) - MOST_NAMED} more"
    return (f"No vendor delivered these pictures yet; they are placed when one does: {named}.",)
