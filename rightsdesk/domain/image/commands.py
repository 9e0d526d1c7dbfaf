"""What can be asked of an image, and the rules that answer."""

from dataclasses import dataclass, field
from typing import Any

from rightsdesk.domain import ids, period
from rightsdesk.domain.image import events as happened
from rightsdesk.domain.image import refusals
from rightsdesk.domain.image.following import with_grants
from rightsdesk.domain.image.lists import ListEdit
from rightsdesk.domain.image.observing import Delivery, judged
from rightsdesk.domain.image.state import Image
from rightsdesk.domain.image.texts import TextEdit
from rightsdesk.domain.messages import Circumstance, Command, Event, command

Facts = tuple[Event[Image], ...]


class ImageWish(Command[Image]):
    """A wish about one image; when it cannot be granted, the image's stream says why."""

    __slots__ = ()

    def failed(self, code: str, reason: str) -> Event[Image]:
        """Return the fact that this image could not be served."""
        return happened.ImageMetadataUpdateFailed(code, reason)


def changeable(image: Image) -> Image:
    """Return the image, or refuse one that is unknown, killed or deleted."""
    if not image.known:
        raise refusals.ImageUnknown
    if image.unconfirmed:
        raise refusals.ReinstatementUnconfirmed
    if image.killed:
        raise refusals.ImageIsKilled
    if image.deleted:
        raise refusals.ImageDeleted
    return image


@command("image.metadata-update-requested", kind="update-metadata")
@dataclass(frozen=True, slots=True)
class UpdateMetadata(ImageWish):
    """Set corrections on an image; None withdraws one. Fields changed since the person looked end in a conflict.

    `edits` make a new text, `lists` a new list, of the one that the image has when its turn comes.
    """

    changes: dict[str, Any]
    edits: dict[str, TextEdit] = field(default_factory=dict)
    lists: dict[str, ListEdit] = field(default_factory=dict)

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with what differs, with `unchanged`, or with both values where somebody was faster."""
        image = changeable(state)
        differing = {name: value for name, value in self.changes.items() if self._differs(image, name, value)}
        differing |= self._edited(image) | self._listed(image)
        if not differing:
            return (happened.ImageMetadataUnchanged(),)
        newer = frozenset[str]().union(*(fact.touches() for fact in cx.since)) & differing.keys()
        if newer:
            found = {name: image.effective(name) for name in sorted(newer)}
            return (happened.ImageMetadataConflicted({name: differing[name] for name in found}, found),)
        return with_grants(image, (_updated(image, differing),))

    @staticmethod
    def _differs(image: Image, name: str, value: object) -> bool:
        if value is None:
            return name in image.local
        return bool(image.effective(name) != value)

    def _edited(self, image: Image) -> dict[str, str]:
        before = {name: image.effective(name) or "" for name in self.edits}
        after = {name: edit(before[name]) for name, edit in self.edits.items()}
        return {name: text for name, text in after.items() if text != before[name]}

    def _listed(self, image: Image) -> dict[str, list[str]]:
        before = {name: list(image.effective(name) or ()) for name in self.lists}
        # A platform for which the image was bought stands in its list already.
        bought = {"platforms": {grant.platform for grant in image.grants.values()}}
        after = {name: edit(before[name], bought.get(name, ())) for name, edit in self.lists.items()}
        return {name: words for name, words in after.items() if words != before[name]}


def _updated(image: Image, local: dict[str, Any]) -> happened.ImageMetadataUpdated:
    after = {name: image.remote.get(name) if value is None else value for name, value in local.items()}
    return happened.ImageMetadataUpdated(
        local=local,
        previous={name: image.local.get(name) for name in local},
        before={name: image.effective(name) for name in local},
        after=after,
    )


@command("image.metadata-restore-requested", kind="undo-metadata")
@dataclass(frozen=True, slots=True)
class RestoreMetadata(ImageWish):
    """Put corrections back as they stood before a batch (`values`, None = there was none).

    `written` is what that batch wrote: where another value stands now, the image is left alone.
    """

    values: dict[str, Any]
    written: dict[str, Any]

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the earlier values, or with a conflict where somebody changed the field later."""
        if not state.known:
            raise refusals.ImageUnknown
        later = {name for name, value in self.written.items() if state.local.get(name) != value}
        if later:
            found = {name: state.effective(name) for name in sorted(later)}
            return (happened.ImageMetadataConflicted({name: self.values.get(name) for name in found}, found),)
        return with_grants(state, (_updated(state, self.values),))


