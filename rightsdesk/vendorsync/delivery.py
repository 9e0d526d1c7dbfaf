"""The three ways changes are delivered, each a walk from page to page that can stop and go on anywhere."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rightsdesk.faults import Damaged, Unavailable
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.ninjs import Reading
from rightsdesk.vendorsync.pages import Envelope, Page, ap_page, ask, changes_page, items_page, queue_page, window_page
from rightsdesk.vendorsync.port import ChangeBatch, SyncState
from rightsdesk.vendorsync.profiles import Profile
from rightsdesk.vendorsync.translate import Sorted

B = TypeVar("B")
_RESTARTS = 2
_FIRST_DAY = "2000-01-01"


@dataclass(frozen=True, slots=True)
class Paging(Generic[B]):
    """Whom to ask for pages, in which house's way; a page becomes a batch of whatever is delivered."""

    client: GuardedClient
    profile: Profile

    def ask(self, target: str, params: dict[str, str], envelope: Envelope) -> Page:
        """One page."""
        return ask(self.client, target, params, envelope)

    def paged(self, **more: str | None) -> dict[str, str]:
        """The query for a page: its size and whatever of `more` is set."""
        name, size = self.profile.page_size
        return {name: str(size), **{key: value for key, value in more.items() if value is not None}}

    def batch(self, page: Page, state: SyncState, *, more: bool, complete: bool = False) -> B:
        """What a page held, with the state to keep when it is committed."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Source(Paging[ChangeBatch]):
    """Whom to ask for pictures, in which house's way, and how its records are read."""

    reading: Reading

    def batch(self, page: Page, state: SyncState, *, more: bool, complete: bool = False) -> ChangeBatch:
        """What a page held, with the state to keep when it is committed."""
        found = Sorted(page.entries, self.reading, doubtful=page.doubtful)
        return ChangeBatch(
            changes=tuple(found.changes),
            rejected=tuple(found.rejected),
            skipped=found.skipped,
            next_state=state,
            more=more,
            poll_after=page.poll_after,
            snapshot_complete=complete,
            receipts=tuple(found.receipts),
        )


class Delivery(Protocol):
    """One way of delivering."""

    def pull(self, source: Source, state: SyncState) -> Iterator[ChangeBatch]:
        """Read on from `state` until nothing more waits."""


