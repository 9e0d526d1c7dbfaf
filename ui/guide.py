"""The first batch, guided: three marks to a batch that really runs, two of its images fail on purpose, then undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from rightsdesk.desk import Query, Reader
from ui.guide_words import END, FIRST, MARKS, Said
from ui.kit import show
from ui.kit.batch_deeds import FINISHED, Deeds
from ui.kit.buttons import Tabs
from ui.kit.coach import Coach, Mark, region
from ui.kit.drawer import Drawer
from ui.kit.panel import Panel
from ui.kit.table_cells import CHECK_WIDTH
from ui.kit.table_header import HEIGHT
from ui.kit.words import follow_words, tr
from ui.session import Session

DONE = "guide.done"
PLACE, VIEW, FIELD, UPDATE = "images", "expiring", "online_until", "update"
FAILING, FAILURE = 2, "SimulatedFailure"
LOOK_MS = 200
STEPS = ("view", "all", "update", "running", "retry", "undo", "end")


class Guide(QObject):
    """Looks at what the person does and shows the next mark; every step can be left to the program."""

    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._window = session.window
        self.coach = Coach(session.window)
        self.coach.left.connect(self.leave)
        self._deeds = Deeds(session.around, session.window)
        self._batch = ""
        self._before: str | None = None
        self._row: Any = None
        self.step = ""
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._over = False
        session.closed.connect(self._end)
        follow_words(self.coach, self._show_again)

    def offer(self) -> None:
        """Begin by itself, the first time only."""
        if not self._over and not self.step and not self._session.memory.get(DONE):
            self.begin()

    def _end(self) -> None:
        """The window closes: nothing is looked at any more."""
        self._over = True
        self._look.stop()

    def begin(self) -> None:
        """Show the first mark."""
        self._batch, self._row = "", None
        self._panel().selecting.acting.queued.connect(self._queued)
        self._go_to("view")
        self._look.start()

    def leave(self) -> None:
        """End the tour, for good."""
        self._fail(0)
        self._close()

    @Slot()
    def look(self) -> None:
        """Go on when the person has done what was asked."""
        if self._batch and self.step in {"running", "retry", "undo"}:
            self._session.questions.ask(("guide", "batch"), self._found, self._told)
        following = _FOLLOWING.get(self.step)
        if following is not None and following(self):
            self._go_to(STEPS[STEPS.index(self.step) + 1])

    def skip(self) -> None:
        """Do what is asked in the person's stead."""
        _DEEDS[self.step](self)

    # steps

    def _go_to(self, step: str) -> None:
        self.step = step
        begin = _BEGINNINGS.get(step)
        if begin is not None:
            begin(self)
        self._show_again()

    def _show_again(self) -> None:
        said = MARKS.get(self.step)
        if said is None:
            self.coach.end()
            return
        self.coach.show_mark(self._mark(said))

    def _mark(self, said: Said) -> Mark:
        number = FIRST.index(self.step) + 1 if self.step in FIRST else 0
        step = tr("Guide", "{n} of {all}", n=number, all=len(FIRST)) if number else ""
        ways: list[tuple[str, Callable[[], object]]] = [(tr("Guide", "End the tour"), self.leave)]
        ways += [(str(said.verb), self.skip)]
        if self.step == END:
            ways = [(str(said.verb), self._close)]
        return Mark(str(said.title), str(said.words), self._where, ways, step)

    def _where(self) -> QRect | None:
        found = _PLACES.get(self.step)
        return found(self) if found is not None else None

    def _close(self) -> None:
        self._session.memory.put(DONE, True)
        self.step = ""
        self._look.stop()
        self.coach.end()
        self.finished.emit()

    # the view

    def _panel(self) -> Panel:
        page = self._window.page(PLACE)
        assert isinstance(page, Panel)  # noqa: S101 - the images are a table
        return page

    def _open_view(self) -> None:
        self._window.open_place(PLACE)
        self._window.navigation.show_view(VIEW)
        self._panel().open_view(VIEW)

    def _is_open(self) -> bool:
        panel = self._panel()
        # The rows of the view before may still be shown: what is selected then would be theirs.
        answered = panel.marks.view.where != self._before
        is_here = self._window.current_page() is panel and panel.layout_kept.view == VIEW
        return is_here and answered and len(panel.model.ids) > 0

    def _look_first(self) -> None:
        panel = self._panel()
        self._before = None if panel.layout_kept.view == VIEW else panel.marks.view.where

    def _entry(self) -> QRect | None:
        return region(self._window, self._window.navigation.findChild(QWidget, f"view-{VIEW}"))

    # the box

    def _select_all(self) -> None:
        self._window.open_place(PLACE)
        self._panel().marks.select_all()

    def _is_selected(self) -> bool:
        marks = self._panel().marks
        return marks.all_shown() and not marks.selection.minus

    def _box(self) -> QRect | None:
        head = self._panel().table.head
        if region(self._window, head) is None:
            return None
        return QRect(head.mapTo(self._window, QPoint(0, 0)), QSize(CHECK_WIDTH, HEIGHT))

    # the update

    def _prepare(self) -> None:
        """Enter a day, and let two images fail once."""
        self._fail(FAILING)
        stage = self._window.stage
        if not stage.side_shown:
            stage.toggle_side()
        row = self._panel().inspector.bulk.rows.get(FIELD)
        if row is not None and not row.touched:
            row.enter(date(date.today().year + 1, 12, 31).isoformat())  # noqa: DTZ011 - the person's calendar

    def _update(self) -> None:
        self._window.open_place(PLACE)
        self._panel().selecting.acting.take(UPDATE)

    def _button(self) -> QRect | None:
        return region(self._window, self._panel().inspector.foot.button(UPDATE))

    @Slot(object)
    def _queued(self, pending: Any) -> None:
        if self.step == "update":
            self._batch = pending.batch

    def _fail(self, items: int) -> None:
        simulation = self._session.desk.simulation
        if simulation is not None:
            simulation.fail_next(items, FIELD)

    # the batch

    def _found(self, reader: Reader) -> Any:
        rows = reader.rows("batches", reader.ids(Query("batches", f"key:{self._batch}")))
        return rows[0] if rows else None

    def _told(self, row: Any) -> None:
        self._row = row

    def _is_over(self) -> bool:
        return self._row is not None and self._row.state in FINISHED

    def _is_whole(self) -> bool:
        """Whether nothing is left of what failed on purpose; what else fails is not the tour's affair."""
        return self._is_over() and not any(code == FAILURE for code, *_ in self._row.reasons)

    def _is_undone(self) -> bool:
        return self._row is not None and self._row.state == "undone"

    def _show_drawer(self) -> None:
        drawer = self._drawer()
        if drawer is not None:
            drawer.open()
            tabs = drawer.findChild(Tabs)
            if tabs is not None and self.step == "undo":
                tabs.show_choice("finished")
                tabs.chosen.emit("finished")
            drawer.ask()

    def _drawer(self) -> Drawer | None:
        drawer = self._window.stage.drawer
        return drawer if isinstance(drawer, Drawer) else None

    def _verb(self) -> QRect | None:
        drawer = self._drawer()
        row = drawer.row(self._batch) if drawer is not None else None
        if drawer is None or row is None:
            return None
        found = region(self._window, row.button(self.step))
        if found is None and (area := drawer.findChild(QScrollArea)) is not None:
            area.ensureWidgetVisible(row)
        return found

    def _retry(self) -> None:
        self._deeds.run("retry", self._batch, self._named())

    def _undo(self) -> None:
        self._deeds.run("undo", self._batch, self._named())

    def _named(self) -> str:
        return show.told(self._row.title) if self._row is not None else ""


