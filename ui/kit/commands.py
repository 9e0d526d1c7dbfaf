"""The commands given in this window, so that the last one can be undone as a unit and brought back."""

from __future__ import annotations

from dataclasses import dataclass, field


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
