"""Chooses the adapters of a workspace and puts the desk together; the only place that knows them all."""

import errno
import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uuid_utils

from rightsdesk import backup, workspace
from rightsdesk import settings as settings_file
from rightsdesk.batches.cancelling import Cancelling
from rightsdesk.batches.checking import CheckingAgain
from rightsdesk.batches.delivering import Delivering
from rightsdesk.batches.drafting import Drafting, Rejecting
from rightsdesk.batches.exporting import Exporting
from rightsdesk.batches.extending import Extending, TakingBack
from rightsdesk.batches.handling import Handling
from rightsdesk.batches.issuing import Issuing
from rightsdesk.batches.lifecycle import Lifecycle
from rightsdesk.batches.purchasing import Purchasing
from rightsdesk.batches.refreshing import Fetch, Fetched, Refreshing
from rightsdesk.batches.simulating import Simulated, Simulation
from rightsdesk.batches.submit import Submitting
from rightsdesk.batches.task import Performer
from rightsdesk.batches.undo import Undoing
from rightsdesk.batches.using import Endings, Placings
from rightsdesk.batches.worker import Worker
from rightsdesk.desk import Desk, Parts
from rightsdesk.desk.exports import SMTP
from rightsdesk.desk.pictures import Fetcher, Pictures
from rightsdesk.documents import credit_advice, letter
from rightsdesk.documents.checking import Checking
from rightsdesk.documents.einvoice.versions import WRITER
from rightsdesk.documents.post import MailServer, Send, outbox
from rightsdesk.documents.press import Press
from rightsdesk.documents.stock import Stock
from rightsdesk.domain.account import RequestCreditAdvice
from rightsdesk.domain.advice import (
    CancelAdvice,
    CheckAdvice,
    DeliverAdvice,
    ExportAdvice,
    IssueAdvice,
    RejectAdvice,
    Snapshot,
)
from rightsdesk.domain.advice.outgoing import EML
from rightsdesk.domain.feed import AGENCIES, ARTICLES, BY_HAND, FOLDER, Feed
from rightsdesk.domain.image import EndUsage, ExtendGrant, GrantUse, PlaceUsage, RefreshMetadata, RestoreGrants
from rightsdesk.domain.rights import ONLINE
from rightsdesk.embedded import EmbeddedHub
from rightsdesk.eventlog import codec
from rightsdesk.eventlog.log import Recorded
from rightsdesk.eventlog.opening import is_writable
from rightsdesk.eventlog.sql import SqlEventLog, open_log
from rightsdesk.eventlog.troubles import has_room
from rightsdesk.faults import Unusable
from rightsdesk.ledger import PriceDifferences, Surroundings
from rightsdesk.readmodel import is_ready, open_read_model
from rightsdesk.settings import Settings
from rightsdesk.strongbox import Strongbox
from rightsdesk.vendorsync.port import FeedMode, ProbeResult, VendorFeed
from rightsdesk.vendorsync.quarantine import Quarantine
from rightsdesk.vendorsync.resting import RestingArticles, RestingFeed
from rightsdesk.vendorsync.sync import Sync, delivery
from rightsdesk.vendorsync.usage_import import UsageImport
from rightsdesk.vendorsync.usage_port import UsageFeed
from rightsdesk.vendorsync.usage_sync import UsageSync
from rightsdesk.workqueue.sql import SqlWorkQueue

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Opening:
    """How a workspace is opened: `writing` takes the lock; `in_process` prints documents without worker processes.

    `hub` serves sample feeds where the caller wants a hand on it; `progress` hears (events read, all) of new lists.
    """

    writing: bool = True
    actor: str = ""
    in_process: bool = False
    hub: EmbeddedHub | None = None
    progress: Callable[[int, int], None] | None = None


def create_workspace(folder: Path, settings: Settings) -> None:
    """Make an empty workspace; raise `Unusable` when the folder holds anything."""
    workspace.prepare(folder)
    open_log(folder / workspace.EVENTS, create=True).close()
    settings_file.save(folder, settings)