class Trail:
    """The cursors asked for in this pull; coming back to one means the vendor leads us in a circle."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._seen: set[str] = set()
        self._restarts = 0

    def step(self, cursor: str | None) -> None:
        """Remember a cursor that is asked for."""
        if cursor is not None:
            self._seen.add(cursor)

    def refuse_circle(self, page: Page) -> Page:
        """Return the page; raise `Damaged` (VND-LOOP) when it leads back to where we have been."""
        if page.more and page.following in self._seen:
            raise self._loop(f"{self._host} pointed back to a page already read.")
        return page

    def restart(self) -> None:
        """Begin anew, only so many times."""
        self._restarts += 1
        self._seen.clear()
        if self._restarts > _RESTARTS:
            raise self._loop(f"{self._host} declared every cursor expired.")

    def _loop(self, sentence: str) -> Damaged:
        return Damaged(
            f"{sentence} What arrived is kept; sync again, and tell the vendor if it stays so.",
            code="VND-LOOP",
        )


class CursorDelivery(Generic[B]):
    """A snapshot page by page, then the change feed from where the snapshot was taken."""

    _goes_on = True

    def pull(self, source: Paging[B], state: SyncState) -> Iterator[B]:
        """Snapshot first unless it is behind us; an expired cursor starts it anew."""
        trail = Trail(source.client.host)
        while True:
            if state.phase == "snapshot" and source.profile.snapshot_path is not None:
                state = yield from self._snapshot(source, state, trail)
                if state.phase == "snapshot":
                    continue
            expired = yield from self._changes(source, state, trail)
            if not expired:
                return
            trail.restart()
            state = SyncState()

    def _snapshot(self, source: Paging[B], state: SyncState, trail: Trail) -> Generator[B, None, SyncState]:
        received, cursor = _unpacked(state.cursor)
        while True:
            trail.step(cursor)
            params = source.paged(cursor=cursor)
            page = source.ask(
                source.profile.snapshot_path or "", params, lambda tree: trail.refuse_circle(items_page(tree))
            )
            if page.expired:
                trail.restart()
                return SyncState()
            received += len(page.entries)
            start = state.since if state.since is not None else page.start
            if page.following is None:
                # The start of the change feed was fixed before the first page was read, so nothing falls in between.
                state = SyncState("changes", cursor=start)
                yield source.batch(
                    page, state, more=self._goes_on, complete=page.total is None or received >= page.total
                )
                return state
            cursor = page.following
            state = SyncState("snapshot", cursor=f"{received}:{cursor}", since=start)
            yield source.batch(page, state, more=True)

    def _changes(self, source: Paging[B], state: SyncState, trail: Trail) -> Generator[B, None, bool]:
        cursor = state.cursor
        while True:
            trail.step(cursor)
            page = self._page(source, cursor, trail)
            if page.expired:
                return True
            cursor = page.following if page.following is not None else cursor
            yield source.batch(page, SyncState("changes", cursor=cursor), more=page.more)
            if not page.more:
                return False

    def _page(self, source: Paging[B], cursor: str | None, trail: Trail) -> Page:
        params = source.paged(cursor=cursor)
        return source.ask(source.profile.changes_path, params, lambda tree: trail.refuse_circle(changes_page(tree)))


class SnapshotDelivery(CursorDelivery[ChangeBatch]):
    """A house that only ever gives everything: each pull reads it all."""

    _goes_on = False

    def pull(self, source: Paging[ChangeBatch], state: SyncState) -> Iterator[ChangeBatch]:
        """Resume a snapshot under way, else take a new one."""
        return super().pull(source, state if state.phase == "snapshot" else SyncState())

    def _changes(
        self, source: Paging[ChangeBatch], state: SyncState, trail: Trail
    ) -> Generator[ChangeBatch, None, bool]:
        yield from ()
        return False


class LinkDelivery(CursorDelivery[ChangeBatch]):
    """A feed of next links, as AP has it: the link is the cursor and names its own query."""

    def _page(self, source: Paging[ChangeBatch], cursor: str | None, trail: Trail) -> Page:
        envelope: Envelope = lambda tree: trail.refuse_circle(ap_page(tree))  # noqa: E731 - as short as it gets
        if cursor is not None:
            return source.ask(cursor, {}, envelope)
        return source.ask(source.profile.changes_path, source.paged(**dict(source.profile.first_query)), envelope)


class QueueDelivery(CursorDelivery[ChangeBatch]):
    """A queue whose entries come back until they are confirmed; a snapshot comes first where the house offers one."""

    def _changes(
        self, source: Paging[ChangeBatch], state: SyncState, trail: Trail
    ) -> Generator[ChangeBatch, None, bool]:
        while True:
            page = source.ask(source.profile.queue_path, {}, queue_page)
            yield source.batch(page, SyncState("changes"), more=page.more)
            if not page.more:
                return False
            if source.profile.obeys_pauses and page.poll_after:
                source.client.pause(page.poll_after)


class WindowDelivery:
    """Whole days by time of change, read from the last day seen; what was seen before arrives again, by design."""

    def pull(self, source: Source, state: SyncState) -> Iterator[ChangeBatch]:
        """Page by page; the state moves to the vendor's own day only when the last page is in."""
        since, today, number, received = state.since, None, 1, 0
        while True:
            params = source.paged(start_date=since or _FIRST_DAY, page=str(number))
            page = source.ask(source.profile.window_path, params, window_page)
            if page.expired:
                raise Unavailable(
                    f"{source.client.host} dropped the list while it was read; sync again.", code="VND-DOWN"
                )
            received += len(page.entries)
            if today is None:
                today = page.vendor_day
            following = SyncState("changes", since=since if page.more else today)
            complete = since is None and not page.more and received >= (page.total or 0)
            yield source.batch(page, following, more=page.more, complete=complete)
            if not page.more:
                return
            number += 1


def _unpacked(cursor: str | None) -> tuple[int, str | None]:
    """A kept snapshot cursor: how many records came before it, and the vendor's own cursor."""
    if cursor is None:
        return 0, None
    count, _, own = cursor.partition(":")
    return (int(count), own) if count.isascii() and count.isdigit() else (0, cursor)
