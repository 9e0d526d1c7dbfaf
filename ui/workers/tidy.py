"""Garbage is collected on the window's thread only.

Python's collector runs on whichever thread happens to allocate. A thread that reads the tables would then destroy
widgets and models that are garbage by now, which Qt allows on their own thread only: the program stops or falls.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 200


class Tidy(QObject):
    """Does between two events what the collector would do at any moment, by the same thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on only here."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        due = [held > allowed > 0 for held, allowed in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(number for number, over in enumerate(due) if over))

    def end(self) -> None:
        """As before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
