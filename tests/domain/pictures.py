"""Images in tests: what a vendor delivers, what was decided, what is true afterwards."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from rightsdesk.domain.image import Image, ObserveRemoteImage
from rightsdesk.domain.image.observing import Delivery
from rightsdesk.domain.messages import Circumstance, Command, Event, fold

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BEFORE: dict[str, Any] = {"title": "Harbour", "price": 1250, "currency": "EUR", "price_origin": "item"}


def delivery(version: int | None = 1, *, created: str | None = None, **fields: Any) -> Delivery:
    """Return what a vendor delivers; equal content has an equal hash."""
    told = json.dumps([version, created, fields], sort_keys=True)
    return Delivery(
        vendor="v1",
        asset_id="7",
        uri="https://hub.invalid/v1/items/v1/7",
        feed="hub",
        content_hash=hashlib.sha256(told.encode()).hexdigest(),
        version=version,
        version_created=created,
        fields=fields,
    )


@dataclass
class Story:
    """An image and everything that happened to it."""

    state: Image = field(default_factory=Image)
    facts: list[Event[Any]] = field(default_factory=list)

    def ask(self, wish: Command[Any], since: tuple[Event[Any], ...] = ()) -> tuple[Event[Any], ...]:
        """Let a wish decide and take its facts over."""
        new = wish.decide(self.state, Circumstance(NOW, "kim", since))
        self.state = fold(self.state, new)
        self.facts.extend(new)
        return new

    def deliver(self, version: int | None = 1, **more: Any) -> tuple[Event[Any], ...]:
        """Let the vendor deliver."""
        return self.ask(ObserveRemoteImage(delivery(version, **more)))

    def deliver_exactly(self, given: Delivery, **more: Any) -> tuple[Event[Any], ...]:
        """Let the vendor deliver this."""
        return self.ask(ObserveRemoteImage(replace(given, **more)))


def known(**fields: Any) -> Story:
    """Return the story of an image delivered once."""
    story = Story()
    story.deliver(1, **{**BEFORE, **fields})
    return story


def names(facts: tuple[Event[Any], ...]) -> list[str]:
    """Return the stored names of facts."""
    return [fact.stored_name for fact in facts]
