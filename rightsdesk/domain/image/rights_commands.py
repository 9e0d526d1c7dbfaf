"""What can be asked about the rights in an image, and the rules that answer."""

from dataclasses import dataclass, field, replace
from typing import Any

from rightsdesk.domain import ids, money, period, rights
from rightsdesk.domain.image import events as happened
from rightsdesk.domain.image import refusals, rights_events
from rightsdesk.domain.image.commands import Facts, ImageWish, changeable
from rightsdesk.domain.image.following import moved, second
from rightsdesk.domain.image.rights_events import CLOCKS
from rightsdesk.domain.image.state import Image
from rightsdesk.domain.messages import Circumstance, command, fold
from rightsdesk.domain.rights import Grant, Override, Restriction
from rightsdesk.domain.verdict import FINAL

OVERRIDABLE = (
    *("ended", "not-begun", "no-grant", "territory", "platform", "medium", "embargo", "withheld", "withdrawn"),
    "restricted",
)
"""Grounds of denial that a named person may lift; a restriction is named by its identifier or by `restricted`."""


@command("image.grant-requested", kind="grant-use")
@dataclass(frozen=True, slots=True)
class AddGrant(ImageWish):
    """Record a right obtained otherwise than by buying here: by letter, by phone, with another contract.

    Moments are ISO 8601; empty platform or medium = all; price in minor units where one was agreed.
    """

    reason: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    use_until: str | None = None
    online_until: str | None = None
    territory: tuple[str, ...] = ()
    price: int | None = None
    currency: str | None = None

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the grant, once, or as it was where it ended since; refuse one that ends before it begins."""
        image = changeable(state)
        _reasoned(self.reason)
        rights.checked_medium(self.medium)
        if self.currency is not None:
            money.checked_currency(self.currency)
        if self.starts_at and any(second(getattr(self, name)) <= second(self.starts_at) for name in CLOCKS):
            raise refusals.EndsBeforeItBegins
        told = (
            self.platform,
            self.medium,
            *(str(each) for each in (self.starts_at, self.use_until, self.online_until)),
            *self.territory,
        )
        grant_id = ids.named("manual-grant", image.vendor, image.asset_id, *told)
        known = image.grants.get(grant_id)
        if known is None:
            return (self._granted(image, grant_id, cx),)
        clocks = {name: getattr(self, name) for name in CLOCKS}
        if not _differs(known, clocks):
            return (happened.ImageMetadataUnchanged(),)
        return (moved(known, clocks, self.reason, price=self.price, currency=self.currency),)

    def _granted(self, image: Image, grant_id: str, cx: Circumstance) -> happened.ImageUseGranted:
        return happened.ImageUseGranted(
            grant_id=grant_id,
            platform=self.platform,
            medium=self.medium,
            territory=self.territory,
            use_until=self.use_until,
            online_until=self.online_until,
            price=self.price,
            currency=self.currency,
            price_origin=None if self.price is None else "manual",
            purchased_on=period.local_day(cx.at).isoformat(),
            title=str(image.effective("title") or image.asset_id),
            origin="manual",
            starts_at=self.starts_at,
            reason=self.reason,
        )


@command("image.grant-extension-requested", kind="extend-grants")
@dataclass(frozen=True, slots=True)
class ExtendGrant(ImageWish):
    """Let the rights in an image last longer: every grant on the platform (empty = all), a new one where none is.

    With `usages` the platforms on which those stand are meant. `price` in minor units is what the longer time costs on
    each platform, None = nothing is owed for it, unless it was `agreed` what such a time costs.
    """

    online_until: str | None
    use_until: str | None = None
    platform: str = ""
    price: int | None = None
    currency: str | None = None
    reason: str = ""
    usages: tuple[str, ...] = ()
    agreed: bool = False

    def parts(self, image: Image) -> "tuple[ExtendGrant, ...]":
        """Return one wish for each platform that is meant; a usage that has ended needs no longer time."""
        if not self.usages:
            return (self,)
        if not any(key in image.usages for key in self.usages):
            raise refusals.UsageUnknown
        live = image.live
        meant = sorted({live[key].usage.platform for key in self.usages if key in live})
        return tuple(replace(self, platform=platform, usages=()) for platform in meant)

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the extensions, with `unchanged` when all last as long already; never with a shorter time."""
        image = changeable(state)
        if any(fact.touches() & set(CLOCKS) for fact in cx.since):
            found = {"online_until": image.effective("online_until")}
            return (happened.ImageMetadataConflicted({"online_until": self.online_until}, found),)
        facts: Facts = ()
        for part in self.parts(image):
            new = part.longer(image, cx)
            image = fold(image, new)
            facts = (*facts, *new)
        return facts or (happened.ImageMetadataUnchanged(),)

    def longer(self, image: Image, cx: Circumstance) -> Facts:
        """Return what this wish for one platform changes, the price on the first; nothing where all last as long."""
        mine = [grant for grant in image.grants.values() if self.platform in {"", grant.platform} or not grant.platform]
        if not mine:
            return self._anew(image, cx)
        longer = [(grant, self._clocks(grant)) for grant in mine]
        differing = [(grant, clocks) for grant, clocks in longer if _differs(grant, clocks)]
        return tuple(
            moved(grant, clocks, self.reason, price=self.price if number == 0 else None, currency=self.currency)
            for number, (grant, clocks) in enumerate(differing)
        )

    def _clocks(self, grant: Grant) -> dict[str, str | None]:
        wanted = {"online_until": self.online_until, "use_until": self.use_until or grant.use_until}
        return {name: max((getattr(grant, name), wanted[name]), key=second) for name in CLOCKS}

    def _anew(self, image: Image, cx: Circumstance) -> Facts:
        """Nothing was bought here: the longer time is a right of its own."""
        if second(self.online_until) <= second(image.effective("online_until")):
            return ()
        wish = AddGrant(
            reason=self.reason or "extended",
            platform=self.platform,
            use_until=self.use_until or image.effective("use_until"),
            online_until=self.online_until,
            territory=tuple(image.effective("territory") or ()),
            price=self.price,
            currency=self.currency,
        )
        return tuple(fact for fact in wish.decide(image, cx) if isinstance(fact, happened.ImageUseGranted))


