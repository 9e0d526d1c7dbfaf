"""Feeds: configure, test, pull, and what they set aside."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rightsdesk.desk.parts import Parts
from rightsdesk.domain import streams
from rightsdesk.domain.feed import ARTICLES, FOLDER, ConfigureFeed, Feed, FeedItemQuarantined, RemoveFeed
from rightsdesk.domain.messages import fold
from rightsdesk.vendorsync.port import ProbeResult
from rightsdesk.vendorsync.sync import SyncReport


@dataclass(frozen=True, slots=True)
class Feeds:
    """Configures and pulls feeds by name."""

    parts: Parts

    def configured(self) -> list[Feed]:
        """Return all feeds that are not removed."""
        names = self.parts.log.streams("feed")
        read = self.parts.log.read_streams(names)
        found = [fold(Feed(), map(self.parts.decode, read[name])) for name in names]
        return [feed for feed in found if feed.name and not feed.removed]

    def add(self, wish: ConfigureFeed, secret: str | None = None) -> bool:
        """Configure a feed; return False when the secret had to go to a private file for want of a key ring."""
        if wish.profile == FOLDER:
            _refuse_unusable_options(wish.options)
        self.parts.handling.handle(streams.feed(wish.name), Feed(), wish, self.parts.actor)
        return secret is None or self.parts.strongbox.keep(wish.name, secret)

    def test(self, name: str) -> ProbeResult:
        """Connect to the feed without changing anything."""
        return self.parts.probe(self.parts.sync.feed(name))

    def remove(self, name: str) -> None:
        """Pull the feed no more; its images stay."""
        self.parts.handling.handle(streams.feed(name), Feed(), RemoveFeed(), self.parts.actor)
        self.parts.strongbox.forget(name)

    def pull(
        self,
        name: str,
        *,
        full: bool = False,
        progress: Callable[[str, Counter[str]], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        actor: str = "",
    ) -> SyncReport:
        """Take over everything the feed has to say: pictures of a vendor, or articles of a platform.

        It is done in the person's name, or that of another `actor`.
        """
        articles = self.parts.sync.feed(name).profile == ARTICLES
        source = self.parts.usage_sync if articles else self.parts.sync
        return source.pull(name, actor or self.parts.actor, full=full, progress=progress, cancelled=cancelled)

    def quarantine(self, name: str) -> list[FeedItemQuarantined]:
        """Return the items of a feed that are set aside; refuse a stranger."""
        self.parts.sync.feed(name)
        return self.parts.quarantine.waiting(name)

    def release(self, name: str) -> dict[str, int]:
        """Read the items set aside again; return how many were `released` and how many are still `waiting`."""
        articles = self.parts.sync.feed(name).profile == ARTICLES
        source = self.parts.usage_sync if articles else self.parts.quarantine
        return dict(source.release(name, self.parts.actor))

    def dismiss(self, name: str, item_id: str, reason: str) -> None:
        """Let an item set aside go, with a reason."""
        self.parts.quarantine.dismiss(name, item_id, reason, self.parts.actor)


def _refuse_unusable_options(options: Mapping[str, str]) -> None:
    from rightsdesk.vendorsync.tabular.layout import Layout

    Layout.of(options)
