"""What may be ordered about rights, usages and charges: one command for each stream behind the rows of three tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from rightsdesk.desk.orders import ReasonMissing, Targets, on_images
from rightsdesk.domain import period, rights, streams
from rightsdesk.domain.account import ReverseCharge, SettlePriceDifference
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
from rightsdesk.domain.messages import Command
from rightsdesk.domain.rights import Usage

ACCEPT = "accept"
AGREED = "agreed"
"""In place of a price: what the vendor's agreement says a longer time costs."""


class _Order:
    """Tells its own fields, as far as they say something."""

    __slots__ = ()

    def wish(self) -> dict[str, Any]:
        """Return what is asked, JSON-safe."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]
        return {name: _plain(value) for name, value in told.items() if value not in ("", None, (), {})}


class _ImageOrder(_Order):
    """One and the same command for each image."""

    __slots__ = ()

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return the command for each image."""
        return on_images(keys, self.command())

    def command(self) -> Command[Any]:
        """Return what is asked of each image."""
        raise NotImplementedError


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _grouped(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what stands behind the last `#` of keys, by what stands before it."""
    found: dict[str, list[str]] = {}
    for key in keys:
        owner, _, part = key.rpartition("#")
        found.setdefault(owner, []).append(part)
    return {owner: tuple(parts) for owner, parts in found.items()}


def _reasoned(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason


def _until(text: str | None) -> str | None:
    """Return the moment until which something holds: a bare day is meant to its end."""
    return period.moment(text).isoformat() if text else None


def _from(text: str | None) -> str | None:
    """Return the moment from which something holds: a bare day is meant from its beginning."""
    return period.begin(text).isoformat() if text else None


def _cost(price: int | str | None, currency: str | None) -> dict[str, Any]:
    if price == AGREED:
        return {"agreed": True}
    return {} if price is None else {"price": price, "currency": currency}


# ---------------------------------------------------------------------- images


@dataclass(frozen=True, slots=True)
class AddGrants(_ImageOrder):
    """Record a right obtained otherwise for images; days or moments ISO 8601, price in minor units, empty = all."""

    reason: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    use_until: str | None = None
    online_until: str | None = None
    territory: tuple[str, ...] = ()
    price: int | None = None
    currency: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = AddGrant.kind

    def command(self) -> AddGrant:
        """Return the grant."""
        return AddGrant(
            reason=_reasoned(self.reason),
            platform=self.platform,
            medium=rights.checked_medium(self.medium),
            starts_at=_from(self.starts_at),
            use_until=_until(self.use_until),
            online_until=_until(self.online_until),
            territory=self.territory,
            price=self.price,
            currency=None if self.price is None else self.currency or "EUR",
        )


@dataclass(frozen=True, slots=True)
class ExtendImages(_ImageOrder):
    """Let the rights in images last longer; `price` in minor units, or "agreed", None = nothing is owed for it."""

    online_until: str | None
    use_until: str | None = None
    platform: str = ""
    price: int | str | None = None
    currency: str | None = None
    reason: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = ExtendGrant.kind

    def command(self) -> ExtendGrant:
        """Return the extension."""
        until, use = _until(self.online_until), _until(self.use_until)
        cost = _cost(self.price, self.currency)
        return ExtendGrant(until, use, self.platform, reason=self.reason, **cost)


@dataclass(frozen=True, slots=True)
class RestrictImages(_ImageOrder):
    """Forbid the use of images on a platform and in a medium (empty = all) for a span, for a reason."""

    reason: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    ends_at: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = RestrictUse.kind

    def command(self) -> RestrictUse:
        """Return the restriction."""
        medium = rights.checked_medium(self.medium)
        return RestrictUse(_reasoned(self.reason), self.platform, medium, _from(self.starts_at), _until(self.ends_at))


@dataclass(frozen=True, slots=True)
class LiftRestrictions(_ImageOrder):
    """Let restrictions of images hold no longer; without an identifier all are meant."""

    reason: str = ""
    restriction_id: str = ""
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = LiftRestriction.kind

    def command(self) -> LiftRestriction:
        """Return the lifting."""
        return LiftRestriction(self.restriction_id, self.reason)


@dataclass(frozen=True, slots=True)
class OverrideImages(_ImageOrder):
    """Lift one ground of denial of images in one's own name: `of` is a restriction's id or the ground's code."""

    of: str
    reason: str
    platform: str = ""
    medium: str = ""
    ends_at: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = OverrideRestriction.kind

    def command(self) -> OverrideRestriction:
        """Return the override."""
        medium = rights.checked_medium(self.medium)
        return OverrideRestriction(self.of, _reasoned(self.reason), self.platform, medium, _until(self.ends_at))


@dataclass(frozen=True, slots=True)
class EndOverrides(_ImageOrder):
    """Take overrides of images back; without identifiers all are meant."""

    reason: str = ""
    override_ids: tuple[str, ...] = ()
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = EndOverride.kind

    def command(self) -> EndOverride:
        """Return the end."""
        return EndOverride(self.override_ids, self.reason)


@dataclass(frozen=True, slots=True)
class PlaceUsages(_Order):
    """Record that images were placed in an article of a platform at a moment or on a day."""

    platform: str
    article: str
    placed_at: str
    medium: str = rights.ONLINE
    position: str = "inline"
    headline: str = ""
    url: str = ""
    usage_kind: str = "editorial"
    size: str = ""
    section: str = ""
    editor: str = ""
    credit: str | None = None
    planned_until: str | None = None
    table: ClassVar[str] = "images"
    kind: ClassVar[str] = PlaceUsage.kind

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one placement for each image."""
        at = period.utc_text(period.begin(self.placed_at))
        return [(streams.image_of(key), PlaceUsage(self._usage(key), at, "by hand")) for key in keys]

    def _usage(self, key: str) -> Usage:
        return Usage(
            usage_id=rights.usage_id(self.platform, self.article, key, rights.checked_medium(self.medium)),
            platform=self.platform,
            article=self.article,
            medium=self.medium,
            kind=self.usage_kind,
            size=self.size,
            position=self.position,
            headline=self.headline,
            url=self.url,
            section=self.section,
            editor=self.editor,
            credit=self.credit,
            planned_until=_until(self.planned_until),
            source="hand",
        )


# ---------------------------------------------------------------------- usages


@dataclass(frozen=True, slots=True)
class ExtendUsages(_Order):
    """Let the rights in images last longer on the platforms where the selected usages stand (key `vendor:asset#usage`).

    `price` in minor units for each image and platform, or "agreed"; None = nothing is owed for it.
    """

    online_until: str | None
    price: int | str | None = None
    currency: str | None = None
    reason: str = ""
    use_until: str | None = None
    table: ClassVar[str] = "usages"
    kind: ClassVar[str] = ExtendGrant.kind

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one extension for each image."""
        until, use, cost = _until(self.online_until), _until(self.use_until), _cost(self.price, self.currency)
        return [
            (streams.image_of(image), ExtendGrant(until, use, reason=self.reason, usages=usages, **cost))
            for image, usages in _grouped(keys).items()
        ]


@dataclass(frozen=True, slots=True)
class DecideUsages(_Order):
    """Decide about due usages: take-down, replace (by a picture's key), accept the risk until a day, or undecided.

    `due` maps usage identifiers to the moments the decision is made on.
    """

    decision: str
    reason: str = ""
    until: str | None = None
    replacement: str = ""
    due: Mapping[str, str] = field(default_factory=dict)
    table: ClassVar[str] = "usages"
    kind: ClassVar[str] = DecideTakeDown.kind

    def wish(self) -> dict[str, Any]:
        """Return the decision; the moments stand with each usage."""
        told = {"decision": self.decision, "reason": self.reason, "until": self.until, "replacement": self.replacement}
        return {name: value for name, value in told.items() if value or name == "decision"}

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one decision for each image; refuse to accept a risk without a reason."""
        if self.decision == ACCEPT:
            _reasoned(self.reason)
        return [(streams.image_of(image), self._decision(usages)) for image, usages in _grouped(keys).items()]

    def _decision(self, usages: tuple[str, ...]) -> DecideTakeDown:
        due = {key: self.due[key] for key in usages if key in self.due}
        return DecideTakeDown(self.decision, usages, due, self.reason, _until(self.until), self.replacement)


@dataclass(frozen=True, slots=True)
class EndUsages(_Order):
    """Record that usages ended at a moment, or with a day."""

    ended_at: str
    reason: str = "gone"
    table: ClassVar[str] = "usages"
    kind: ClassVar[str] = EndUsage.kind

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one end for each image."""
        at = period.utc_text(period.moment(self.ended_at))
        return [
            (streams.image_of(image), EndUsage(usages, at, self.reason, evidence="by hand"))
            for image, usages in _grouped(keys).items()
        ]


# ---------------------------------------------------------------------- charges


@dataclass(frozen=True, slots=True)
class ReverseCharges(_Order):
    """Owe open charges no longer, for a reason (key `platform:vendor#charge`)."""

    reason: str
    table: ClassVar[str] = "charges"
    kind: ClassVar[str] = ReverseCharge.kind

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one reversal for each account."""
        reason = _reasoned(self.reason)
        found: Targets = []
        for account, charges in _grouped(keys).items():
            platform, _, vendor = account.partition(":")
            found.append((streams.account(platform, vendor), ReverseCharge(charges, reason)))
        return found


@dataclass(frozen=True, slots=True)
class SettleDifferences(_Order):
    """Take price differences of billed charges off the list: `ignored` or `corrected`."""

    decision: str = "ignored"
    table: ClassVar[str] = "charges"
    kind: ClassVar[str] = SettlePriceDifference.kind

    def targets(self, keys: Sequence[str]) -> Targets:
        """Return one settlement for each account."""
        found: Targets = []
        for account, charges in _grouped(keys).items():
            platform, _, vendor = account.partition(":")
            found.append((streams.account(platform, vendor), SettlePriceDifference(charges, self.decision)))
        return found
