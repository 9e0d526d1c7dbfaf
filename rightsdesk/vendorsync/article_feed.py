"""A platform that hands out its articles in ninjs over HTTP, as the desk sees it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from rightsdesk.domain.feed import ARTICLES
from rightsdesk.domain.rights import ONLINE
from rightsdesk.faults import Fault, Invalid
from rightsdesk.vendorsync.article_reading import article_in, read_article, withdrawn
from rightsdesk.vendorsync.articles import ArticleReading, ArticleVersion
from rightsdesk.vendorsync.decode import lenient, verbatim
from rightsdesk.vendorsync.delivery import CursorDelivery, Paging, Trail
from rightsdesk.vendorsync.feed import FeedSettings, sign_in
from rightsdesk.vendorsync.http import GuardedClient, Traffic
from rightsdesk.vendorsync.identity import checked_address
from rightsdesk.vendorsync.ninjs import Item
from rightsdesk.vendorsync.pages import Page, changes_page
from rightsdesk.vendorsync.port import Capabilities, FeedMode, ProbeResult, Rejected, SyncState
from rightsdesk.vendorsync.profiles import Profile
from rightsdesk.vendorsync.record import Broken, moment
from rightsdesk.vendorsync.translate import change_id_of, fingerprint, refuse_flawed
from rightsdesk.vendorsync.usage_port import ArticleBatch

_OPS = frozenset({"upsert", "delete"})


class SortedArticles:
    """What one page held: versions, refusals, and how many entries were no articles."""

    def __init__(self, entries: Iterable[Any], reading: ArticleReading, *, doubtful: bool = False) -> None:
        """Read every entry, none stops the others; `doubtful` ones may hold values that cannot be trusted."""
        found: list[ArticleVersion] = []
        self.rejected: list[Rejected] = []
        self.skipped = 0
        for entry in entries:
            version = _sorted_out(entry, reading, doubtful=doubtful)
            if version is None:
                self.skipped += 1
            elif isinstance(version, Rejected):
                self.rejected.append(version)
            else:
                found.append(version)
        self.articles = sorted(found, key=lambda one: (one.article, one.published_at, one.version or 0))


@dataclass(frozen=True, slots=True)
class ArticleSource(Paging[ArticleBatch]):
    """Whom to ask for articles, and how they are read."""

    reading: ArticleReading

    def batch(self, page: Page, state: SyncState, *, more: bool, complete: bool = False) -> ArticleBatch:
        """What a page held, with the state to keep when it is committed."""
        found = SortedArticles(page.entries, self.reading, doubtful=page.doubtful)
        return ArticleBatch(
            tuple(found.articles), tuple(found.rejected), found.skipped, state, more=more, poll_after=page.poll_after
        )


class _Delivery(CursorDelivery[ArticleBatch]):
    """Remembers that the platform no longer knew where the last pull ended: there is no list of all articles."""

    gap = False

    def _changes(
        self, source: Paging[ArticleBatch], state: SyncState, trail: Trail
    ) -> Generator[ArticleBatch, None, bool]:
        self.gap = expired = yield from super()._changes(source, state, trail)
        return expired


class ArticleHttpFeed:
    """A `UsageFeed` over HTTP with a cursor, as the hub's `/v1/platforms/{platform}/articles` has it."""

    def __init__(self, client: GuardedClient, reading: ArticleReading) -> None:
        """`reading` names the platform that is asked for."""
        self._source = ArticleSource(client, profile_of(reading.platform), reading)

    @property
    def traffic(self) -> Traffic:
        """What this feed has asked so far."""
        return self._source.client.traffic

    def pull(self, state: SyncState) -> Iterator[ArticleBatch]:
        """Read on from `state` until nothing more waits; an expired cursor begins anew, and that is a gap."""
        delivery = _Delivery()
        for batch in delivery.pull(self._source, state):
            yield replace(batch, gap=delivery.gap)
            delivery.gap = False

    def probe(self) -> ProbeResult:
        """Ask for one article and say what came."""
        source = self._source
        name = source.profile.page_size[0]
        try:
            page = source.ask(source.profile.changes_path, {name: "1"}, changes_page)
        except Fault as fault:
            return ProbeResult(ok=False, server_time_skew=None, sample=None, sentence=fault.sentence)
        found = SortedArticles(page.entries, source.reading, doubtful=page.doubtful)
        told = f"its first article is “{found.articles[0].headline}”" if found.articles else "no article waits there"
        sentence = found.rejected[0].reason if found.rejected else f"{source.client.host} answers; {told}."
        return ProbeResult(ok=True, server_time_skew=page.clock_skew, sample=None, sentence=sentence)

    def read_again(self, raw: bytes) -> ArticleVersion | Rejected | None:
        """Read an article out of the quarantine, without asking the platform."""
        return _sorted_out(lenient(raw), self._source.reading, doubtful=True)

    def close(self) -> None:
        """Let go of connections and stop a request that is under way."""
        self._source.client.close()

    def stop(self) -> None:
        """End a pull from another thread; it raises `Unavailable` with VND-STOPPED within half a second."""
        self._source.client.stop()


