"""Images that a complete snapshot lacks: missing, deleted after the second time, never too many at once.

Where a vendor never gives everything, asking for all known images one list after the other takes a snapshot's place.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rightsdesk.domain.image import Image, ImageRemovedByVendor
from rightsdesk.domain.messages import fold
from rightsdesk.eventlog.log import Context, EventLog, Recorded, Write
from rightsdesk.vendorsync.port import ChangeBatch, SyncState, VendorFeed
from rightsdesk.vendorsync.translate import upsert

PAGE = 500
MOST_AT_ONCE = 0.05


@dataclass(frozen=True, slots=True)
class Missing:
    """Marks what a vendor's complete snapshot did not hold (product rules, section 4)."""

    log: EventLog
    decode: Callable[[Recorded], Any]

    def mark(self, feed: str, seen: set[str], actor: str, counts: Counter[str]) -> tuple[str, ...]:
        """Record missing and deleted images, or return a warning when more than 5 % would vanish at once."""
        known = 0
        gone: list[Write] = []
        for stream, image, version in self._of(feed):
            known += 1
            if stream not in seen:
                fact = ImageRemovedByVendor(missing=not image.missing)
                gone.append(Write(stream, (fact,), version))
        if known and len(gone) > MOST_AT_ONCE * known:
            sentence = (
                f"The snapshot of {feed} lacks {len(gone):,} of {known:,} images, more than 5 %; "
                "nothing was marked missing. Ask the vendor, then synchronise again."
            )
            return (sentence,)
        for start in range(0, len(gone), PAGE):
            with self.log.transaction() as tx:
                self.log.append(tx, gone[start : start + PAGE], Context(actor))
        counts["missing"] += len(gone)
        return ()

    def addresses(self, feed: str) -> list[str]:
        """The pictures of a feed that are not deleted, by address."""
        return [image.uri for _, image, _ in self._of(feed)]

    def _of(self, feed: str) -> Iterator[tuple[str, Image, int]]:
        names: Sequence[str] = self.log.streams("image")
        for start in range(0, len(names), PAGE):
            for stream, history in self.log.read_streams(names[start : start + PAGE]).items():
                image = fold(Image(), map(self.decode, history))
                if image.feed == feed and not image.deleted:
                    yield stream, image, history[-1].version


def asked_again(adapter: VendorFeed, uris: Sequence[str], state: SyncState) -> Iterator[ChangeBatch]:
    """Every known picture as its vendor describes it now; what does not come back is missing from this snapshot."""
    size = PAGE - PAGE % max(1, adapter.capabilities.max_ids_per_lookup)
    for start in range(0, len(uris), size):
        answer = adapter.lookup(uris[start : start + size])
        more = start + size < len(uris)
        changes = tuple(upsert(image) for image in answer.found)
        yield ChangeBatch(changes, answer.rejected, 0, state, more, snapshot_complete=not more)
