"""What the frame offers beyond its places, made from an open workspace: the palette's finds, messages, keys, help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ui.kit.actions import action
from ui.kit.batch_ends import BatchEnds, Ended
from ui.kit.bell import NoticeList
from ui.kit.elsewhere import Elsewhere
from ui.kit.notices import Notice, Notices
from ui.kit.page import Surroundings
from ui.kit.palette_finding import Finding, Ways
from ui.kit.palette_recent import Recent
from ui.kit.waiting import Waiting
from ui.kit.words import follow_words, phrase
from ui.lookups import LOOKUPS, WAITING
from ui.main_window import MainWindow


class Shell(QObject):
    """Stands between the window and the workspace for everything that belongs to no place."""

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self.notices = Notices(around.memory, self)
        self.elsewhere = Elsewhere(window)
        self.ends = BatchEnds(around, self.notices, window.toasts.announcer, self)
        self.waiting = Waiting(around, WAITING, self.notices, self)
        self._furnish_palette()
        self._furnish_bell()

    def begin(self) -> None:
        """The workspace answers now: learn what ended and what waits."""
        self.ends.begin()
        self.waiting.count()

    def end(self) -> None:
        """Leave nothing behind outside the window."""
        self.elsewhere.end()

    def reveal(self, place: str, row_id: int, where: str) -> None:
        """Open a place with the cursor on one row."""
        self._window.open_place(place)
        self._window.page(place).reveal(row_id, where)

    def select(self, place: str, ids: Sequence[int]) -> None:
        """Open a place with exactly these rows selected."""
        self._window.open_place(place)
        self._window.page(place).select(ids)

    def open_messages(self) -> None:
        """Show the list behind the bell."""
        NoticeList(self._window, self.notices, self._window.open_place).open_below(
            self._window.title_bar.bell, right=True
        )

    def _furnish_palette(self) -> None:
        window, palette = self._window, self._window.palette_sheet
        self.recent = Recent(palette, self._around.memory, lambda: palette.known(""))
        self.recent.opens(lambda place, where: window.open_place(place, where))
        palette.add_source(self.recent.offers, first=True)
        ways = Ways(self.reveal, self.select, window.toasts)
        self.finding = Finding(palette, self._around.questions.ask, LOOKUPS, ways)
        title = phrase("Palette", "Go to an image id or paste ids")
        action(window, title, lambda: palette.open(ids=True), keys="Ctrl+L", icon="hash")

    def _furnish_bell(self) -> None:
        bell = self._window.title_bar.bell
        bell.clicked.connect(self.open_messages)
        self.notices.changed.connect(lambda: bell.tell(self.notices.unread()))
        follow_words(bell, lambda: bell.tell(self.notices.unread()))
        action(self._window, phrase("Notice", "Show messages"), self.open_messages, keys="Ctrl+M", icon="bell")
        self._window.toasts.went_wrong.connect(self._keep)
        self.ends.ended.connect(self._tell_outside)

    def _keep(self, words: str) -> None:
        self.notices.add(Notice(f"said:{words}", words, "failed"))

    def _tell_outside(self, end: Ended) -> None:
        if end.matters_outside and not self._window.isActiveWindow():
            self.elsewhere.notify(f"batch-{end.number}", self._window.windowTitle(), end.words)
