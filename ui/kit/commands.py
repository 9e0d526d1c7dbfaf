"""The commands given in this window, so that the last one can be undone as a unit and brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rightsdesk.desk import Selection

SAME_WITHIN = 60.0
"""Seconds within which the same command for the same rows is taken for a second press of the button."""
Twin = Callable[[float, Callable[[], None]], None]
"""Asks whether a command given so many seconds ago is meant once more, and what to do then."""


@dataclass(frozen=True, slots=True)
class Given:
    """A batch and the title under which it was announced."""

    batch: str
    title: str


@dataclass(slots=True)
class Commands:
    """Two stacks: what can be undone, and what was undone and can be brought back."""

    done: list[Given] = field(default_factory=list)
    undone: list[Given] = field(default_factory=list)
    asks: Twin | None = None
    """Who asks; nobody asks and nothing is held back without it."""
    clock: Callable[[], float] = monotonic
    _recent: list[tuple[object, float]] = field(default_factory=list)
    _meant: object = None

    def note(self, command: object) -> None:
        """This was accepted just now."""
        now = self.clock()
        self._recent = [(one, at) for one, at in self._recent if now - at < SAME_WITHIN and one != command]
        self._recent.append((command, now))

    def holds_back(self, command: object, again: Callable[[], None]) -> bool:
        """Whether the same was accepted a moment ago and it is asked first; ``again`` is called where it is meant."""
        meant, self._meant = self._meant, None
        ago = next((self.clock() - at for one, at in self._recent if one == command), SAME_WITHIN)
        if ago >= SAME_WITHIN or self.asks is None or meant == command:
            return False

        def insist() -> None:
            self._meant = command
            again()

        self.asks(ago, insist)
        return True

    def remember(self, batch: str, title: str) -> None:
        """A command was given; what was undone before can no longer be brought back."""
        self.done.append(Given(batch, title))
        self.undone.clear()

    def was_undone(self, batch: str, by: str, title: str) -> None:
        """`by` undoes `batch`: undoing that one in turn brings the change back."""
        if batch in {given.batch for given in self.undone}:
            self.undone = [given for given in self.undone if given.batch != batch]
            self.done.append(Given(by, title))
            return
        self.done = [given for given in self.done if given.batch != batch]
        self.undone.append(Given(by, title))


def same(order: object, selection: Selection) -> object:
    """What makes two commands the same: what is asked, and of which rows, whenever they were looked at."""
    return order, replace(selection, as_of=0)