def article_feed_from(
    settings: FeedSettings,
    secret: str | None,
    *,
    medium: str = ONLINE,
    vendor: str | None = None,
    client: GuardedClient | None = None,
) -> ArticleHttpFeed:
    """The feed a person described: `settings.vendor` is the platform, `secret` a key or `id:secret`.

    `medium` is where its readers see the pictures, `vendor` who is paid for pictures that name nobody.
    """
    if not settings.vendor:
        raise Invalid(f"The feed {settings.name} reads articles; say of which platform.", code="FEED-PLATFORM")
    if settings.mode not in {None, FeedMode.CURSOR}:
        raise Invalid(f"Articles are not delivered as {settings.mode}; leave the mode out.", code="FEED-MODE")
    if client is None:
        signin = sign_in(profile_of(settings.vendor), secret)
        client = GuardedClient(settings.url, signin=signin, plain_http=settings.plain_http)
    return ArticleHttpFeed(client, ArticleReading(settings.vendor, medium, vendor, settings.name))


def profile_of(platform: str) -> Profile:
    """How the articles of a platform are asked for."""
    return Profile(
        name=ARTICLES,
        capabilities=Capabilities(FeedMode.CURSOR, max_ids_per_lookup=0, max_page=200),
        modes=frozenset({FeedMode.CURSOR}),
        key_header="X-Api-Key",
        token_path="oauth2/token",  # noqa: S106 - a path
        changes_path=f"v1/platforms/{quote(platform, safe='')}/articles",
        note="a platform's own articles; its pictures are usages",
    )


def _sorted_out(entry: Any, reading: ArticleReading, *, doubtful: bool) -> ArticleVersion | Rejected | None:
    try:
        if doubtful:
            refuse_flawed(entry)
        return _version(entry, reading)
    except Broken as broken:
        return _set_aside(entry, broken)


def _version(entry: Any, reading: ArticleReading) -> ArticleVersion | None:
    """A version out of a change entry or a bare item; None for what is no article, `Broken` otherwise."""
    if type(entry) is not dict:
        raise Broken("REC-TYPE", "the entry is not an object", "$")
    if "op" not in entry:
        return read_article(entry, reading)
    if entry["op"] not in _OPS:
        raise Broken("REC-TYPE", f"“{str(entry['op'])[:40]}” is no known kind of change", "$.op")
    told_at = moment(entry.get("occurred_at"), "$.occurred_at")
    if entry["op"] == "delete":
        return withdrawn(entry.get("uri"), told_at, reading)
    if type(entry.get("item")) is not dict:
        raise Broken("REC-TYPE", "the change carries no item", "$.item")
    try:
        return read_article(entry["item"], reading, told_at)
    except Broken as broken:
        raise Broken(broken.code, broken.reason, f"$.item{broken.path[1:]}") from None


def _set_aside(entry: Any, broken: Broken) -> Rejected:
    outer: Item = entry if type(entry) is dict else {}
    item: Item = outer["item"] if type(outer.get("item")) is dict else outer
    try:
        uri = checked_address(item.get("uri", outer.get("uri")), "$.uri")
    except Broken:
        uri = None
    raw = verbatim(entry)
    article = article_in(uri) if uri is not None else "without address"
    return Rejected(
        change_id=change_id_of(outer) if "op" in outer or "change_id" in outer else f"{article}#{fingerprint(raw)}",
        vendor=None,
        asset_id=None,
        uri=uri,
        reason_code=broken.code,
        reason=f"Article {article}: {broken.reason}; it was set aside, its pictures stay as they were.",
        path=broken.path,
        raw=raw,
    )
