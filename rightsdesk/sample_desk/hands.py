"""How the orders of a growing sample are brought to their end: by itself, or by the threads of an open window."""

import threading
from collections.abc import Callable
from typing import Protocol

from rightsdesk.desk import Desk

LOOK_EVERY = 0.05
"""Seconds between two looks at what others are doing."""
Heard = Callable[[int, int], None]
"""Takes what is done and what there is in all; may raise to stop."""


class Hands(Protocol):
    """Whoever works and projects."""

    def finish(self, batch: str, heard: Heard) -> None:
        """Return when the batch is finished and the tables show it."""

    def settle(self, heard: Heard) -> None:
        """Return when the tables show everything recorded so far."""


class Alone:
    """Nobody else is there: what is ordered is carried out here."""

    def __init__(self, desk: Desk) -> None:
        """Work at this desk."""
        self._desk = desk

    def finish(self, batch: str, heard: Heard) -> None:
        """Carry the batch out."""
        self._desk.wait(batch, lambda told: heard(told.total - told.remaining, told.total))

    def settle(self, heard: Heard) -> None:
        """Project what is recorded."""
        heard(0, 0)
        self._desk.settle()


class Beside:
    """Others work and project, and the window hears of it from them: here one only waits."""

    def __init__(self, desk: Desk, watch: Callable[[], None], rest: Callable[[float], object] | None = None) -> None:
        """Look at this desk now and then; `watch` is asked each time and raises when the window ends."""
        self._desk, self._watch = desk, watch
        self._rest = rest or threading.Event().wait

    def finish(self, batch: str, heard: Heard) -> None:
        """Wait for the batch, then for the tables."""
        while (told := self._desk.progress(batch)).state not in {"finished", "paused"}:
            self._watch()
            heard(told.total - told.remaining, told.total)
            self._rest(LOOK_EVERY)
        self.settle(heard)

    def settle(self, heard: Heard) -> None:
        """Wait for the tables."""
        goal = self._desk.log.head().position
        while self._desk.read_model.status().position < goal:
            self._watch()
            heard(0, 0)
            self._rest(LOOK_EVERY)
