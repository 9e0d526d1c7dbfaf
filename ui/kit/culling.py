"""One row after the other over the whole view: looked at in full, judged by single keys, and back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction

from rightsdesk.faults import Fault
from ui.kit.actions import action
from ui.kit.contents import attribute, line_of
from ui.kit.culling_judging import Judging
from ui.kit.culling_strip import Frame
from ui.kit.culling_view import CullingView
from ui.kit.declare import Row
from ui.kit.declare_culling import Culling, Stroke
from ui.kit.words import Phrase, phrase, told, tr

if TYPE_CHECKING:
    from ui.kit.panel import Panel

ADVANCE = "culling.advance"
AHEAD = 3
"""Pictures made before they are wanted, on the side to which one moves; one behind."""


class Culler(QObject):
    """Moves the cursor of the table that lies below, so that place, filter and selection are never others."""

    def __init__(self, panel: Panel, declared: Culling) -> None:
        super().__init__(panel)
        self._panel, self._declared = panel, declared
        self.view = CullingView(panel, declared)
        self.judging = Judging(panel, declared, self._refused)
        self.holds = False
        """Something was judged since the list was put in order: rows keep their places until that is wished."""
        self._step = 1
        self.view.hide()
        panel.installEventFilter(self)
        self._actions = self._declare()
        self._enable(on=False)
        self._connect()

    @property
    def open_now(self) -> bool:
        """Whether rows are looked at one by one."""
        return not self.view.isHidden()

    def open(self) -> None:
        """Begin at the row under the cursor."""
        panel = self._panel
        if not panel.model.ids:
            panel.around.toasts.say(tr("Culling", "There is nothing to review here"), state="warning")
            return
        if panel.table.cursor_row() < 0:
            panel.table.move_cursor(0)
        self.view.setGeometry(panel.rect())
        self.view.show()
        self.view.raise_()
        self.view.show_advance(on=self.advances)
        self._enable(on=True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def leave(self) -> None:
        """Back to the list: the row that was looked at is in sight, under the cursor."""
        if not self.open_now:
            return
        self._enable(on=False)
        self.view.hide()
        table = self._panel.table
        table.move_cursor(table.cursor_row())
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def move(self, step: int) -> None:
        """So many rows on; at either end nothing moves."""
        self._step = step
        self.go(self._panel.table.cursor_row() + step)

    def go(self, number: int) -> None:
        """To the row at that place."""
        if 0 <= number < len(self._panel.model.ids):
            self._panel.table.move_cursor(number)

    def judge(self, stroke: Stroke) -> None:
        """What the key says of the row that is looked at; the next one follows where that is wished."""
        self._judge(stroke.order(), str(stroke.title), str(stroke.said))

    def rate(self, stars: int) -> None:
        """So many stars, none for 0."""
        said = self.view.rated(stars)
        self._judge(self._declared.rate(stars), said, said)

    @property
    def advances(self) -> bool:
        """Whether the next row comes by itself after each judgement."""
        return bool(self._panel.around.memory.get(ADVANCE, False))

    def toggle_advance(self) -> None:
        """The other way round; it stays so."""
        self._panel.around.memory.put(ADVANCE, not self.advances)
        self.view.show_advance(on=self.advances)
        self.view.announce(self.view.advance.text())

    def rows_shown(self) -> None:
        """The list is another, or in another order."""
        self.holds = False
        self._list_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the view."""
        if event.type() == QEvent.Type.Resize and self.open_now:
            self.view.setGeometry(self._panel.rect())
        return super().eventFilter(watched, event)

    # inside

    def _judge(self, order: object, title: str, said: str) -> None:
        row = self._row()
        if row is None:
            return
        self.holds = True
        self.judging.give(row, order, title)
        self.view.announce(said)
        last = self._panel.table.cursor_row() == len(self._panel.model.ids) - 1
        if self.advances and not last:
            self.move(1)
        else:
            self._show()
        if self.advances and last:
            self.view.announce(tr("Culling", "That was the last one"))

    def _row(self, number: int | None = None) -> Row | None:
        """The row, with what was said of it already."""
        at = self._panel.table.cursor_row() if number is None else number
        row = self._panel.model.row(at) if at >= 0 else None
        return None if row is None else self.judging.over(row)

    def _show(self) -> None:
        if not self.open_now:
            return
        panel, number = self._panel, self._panel.table.cursor_row()
        reach = self.view.strip.reach() + AHEAD
        panel.model.pages.want(max(0, number - reach), min(len(panel.model.ids) - 1, number + reach))
        row = self._row()
        frames = [self._frame(at) for at in range(max(0, number - reach), min(len(panel.model.ids), number + reach))]
        self.view.strip.say(frames, number)
        self.view.show_place(number, len(panel.model.ids))
        if row is not None:
            self.view.show_row(row)
            self._prefetch(number)
        elif panel.model.pages.page(number) is None:
            self.view.show_nothing(tr("Culling", "Loading…"))
        else:
            self.view.show_nothing(tr("Culling", "This one is no longer there. Go on with the arrow keys."))

    def _frame(self, number: int) -> Frame:
        row = self._row(number)
        if row is None:
            return Frame(number, "")
        rating, picked = attribute(row, self._declared.rating), attribute(row, self._declared.picked)
        return Frame(number, self._key(row), int(str(rating or 0)), bool(picked))

    def _key(self, row: Row) -> str:
        return str(attribute(row, self._declared.picture) or "")

    def _prefetch(self, number: int) -> None:
        ahead = [number - self._step, *(number + self._step * far for far in range(AHEAD, 0, -1)), number]
        rows = (self._row(at) for at in ahead if 0 <= at < len(self._panel.model.ids))
        self.view.pictures.prefetch(self._key(row) for row in rows if row is not None)

    def _list_changed(self) -> None:
        if self.open_now and not self._panel.model.ids:
            self.leave()
        self._show()

    def _refused(self, row: Row, sentence: str) -> None:
        title = line_of(self._declared.title, row).text
        self.view.banner.say(
            tr("Culling", "“{title}” stays as it was: {reason}", title=title, reason=sentence),
            [(tr("Culling", "Dismiss"), self.view.banner.clear)],
            state="failed",
        )
        self._show()

    def _unread(self, fault: Fault) -> None:
        if self.open_now:
            again = self._panel.model.pages.all_changed
            self.view.banner.say(told(fault.sentence), [(tr("Table", "Try again"), self._again(again))], state="failed")

    def _again(self, ask: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.view.banner.clear()
            ask()
            self._show()

        return run

    def _enable(self, *, on: bool) -> None:
        for made in self._actions:
            made.setEnabled(on)

    def _connect(self) -> None:
        panel, view = self._panel, self.view
        panel.table.cursor_moved.connect(lambda _row: self._show())
        panel.model.pages.arrived.connect(lambda _numbers: self._show())
        panel.model.pages.failed.connect(self._unread)
        view.strip.wished.connect(self.go)
        view.stars.wished.connect(self.rate)
        view.judged.connect(self.judge)
        view.left.connect(self.leave)
        view.advance.clicked.connect(self.toggle_advance)
        view.moved.connect(self.move)

    def _declare(self) -> list[QAction]:
        key, table = self._panel.feature.key, self._panel.table
        title = phrase("Culling", "Review one by one")
        opened = action(table, title, self.open, keys=("Return", "Enter"), icon="eye", name=f"{key}.one-by-one")
        opened.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        view = self.view
        steps: list[tuple[Phrase, Callable[[], object], str | tuple[str, ...], str]] = [
            (phrase("Culling", "Next one"), partial(self.move, 1), ("Right", "Down", "J"), "arrow-right"),
            (phrase("Culling", "One back"), partial(self.move, -1), ("Left", "Up", "K"), "arrow-left"),
            (phrase("Culling", "Go on by itself"), self.toggle_advance, "A", "skip-forward"),
            (phrase("Culling", "Back to the list"), self.leave, ("Esc", "Return", "Enter"), "x"),
        ]
        made = [self._action(name, title, run, keys, icon) for name, (title, run, keys, icon) in enumerate(steps)]
        for stroke in self._declared.strokes:
            title = stroke.title if isinstance(stroke.title, Phrase) else Phrase("Culling", stroke.title)
            made.append(self._action(stroke.key, title, partial(self.judge, stroke), stroke.key, stroke.icon))
        for stars, words in enumerate(_RATINGS):
            made.append(self._action(f"rate-{stars}", words, partial(self.rate, stars), str(stars), "star"))
        view.actions_made(made)
        return made

    def _action(
        self, name: object, title: Phrase, run: Callable[[], object], keys: str | tuple[str, ...], icon: str
    ) -> QAction:
        made = action(self.view, title, run, keys=keys, icon=icon, name=f"{self._panel.feature.key}.culling.{name}")
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made


_RATINGS = (
    phrase("Culling", "No stars"),
    phrase("Culling", "One star"),
    phrase("Culling", "Two stars"),
    phrase("Culling", "Three stars"),
    phrase("Culling", "Four stars"),
    phrase("Culling", "Five stars"),
)
