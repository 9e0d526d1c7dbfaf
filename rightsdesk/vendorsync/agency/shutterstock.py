"""Shutterstock (API version 2): editorial pictures by cursor, stock pictures by windows of at most three days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from rightsdesk.vendorsync.agency.agreements import Agreements
from rightsdesk.vendorsync.agency.asking import Told, asked
from rightsdesk.vendorsync.agency.moments import read_moment, written
from rightsdesk.vendorsync.agency.reading import Fields, Found, Item, Shelf, asset_id_of
from rightsdesk.vendorsync.agency.shutterstock_record import VOLATILE
from rightsdesk.vendorsync.agency.subscriptions import subscriptions
from rightsdesk.vendorsync.agency.wish import Wish
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.port import (
    Capabilities,
    Change,
    ChangeBatch,
    ProbeResult,
    Rejected,
    RemoteImage,
    SyncState,
)
from rightsdesk.vendorsync.record import Broken, moment

WIDEST = timedelta(days=3)
SETTLES = timedelta(minutes=5)
DAY = timedelta(days=1)
KINDS = ("addition", "edit")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands between its start and end: `kind` and `next` of the cursor, or `page` of the window."""

    start: str
    end: str
    kind: str = KINDS[0]
    next: str | None = None
    page: int = 1
    settled: str | None = None
    arrived: int = 0


class Shutterstock:
    """What both halves of the house have in common."""

    capabilities: Capabilities
    _pictures: str
    _asset_types: tuple[str, ...]

    def __init__(self, client: GuardedClient, wish: Wish) -> None:
        """Ask nothing yet."""
        self._client = client
        self._wish = wish
        self._shelf = Shelf(wish.vendor, f"{client.base}{self._pictures}/{{id}}", "shutterstock-2", VOLATILE)
        ask = partial(subscriptions, client) if wish.sees_agreements else tuple
        self._agreements = Agreements(ask, wish.agreement)

    def acknowledge(self, batch: ChangeBatch) -> None:
        """Nothing is confirmed here."""

    def uri(self, number: str) -> str:
        """The address under which the desk keeps a picture."""
        return self._shelf.uri(number)

    def look_up(self, numbers: Sequence[str]) -> Found:
        """What the house says about these pictures now; it leaves out silently what it does not have."""
        params: list[tuple[str, Any]] = [("id", number) for number in numbers]
        told = asked(self._client, self._pictures, [*params, *self._how()])
        return self._shelf.found(told.entries("data"), self.read)

    def read(self, item: Item) -> RemoteImage:
        """One picture out of the house's record."""
        fields = {**self._fields(item), **self._agreements.fields(self._asset_types)}
        return self._shelf.image(item, fields, moment(item.get("updated_time"), "$.updated_time"))

    def aside(self, entry: Any, broken: Broken) -> Rejected:
        """A record for the quarantine."""
        return self._shelf.aside(entry, broken)

    def _how(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def _fields(self, item: Item) -> Fields:
        raise NotImplementedError

    def _place(self, state: SyncState) -> Place:
        """Where to go on: in the middle of a walk, or at the start of a new one."""
        if state.cursor is not None:
            try:
                return Place(**json.loads(state.cursor))
            except (ValueError, TypeError):
                pass
        now = self._client.now()
        start = state.since or self._wish.since or written(now - WIDEST)
        return Place(start, written(now))

    def _kept(self, place: Place) -> SyncState:
        return SyncState("changes", cursor=json.dumps(asdict(place)), since=place.start)

    def _done(self, place: Place, since: str) -> SyncState:
        """The state after a walk: what the house may still be adding to its last minutes is asked for again."""
        settled = min(read_moment(place.end), read_moment(place.settled or place.end))
        if not place.arrived and settled - read_moment(since) < DAY:
            return SyncState("changes", since=since)
        return SyncState("changes", since=written(max(settled, read_moment(since))))

    def _change(self, image: RemoteImage, at: datetime | None) -> Change:
        change_id = f"{image.uri}#{at.isoformat() if at else ''}#{image.content_hash[:16]}"
        return Change(change_id, "upsert", image.vendor, image.asset_id, image.uri, image, at)

    def _deletion(self, item: Item) -> Change:
        number = asset_id_of(item)
        at = moment(item.get("updated_time"), "$.updated_time")
        uri = self._shelf.uri(number)
        change_id = f"{uri}#{at.isoformat() if at else ''}#deletion"
        return Change(change_id, "delete", self._shelf.vendor, number, uri, None, at)

    def _probed(self, told: Told, found: Found) -> ProbeResult:
        sample = found.images[0] if found.images else None
        first = f"its first picture is {sample.uri}" if sample else "no picture changed there lately"
        sentence = f"{self._client.host} answers; {first}. {self._agreements.sentence()}"
        return ProbeResult(True, told.skew, sample, sentence)
