"""What can happen to the rights in an image. Stored names are promises."""

from dataclasses import dataclass, field, replace

from rightsdesk.domain.image.state import Image
from rightsdesk.domain.messages import Event, event
from rightsdesk.domain.rights import Override, Restriction

CLOCKS = ("use_until", "online_until")
"""Until when a picture may be placed anew, and until when it may stay online."""


@dataclass(frozen=True, slots=True)
class _GrantMoved(Event[Image]):
    grant_id: str
    use_until: str | None
    online_until: str | None
    previous: dict[str, str | None] = field(default_factory=dict)
    reason: str = ""
    price: int | None = None
    currency: str | None = None

    def evolve(self, state: Image) -> Image:
        """Move both clocks of the grant."""
        grant = state.grants.get(self.grant_id)
        if grant is None:
            return state
        moved = replace(grant, use_until=self.use_until, online_until=self.online_until)
        return replace(state, grants={**state.grants, self.grant_id: moved})

    def touches(self) -> frozenset[str]:
        """Return the clocks that moved."""
        return frozenset(name for name in CLOCKS if self.previous.get(name) != getattr(self, name))


@event("image.grant-extended", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageGrantExtended(_GrantMoved):
    """A grant lasts longer now; `previous` holds both clocks as they stood, price what the longer time costs."""


@event("image.grant-shortened", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageGrantShortened(_GrantMoved):
    """A grant ends earlier now; `previous` holds both clocks as they stood."""


@event("image.use-restricted", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageUseRestricted(Event[Image]):
    """Somebody forbade a use of the image; deny wins over every grant."""

    restriction: Restriction

    def evolve(self, state: Image) -> Image:
        """Keep the restriction."""
        return replace(state, restrictions={**state.restrictions, self.restriction.restriction_id: self.restriction})


@event("image.restriction-lifted", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageRestrictionLifted(Event[Image]):
    """A restriction no longer holds for anybody."""

    restriction_id: str
    reason: str = ""

    def evolve(self, state: Image) -> Image:
        """Forget the restriction."""
        kept = {key: one for key, one in state.restrictions.items() if key != self.restriction_id}
        return replace(state, restrictions=kept)


@event("image.restriction-overridden", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageRestrictionOverridden(Event[Image]):
    """A named person lifted one ground of denial, for a reason, until a day or for good."""

    override: Override

    def evolve(self, state: Image) -> Image:
        """Keep the override."""
        return replace(state, overrides={**state.overrides, self.override.override_id: self.override})


@event("image.override-ended", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageOverrideEnded(Event[Image]):
    """An override was taken back before its day."""

    override_id: str
    reason: str = ""

    def evolve(self, state: Image) -> Image:
        """Forget the override."""
        kept = {key: one for key, one in state.overrides.items() if key != self.override_id}
        return replace(state, overrides=kept)
