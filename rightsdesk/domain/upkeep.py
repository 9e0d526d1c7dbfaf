"""The story of the upkeep of a workspace: which tables somebody exchanged, after which comparison."""

from dataclasses import dataclass

from rightsdesk.domain.messages import Circumstance, Command, Event, event

MAIN = "main"
"""The one upkeep of a workspace."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The upkeep as its stream tells it: how often tables were exchanged."""

    exchanges: int = 0


@event("tables.swapped")
@dataclass(frozen=True, slots=True)
class TablesSwapped(Event[Upkeep]):
    """A rebuilt copy took the place of tables; `differing` rows of theirs were otherwise.

    It was made from the events `since` up to `position`; no event was changed.
    """

    tables: tuple[str, ...]
    since: int
    position: int
    differing: int

    def evolve(self, state: Upkeep) -> Upkeep:
        """Count it."""
        return Upkeep(state.exchanges + 1)


@event("tables.put-back")
@dataclass(frozen=True, slots=True)
class TablesPutBack(Event[Upkeep]):
    """Tables that had been replaced are back, with everything recorded since."""

    tables: tuple[str, ...]

    def evolve(self, state: Upkeep) -> Upkeep:
        """Count it."""
        return Upkeep(state.exchanges + 1)


@dataclass(frozen=True, slots=True)
class RecordExchange(Command[Upkeep]):
    """Remember that tables were exchanged."""

    exchanged: TablesSwapped | TablesPutBack

    def decide(self, state: Upkeep, cx: Circumstance) -> tuple[Event[Upkeep], ...]:
        """Answer with it: it has happened, whatever was before."""
        return (self.exchanged,)
