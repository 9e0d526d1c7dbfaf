"""Pictures made off the window's thread: small painting jobs on a pool, each result handed over once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from ui.workers.fetches import Fetched, Fetches

PictureJob = Callable[[], QImage]
LONGEST_QUEUE = 256
"""Older wishes are dropped beyond this: whoever scrolled past does not need them any more."""


class PicturePool(QObject):
    """Makes pictures on a few threads; ``made`` brings the key and the image to the window's thread."""

    made = Signal(object, object)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetches = Fetches(threads, self, longest=LONGEST_QUEUE)
        self._fetches.ended.connect(self._hand_over)

    def want(self, key: Hashable, job: PictureJob) -> None:
        """Make this picture soon; asking twice makes it once, the newest wishes come first."""
        self._fetches.want(key, job)

    def out(self) -> int:
        """How many are wished for or being made."""
        return self._fetches.out()

    def end(self) -> bool:
        """Forget what was wanted and wait for what runs."""
        return self._fetches.end()

    @Slot(object)
    def _hand_over(self, fetched: Fetched) -> None:
        if isinstance(fetched.answer, QImage):
            self.made.emit(fetched.key, fetched.answer)
