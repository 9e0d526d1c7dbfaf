"""Shutterstock's stock pictures: what changed in windows of at most three days, then the pictures by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rightsdesk.vendorsync.agency.asking import Told, each, listed
from rightsdesk.vendorsync.agency.moments import read_moment, written
from rightsdesk.vendorsync.agency.notices import Notice, fetched
from rightsdesk.vendorsync.agency.reading import Fields, Found, Item, asset_id_of
from rightsdesk.vendorsync.agency.shutterstock import DAY, SETTLES, WIDEST, Place, Shutterstock
from rightsdesk.vendorsync.agency.shutterstock_record import is_deletion, read_stock
from rightsdesk.vendorsync.port import Capabilities, ChangeBatch, FeedMode, ProbeResult, SyncState
from rightsdesk.vendorsync.record import Broken, moment


class Stock(Shutterstock):
    """Stock pictures: the numbers of what changed in a window, then the pictures by number."""

    capabilities = Capabilities(
        FeedMode.WINDOW, max_ids_per_lookup=100, max_page=500, gives_period=True, asked_again=True
    )
    _pictures = "v2/images"
    _asset_types = ("images",)

    def pull(self, state: SyncState) -> Iterator[ChangeBatch]:
        """Window after window; inside one the next page begins with the time of the last picture, so nothing slips."""
        place = self._place(state)
        since, horizon, seen = place.start, read_moment(place.end), set[tuple[str, str]]()
        while True:
            end = min(read_moment(place.start) + WIDEST, horizon)
            told = self._page(place.start, end, place.page)
            place = replace(place, settled=place.settled or written(told.vendors_now - SETTLES))
            entries = told.entries("data")
            batch = self._batch(entries, seen)
            place = replace(place, arrived=place.arrived + len(batch.changes) + len(batch.rejected))
            if not entries and end == horizon:
                yield replace(batch, next_state=self._done(place, since), more=False)
                return
            place = self._further(place, entries, end)
            if batch.changes or batch.rejected:
                yield replace(batch, next_state=self._kept(place), more=True)

    def probe(self) -> ProbeResult:
        """Ask for one picture that changed since yesterday."""
        now = self._client.now()
        told = self._page(written(now - DAY), now, 1, size=1)
        numbers = [one["id"] for one in told.entries("data") if type(one) is dict and type(one.get("id")) is str]
        return self._probed(told, self.look_up(numbers[:1]) if numbers else Found((), ()))

    def _page(self, start: str, end: datetime, page: int, size: int = capabilities.max_page) -> Told:
        params = {
            "start_date": start,
            "end_date": written(end),
            "page": str(page),
            "per_page": str(size),
            "sort": "oldest",
        }
        return listed(self._client, f"{self._pictures}/updated", params)

    def _further(self, place: Place, entries: list[Any], end: datetime) -> Place:
        if not entries:
            return replace(place, start=written(end), page=1)
        times = [at for at in map(_time_of, entries) if at is not None]
        if times == sorted(times) and times and times[-1] > read_moment(place.start):
            return replace(place, start=written(times[-1]), page=1)
        return replace(place, page=place.page + 1)

    def _batch(self, entries: list[Any], seen: set[tuple[str, str]]) -> ChangeBatch:
        notices, refused = each(entries, _notice)
        rejected = [self._shelf.aside(entry, broken) for entry, broken in refused]
        fresh = [one for one in notices if (one.number, str(one.at)) not in seen]
        seen.update((one.number, str(one.at)) for one in fresh)
        wanted = [one for one in fresh if not one.deleted]
        pairs, missing = fetched(self._shelf, wanted, self.look_up, self.capabilities.max_ids_per_lookup)
        changes = [self._deletion(one.entry) for one in fresh if one.deleted]
        changes += [self._change(replace(image, version_created=one.at), one.at) for one, image in pairs]
        return ChangeBatch(tuple(changes), (*rejected, *missing), 0, SyncState(), more=True)

    def _how(self) -> list[tuple[str, Any]]:
        return [("view", "full")]

    def _fields(self, item: Item) -> Fields:
        return read_stock(item)


def _notice(entry: Item) -> Notice:
    at = moment(entry.get("updated_time"), "$.updated_time")
    return Notice(asset_id_of(entry), at, is_deletion(entry.get("updates")), entry)


def _time_of(entry: Any) -> datetime | None:
    try:
        at = moment(entry.get("updated_time"), "") if type(entry) is dict else None
    except Broken:
        return None
    return at.astimezone(UTC).replace(microsecond=0) if at else None