@command("image.metadata-refresh-requested", kind="refresh-metadata")
@dataclass(frozen=True, slots=True)
class RefreshMetadata(ImageWish):
    """Fetch the vendor's present metadata and judge it like any other delivery."""

    delivery: Delivery | None = None

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the observation and one outcome; a fetched delivery must have been laid in."""
        if not state.known:
            raise refusals.ImageUnknown
        if self.delivery is None:
            raise refusals.NotAtVendor
        facts = judged(state, self.delivery, cx.at)
        for fact in facts:
            if isinstance(fact, happened.ImageObserved):
                before = {name: state.remote.get(name) for name in fact.changed}
                after = {name: fact.fields.get(name) for name in fact.changed}
                return (*facts, happened.ImageMetadataUpdated(before=before, after=after, by_vendor=True))
        return (*facts, happened.ImageMetadataUnchanged())


@dataclass(frozen=True, slots=True)
class ObserveRemoteImage(ImageWish):
    """Take note of what a vendor delivered, by the order and rights rules of product section 4."""

    delivery: Delivery

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the observation, a contradiction, or silence for what is old or known."""
        return judged(state, self.delivery, cx.at)


@dataclass(frozen=True, slots=True)
class WithdrawRemoteImage(ImageWish):
    """Take note that the vendor deleted the image; a stranger to us is no error."""

    change_id: str = ""
    occurred_at: str | None = None

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with a tombstone, or silence for an unknown or deleted image."""
        if not state.known or state.deleted:
            return ()
        return (happened.ImageRemovedByVendor(self.change_id, occurred_at=self.occurred_at),)


@command("image.purchase-requested", kind="buy-images")
@dataclass(frozen=True, slots=True)
class GrantUse(ImageWish):
    """Buy the right to use the image on a platform at its present price; buying twice buys nothing more."""

    platform: str
    purchased_on: str
    medium: str = "online"

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the grant; refuse what is blocked or had ended on the day of purchase."""
        image = changeable(state)
        if image.status != "usable":
            raise refusals.ImageBlocked
        grant_id = ids.named("grant", image.vendor, image.asset_id, self.platform, self.medium)
        if grant_id in image.grants:
            return (happened.ImageMetadataUnchanged(),)
        until = image.effective("use_until")
        if until is not None and period.moment(until) < period.moment(self.purchased_on):
            raise refusals.RightsEnded
        return (
            happened.ImageUseGranted(
                grant_id=grant_id,
                platform=self.platform,
                medium=self.medium,
                territory=tuple(image.effective("territory") or ()),
                use_until=until,
                online_until=image.effective("online_until"),
                price=image.effective("price"),
                currency=image.effective("currency"),
                price_origin=image.effective("price_origin"),
                purchased_on=self.purchased_on,
                title=str(image.effective("title") or image.asset_id),
            ),
        )


@command("image.withdrawal-requested", kind="withdraw-images")
@dataclass(frozen=True, slots=True)
class WithdrawImage(ImageWish):
    """Withdraw the image from the publisher's own use."""

    reason: str = ""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the withdrawal, once."""
        if not state.known:
            raise refusals.ImageUnknown
        if state.withdrawn:
            raise refusals.AlreadyWithdrawn
        return (happened.ImageWithdrawn(self.reason),)


@command("image.reinstatement-requested", kind="reinstate-images")
@dataclass(frozen=True, slots=True)
class ReinstateImage(ImageWish):
    """Confirm, as a person, that a killed image which its vendor delivers as usable again may be used."""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the reinstatement; refuse unless the vendor's newest word is usable."""
        if not state.killed or state.status != "usable":
            raise refusals.NotKilled
        return (happened.ImageReinstated(), happened.ImageMetadataUpdated())
