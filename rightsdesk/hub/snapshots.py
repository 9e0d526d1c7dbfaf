"""Frozen lists of all items, so that paging stays stable while items change."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rightsdesk.hub.cursors import expired, seal, unseal
from rightsdesk.hub.item import Item
from rightsdesk.hub.wire import encode

KEPT = 8


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All items at one moment; `generation` tells which state, `log_length` where the change feed goes on."""

    name: str
    generation: int
    taken_at: float
    log_length: int
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a snapshot and the cursor to the following ones, None at the end."""

    items: Sequence[Item]
    following: str | None
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Bulk:
    """The whole snapshot as gzip-packed NDJSON with its entity tag and the moment it was taken."""

    body: bytes
    etag: str
    taken_at: float


class Snapshots:
    """The last few snapshots; an older or overdue one answers 410."""

    def __init__(self, life: float, run: str) -> None:
        """`life` in seconds; `run` names this start of the hub, so that no cursor outlives it by accident."""
        self.life = life
        self._run = run
        self._count = 0
        self._kept: OrderedDict[str, Snapshot] = OrderedDict()
        self._bulk: tuple[int, Bulk] | None = None

    def current(self, generation: int, shown: Callable[[], Sequence[Item]], log_length: int, now: float) -> Snapshot:
        """The snapshot of this state, taken now by `shown` unless there is a fresh one already."""
        newest = next(reversed(self._kept.values()), None)
        if newest is not None and newest.generation == generation and now - newest.taken_at < self.life / 2:
            return newest
        self._count += 1
        taken = Snapshot(f"{self._run}.{self._count}", generation, now, log_length, tuple(shown()))
        self._kept[taken.name] = taken
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return taken

    def forget(self) -> None:
        """Every cursor given out so far leads nowhere from now on."""
        self._kept.clear()
        self._bulk = None

    def resume(self, cursor: str, now: float) -> tuple[Snapshot, int]:
        """The snapshot and position behind a cursor, refused with 410 when the snapshot is gone."""
        name, position = unseal("s", cursor)
        snapshot = self._kept.get(name)
        if snapshot is None or now - snapshot.taken_at > self.life:
            raise expired("snapshot")
        return snapshot, position

    @staticmethod
    def page(snapshot: Snapshot, position: int, size: int) -> Page:
        """`size` items from a position on."""
        end = position + size
        following = seal("s", snapshot.name, end) if end < len(snapshot.items) else None
        return Page(snapshot.items[position:end], following, snapshot)

    def bulk(self, snapshot: Snapshot) -> Bulk:
        """The snapshot in one piece: a line each, then `_end` with the count and the SHA-256 of all lines before."""
        if self._bulk is None or self._bulk[0] != snapshot.generation:
            text = b"".join(item.body + b"\n" for item in snapshot.items)
            digest = hashlib.sha256(text).hexdigest()
            trailer = encode({"_end": True, "count": len(snapshot.items), "sha256": digest})
            packed = gzip.compress(text + trailer + b"\n", 4, mtime=0)
            self._bulk = (snapshot.generation, Bulk(packed, f'"{digest[:32]}"', snapshot.taken_at))
        return self._bulk[1]
