"""When live usages must come down: the next moment, and those for which no alarm went out for just this moment."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rightsdesk.domain import period
from rightsdesk.readmodel import moments
from rightsdesk.readmodel.asking import Asker, listed
from rightsdesk.readmodel.usages.declared import row_id
from rightsdesk.readmodel.usages.questions import DUE, due

_LIVE = "usages.ended_at IS NULL AND usages.online_until"
_PAUSED = "usages.ended_at IS NULL AND usages.pauses <> ''"


@dataclass(frozen=True, slots=True)
class Expired:
    """One live usage that must be offline since `due` (ISO 8601), on the ground `because`."""

    image: str
    usage: str
    due: str
    because: str


def next_expiry(asker: Asker, after: int) -> int | None:
    """Return the first second after another at which a live usage must come down, None when none is known."""
    last = asker.one(f"SELECT min(usages.online_until) FROM usages WHERE {_LIVE} > ?", (after,))[0]
    pause = asker.one(
        f"SELECT min(g.value ->> 0) FROM usages, json_each(usages.pauses) g WHERE {_PAUSED} AND g.value ->> 0 > ?",
        (after,),
    )[0]
    return min((int(each) for each in (last, pause) if each is not None), default=None)


def unalarmed(asker: Asker, now: int) -> list[Expired]:
    """Return the live usages due by a second whose alarm did not go out for this very moment."""
    at = due(str(int(now)))
    found = asker.all(
        f"SELECT usages.key, {at}, usages.because FROM usages WHERE ({_LIVE} <= ?1 OR {_PAUSED})"
        f" AND {at} <= ?1 AND usages.alerted IS NOT {at} ORDER BY usages.image, usages.id",
        (now,),
    )
    return [Expired(*_parted(key), moments.iso_second(until), because or "ended") for key, until, because in found]


def due_of(asker: Asker, keys: Sequence[str]) -> dict[str, str]:
    """Return usage identifier -> the moment (ISO 8601) from which it must be offline, of usages named by their keys."""
    found = asker.all(
        f"SELECT usages.key, {DUE} FROM usages WHERE {DUE} IS NOT NULL"
        " AND usages.id IN (SELECT value FROM json_each(?))",
        (listed(row_id(_parted(key)[1]) for key in keys),),
    )
    return {_parted(key)[1]: moments.iso_second(until) for key, until in found}


@dataclass(frozen=True, slots=True)
class Used:
    """A picture's placements of one day: its address and own id at the vendor, and how many there were."""

    uri: str
    asset_id: str
    day: date
    count: int


def used_in(asker: Asker, feed: str, first: date, after: date) -> list[Used]:
    """Return the first placements of a feed's pictures on days of a half-open span, by day."""
    found = asker.all(
        "SELECT l.uri, usages.asset_id, usages.first_at FROM usages JOIN images ON images.id = usages.image"
        " JOIN image_layers l ON l.image = usages.image"
        " WHERE images.feed = ? AND usages.first_at >= ? AND usages.first_at < ? ORDER BY usages.first_at, usages.id",
        (feed, moments.midnight(first), moments.midnight(after)),
    )
    days = [(uri, asset, period.local_day(datetime.fromtimestamp(at, UTC))) for uri, asset, at in found]
    return [Used(*one, count) for one, count in Counter(days).items()]


def _parted(key: str) -> tuple[str, str]:
    image, _, usage = key.rpartition("#")
    return image, usage