_BEGINNINGS: dict[str, Callable[[Guide], None]] = {
    "view": Guide._look_first,  # noqa: SLF001 - the steps of this very class
    "update": Guide._prepare,  # noqa: SLF001
    "running": Guide._show_drawer,  # noqa: SLF001
    "retry": Guide._show_drawer,  # noqa: SLF001
    "undo": Guide._show_drawer,  # noqa: SLF001
}
_FOLLOWING: dict[str, Callable[[Guide], bool]] = {
    "view": Guide._is_open,  # noqa: SLF001
    "all": Guide._is_selected,  # noqa: SLF001
    "update": lambda guide: bool(guide._batch),  # noqa: SLF001
    "running": Guide._is_over,  # noqa: SLF001
    "retry": Guide._is_whole,  # noqa: SLF001
    "undo": Guide._is_undone,  # noqa: SLF001
}
_DEEDS: dict[str, Callable[[Guide], None]] = {
    "view": Guide._open_view,  # noqa: SLF001
    "all": Guide._select_all,  # noqa: SLF001
    "update": Guide._update,  # noqa: SLF001
    "running": Guide._show_drawer,  # noqa: SLF001
    "retry": Guide._retry,  # noqa: SLF001
    "undo": Guide._undo,  # noqa: SLF001
}
_PLACES: dict[str, Callable[[Guide], QRect | None]] = {
    "view": Guide._entry,  # noqa: SLF001
    "all": Guide._box,  # noqa: SLF001
    "update": Guide._button,  # noqa: SLF001
    "retry": Guide._verb,  # noqa: SLF001
    "undo": Guide._verb,  # noqa: SLF001
}
