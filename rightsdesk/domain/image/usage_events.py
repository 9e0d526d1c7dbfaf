"""What can happen to an image where it is used. Stored names are promises."""

from dataclasses import dataclass, field, replace

from rightsdesk.domain.image.state import Image, Placed
from rightsdesk.domain.messages import Event, event
from rightsdesk.domain.rights import Usage


@event("image.usage-placed", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageUsagePlaced(Event[Image]):
    """The image was placed in an article at a moment; placed again, it has another interval under the same identifier.

    `evidence` names the article's version or the file's row that tells it.
    """

    usage: Usage
    at: str
    evidence: str = ""

    def evolve(self, state: Image) -> Image:
        """Open an interval."""
        usages = dict(state.usages)
        self.enter(usages)
        return replace(state, usages=usages)

    def enter(self, usages: dict[str, Placed]) -> None:
        """Open an interval among the usages of an image; an import of thousands keeps nothing else of it."""
        known = usages.get(self.usage.usage_id)
        earlier = known.intervals if known else ()
        usages[self.usage.usage_id] = Placed(self.usage, (*earlier, (self.at, None)))


@event("image.usage-ended", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageUsageEnded(Event[Image]):
    """The image stands there no more since a moment; `replaced_by` is the picture now in its place."""

    usage_id: str
    at: str
    reason: str = "gone"
    replaced_by: str = ""
    evidence: str = ""

    def evolve(self, state: Image) -> Image:
        """Close the open interval; a decision about it is done with."""
        usages = dict(state.usages)
        self.enter(usages)
        return replace(
            state,
            usages=usages,
            decisions={key: word for key, word in state.decisions.items() if key != self.usage_id},
            decided_on={key: due for key, due in state.decided_on.items() if key != self.usage_id},
            alerts={key: due for key, due in state.alerts.items() if key != self.usage_id},
        )

    def enter(self, usages: dict[str, Placed]) -> None:
        """Close the open interval among the usages of an image."""
        known = usages[self.usage_id]
        usages[self.usage_id] = Placed(known.usage, (*known.intervals[:-1], (known.since, self.at)))


@event("image.take-down-opened", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageTakeDownOpened(Event[Image]):
    """Live usages must come down: usage -> the moment from which on; raised again when that moment moves.

    `because` is the verdict's ground: killed, ended, restricted, withdrawn ...
    """

    because: str
    due: dict[str, str] = field(default_factory=dict)

    def evolve(self, state: Image) -> Image:
        """Remember the moments, so that the same alert goes out once."""
        return replace(state, alerts={**state.alerts, **self.due})


@event("image.take-down-decided", outcome="done")
@dataclass(frozen=True, slots=True)
class ImageTakeDownDecided(Event[Image]):
    """A person decided about due usages: take-down, replace, accept, or empty for undecided again.

    `previous` holds the decisions as they stood, `due` the moment each decision was made on: when that moves, the
    decision no longer counts. `previous_due` are the moments of the earlier decisions.
    """

    decision: str
    by: str
    usages: tuple[str, ...]
    previous: dict[str, str] = field(default_factory=dict)
    due: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    until: str | None = None
    replacement: str = ""
    previous_due: dict[str, str] = field(default_factory=dict)

    def evolve(self, state: Image) -> Image:
        """Keep the decision for each usage, and the moment it was made on."""
        decided = {**state.decisions, **dict.fromkeys(self.usages, self.decision)}
        due = {key: at for key, at in state.decided_on.items() if key not in self.usages} | self.due
        kept = {key: word for key, word in decided.items() if word}
        return replace(state, decisions=kept, decided_on={key: at for key, at in due.items() if key in kept})