def open_desk(folder: Path, opening: Opening | None = None) -> Desk:
    """Open a workspace; raise `Unusable` with a sentence of its own for each thing that can be wrong with it.

    Who only reads is also served where nothing can be written.
    """
    opening = opening or Opening()
    workspace.check(folder)
    settings = settings_file.load(folder)
    with ExitStack() as stack:
        if opening.writing:
            lock = workspace.Lock(folder)
            lock.take()
            stack.callback(lock.release)
        log = open_log(folder / workspace.EVENTS, read_only=not opening.writing and frozen(folder))
        stack.callback(log.close)
        parts = _parts(folder, settings, log, opening, stack)
        return Desk(parts)


def unready(folder: Path) -> int:
    """Return how many events are read anew before the lists of a workspace can be shown; 0 where they are ready."""
    if frozen(folder) or is_ready(folder / workspace.READ):
        return 0
    with closing(open_log(folder / workspace.EVENTS)) as log:
        return log.head().position


def frozen(folder: Path) -> bool:
    """Say whether a workspace can only be looked at: its place is read-only, or its disk full to the brim."""
    path = folder / workspace.EVENTS
    return not (is_writable(path) and has_room(path))


def _parts(folder: Path, settings: Settings, log: SqlEventLog, opening: Opening, stack: ExitStack) -> Parts:
    read_model = open_read_model(_place_of_the_view(folder, log, stack), log, progress=opening.progress)
    stack.callback(read_model.close)
    queue, strongbox = SqlWorkQueue(log), Strongbox(folder)
    handling = Handling(log, _decode, _now)
    hub, press = _hub(opening, stack), _press(folder, opening, stack)
    open_feed, open_articles = partial(_open_feed, strongbox, hub), partial(_open_articles, strongbox, hub)
    keep_raw = partial(_keep_raw, folder / "raw")
    sync = Sync(log, _decode, _now, partial(_feed_at_rest, open_feed, hub), keep_raw)
    fetch = partial(_fetch, sync, open_feed)
    performers = _performers(log, fetch, press, settings) | _post(folder, settings, log, strongbox)
    simulation = Simulation(hub.play) if settings.sample else None
    worker = _worker(log, queue, Simulated(simulation, performers) if simulation else performers, opening)
    return Parts(
        folder=folder,
        settings=settings,
        actor=opening.actor or _user(),
        log=log,
        queue=queue,
        decode=_decode,
        read_model=read_model,
        handling=handling,
        submitting=Submitting(log, queue),
        worker=worker,
        lifecycle=Lifecycle(log, queue, handling, worker),
        undoing=Undoing(handling, Submitting(log, queue)),
        sync=sync,
        usage_sync=UsageSync(log, _decode, _now, partial(_articles_at_rest, open_articles, hub), keep_raw),
        usage_import=UsageImport(log, _decode, _now),
        quarantine=Quarantine(sync, _read_again),
        pictures=_pictures(folder, settings, sync, partial(_fetcher, strongbox, hub), stack),
        strongbox=strongbox,
        probe=partial(_probe, open_feed, open_articles),
        save=partial(backup.save, folder, log),
        clock=_now,
        new_id=_new_id,
        close=stack.pop_all().close,
        simulation=simulation,
        interrupt=press.halt,
    )


def _pictures(folder: Path, settings: Settings, sync: Sync, make: Callable[[], Fetcher], stack: ExitStack) -> Pictures:
    pictures = Pictures(folder / "cache", settings.picture_cache_mb, sync.feed, make)
    stack.callback(pictures.close)
    return pictures


def _hub(opening: Opening, stack: ExitStack) -> EmbeddedHub:
    hub = opening.hub or EmbeddedHub()
    stack.callback(hub.close)
    return hub


def _press(folder: Path, opening: Opening, stack: ExitStack) -> Press:
    press = Press(folder / "documents", in_process=opening.in_process)
    stack.callback(press.close)
    return press


def _worker(log: SqlEventLog, queue: SqlWorkQueue, performers: Mapping[str, Performer], opening: Opening) -> Worker:
    worker = Worker(log, queue, _decode, _now, performers)
    if opening.writing:
        worker.recover()
    return worker


def _place_of_the_view(folder: Path, log: SqlEventLog, stack: ExitStack) -> Path:
    """Return where the read model lies: in the workspace, or a copy elsewhere when that cannot be written."""
    kept = folder / workspace.READ
    if not log.store.read_only:
        return kept
    aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rightsdesk-view-")))
    for suffix in ("", "-wal"):
        part = kept.with_name(f"{kept.name}{suffix}")
        if part.exists():
            shutil.copyfile(part, aside / part.name)
    return aside / kept.name


