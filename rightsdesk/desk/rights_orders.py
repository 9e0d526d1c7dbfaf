"""What may be ordered about rights, usages and charges of many rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from rightsdesk.desk.orders import Targets, on_images
from rightsdesk.domain import period, rights, streams
from rightsdesk.domain.account import ReverseCharge
from rightsdesk.domain.image import (
    AddGrant,
    DecideTakeDown,
    EndOverride,
    EndUsage,
    ExtendGrant,
    LiftRestriction,
    OverrideRestriction,
    PlaceUsage,
    RestrictUse,
)
from rightsdesk.domain.image.refusals import ReasonMissing
from rightsdesk.domain.rights import Usage

AGREED = "agreed"
"""Instead of a price: what the vendor's agreement says, else the picture's own price."""


def moment(text: str | None) -> str | None:
    """Return a day or moment as ISO 8601 text, None for nothing; refuse what is neither."""
    return period.moment(text).isoformat() if text else None


@dataclass(frozen=True, slots=True)
class AddGrants:
    """Record rights obtained otherwise than by buying here, on all selected images."""

    reason: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    use_until: str | None = None
    online_until: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = AddGrant.kind

    def wish(self) -> dict[str, Any]:
        """Return platform, end and reason."""
        return {"platform": self.platform, "online_until": self.online_until, "reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one grant for each image."""
        dates = (moment(self.starts_at), moment(self.use_until), moment(self.online_until))
        return on_images(keys, AddGrant(self.reason, self.platform, self.medium, *dates))


@dataclass(frozen=True, slots=True)
class ExtendImages:
    """Let the rights in images last until a moment; `price` in minor units, `agreed`, or None for nothing owed."""

    online_until: str | None
    use_until: str | None = None
    platform: str = ""
    price: int | str | None = None
    currency: str | None = None
    reason: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = ExtendGrant.kind

    def wish(self) -> dict[str, Any]:
        """Return until when, where, and for how much."""
        return {
            "online_until": moment(self.online_until),
            "platform": self.platform,
            "price": self.price,
            "currency": self.currency,
        }

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one extension for each image."""
        return on_images(keys, self.command())

    def command(self) -> ExtendGrant:
        """Return the wish for one image."""
        own = self.price if isinstance(self.price, int) else None
        return ExtendGrant(
            online_until=moment(self.online_until),
            use_until=moment(self.use_until),
            platform=self.platform,
            price=own,
            currency=self.currency,
            reason=self.reason,
            agreed=self.price == AGREED,
        )


@dataclass(frozen=True, slots=True)
class RestrictImages:
    """Forbid the use of images on a platform and in a medium (empty = all) for a span."""

    reason: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    ends_at: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = RestrictUse.kind

    def wish(self) -> dict[str, Any]:
        """Return where and why."""
        return {"platform": self.platform, "reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one restriction for each image; a reason is needed."""
        if not self.reason.strip():
            raise ReasonMissing
        wish = RestrictUse(self.reason, self.platform, self.medium, moment(self.starts_at), moment(self.ends_at))
        return on_images(keys, wish)


