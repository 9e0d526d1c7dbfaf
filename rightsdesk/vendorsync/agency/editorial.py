"""Shutterstock's news pictures: additions first, then edits and deletions, from page to page by cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.agency.asking import Told, each, listed
from rightsdesk.vendorsync.agency.moments import written
from rightsdesk.vendorsync.agency.reading import Fields, Item
from rightsdesk.vendorsync.agency.shutterstock import DAY, KINDS, SETTLES, Place, Shutterstock
from rightsdesk.vendorsync.agency.shutterstock_record import is_deletion, read_editorial
from rightsdesk.vendorsync.port import Capabilities, Change, ChangeBatch, FeedMode, ProbeResult, SyncState


class Editorial(Shutterstock):
    """News pictures: additions first, then edits and deletions, each from page to page by cursor."""

    capabilities = Capabilities(
        FeedMode.CURSOR, max_ids_per_lookup=100, max_page=500, gives_period=True, gives_territory=True, asked_again=True
    )
    _pictures = "v2/editorial/images"
    _asset_types = ("editorial",)

    def pull(self, state: SyncState) -> Iterator[ChangeBatch]:
        """Both walks over the same span; the state moves on when both are through."""
        place = self._place(state)
        since, seen = place.start, set[tuple[str, str]]()
        while True:
            told = self._page(place)
            place = replace(place, settled=place.settled or written(told.vendors_now - SETTLES))
            batch = self._batch(told)
            place = replace(place, arrived=place.arrived + len(batch.changes) + len(batch.rejected))
            following = self._following(told, place.kind, seen)
            if following is not None:
                place = replace(place, next=following)
            elif place.kind == KINDS[-1]:
                yield replace(batch, next_state=self._done(place, since), more=False)
                return
            else:
                place = replace(place, kind=KINDS[-1], next=None)
            if batch.changes or batch.rejected:
                yield replace(batch, next_state=self._kept(place), more=True)

    def probe(self) -> ProbeResult:
        """Ask for what was added since yesterday."""
        now = self._client.now()
        told = self._page(Place(written(now - DAY), written(now)), size=100)
        return self._probed(told, self._shelf.found(told.entries("data")[:1], self.read))

    def _page(self, place: Place, size: int = capabilities.max_page) -> Told:
        params = {
            "type": place.kind,
            "date_updated_start": place.start,
            "date_updated_end": place.end,
            "country": self._wish.country,
            "sort": "oldest",
            "per_page": str(size),
        }
        target, cursor = f"{self._pictures}/updated", {"cursor": place.next} if place.next else {}
        try:
            return listed(self._client, target, {**params, **cursor})
        except Invalid as refusal:
            # A cursor kept from an earlier day may be known no more; the span itself still is.
            if refusal.code != "VND-REFUSED" or not cursor:
                raise
            return listed(self._client, target, params)

    def _batch(self, told: Told) -> ChangeBatch:
        changes, refused = each(told.entries("data"), self._sorted)
        rejected = tuple(self._shelf.aside(entry, broken) for entry, broken in refused)
        return ChangeBatch(tuple(changes), rejected, 0, SyncState(), more=True)

    def _sorted(self, item: Item) -> Change:
        if is_deletion(item.get("updates")):
            return self._deletion(item)
        image = self.read(item)
        return self._change(image, image.version_created)

    def _following(self, told: Told, kind: str, seen: set[tuple[str, str]]) -> str | None:
        following = told.tree.get("next") or None
        if following is None:
            return None
        if type(following) is not str or (kind, following) in seen:
            raise Damaged(
                f"{self._client.host} does not point on to a page that was not read yet. "
                "What arrived is kept; sync again, and tell the agency if it stays so.",
                code="VND-LOOP",
            )
        seen.add((kind, following))
        return following

    def _how(self) -> list[tuple[str, Any]]:
        return [("country", self._wish.country)]

    def _fields(self, item: Item) -> Fields:
        return read_editorial(item)
