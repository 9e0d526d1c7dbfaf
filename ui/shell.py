"""What the frame offers beyond its places, made from an open workspace: the palette's finds, messages, keys, help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from rightsdesk.desk import Progress
from ui.kit.actions import action
from ui.kit.batch_ends import BatchEnds, Ended
from ui.kit.bell import NoticeList
from ui.kit.elsewhere import Elsewhere
from ui.kit.help import NEWS, HelpSheet, newest
from ui.kit.keybook import keybook
from ui.kit.letters import Letters
from ui.kit.likings import NEWS_READ, SYSTEM_MESSAGES, TASK_BAR, likings
from ui.kit.notices import Notice, Notices
from ui.kit.page import Surroundings
from ui.kit.palette_finding import Finding, Ways
from ui.kit.palette_recent import Recent
from ui.kit.waiting import Waiting
from ui.kit.words import follow_words, phrase, tr, words
from ui.lookups import LOOKUPS, WAITING
from ui.main_window import PLACE, MainWindow


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
        self._furnish_help()
        self.letters = Letters(window, window.stage)
        keybook().changed.connect(self._say_keys)

    def show_progress(self, active: Sequence[Progress]) -> None:
        """The task bar shows the sum of all running batches, if that is liked."""
        total = sum(one.total for one in active)
        left = sum(one.remaining for one in active)
        liked = likings().text(TASK_BAR) == "on" and total > 0
        self.elsewhere.progress((total - left) / total if liked else None)

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

    def open_menu(self) -> None:
        """What belongs to the person here: settings, keys and help."""
        news = tr("Help", "What's new")
        person, menu = self._window.title_bar.person, QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words_shown, run in (
            (tr("Settings", "Settings"), lambda: self._window.open_place("settings")),
            (tr("Frame", "Keyboard map"), self._window.show_keys),
            (tr("Help", "About this view"), self.open_help),
            (f"{news}  •" if self._has_news() else news, self.open_news),
        ):
            menu.addAction(words_shown).triggered.connect(lambda _checked=False, run=run: run())
        menu.popup(person.mapToGlobal(QPoint(person.width() - menu.sizeHint().width(), person.height() + 4)))

    def open_help(self) -> None:
        """Show the page about the open view."""
        HelpSheet(self._window, str(self._around.memory.get(PLACE) or "")).open()

    def open_news(self) -> None:
        """Show what is new; the dot goes."""
        likings().put(NEWS_READ, newest())
        self._window.title_bar.person.mark(on=False)
        HelpSheet(self._window, NEWS).open()

    def _has_news(self) -> bool:
        return likings().text(NEWS_READ) != newest()

    def copy_number(self) -> None:
        """Put the number of the last event on the clipboard and say so."""
        self._window.status_bar.copy_number()
        self._window.toasts.say(tr("Frame", "{what} copied", what=self._window.status_bar.event_number.text()))

    def _furnish_help(self) -> None:
        copy = phrase("Frame", "Copy the number of the last event")
        action(self._window, copy, self.copy_number, icon="hash")
        self._window.status_bar.event_number.clicked.connect(self.copy_number)

        action(self._window, phrase("Help", "About this view"), self.open_help, keys="F1", icon="life-buoy")
        action(self._window, phrase("Help", "What's new"), self.open_news, icon="sparkles")
        self._window.title_bar.person.mark(on=self._has_news())

    def _furnish_palette(self) -> None:
        window, palette = self._window, self._window.palette_sheet
        self.recent = Recent(palette, self._around.memory, lambda: palette.known(""))
        self.recent.opens(window.open_place)
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

    def _say_keys(self) -> None:
        # Tooltips, hints and actions say their keys together with their words.
        words().changed.emit()

    def _keep(self, said: str) -> None:
        # The same failure again is news, although its words are the same.
        self.notices.drop(f"said:{said}")
        self.notices.add(Notice(f"said:{said}", said, "failed"))

    def _tell_outside(self, end: Ended) -> None:
        if likings().text(SYSTEM_MESSAGES) != "off" and end.matters_outside and not self._window.isActiveWindow():
            self.elsewhere.notify(f"batch-{end.number}", self._window.windowTitle(), end.words)