def _performers(log: SqlEventLog, fetch: Fetch, press: Press, settings: Settings) -> dict[str, Performer]:
    prints: Callable[[Sequence[Snapshot]], Iterable[Any]] = press.print_many
    check = Checking(Surroundings(log, _decode), _now, settings.closed_until)
    issuing = Issuing(log, _decode, _now, credit_advice.snapshot, check, prints, WRITER)
    return {
        GrantUse.kind: Purchasing(log, _decode),
        PlaceUsage.kind: Placings(log, _decode),
        EndUsage.kind: Endings(log, _decode),
        ExtendGrant.kind: Extending(log, _decode),
        RestoreGrants.kind: TakingBack(log, _decode),
        RefreshMetadata.kind: Refreshing(fetch, PriceDifferences(log, _decode)),
        RequestCreditAdvice.kind: Drafting(log, _decode, check),
        CheckAdvice.kind: CheckingAgain(log, _decode, check),
        RejectAdvice.kind: Rejecting(log, _decode),
        IssueAdvice.kind: issuing,
        CancelAdvice.kind: Cancelling(issuing, credit_advice.cancellation, settings.closed_until),
        ExportAdvice.kind: Exporting(log, _decode),
    }


def _post(folder: Path, settings: Settings, log: SqlEventLog, strongbox: Strongbox) -> dict[str, Performer]:
    pack = letter.Packing(Stock(folder / "documents").read, settings.sender)
    way_out = partial(_way_out, settings, strongbox)
    post = Delivering(log, _decode, _now, way_out, pack, letter.message_id, letter.is_address)
    return {DeliverAdvice.kind: post}


def _way_out(settings: Settings, strongbox: Strongbox, channel: str, folder: str) -> AbstractContextManager[Send]:
    if channel == EML:
        return outbox(Path(folder))
    password = strongbox.find(SMTP) or "" if settings.smtp_user else ""
    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.smtp_user,
        password,
        settings.sender,
    )
    return server.open()


def _decode(recorded: Recorded) -> Any:
    return codec.decode(recorded.name, recorded.schema_version, recorded.data)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return str(uuid_utils.uuid7())


def _user() -> str:
    return os.environ.get("RIGHTSDESK_ACTOR") or workspace.user()


# ---------------------------------------------------------------------- feeds
# What speaks HTTP takes a fifth of a second to load; a window is open before anybody asks a vendor.


def _open_feed(strongbox: Strongbox, hub: EmbeddedHub, feed: Feed) -> VendorFeed:
    if feed.profile in {FOLDER, BY_HAND}:
        return _open_folder(feed)
    from rightsdesk.vendorsync.feed import FeedSettings, feed_from

    url = hub.address(feed.url) if hub.serves(feed.url) else feed.url
    mode = FeedMode(feed.mode) if feed.mode else None
    settings = FeedSettings(feed.name, url, feed.profile, feed.vendor or None, mode)
    if feed.profile in AGENCIES:
        from rightsdesk.vendorsync.agency_rest import agency_feed

        return agency_feed(settings, strongbox.find(feed.name), feed.options)
    return feed_from(settings, strongbox.find(feed.name))


def _open_folder(feed: Feed) -> VendorFeed:
    from rightsdesk.vendorsync.drop_folder import drop_folder
    from rightsdesk.vendorsync.handed_in import HandedIn

    return drop_folder(feed.url, feed.vendor, feed.options) if feed.profile == FOLDER else HandedIn()


def _read_again(feed: Feed, raw: bytes) -> Any:
    if feed.profile in {FOLDER, BY_HAND}:
        from rightsdesk.vendorsync import files
        from rightsdesk.vendorsync.tabular import Layout

        return files.read_again(raw, feed.vendor, Layout.of(feed.options))
    if feed.profile in AGENCIES:
        from rightsdesk.vendorsync import agency_rest
        from rightsdesk.vendorsync.feed import FeedSettings

        mode = FeedMode(feed.mode) if feed.mode else None
        return agency_rest.read_again(FeedSettings(feed.name, feed.url, feed.profile, feed.vendor or None, mode), raw)
    from rightsdesk.vendorsync.feed import reading_for
    from rightsdesk.vendorsync.translate import read_again

    return read_again(raw, reading_for(feed.profile, feed.vendor or None))