def _differs(grant: Grant, clocks: dict[str, str | None]) -> bool:
    return any(second(clocks[name]) != second(getattr(grant, name)) for name in CLOCKS)


@command("image.grants-restore-requested", kind="undo-rights")
@dataclass(frozen=True, slots=True)
class RestoreGrants(ImageWish):
    """Put grants back as a batch found them: grant -> both clocks, or None for a grant that batch made.

    `written` is what the batch wrote; where another date stands now, the image is left alone.
    """

    values: dict[str, dict[str, str | None] | None]
    written: dict[str, dict[str, str | None]]

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the earlier dates, or with a conflict where somebody moved a grant later."""
        for grant_id, clocks in self.written.items():
            grant = state.grants.get(grant_id)
            if grant is None or _differs(grant, clocks):
                found = {grant_id: None if grant is None else grant.online_until}
                return (happened.ImageMetadataConflicted({grant_id: clocks.get("online_until")}, found),)
        return tuple(self._restored(state.grants[key], clocks, cx) for key, clocks in self.values.items())

    @staticmethod
    def _restored(grant: Grant, clocks: dict[str, str | None] | None, cx: Circumstance) -> Any:
        if clocks is not None:
            return moved(grant, clocks, "undone")
        return moved(grant, dict.fromkeys(CLOCKS, grant.starts_at or cx.at.isoformat(timespec="seconds")), "undone")


@command("image.restriction-requested", kind="restrict-use")
@dataclass(frozen=True, slots=True)
class RestrictUse(ImageWish):
    """Forbid the use of an image on a platform and in a medium (empty = all) for a span, for a reason."""

    reason: str
    platform: str = ""
    medium: str = ""
    starts_at: str | None = None
    ends_at: str | None = None

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the restriction, once."""
        if not state.known:
            raise refusals.ImageUnknown
        _reasoned(self.reason)
        rights.checked_medium(self.medium)
        if second(self.ends_at) <= (second(self.starts_at) if self.starts_at else -second(None)):
            raise refusals.EndsBeforeItBegins
        told = (self.platform, self.medium, str(self.starts_at), str(self.ends_at), self.reason)
        key = ids.named("restriction", state.vendor, state.asset_id, *told)
        if key in state.restrictions:
            return (happened.ImageMetadataUnchanged(),)
        at = cx.at.isoformat(timespec="seconds")
        restriction = Restriction(
            key, self.reason, cx.actor, at, self.platform, self.medium, self.starts_at, self.ends_at
        )
        return (rights_events.ImageUseRestricted(restriction),)


@command("image.restriction-lift-requested", kind="lift-restrictions")
@dataclass(frozen=True, slots=True)
class LiftRestriction(ImageWish):
    """Let a restriction no longer hold; without an identifier all of the image's restrictions are meant."""

    restriction_id: str = ""
    reason: str = ""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the lifting, with `unchanged` when there is nothing to lift."""
        mine = [key for key in state.restrictions if self.restriction_id in {"", key}]
        if not mine:
            return (happened.ImageMetadataUnchanged(),)
        return tuple(rights_events.ImageRestrictionLifted(key, self.reason) for key in mine)


@command("image.override-requested", kind="override-restrictions")
@dataclass(frozen=True, slots=True)
class OverrideRestriction(ImageWish):
    """Lift one ground of denial in one's own name: `of` is a restriction's identifier or the ground's code."""

    of: str
    reason: str
    platform: str = ""
    medium: str = ""
    ends_at: str | None = None

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the override; refuse what nobody may lift, and one without a reason."""
        image = changeable(state)
        _reasoned(self.reason)
        rights.checked_medium(self.medium)
        if self.of in FINAL or (self.of not in OVERRIDABLE and self.of not in image.restrictions):
            sentence = f"{self.of!r} cannot be overridden; what can be is {', '.join(OVERRIDABLE)}, or a restriction."
            raise refusals.NotOverridable(sentence)
        told = (self.of, self.platform, self.medium, str(self.ends_at), cx.actor)
        key = ids.named("override", image.vendor, image.asset_id, *told)
        if key in image.overrides:
            return (happened.ImageMetadataUnchanged(),)
        at = cx.at.isoformat(timespec="seconds")
        override = Override(key, self.of, self.reason, cx.actor, at, self.platform, self.medium, self.ends_at)
        return (rights_events.ImageRestrictionOverridden(override),)


@command("image.override-end-requested", kind="end-overrides")
@dataclass(frozen=True, slots=True)
class EndOverride(ImageWish):
    """Take overrides back before their day; without identifiers all of the image's overrides are meant."""

    override_ids: tuple[str, ...] = field(default=())
    reason: str = ""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the end, with `unchanged` when there is none."""
        mine = [key for key in state.overrides if not self.override_ids or key in self.override_ids]
        if not mine:
            return (happened.ImageMetadataUnchanged(),)
        return tuple(rights_events.ImageOverrideEnded(key, self.reason) for key in mine)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise refusals.ReasonMissing
