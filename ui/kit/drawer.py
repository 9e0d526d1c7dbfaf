"""The batch drawer at the foot of the window: a strip while work runs, open it shows every batch of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from rightsdesk.desk import Query, Reader
from ui.kit import drawer_keys, show
from ui.kit.actions import action, spelled
from ui.kit.banner import Banner
from ui.kit.batch_deeds import FINISHED, RUNNING, Deeds
from ui.kit.batch_reporting import Reporting
from ui.kit.buttons import Button, IconButton, Tabs
from ui.kit.contents import present_day
from ui.kit.drawer_row import DrawerRow
from ui.kit.drawer_strip import Strip
from ui.kit.labels import frame, label, line
from ui.kit.pace import Pace
from ui.kit.page import Surroundings
from ui.kit.tokens import DRAWER_OPEN, DRAWER_STRIP
from ui.kit.words import follow_words, phrase, tn, tr

OPEN = "drawer.open"
LOOK_MS = 100
BEAT_MS = 500
"""While something runs, its counters are read this often even when no event was recorded."""
RECENT = 200
MOST = 40
ACTIVE, ATTENTION, FINISHED_TODAY = "active", "attention", "finished"


class Drawer(QWidget):
    """Reads the newest batches when they change; the rows are kept and told again, never rebuilt."""

    height_wished = Signal(int)

    def __init__(self, around: Surroundings, pace: Pace | None = None) -> None:
        super().__init__()
        self._around = around
        self._deeds, self.reporting = Deeds(around, self), Reporting(around, self)
        self._rows: tuple[Any, ...] = ()
        self._pace = pace or Pace()
        self._shown: dict[str, DrawerRow] = {}
        self._height = -1
        self._opened = bool(around.memory.get(OPEN, False))
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.ask)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.ask)
        self._build()
        around.commands.asks = self.ask_again
        around.pump.drained.connect(self._drained)
        action(self, phrase("Batch", "Batch drawer"), self._toggle_by_key, keys="Ctrl+J", icon="layers")
        drawer_keys.declare(self, around, self._deeds)
        follow_words(self, self._say)
        self._look.start()

    def open(self) -> None:
        """Show the rows."""
        self._set(opened=True)

    def close_to_strip(self) -> None:
        """Show one line only."""
        self._set(opened=False)

    def toggle(self) -> None:
        """The other way round."""
        self._set(opened=not self._opened)

    def _toggle_by_key(self) -> None:
        """Whoever opens it with a key goes on with the keyboard inside."""
        self.toggle()
        if self._opened:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self) -> None:
        """Read the newest batches."""
        self._around.questions.ask((id(self), "batches"), _newest, self.show_rows)

    def ask_again(self, ago: float, run: Callable[[], None]) -> None:
        """The same command was given a moment ago: whether it is meant once more."""

        def answer(*, meant: bool) -> None:
            self.question.clear()
            self._say()
            if meant:
                run()

        words = tr(
            "Batch", "The same change for the same rows was queued {span} ago. Queue it again?", span=show.span(ago)
        )
        ways = [
            (tr("Batch", "Queue again"), partial(answer, meant=True)),
            (tr("Batch", "Leave it"), partial(answer, meant=False)),
        ]
        self.question.clear()
        self.question.say(words, ways)
        self._say()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """These are the batches now, newest first."""
        self._rows = tuple(self._paced(row) for row in rows)
        self._pace.keep({row.key for row in rows})
        running = any(row.state in RUNNING and row.state != "paused" for row in rows)
        if running != self._beat.isActive():
            if running:
                self._beat.start()
            else:
                self._beat.stop()
        self._say()

    def rows(self, tab: str) -> list[Any]:
        """The batches of a tab."""
        found = [row for row in self._rows if _belongs(row, tab)]
        if tab == ACTIVE:
            found.sort(key=lambda row: (row.state == "queued", row.number))
        return found[:MOST]

    def row(self, batch: str) -> DrawerRow | None:
        """The line of a batch, if it is shown."""
        return self._shown.get(batch)

    # inside

    def _set(self, *, opened: bool) -> None:
        self._opened = opened
        self._around.memory.put(OPEN, opened)
        self._say()

    def _paced(self, row: Any) -> Any:
        """With the speed and the time left of the last seconds, as long as it runs."""
        settled = row.done + row.unchanged + row.failed + row.conflicted
        self._pace.hear(row.key, settled, running=row.state == "running")
        if row.state not in RUNNING:
            return row
        return replace(
            row, rate=self._pace.per_second(row.key), seconds_left=self._pace.seconds_left(row.key, row.remaining)
        )

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        if "batches" in changed and not self._look.isActive():
            self._look.start()

    def _say(self) -> None:
        counts = {tab: len(self.rows(tab)) for tab in (ACTIVE, ATTENTION, FINISHED_TODAY)}
        for tab, title in _TITLES.items():
            self._tabs.rename(tab, str(title))
            self._tabs.count(tab, show.number(counts[tab]) if counts[tab] else "")
        self._name.setText(tr("Batch", "Batches"))
        self.setAccessibleName(tr("Batch", "Batches"))
        self._all.setText(tr("Batch", "All batches"))
        self._chevron.call(tr("Batch", "Smaller ({keys})", keys=spelled("Ctrl+J")))
        self._queue.setText(_queue_words(self.rows(ACTIVE)))
        self.strip.say(self.rows(ACTIVE) or self.rows(ATTENTION)[:1] or self.rows(FINISHED_TODAY)[:1])
        self._place_rows(self._listed())
        self._stack.setCurrentIndex(1 if self._opened else 0)
        anything = any(counts.values()) or not self.question.isHidden()
        wished = DRAWER_OPEN if self._opened else DRAWER_STRIP if anything else 0
        wished += 0 if self.question.isHidden() else self.question.sizeHint().height()
        if wished != self._height:
            self._height = wished
            self.height_wished.emit(wished)

    def _listed(self) -> list[Any]:
        tab = self._tabs.choice()
        # What failed today stands below the work under way: its Retry must not hide behind another tab.
        today_failed = [row for row in self.rows(ATTENTION) if show.as_date(row.finished_at) == present_day()]
        return self.rows(tab) + (today_failed if tab == ACTIVE else [])

    def _place_rows(self, rows: Sequence[Any]) -> None:
        keys = [row.key for row in rows]
        for key in [key for key in self._shown if key not in keys]:
            gone = self._shown.pop(key)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, row in enumerate(rows):
            shown = self._shown.get(row.key)
            if shown is None:
                shown = self._shown[row.key] = DrawerRow()
                shown.deed.connect(self._carry)
                shown.opened.connect(self._open_failures)
            if self._list.indexOf(shown) != number:
                self._list.insertWidget(number, shown)
            shown.say(row, moving=row.state != "running" or self._pace.is_shown(row.key))
        self._nothing.setVisible(not rows)
        self._nothing.setText(_nothing(self._tabs.choice()))

    def _carry(self, verb: str, row: Any) -> None:
        if verb == "report":
            self.reporting.ask(row)
        else:
            self._deeds.run(verb, row.key, row.title)

    def _open_failures(self, row: Any) -> None:
        self._around.go("batches", f"number:{row.number}")

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self.question = Banner()
        self.strip = Strip()
        self.strip.opened.connect(self.open)
        self.strip.failures.connect(self._open_failures)
        self._stack.addWidget(self.strip)
        self._stack.addWidget(self._sheet())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(line())
        outer.addWidget(self.question)
        outer.addWidget(self._stack, 1)

    def _sheet(self) -> QWidget:
        sheet = frame("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(line())
        body = QWidget()
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._nothing = label(tone="muted")
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self._list.addWidget(self._nothing)
        self._list.addStretch(1)
        area = QScrollArea()
        follow_words(area, lambda: area.setAccessibleName(tr("Batch", "Batches")))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        column.addWidget(area, 1)
        return sheet

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 10, 6)
        head.setSpacing(10)
        self._name = label(weight=600)
        self._tabs = Tabs()
        for tab, title in _TITLES.items():
            self._tabs.add(tab, str(title))
        self._tabs.chosen.connect(lambda _tab: self._say())
        self._queue = label(size="small", tone="muted", tabular=True)
        self._all = Button(kind="quiet", icon="external-link")
        self._all.clicked.connect(lambda: self._around.go("batches", ""))
        self._chevron = IconButton("chevron-down", "")
        self._chevron.clicked.connect(self.close_to_strip)
        head.addWidget(self._name)
        head.addWidget(self._tabs)
        head.addStretch(1)
        for widget in (self._queue, self._all, self._chevron):
            head.addWidget(widget)
        return head


_TITLES = {
    ACTIVE: phrase("Batch", "Active"),
    ATTENTION: phrase("Batch", "Needs attention"),
    FINISHED_TODAY: phrase("Batch", "Finished today"),
}


def _belongs(row: Any, tab: str) -> bool:
    if tab == ACTIVE:
        return row.state in RUNNING
    if tab == ATTENTION:
        return row.state in FINISHED and bool(row.failed or row.conflicted)
    return row.state in FINISHED and show.as_date(row.finished_at) == present_day()


def _newest(reader: Reader) -> list[Any]:
    return reader.rows("batches", reader.ids(Query("batches", order="number", descending=True))[:RECENT])


def _queue_words(active: Sequence[Any]) -> str:
    remaining = sum(row.remaining for row in active)
    if not remaining:
        return ""
    rate = sum(row.rate or 0 for row in active)
    queue = tn("Batch", "Queue: %n item(s)", remaining)
    return f"{queue} · {show.rate(rate)}" if rate else queue


def _nothing(tab: str) -> str:
    return {
        ACTIVE: tr("Batch", "Nothing is running. Select rows and press Ctrl+Enter."),
        ATTENTION: tr("Batch", "Nothing needs attention."),
        FINISHED_TODAY: tr("Batch", "Nothing was finished today."),
    }[tab]
