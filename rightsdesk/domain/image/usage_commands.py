"""What can be asked about where an image is used, and the rules that answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rightsdesk.domain import ids, period, rights
from rightsdesk.domain.image import events as happened
from rightsdesk.domain.image import refusals
from rightsdesk.domain.image.commands import Facts, ImageWish
from rightsdesk.domain.image.rights_events import ImageOverrideEnded, ImageRestrictionOverridden
from rightsdesk.domain.image.state import Image, Placed
from rightsdesk.domain.image.usage_events import (
    ImageTakeDownDecided,
    ImageTakeDownOpened,
    ImageUsageEnded,
    ImageUsagePlaced,
)
from rightsdesk.domain.messages import Circumstance, command
from rightsdesk.domain.rights import Override, Usage

TAKE_DOWN, REPLACE, ACCEPT, UNDECIDED = "take-down", "replace", "accept", ""
DECISIONS = (TAKE_DOWN, REPLACE, ACCEPT, UNDECIDED)


@command("image.placement-requested", kind="place-usages")
@dataclass(frozen=True, slots=True)
class PlaceUsage(ImageWish):
    """Record that the image was placed in an article at a moment (ISO 8601); what happened is never refused."""

    usage: Usage
    at: str
    evidence: str = ""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the placement, with `unchanged` where the image stands already or an older story is told."""
        if not state.known:
            raise refusals.ImageUnknown
        rights.checked_medium(self.usage.medium)
        known = state.usages.get(self.usage.usage_id)
        if known is not None and (known.live or _begun(known.intervals, self.at)):
            return (happened.ImageMetadataUnchanged(),)
        return (ImageUsagePlaced(self.usage, self.at, self.evidence),)


def _begun(intervals: tuple[tuple[str, str | None], ...], at: str) -> bool:
    """Say whether a moment lies before the end of an interval that is known already."""
    last = intervals[-1][1]
    return last is None or period.seconds(at) < period.seconds(last)


@command("image.removal-requested", kind="end-usages")
@dataclass(frozen=True, slots=True)
class EndUsage(ImageWish):
    """Record that usages of the image ended at a moment (ISO 8601).

    One that was recorded by mistake ends at the moment of its placement; where it was placed after `at`, it stays.
    `began` names the interval that is meant: one that began later goes on.
    """

    usages: tuple[str, ...]
    at: str
    reason: str = "gone"
    replaced_by: str = ""
    evidence: str = ""
    began: str = ""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the ends of those that are live; an end before the beginning ends with it."""
        known = [(key, state.usages[key]) for key in self.usages if key in state.usages]
        live = [(key, placed) for key, placed in known if placed.live and self._is_meant(placed)]
        if not live:
            return (happened.ImageMetadataUnchanged(),)
        later = {key: placed.since for key, placed in live if self._is_later(placed)}
        if later:
            return (happened.ImageMetadataConflicted(dict.fromkeys(later, self.at), later),)
        return tuple(
            ImageUsageEnded(key, self._end(placed), self.reason, self.replaced_by, self.evidence)
            for key, placed in live
        )

    def _is_meant(self, placed: Placed) -> bool:
        return not self.began or period.seconds(placed.since) <= period.seconds(self.began)

    def _is_later(self, placed: Placed) -> bool:
        return self.reason == rights.MISTAKEN and period.seconds(placed.since) > period.seconds(self.at)

    def _end(self, placed: Placed) -> str:
        if self.reason == rights.MISTAKEN:
            return placed.since
        return max(self.at, placed.since, key=period.seconds)


@command("image.expiry-check-requested", kind="check-expiry")
@dataclass(frozen=True, slots=True)
class OpenTakeDowns(ImageWish):
    """Raise the alarm for live usages that must come down: usage -> the moment from which on; once for each moment."""

    because: str
    due: dict[str, str] = field(default_factory=dict)

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the alerts that did not go out yet for these moments."""
        new = {key: at for key, at in self.due.items() if key in state.live and not _went_out(state, key, at)}
        return (ImageTakeDownOpened(self.because, new),) if new else (happened.ImageMetadataUnchanged(),)


def _went_out(state: Image, usage: str, at: str) -> bool:
    return usage in state.alerts and period.seconds(state.alerts[usage]) == period.seconds(at)


