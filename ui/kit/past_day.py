"""Which day is looked back at: a calendar with the days there are, and the few that are asked for most."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.buttons import Button
from ui.kit.labels import frame, label
from ui.kit.words import locale, tr

YEAR = 365


class PastDay(QWidget):
    """A sheet under the button that opened it; days without a state cannot be chosen."""

    chosen = Signal(object)

    def __init__(self, owner: QWidget, first: date, last: date, present: date | None) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._first, self._last = first, last
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = frame("float")
        outer.addWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(tr("Past", "Show the state at the end of"), weight=600))
        row = QHBoxLayout()
        row.setSpacing(6)
        for words, day in self._offered():
            button = Button(words, kind="quiet")
            button.setToolTip(show.day(day))
            button.clicked.connect(partial(self._take, day))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(tr("Past", "Day to look back at"))
        self.calendar.setLocale(locale())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(_qdate(first), _qdate(last))
        self.calendar.setSelectedDate(_qdate(present or last))
        self.calendar.activated.connect(self._picked)
        self.calendar.clicked.connect(self._picked)
        column.addWidget(self.calendar)
        since = tr("Past", "The first event is of {day}.", day=show.day(first))
        column.addWidget(label(since, size="small", tone="muted"))

    def open_below(self, button: QWidget) -> None:
        """Show it, its right end under that of the button."""
        wanted = self.sizeHint()
        self.move(button.mapToGlobal(QPoint(button.width() - wanted.width(), button.height() + 4)))
        self.show()
        self.calendar.setFocus()

    def _offered(self) -> list[tuple[str, date]]:
        ends = {
            tr("Past", "Yesterday"): self._last - timedelta(days=1),
            tr("Past", "End of last month"): self._last.replace(day=1) - timedelta(days=1),
            tr("Past", "A year ago"): self._last - timedelta(days=YEAR),
        }
        return [(words, day) for words, day in ends.items() if self._first <= day]

    def _picked(self, day: QDate) -> None:
        self._take(date(day.year(), day.month(), day.day()))

    def _take(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
