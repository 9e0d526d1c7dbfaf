"""The time machine of a view: choose a day, see the rows of then, and nothing but see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.desk import Moment
from ui.kit import show
from ui.kit.actions import action
from ui.kit.banner import Banner
from ui.kit.buttons import IconButton
from ui.kit.contents import look_from
from ui.kit.inspector_fields import FieldForm
from ui.kit.past_day import PastDay
from ui.kit.words import follow_words, phrase, told, tr
from ui.workers.errand import Errand, Progress

if TYPE_CHECKING:
    from ui.kit.panel import Panel


class Looking(QObject):
    """Belongs to one view; the others stay where they are."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._errand: Errand | None = None
        self._wished: date | None = None
        self.bar = Banner()
        self.button = IconButton("calendar-clock", "")
        self.button.clicked.connect(self.choose)
        self._place()
        title = phrase("Past", "State of a day…")
        name = f"{panel.feature.key}.past"
        self.action = action(panel, title, self.choose, keys="Ctrl+Shift+D", icon="calendar-clock", name=name)
        back = phrase("Past", "Back to now")
        self.back = action(panel, back, self.return_to_now, icon="history", name=f"{name}.back")
        for made in (self.action, self.back):
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            panel.inspector.addAction(made)
        self.back.setEnabled(False)
        panel.installEventFilter(self)
        follow_words(self, self._say)

    @property
    def moment(self) -> Moment | None:
        """The moment looked at, None for now."""
        return self._panel.glance.moment

    def choose(self) -> None:
        """Ask for the day, once the days there are is known."""
        past = self._panel.around.desk.past
        self._panel.around.roster.errands.run(
            lambda: (past.first_day(), past.last_day()), lambda days: self._open(*days), self._sorry
        )

    def go(self, day: date) -> None:
        """Show the state at the end of that day; it is made first where it is not kept."""
        self._stop()
        self._wished = day
        desk = self._panel.around.desk

        def prepared(progress: Progress) -> Moment:
            moment = desk.past.moment(day)
            desk.past.prepare(moment.position, lambda done, all_: progress(done, all_, ""))
            return moment

        errand = self._errand = Errand(prepared, self)
        errand.went_on.connect(self._went_on)
        errand.done.connect(self._arrived)
        errand.failed.connect(self._failed)
        self._panel.around.roster.adopt(errand)
        errand.start()

    def return_to_now(self) -> None:
        """The present again."""
        self._stop()
        self._turn(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Days are counted from the day looked at, as long as this view is what is seen."""
        if self.moment is not None and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._count_from(shown=event.type() == QEvent.Type.Show)
        return super().eventFilter(watched, event)

    # inside

    def _open(self, first: date | None, last: date) -> None:
        if first is None:
            self._panel.around.toasts.say(tr("Past", "Nothing has happened yet"), state="warning")
            return
        moment = self.moment
        sheet = PastDay(self._panel, first, last, moment.day if moment else None)
        sheet.chosen.connect(self.go)
        sheet.open_below(self.button if self.button.isVisible() else self._panel.head.actions_button)

    def _went_on(self, done: int, total: int, _words: str) -> None:
        if self._errand is None or self._wished is None:
            return
        day = show.day(self._wished)
        words = tr("Past", "Preparing the state of {day}: {done} of {all} events", day=day, done=done, all=total)
        self.bar.say(words, [(tr("Past", "Stop"), self._stop)], state="review", icon="hourglass")

    def _arrived(self, moment: Any) -> None:
        self._errand = None
        self._turn(moment)

    def _failed(self, sentence: str) -> None:
        if self._errand is not None:
            self._panel.around.toasts.say(told(sentence), state="warning")
        self._errand = None
        self._say()

    def _sorry(self, fault: Any) -> None:
        self._panel.around.toasts.say(told(fault.sentence), state="failed")

    def _stop(self) -> None:
        if self._errand is not None:
            errand, self._errand = self._errand, None
            errand.stop()
            self._say()

    def _turn(self, moment: Moment | None) -> None:
        panel = self._panel
        if moment == self.moment:
            self._say()
            return
        panel.glance.moment = moment
        self._count_from(shown=panel.isVisible())
        self._bar_commands(barred=moment is not None)
        self._say()
        panel.model.retouch()
        panel.refresh()
        panel.asking.count_views()
        panel.pulsing.ask()

    def _count_from(self, *, shown: bool) -> None:
        look_from(self.moment.day if self.moment and shown else None)

    def _bar_commands(self, *, barred: bool) -> None:
        """Grey what changes anything, with the reason where the pointer rests."""
        panel = self._panel
        self.back.setEnabled(barred)
        for made in self._commands():
            made.setEnabled(not barred)
        for widget in self._parts():
            widget.setEnabled(not barred)
            widget.setToolTip(self._reason() if barred else "")
        for form in panel.inspector.findChildren(FieldForm):
            form.setEnabled(not barred)

    def _commands(self) -> list[QAction]:
        run_main = f"{self._panel.feature.key}.Run the main action"
        main = [made for made in self._panel.actions() if made.objectName() == run_main]
        return [*self._panel.row_actions, *main]

    def _parts(self) -> list[QWidget]:
        panel = self._panel
        queue = panel.queue
        return [panel.inspector.foot, panel.empty, *((queue.foot, queue.clean) if queue else ())]

    def _reason(self) -> str:
        return tr("Past", "The past is only looked at; go back to now to change anything.")

    def _say(self) -> None:
        self.button.call(tr("Past", "State of a day… (time machine)"))
        moment = self.moment
        if moment is None:
            self.bar.clear()
            return
        words = tr("Past", "State of {day}", day=show.long_day(moment.day))
        sentence = f"{words} · {self._reason()}"
        ways = [(tr("Past", "Another day…"), self.choose), (tr("Past", "Back to now"), self.return_to_now)]
        self.bar.clear()
        self.bar.say(sentence, ways, state="review", icon="history")

    def _place(self) -> None:
        """Put the button into the head before the columns, and the bar above the rows.

        The head of a queue has no room for it: there the action stands in the menu only.
        """
        head = self._panel.head
        row = head.layout()
        if isinstance(row, QHBoxLayout) and self._panel.feature.review is None:
            row.insertWidget(row.indexOf(head.columns_button), self.button)
        column = self._panel.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self._panel.filters) + 1, self.bar)
