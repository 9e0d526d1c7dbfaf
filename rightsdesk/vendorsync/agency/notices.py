"""Announcements of changes that only name pictures: what was announced is then asked for by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rightsdesk.vendorsync.agency.reading import Found, Item, Shelf
from rightsdesk.vendorsync.port import Rejected, RemoteImage
from rightsdesk.vendorsync.record import Broken

_WINDOW_LINE = frozenset({"id", "updated_time", "updates"})


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of an announcement; `of_picture` is False for films and music."""

    number: str
    at: datetime | None
    deleted: bool
    entry: Item
    what: str = ""
    of_picture: bool = True


def fetched(
    shelf: Shelf, notices: Sequence[Notice], look_up: Callable[[Sequence[str]], Found], size: int
) -> tuple[list[tuple[Notice, RemoteImage]], list[Rejected]]:
    """The announced pictures with their notices; what was announced and does not come is set aside."""
    pairs: list[tuple[Notice, RemoteImage]] = []
    rejected: list[Rejected] = []
    for at in range(0, len(notices), size):
        part = notices[at : at + size]
        found = look_up([one.number for one in part])
        images = {image.asset_id: image for image in found.images}
        unreadable = {refusal.asset_id for refusal in found.rejected}
        pairs += [(one, images[one.number]) for one in part if one.number in images]
        missing = [one for one in part if one.number not in images and one.number not in unreadable]
        rejected += [*found.rejected, *(shelf.aside(one.entry, _missing()) for one in missing)]
    return pairs, rejected


def refuse_announcement(entry: Item) -> None:
    """What only announces a picture is never read as one; nothing about it is known."""
    if "asset_lifecycle" in entry or entry.keys() <= _WINDOW_LINE:
        raise _missing()


def _missing() -> Broken:
    return Broken("REC-MISSING", "it was announced, but the agency does not have it", "$.id")
