"""How good a picture is found while choosing: a rating as XMP writes it, and a place on the pick list."""

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from rightsdesk.domain.image.events import ImageMetadataUpdateFailed
from rightsdesk.domain.image.refusals import ImageUnknown
from rightsdesk.domain.image.state import Image
from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, command, event

REJECTED, UNRATED, BEST = -1, 0, 5
"""The values of `xmp:Rating` (XMP specification, part 1, 8.4): rejected, none, and one to five stars."""
Mark = Literal["pick", "unpick", "reject", "unmark"]
MARKS: tuple[Mark, ...] = get_args(Mark)
Facts = tuple[Event[Image], ...]


class NoSuchRating(Refused):
    """A rating is 1 to 5 stars, 0 for none, or -1 for rejected."""


class NoSuchMark(Refused):
    """A picture is picked, taken off the pick list, rejected or unmarked."""


class NothingAssessed(Refused):
    """Neither a mark nor a rating was given; give one."""


@event("image.assessed", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageAssessed(Event[Image]):
    """A person found the picture better or worse: `rating` (-1 rejected, 0 none, 1 to 5) and `picked`, what differs.

    `before` and `after` name the same members.
    """

    before: dict[str, Any]
    after: dict[str, Any]

    def evolve(self, state: Image) -> Image:
        """Take over what was found."""
        return replace(state, **self.after)


@event("image.assessment-unchanged", outcome="unchanged")
@dataclass(frozen=True, slots=True)
class ImageAssessmentUnchanged(Event[Image]):
    """The picture was found so already."""


@event("image.assessment-conflicted", outcome="conflicted")
@dataclass(frozen=True, slots=True)
class ImageAssessmentConflicted(Event[Image]):
    """Somebody found otherwise since; nothing was taken back."""

    wanted: dict[str, Any]
    found: dict[str, Any]


class AssessmentWish(Command[Image]):
    """A wish about what one picture is worth."""

    __slots__ = ()

    def failed(self, code: str, reason: str) -> Event[Image]:
        """Return the fact that this picture could not be served."""
        return ImageMetadataUpdateFailed(code, reason)


@command("image.assessment-requested", kind="assess-images")
@dataclass(frozen=True, slots=True)
class AssessImage(AssessmentWish):
    """Mark a picture, rate it, or both; first the mark, then the rating. The last word counts, whoever said it.

    What an editor can rely on: picking lifts a rejection, rejecting takes the picture off the pick list and its stars
    away, unmarking takes pick and rejection away and leaves stars, stars lift a rejection. A picture may be found good
    or bad whatever its vendor says of it.
    """

    mark: str = ""
    rating: int | None = None

    def checked(self) -> "AssessImage":
        """Return the wish, or refuse one that says nothing or what nobody understands."""
        if not self.mark and self.rating is None:
            raise NothingAssessed
        if self.mark and self.mark not in MARKS:
            raise NoSuchMark
        if self.rating is not None and not REJECTED <= self.rating <= BEST:
            raise NoSuchRating
        return self

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with what differs, or with `unchanged`."""
        if not state.known:
            raise ImageUnknown
        return _assessed(state, self.found(state.rating, picked=state.picked))

    def found(self, rating: int, *, picked: bool) -> dict[str, Any]:
        """Return rating and pick afterwards of a picture that was found so before."""
        if self.mark == "reject":
            rating, picked = REJECTED, False
        elif self.mark in {"pick", "unmark"}:
            rating, picked = max(rating, UNRATED), self.mark == "pick"
        elif self.mark == "unpick":
            picked = False
        if self.rating is not None:
            rating, picked = self.rating, picked and self.rating != REJECTED
        return {"rating": rating, "picked": picked}


@command("image.assessment-restore-requested", kind="undo-assessment")
@dataclass(frozen=True, slots=True)
class RestoreAssessment(AssessmentWish):
    """Take back what a batch found: put `values` where `written` still stands."""

    values: dict[str, Any]
    written: dict[str, Any]

    def decide(self, state: Image, cx: Circumstance) -> Facts:
        """Answer with the earlier values, or with a conflict where somebody found otherwise later."""
        if not state.known:
            raise ImageUnknown
        later = {name: getattr(state, name) for name, value in self.written.items() if getattr(state, name) != value}
        if later:
            return (ImageAssessmentConflicted({name: self.values[name] for name in later}, later),)
        return _assessed(state, self.values)


def _assessed(state: Image, found: dict[str, Any]) -> Facts:
    after = {name: value for name, value in found.items() if getattr(state, name) != value}
    if not after:
        return (ImageAssessmentUnchanged(),)
    return (ImageAssessed({name: getattr(state, name) for name in after}, after),)