def _open_articles(strongbox: Strongbox, hub: EmbeddedHub, feed: Feed) -> UsageFeed:
    from rightsdesk.vendorsync.article_feed import article_feed_from
    from rightsdesk.vendorsync.feed import FeedSettings

    url = hub.address(feed.url) if hub.serves(feed.url) else feed.url
    settings = FeedSettings(feed.name, url, feed.profile, feed.vendor or None)
    medium, vendor = feed.options.get("medium") or ONLINE, feed.options.get("vendor") or None
    return article_feed_from(settings, strongbox.find(feed.name), medium=medium, vendor=vendor)


def _fetcher(strongbox: Strongbox, hub: EmbeddedHub) -> Fetcher:
    from rightsdesk.vendorsync.pictures import PictureFetcher

    return PictureFetcher(partial(_picture_door, strongbox, hub))


def _picture_door(strongbox: Strongbox, hub: EmbeddedHub, feed: Feed, host: str) -> Any:
    """Return the client for a feed's pictures; the feed's key is shown at the feed's own host and nowhere else."""
    from rightsdesk.vendorsync.feed import sign_in
    from rightsdesk.vendorsync.pictures import picture_client
    from rightsdesk.vendorsync.profiles import profile_named

    if hub.serves(feed.url):
        return picture_client(hub.address(feed.url))
    own = urlsplit(feed.url)
    if host != own.netloc.lower():
        return picture_client(f"https://{host}/")
    secret = None if feed.profile in AGENCIES else strongbox.find(feed.name)
    return picture_client(f"{own.scheme}://{host}/", sign_in(profile_named(feed.profile), secret) if secret else None)


def _probe(
    open_feed: Callable[[Feed], VendorFeed], open_articles: Callable[[Feed], UsageFeed], feed: Feed
) -> ProbeResult:
    adapter: VendorFeed | UsageFeed = open_articles(feed) if feed.profile == ARTICLES else open_feed(feed)
    with closing(adapter):
        return adapter.probe()


def _feed_at_rest(open_feed: Callable[[Feed], VendorFeed], hub: EmbeddedHub, feed: Feed) -> VendorFeed:
    return RestingFeed(partial(open_feed, feed)) if hub.rests(feed.url) else open_feed(feed)


def _articles_at_rest(open_articles: Callable[[Feed], UsageFeed], hub: EmbeddedHub, feed: Feed) -> UsageFeed:
    return RestingArticles(partial(open_articles, feed)) if hub.rests(feed.url) else open_articles(feed)


def _fetch(sync: Sync, open_feed: Callable[[Feed], VendorFeed], name: str, uris: Sequence[str]) -> Fetched:
    with closing(open_feed(sync.feed(name))) as adapter:
        answer = adapter.lookup(uris)
    found = {each.uri: delivery(name, each) for each in answer.found}
    rejected = {each.uri: (each.reason_code, each.reason) for each in answer.rejected if each.uri}
    return Fetched(found, rejected)


def _keep_raw(folder: Path, name: str, documents: Sequence[bytes]) -> str:
    """Keep delivered documents as gzip lines under their SHA-256; return the file's name in the folder."""
    if not documents:
        return ""
    packed = gzip.compress(b"\n".join(documents), compresslevel=1, mtime=0)
    place = folder / name / f"{hashlib.sha256(packed).hexdigest()}.ndjson.gz"
    if not place.exists():
        partly = place.with_suffix(".part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            partly.write_bytes(packed)
            partly.replace(place)
        except OSError as error:
            with suppress(OSError):
                partly.unlink(missing_ok=True)
            sentence = (
                f"What feed {name} delivered cannot be kept in {folder} ({error.strerror}). "
                "Nothing of it was taken over, everything before it is safe. Free some space, then synchronise again."
            )
            raise Unusable(sentence, code="STORE-FULL" if error.errno in _FULL else "STORE-IO") from error
    return f"{name}/{place.name}"
