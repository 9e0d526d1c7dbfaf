"""Replay: the tables are made once more from the events in a second copy, compared, and swapped in if wished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from rightsdesk.desk import Replaced, Trial
from ui.kit import show
from ui.kit.ask import asked
from ui.kit.contents import attribute
from ui.kit.page import Surroundings
from ui.kit.past_day import PastDay
from ui.kit.replay_face import ReplayFace
from ui.kit.replay_sheet import ReplaySheet
from ui.kit.words import Phrase, follow_words, phrase, tn, told, tr
from ui.workers.duties import PROJECT
from ui.workers.errand import Errand, Progress

TABLES: dict[str, Phrase] = {
    "": phrase("Compare", "All tables"),
    "images": phrase("Compare", "Images, usages, findings"),
    "vendors": phrase("Compare", "Vendors"),
    "credit_advices": phrase("Compare", "Credit advices"),
    "batches": phrase("Compare", "Batches"),
    "activity": phrase("Compare", "Activity"),
    "feeds": phrase("Compare", "Feeds"),
    "platforms": phrase("Compare", "Platforms"),
}
ADMINISTRATOR = "administrator"
SETTLED_SECONDS = 3.0
"""After so long the speed is known well enough to say how long it will take."""


class ReplayCard(ReplayFace):
    """Nothing is written by comparing; swapping in the rebuilt copy is a second step of its own."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._errand: Errand | None = None
        self.trial: Trial | None = None
        self._since, self._table, self._began = 1, "", 0.0
        self._entry: tuple[int, str] | None = None
        self._may_swap = True
        self._replaced: tuple[Replaced, ...] = ()
        self.compare.clicked.connect(self.begin)
        self.stop.clicked.connect(self.give_up)
        self.swap.clicked.connect(self.swap_in)
        self.differences.clicked.connect(self.show_differences)
        self.put_back.clicked.connect(self.bring_back)
        self.since.clicked.connect(self._open_since)
        self.tables.clicked.connect(self._open_tables)
        self.show_idle()
        follow_words(self, self._say)
        self._look_for_replaced()

    def show_row(self, row: object) -> None:
        """The entry under the cursor can be where the replay begins."""
        first = attribute(row, "first") if row is not None else None
        self._entry = (int(str(first)), str(attribute(row, "title") or "")) if first else None

    def begin_from(self, since: int) -> None:
        """Begin at that event from now on."""
        self._since = since
        self._forget()
        self._say()

    def begin(self) -> None:
        """Rebuild beside and compare, on a thread of its own."""
        self._forget()
        desk, since, tables = self._around.desk, self._since, [self._table] if self._table else []

        def compared(progress: Progress) -> tuple[Trial, str]:
            return desk.trials.run(tables, since, lambda done, all_: progress(done, all_, "")), desk.status().role

        self._run(compared, self._compared)

    def swap_in(self) -> None:
        """Put the rebuilt copy in the place of the tables, once it is confirmed."""
        trial, desk = self.trial, self._around.desk
        if trial is None or not asked(
            self,
            tr("Compare", "Swap in the rebuilt copy?"),
            tr(
                "Compare",
                "The tables are replaced at once by the copy made from the events. No event is changed. What is"
                " replaced is kept for one day and can be put back.",
            ),
            tn("Compare", "Replace %n row(s)", trial.differing),
        ):
            return
        self._run(lambda told_: desk.trials.swap_in(trial, lambda d, a: told_(d, a, "")), self._swapped)

    def bring_back(self) -> None:
        """Put back what was replaced last."""
        if not self._replaced:
            return
        replaced, desk = self._replaced[0], self._around.desk
        self._run(lambda told_: desk.trials.put_back(replaced, lambda d, a: told_(d, a, "")), self._was_put_back)

    def give_up(self) -> None:
        """Leave it; nothing was written."""
        if self._errand is not None:
            self._errand.stop()

    def show_differences(self) -> None:
        """The differing rows side by side."""
        if self.trial is not None:
            ReplaySheet(self.trial, self).open()

    # inside

    def _run(self, job: Callable[[Progress], object], done: Callable[[Any], None]) -> None:
        self.show_running()
        self._began = monotonic()
        errand = self._errand = Errand(job, self)
        errand.went_on.connect(self._went_on)
        errand.failed.connect(self._failed)
        errand.done.connect(done)
        self._around.roster.adopt(errand)
        errand.start()

    def _went_on(self, done: int, total: int, _words: str) -> None:
        passed = monotonic() - self._began
        left = passed / done * (total - done) if done and passed >= SETTLED_SECONDS else None
        self.show_progress(done, total, show.time_left(left))

    def _compared(self, answer: tuple[Trial, str]) -> None:
        self._errand = None
        self.trial, role = answer
        self._may_swap = role == ADMINISTRATOR
        self._say()

    def _swapped(self, _answer: object) -> None:
        self._turned(tr("Compare", "The rebuilt copy was swapped in; the tables it replaced are kept for one day."))

    def _was_put_back(self, _answer: object) -> None:
        self._turned(tr("Compare", "The replaced tables are back, with everything recorded since."))

    def _turned(self, words: str) -> None:
        self._errand, self.trial = None, None
        self._say()
        self._look_for_replaced()
        self._around.roster.nudge(PROJECT)
        self._around.toasts.say(words)

    def _failed(self, sentence: str) -> None:
        self._errand = None
        self._say()
        self._around.toasts.say(told(sentence), state="failed")

    def _forget(self) -> None:
        trial, self.trial = self.trial, None
        if trial is not None:
            trials = self._around.desk.trials
            self._around.roster.errands.run(lambda: trials.forget(trial))

    def _look_for_replaced(self) -> None:
        trials = self._around.desk.trials
        self._around.roster.errands.run(trials.replaced, self._show_replaced)

    def _show_replaced(self, found: list[Replaced]) -> None:
        self._replaced = tuple(found)
        self._say()

    def _say(self) -> None:
        self.say_words(self._since, str(TABLES[self._table]))
        kept = self._replaced[0].at if self._replaced else None
        self.say_replaced(show.moment(kept.astimezone()) if kept else "")
        if self._errand is not None:
            return
        if self.trial is None:
            self.show_idle()
        else:
            self.show_trial(self.trial, may_swap=self._may_swap)

    def _open_since(self) -> None:
        menu = self._menu(self.since)
        menu.addAction(tr("Compare", "From the first event")).triggered.connect(partial(self.begin_from, 1))
        if self._entry is not None:
            words = tr("Compare", "From this entry: event {event}", event=self._entry[0])
            menu.addAction(words).triggered.connect(partial(self.begin_from, self._entry[0]))
        menu.addAction(tr("Compare", "From a day…")).triggered.connect(self._ask_day)
        menu.popup(self.since.mapToGlobal(self.since.rect().bottomLeft()))

    def _open_tables(self) -> None:
        menu = self._menu(self.tables)
        for key, title in TABLES.items():
            menu.addAction(str(title)).triggered.connect(partial(self._choose_table, key))
        menu.popup(self.tables.mapToGlobal(self.tables.rect().bottomLeft()))

    def _menu(self, owner: QWidget) -> QMenu:
        menu = QMenu(owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _choose_table(self, key: str) -> None:
        self._table = key
        self._forget()
        self._say()

    def _ask_day(self) -> None:
        past = self._around.desk.past
        self._around.roster.errands.run(lambda: (past.first_day(), past.last_day()), lambda days: self._offer(*days))

    def _offer(self, first: date | None, last: date) -> None:
        if first is not None:
            sheet = PastDay(self, first, last, None)
            sheet.chosen.connect(self.begin_at)
            sheet.open_below(self.since)

    def begin_at(self, day: date) -> None:
        """Begin with the first event of a day."""
        past = self._around.desk.past

        def found() -> int:
            first = past.first_day()
            return 1 if first is None or day <= first else past.moment(day - timedelta(days=1)).position + 1

        self._around.roster.errands.run(found, self.begin_from)