@command("image.take-down-decision-requested", kind="decide-take-downs")
@dataclass(frozen=True, slots=True)
class DecideTakeDown(ImageWish):
    """Decide about due usages: take down, replace (by the picture with this key), or accept the risk until a day.

    `due` is the moment each decision is made on. An accepted risk becomes overrides in the person's name, one for each
    ground that stands in the way.
    """

    decision: str
    usages: tuple[str, ...]
    due: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    until: str | None = None
    replacement: str = ""

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the decision; refuse to accept the risk of a recalled picture, or any risk without a reason."""
        if self.decision not in DECISIONS:
            raise refusals.NoSuchDecision
        mine = tuple(key for key in self.usages if key in state.live)
        if not mine:
            raise refusals.UsageUnknown
        if all(state.decisions.get(key, UNDECIDED) == self.decision for key in mine) and self.decision != ACCEPT:
            return (happened.ImageMetadataUnchanged(),)
        if self.decision == ACCEPT:
            if state.killed:
                raise refusals.RiskNotAcceptable
            if state.deleted:
                raise refusals.ImageDeleted
            if not self.reason.strip():
                raise refusals.ReasonMissing
        decided = ImageTakeDownDecided(
            decision=self.decision,
            by=cx.actor,
            usages=mine,
            previous={key: state.decisions.get(key, UNDECIDED) for key in mine},
            due={key: self.due[key] for key in mine if key in self.due},
            reason=self.reason,
            until=self.until,
            replacement=self.replacement,
            previous_due={key: state.decided_on[key] for key in mine if key in state.decided_on},
        )
        return (*self._overrides(state, mine, cx), decided)

    def _overrides(self, state: Image, mine: tuple[str, ...], cx: Circumstance) -> Facts:
        """An accepted risk overrides what stands in the way, on the platform of the usage; taken back, it ends."""
        at = cx.at.isoformat(timespec="seconds")
        scopes = _scopes(state, mine)
        if self.decision != ACCEPT:
            return tuple(ImageOverrideEnded(key, "decided otherwise") for key in _accepted(state, scopes))
        return tuple(
            ImageRestrictionOverridden(
                Override(_risk(state, *scope, of), of, self.reason, cx.actor, at, *scope, self.until)
            )
            for scope in sorted(scopes)
            for of in _in_the_way(state, *scope)
        )


Scope = tuple[str, str]
"""A platform and a medium."""


def _scopes(state: Image, usages: Iterable[str]) -> set[Scope]:
    return {(state.usages[key].usage.platform, state.usages[key].usage.medium) for key in usages}


def _in_the_way(state: Image, platform: str, medium: str) -> Iterator[str]:
    """Yield the grounds that a person may lift and that stand against a use now or once its grant ends."""
    yield "no-grant"
    if state.status != "usable":
        yield "withheld"
    if state.withdrawn:
        yield "withdrawn"
    if state.effective("embargo_until"):
        yield "embargo"
    for key, one in state.restrictions.items():
        if one.platform in {"", platform} and one.medium in {"", medium}:
            yield key


def _accepted(state: Image, scopes: set[Scope]) -> list[str]:
    """Return the overrides that accepted a risk on these platforms and media."""
    return sorted(
        key
        for key, one in state.overrides.items()
        if (one.platform, one.medium) in scopes and key == _risk(state, one.platform, one.medium, one.of)
    )


@command("image.decision-restore-requested", kind="undo-decisions")
@dataclass(frozen=True, slots=True)
class RestoreDecisions(ImageWish):
    """Put decisions about due usages back as a batch found them (usage -> decision, empty = undecided).

    `written` is what that batch decided: where something else was decided since, the image is left alone. `overrides`
    are those that it ended and that hold again, `due` the moments on which the earlier decisions were made.
    """

    values: dict[str, str]
    written: str
    overrides: tuple[Override, ...] = ()
    due: dict[str, str] = field(default_factory=dict)

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the earlier decisions, or with a conflict where somebody decided anew."""
        mine = {key: word for key, word in self.values.items() if key in state.live}
        later = {key: state.decisions.get(key, UNDECIDED) for key in mine}
        if any(word != self.written for word in later.values()):
            return (happened.ImageMetadataConflicted(dict(mine), dict(later)),)
        if not mine:
            return (happened.ImageMetadataUnchanged(),)
        return (*self._overrides(state, mine), *self._decided(state, mine, cx))

    def _decided(self, state: Image, mine: dict[str, str], cx: Circumstance) -> Iterator[ImageTakeDownDecided]:
        for word in sorted(set(mine.values())):
            usages = tuple(key for key in mine if mine[key] == word)
            yield ImageTakeDownDecided(
                decision=word,
                by=cx.actor,
                usages=usages,
                previous={key: state.decisions.get(key, UNDECIDED) for key in usages},
                due={key: self.due[key] for key in usages if key in self.due},
                reason="undone",
                previous_due={key: state.decided_on[key] for key in usages if key in state.decided_on},
            )

    def _overrides(self, state: Image, mine: dict[str, str]) -> Facts:
        again = tuple(ImageRestrictionOverridden(each) for each in self.overrides)
        if self.written != ACCEPT:
            return again
        ended = _accepted(state, _scopes(state, mine))
        return (*(ImageOverrideEnded(key, "undone") for key in ended), *again)


def _risk(state: Image, platform: str, medium: str, of: str) -> str:
    named = ("accepted-risk", state.vendor, state.asset_id, platform, medium)
    return ids.named(*named) if of == "no-grant" else ids.named(*named, of)
