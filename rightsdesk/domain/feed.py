"""The story of a feed: where it is configured, how far it was pulled, what was set aside."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from rightsdesk.domain import ids
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, event

FOLDER = "drop_folder"
"""The profile of a folder into which deliveries are dropped."""
BY_HAND = "import"
"""The profile of what a person imported from files; there is nothing to pull."""
ARTICLES = "articles"
"""The profile of what a platform publishes; `vendor` then names the platform."""
AGENCIES = ("getty", "shutterstock")
"""The profiles of picture agencies with an interface of their own."""
PROFILES = ("generic", "ap", "dpa", "superdesk", *AGENCIES, FOLDER, ARTICLES)

_FOLDER = re.compile(r"file:///|/|[A-Za-z]:[\\/]|\\\\")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as its stream tells it; `cursor` is the adapter's own state, JSON-safe."""

    name: str = ""
    url: str = ""
    profile: str = ""
    vendor: str = ""
    mode: str = ""
    options: dict[str, str] = field(default_factory=dict)
    removed: bool = False
    cursor: dict[str, Any] = field(default_factory=dict)
    quarantine: frozenset[str] = frozenset()


class NotAFeed(Refused):
    """The feed cannot be configured as written."""


class FeedUnknown(Refused):
    """There is no feed of this name."""


class NotInQuarantine(Refused):
    """There is no such item in quarantine."""


@event("feed.configured")
@dataclass(frozen=True, slots=True)
class FeedConfigured(Event[Feed]):
    """A feed was set up or changed; `options` are the profile's own, secrets are never part of it."""

    name: str
    url: str
    profile: str
    vendor: str = ""
    mode: str = ""
    options: dict[str, str] = field(default_factory=dict)

    def evolve(self, state: Feed) -> Feed:
        """Take the configuration over; another address starts from the beginning."""
        cursor = state.cursor if state.url == self.url else {}
        return replace(
            state,
            name=self.name,
            url=self.url,
            profile=self.profile,
            vendor=self.vendor,
            mode=self.mode,
            options=self.options,
            removed=False,
            cursor=cursor,
        )


@event("feed.removed")
@dataclass(frozen=True, slots=True)
class FeedRemoved(Event[Feed]):
    """The feed is pulled no more; its images stay."""

    def evolve(self, state: Feed) -> Feed:
        """Mark the feed removed."""
        return replace(state, removed=True)


@event("feed.pulled")
@dataclass(frozen=True, slots=True)
class FeedPulled(Event[Feed]):
    """One batch of the feed was taken over and the cursor moved; `raw` names the file with the bytes delivered."""

    cursor: dict[str, Any]
    counts: dict[str, int]
    raw: str = ""

    def evolve(self, state: Feed) -> Feed:
        """Move the cursor."""
        return replace(state, cursor=self.cursor)


@event("feed.item-quarantined")
@dataclass(frozen=True, slots=True)
class FeedItemQuarantined(Event[Feed]):
    """An item could not be taken over; its bytes are kept as `raw` (base64) with reason and JSON path."""

    item_id: str
    change_id: str
    uri: str
    code: str
    reason: str
    path: str
    raw: str

    def evolve(self, state: Feed) -> Feed:
        """Remember the item."""
        return replace(state, quarantine=state.quarantine | {self.item_id})


@event("feed.quarantine-released")
@dataclass(frozen=True, slots=True)
class FeedQuarantineReleased(Event[Feed]):
    """An item left quarantine: read after a mapping fix (`taken_over`), or dismissed with a reason."""

    item_id: str
    taken_over: bool
    reason: str = ""

    def evolve(self, state: Feed) -> Feed:
        """Forget the item."""
        return replace(state, quarantine=state.quarantine - {self.item_id})


@dataclass(frozen=True, slots=True)
class ConfigureFeed(Command[Feed]):
    """Set up a feed or change it; a folder's address is its absolute path or a file: URL."""

    name: str
    url: str
    profile: str = "generic"
    vendor: str = ""
    mode: str = ""
    options: dict[str, str] = field(default_factory=dict)

    def decide(self, state: Feed, cx: Circumstance) -> tuple[Event[Feed], ...]:
        """Answer with the configuration, with silence when nothing differs."""
        ids.checked(self.name, "feed")
        if self.profile not in (*PROFILES, BY_HAND):
            sentence = f"There is no profile {self.profile!r}; profiles are {', '.join(PROFILES)}."
            raise NotAFeed(sentence)
        self._refuse_wrong_address()
        if self.profile == ARTICLES and not self.vendor:
            sentence = f"The feed {self.name} reads a platform's articles; name the platform in place of the vendor."
            raise NotAFeed(sentence)
        wanted = FeedConfigured(self.name, self.url, self.profile, self.vendor, self.mode, self.options)
        return () if wanted.evolve(state) == state else (wanted,)

    def _refuse_wrong_address(self) -> None:
        if self.profile == FOLDER and not _FOLDER.match(self.url):
            sentence = f"The folder {self.url!r} of feed {self.name} must be an absolute path or a file:// address."
            raise NotAFeed(sentence)
        if self.profile not in {FOLDER, BY_HAND} and not self.url.startswith(("http://", "https://")):
            sentence = f"The address {self.url!r} of feed {self.name} must begin with https:// or http://."
            raise NotAFeed(sentence)


@dataclass(frozen=True, slots=True)
class RemoveFeed(Command[Feed]):
    """Pull the feed no more."""

    def decide(self, state: Feed, cx: Circumstance) -> tuple[Event[Feed], ...]:
        """Answer with the removal; refuse a stranger."""
        if not state.name or state.removed:
            raise FeedUnknown
        return (FeedRemoved(),)


@dataclass(frozen=True, slots=True)
class ReleaseQuarantine(Command[Feed]):
    """Let an item leave quarantine."""

    item_id: str
    taken_over: bool
    reason: str = ""

    def decide(self, state: Feed, cx: Circumstance) -> tuple[Event[Feed], ...]:
        """Answer with the release; refuse a stranger."""
        if self.item_id not in state.quarantine:
            raise NotInQuarantine
        return (FeedQuarantineReleased(self.item_id, self.taken_over, self.reason),)
