"""What can happen to an image. Stored names are promises."""

from dataclasses import dataclass, field, replace
from typing import Any

from rightsdesk.domain.image.state import Image, PricePoint
from rightsdesk.domain.messages import Event, event
from rightsdesk.domain.rights import Grant


@event("image.observed")
@dataclass(frozen=True, slots=True)
class ImageObserved(Event[Image]):
    """A vendor delivered the image or a new version of it; `fields` holds only what the vendor spoke about.

    `changed` names the fields that differ from before, `yields` the corrections that give way because the
    vendor reduced the rights, `newer` the corrections under which the vendor now has another text. `late`: the
    vendor had deleted the image after this (`occurred_at`), so it stays deleted.
    """

    vendor: str
    asset_id: str
    uri: str
    feed: str
    version: int | None
    version_created: str | None
    content_hash: str
    fields: dict[str, Any]
    changed: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    change_id: str = ""
    occurred_at: str | None = None
    late: bool = False

    def evolve(self, state: Image) -> Image:
        """Lay the delivered fields over the vendor's layer; a delivery never touches other corrections."""
        local = state.local
        if self.yields:
            local = {name: value for name, value in local.items() if name not in self.yields}
        return replace(
            state,
            vendor=self.vendor,
            asset_id=self.asset_id,
            uri=self.uri,
            feed=self.feed,
            version=self.version,
            version_created=self.version_created,
            content_hash=self.content_hash,
            remote={**state.remote, **self.fields},
            local=local,
            newer=(state.newer | frozenset(self.newer)) & frozenset(local),
            deleted=state.deleted and self.late,
            missing=False,
            prices=state.prices or (self._first_price(),),
        )

    def _first_price(self) -> PricePoint:
        told = self.fields.get
        return PricePoint("", told("price"), told("currency"), told("price_origin"))

    def touches(self) -> frozenset[str]:
        """Return the fields in which the delivery differed from what was stored."""
        return frozenset(self.changed)


@event("image.observation-conflicted")
@dataclass(frozen=True, slots=True)
class ImageObservationConflicted(Event[Image]):
    """The vendor delivered other content under a version already stored; what is stored stays."""

    version: int | None
    content_hash: str
    fields: dict[str, Any]
    change_id: str = ""

    def evolve(self, state: Image) -> Image:
        """Remember the content so that the same contradiction is recorded once."""
        return replace(state, conflicts=state.conflicts | {self.content_hash})


@event("image.removed-by-vendor")
@dataclass(frozen=True, slots=True)
class ImageRemovedByVendor(Event[Image]):
    """The vendor deleted the image; last values are kept as a tombstone."""

    change_id: str = ""
    missing: bool = False
    occurred_at: str | None = None

    def evolve(self, state: Image) -> Image:
        """Mark the image deleted, or missing when a full snapshot merely lacked it."""
        if self.missing:
            return replace(state, missing=True)
        return replace(state, deleted=True, deleted_at=self.occurred_at)


@event("image.price-changed")
@dataclass(frozen=True, slots=True)
class ImagePriceChanged(Event[Image]):
    """The vendor's price of a known image changed; valid for uses from `valid_from` on."""

    price: int | None
    currency: str | None
    origin: str | None
    valid_from: str

    def evolve(self, state: Image) -> Image:
        """Keep the price beside the earlier ones: uses before it keep the price of their day."""
        point = PricePoint(self.valid_from, self.price, self.currency, self.origin)
        return replace(state, prices=(*state.prices, point))


@event("image.killed")
@dataclass(frozen=True, slots=True)
class ImageKilled(Event[Image]):
    """The vendor recalled the image for good (ninjs pubStatus canceled); it beats every correction."""

    reason: str = ""

    def evolve(self, state: Image) -> Image:
        """Kill the image; only a person's confirmation brings it back."""
        return replace(state, killed=True)


@event("image.withheld")
@dataclass(frozen=True, slots=True)
class ImageWithheld(Event[Image]):
    """The vendor withholds the image for now (ninjs pubStatus withheld)."""

    reason: str = ""


@event("image.reinstated")
@dataclass(frozen=True, slots=True)
class ImageReinstated(Event[Image]):
    """The image may be used again: the vendor lifted a hold, or a person confirmed the end of a kill."""

    def evolve(self, state: Image) -> Image:
        """Lift the kill."""
        return replace(state, killed=False)


@event("image.metadata-updated", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageMetadataUpdated(Event[Image]):
    """Corrections were set (`local`, None = withdrawn), or the vendor's news were taken over (`by_vendor`).

    `previous` holds the corrections as they stood, for undo; `before` and `after` the effective values.
    """

    local: dict[str, Any] = field(default_factory=dict)
    previous: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    by_vendor: bool = False

    def evolve(self, state: Image) -> Image:
        """Lay the corrections over the person's layer."""
        if not self.local:
            return state
        local = {**state.local, **self.local}
        kept = {name: value for name, value in local.items() if value is not None}
        return replace(state, local=kept, newer=state.newer - frozenset(self.local))

    def touches(self) -> frozenset[str]:
        """Return the corrected fields."""
        return frozenset(self.local)


@event("image.metadata-unchanged", outcome="unchanged")
@dataclass(frozen=True, slots=True)
class ImageMetadataUnchanged(Event[Image]):
    """The image had these values already, or the vendor had nothing new."""


@event("image.metadata-update-failed", outcome="failed")
@dataclass(frozen=True, slots=True)
class ImageMetadataUpdateFailed(Event[Image]):
    """The wish could not be granted for this image; `code` groups, `reason` is the sentence shown."""

    code: str
    reason: str


@event("image.metadata-conflicted", outcome="conflicted")
@dataclass(frozen=True, slots=True)
class ImageMetadataConflicted(Event[Image]):
    """Somebody changed the same fields meanwhile; nothing was overwritten."""

    wanted: dict[str, Any]
    found: dict[str, Any]


@event("image.use-granted", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageUseGranted(Event[Image]):
    """The right to use the image was bought (`origin` purchase) or given otherwise (manual).

    An empty platform or medium means all; price in minor units, None = unknown.
    """

    grant_id: str
    platform: str
    medium: str
    territory: tuple[str, ...]
    use_until: str | None
    online_until: str | None
    price: int | None
    currency: str | None
    price_origin: str | None
    purchased_on: str
    title: str = ""
    origin: str = "purchase"
    starts_at: str | None = None
    territory_excluded: tuple[str, ...] = ()
    reason: str = ""

    def evolve(self, state: Image) -> Image:
        """Keep the grant under its identifier."""
        return replace(state, grants={**state.grants, self.grant_id: self.grant})

    @property
    def grant(self) -> Grant:
        """Return what was granted."""
        return Grant(
            grant_id=self.grant_id,
            platform=self.platform,
            medium=self.medium,
            territory=self.territory,
            territory_excluded=self.territory_excluded,
            starts_at=self.starts_at,
            use_until=self.use_until,
            online_until=self.online_until,
            origin=self.origin,
            price=self.price,
            currency=self.currency,
            price_origin=self.price_origin,
        )


@event("image.withdrawn", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageWithdrawn(Event[Image]):
    """The publisher withdrew the image from its own use."""

    reason: str = ""

    def evolve(self, state: Image) -> Image:
        """Mark the image withdrawn."""
        return replace(state, withdrawn=True)