@dataclass(frozen=True, slots=True)
class LiftRestrictions:
    """Let all restrictions of images no longer hold."""

    reason: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = LiftRestriction.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one lifting for each image."""
        return on_images(keys, LiftRestriction("", self.reason))


@dataclass(frozen=True, slots=True)
class OverrideImages:
    """Lift one ground of denial for images, in one's own name, until a day or for good."""

    of: str
    reason: str
    platform: str = ""
    medium: str = ""
    ends_at: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = OverrideRestriction.kind

    def wish(self) -> dict[str, Any]:
        """Return what is lifted, where and why."""
        return {"of": self.of, "platform": self.platform, "reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one override for each image; a reason is needed."""
        if not self.reason.strip():
            raise ReasonMissing
        wish = OverrideRestriction(self.of, self.reason, self.platform, self.medium, moment(self.ends_at))
        return on_images(keys, wish)


@dataclass(frozen=True, slots=True)
class EndOverrides:
    """Take the overrides of images back."""

    reason: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = EndOverride.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one end for each image."""
        return on_images(keys, EndOverride((), self.reason))


@dataclass(frozen=True, slots=True)
class PlaceUsages:
    """Record by hand that images were placed in an article at a moment (ISO 8601)."""

    platform: str
    article: str
    placed_at: str
    medium: str = rights.ONLINE
    position: str = "inline"
    headline: str = ""
    url: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = PlaceUsage.kind

    def wish(self) -> dict[str, Any]:
        """Return platform and article."""
        return {"platform": self.platform, "article": self.article}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one placement for each image."""
        rights.checked_medium(self.medium)
        at = moment(self.placed_at) or ""
        return [(streams.image(*key.split(":", 1)), PlaceUsage(self._usage(key), at, "by hand")) for key in keys]

    def _usage(self, image: str) -> Usage:
        return Usage(
            usage_id=rights.usage_id(self.platform, self.article, image, self.medium),
            platform=self.platform,
            article=self.article,
            medium=self.medium,
            position=self.position,
            headline=self.headline,
            url=self.url,
            source="hand",
        )


# ---------------------------------------------------------------- usages


def by_image(keys: Sequence[str]) -> dict[str, list[str]]:
    """Return image key -> usage identifiers, of usages named by their keys `vendor:asset#usage`."""
    found: dict[str, list[str]] = {}
    for key in keys:
        image, _, usage = key.rpartition("#")
        found.setdefault(image, []).append(usage)
    return found


@dataclass(frozen=True, slots=True)
class ExtendUsages:
    """Let the images of due usages stay online until a moment, each on the platforms where it is selected."""

    online_until: str
    price: int | str | None = None
    currency: str | None = None
    reason: str = ""
    table: ClassVar[str] = "usages"
    kind: ClassVar[str] = ExtendGrant.kind

    def wish(self) -> dict[str, Any]:
        """Return until when and for how much."""
        return {"online_until": moment(self.online_until), "price": self.price, "currency": self.currency}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one extension for each image, on the platforms where its selected usages stand."""
        wish = ExtendImages(self.online_until, None, "", self.price, self.currency, self.reason).command()
        return [
            (streams.image(*image.split(":", 1)), replace(wish, usages=tuple(mine)))
            for image, mine in by_image(keys).items()
        ]


@dataclass(frozen=True, slots=True)
class DecideUsages:
    """Decide about due usages: take-down, replace, accept, or empty for undecided.

    `due` maps usage identifiers to the moments (ISO 8601) the decisions are made on; the desk fills it.
    """

    decision: str
    reason: str = ""
    until: str | None = None
    replacement: str = ""
    due: Mapping[str, str] = field(default_factory=dict)
    table: ClassVar[str] = "usages"
    kind: ClassVar[str] = DecideTakeDown.kind

    def wish(self) -> dict[str, Any]:
        """Return decision and reason."""
        return {"decision": self.decision, "reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one decision for each image, about its selected usages; accepting a risk needs a reason."""
        if self.decision == "accept" and not self.reason.strip():
            raise ReasonMissing
        return [(streams.image(*image.split(":", 1)), self._for(mine)) for image, mine in by_image(keys).items()]

    def _for(self, usages: Sequence[str]) -> DecideTakeDown:
        return DecideTakeDown(
            decision=self.decision,
            usages=tuple(usages),
            due={usage: self.due[usage] for usage in usages if usage in self.due},
            reason=self.reason,
            until=moment(self.until),
            replacement=self.replacement,
        )


@dataclass(frozen=True, slots=True)
class EndUsages:
    """Record by hand that usages ended at a moment (ISO 8601)."""

    ended_at: str
    reason: str = "gone"
    table: ClassVar[str] = "usages"
    kind: ClassVar[str] = EndUsage.kind

    def wish(self) -> dict[str, Any]:
        """Return when and why."""
        return {"ended_at": self.ended_at, "reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one end for each image, of its selected usages."""
        at = moment(self.ended_at) or ""
        return [
            (streams.image(*image.split(":", 1)), EndUsage(tuple(mine), at, self.reason, evidence="by hand"))
            for image, mine in by_image(keys).items()
        ]


# ---------------------------------------------------------------- charges


@dataclass(frozen=True, slots=True)
class ReverseCharges:
    """Owe open charges no longer, for a reason."""

    reason: str
    table: ClassVar[str] = "charges"
    kind: ClassVar[str] = ReverseCharge.kind

    def wish(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.reason}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one reversal for each account, of its selected charges; a reason is needed."""
        if not self.reason.strip():
            raise ReasonMissing
        accounts: dict[str, list[str]] = {}
        for key in keys:
            account, _, charge = key.rpartition("#")
            accounts.setdefault(account, []).append(charge)
        return [
            (streams.account(*account.split(":", 1)), ReverseCharge(tuple(mine), self.reason))
            for account, mine in accounts.items()
        ]
