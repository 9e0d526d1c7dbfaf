"""Items set aside: read again after a mapping fix, or dismissed by a person with a reason."""

import base64
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from rightsdesk.domain import streams
from rightsdesk.domain.feed import Feed, FeedItemQuarantined, ReleaseQuarantine
from rightsdesk.domain.image import Image, ObserveRemoteImage
from rightsdesk.domain.messages import Circumstance, fold
from rightsdesk.eventlog.log import Context, Write
from rightsdesk.vendorsync.port import Rejected, RemoteImage
from rightsdesk.vendorsync.sync import Sync, delivery

ReadAgain = Callable[[Feed, bytes], RemoteImage | Rejected | None]
"""Maps the bytes of one item by the feed's profile: the image, why it is still wrong, None for no picture."""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Releases items of a feed's quarantine."""

    sync: Sync
    read_again: ReadAgain

    def waiting(self, name: str) -> list[FeedItemQuarantined]:
        """Return the items of a feed that are set aside now, oldest first."""
        own = streams.feed(name)
        facts = [self.sync.decode(each) for each in self.sync.log.read_streams([own])[own]]
        left = fold(Feed(), facts).quarantine
        return [fact for fact in facts if isinstance(fact, FeedItemQuarantined) and fact.item_id in left]

    def release(self, name: str, actor: str) -> Counter[str]:
        """Read every item again; those that can be read now are taken over, the others stay with their reason."""
        counts: Counter[str] = Counter()
        feed = self.sync.feed(name)
        for item in self.waiting(name):
            found = self.read_again(feed, base64.b64decode(item.raw))
            if isinstance(found, RemoteImage):
                self._take_over(name, item, found, actor)
                counts["released"] += 1
            else:
                counts["waiting"] += 1
        return counts

    def dismiss(self, name: str, item_id: str, reason: str, actor: str) -> None:
        """Let an item go without taking it over."""
        own = streams.feed(name)
        history = self.sync.log.read_streams([own])[own]
        state = fold(Feed(), map(self.sync.decode, history))
        cx = Circumstance(self.sync.clock(), actor)
        facts = ReleaseQuarantine(item_id, taken_over=False, reason=reason).decide(state, cx)
        with self.sync.log.transaction() as tx:
            self.sync.log.append(tx, (Write(own, facts, history[-1].version),), Context(actor))

    def _take_over(self, name: str, item: FeedItemQuarantined, image: RemoteImage, actor: str) -> None:
        own, theirs = streams.feed(name), streams.image(image.vendor, image.asset_id)
        read = self.sync.log.read_streams([own, theirs])
        cx = Circumstance(self.sync.clock(), actor)
        state = fold(Image(), map(self.sync.decode, read[theirs]))
        facts = ObserveRemoteImage(delivery(name, image, item.change_id)).decide(state, cx)
        feed = fold(Feed(), map(self.sync.decode, read[own]))
        released = ReleaseQuarantine(item.item_id, taken_over=True).decide(feed, cx)
        version = read[theirs][-1].version if read[theirs] else 0
        writes = [Write(own, released, read[own][-1].version)]
        if facts:
            writes.append(Write(theirs, facts, version))
        with self.sync.log.transaction() as tx:
            self.sync.log.append(tx, writes, Context(actor))
