"""What the frame offers beyond its places, made from an open workspace: the palette's finds, messages, keys, help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ui.kit.actions import action
from ui.kit.page import Surroundings
from ui.kit.palette_finding import Finding, Ways
from ui.kit.palette_recent import Recent
from ui.kit.words import phrase
from ui.lookups import LOOKUPS
from ui.main_window import MainWindow


class Shell(QObject):
    """Stands between the window and the workspace for everything that belongs to no place."""

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self._furnish_palette()

    def _furnish_palette(self) -> None:
        window, palette = self._window, self._window.palette_sheet
        self.recent = Recent(palette, self._around.memory, lambda: palette.known(""))
        self.recent.opens(lambda place, where: window.open_place(place, where))
        palette.add_source(self.recent.offers, first=True)
        ways = Ways(self.reveal, self.select, window.toasts)
        self.finding = Finding(palette, self._around.questions.ask, LOOKUPS, ways)
        title = phrase("Palette", "Go to an image id or paste ids")
        action(window, title, lambda: palette.open(ids=True), keys="Ctrl+L", icon="hash")

    def reveal(self, place: str, row_id: int, where: str) -> None:
        """Open a place with the cursor on one row."""
        self._window.open_place(place)
        self._window.page(place).reveal(row_id, where)

    def select(self, place: str, ids: Sequence[int]) -> None:
        """Open a place with exactly these rows selected."""
        self._window.open_place(place)
        self._window.page(place).select(ids)
