"""Further windows on the same workspace: the same work and the same rows, each with its own places and selections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from rightsdesk.desk import Status
from ui.kit import drafts
from ui.kit.actions import action
from ui.kit.batch_deeds import Deeds
from ui.kit.counters import Counters
from ui.kit.drawer import Drawer
from ui.kit.drops import Drops
from ui.kit.memory import Memory
from ui.kit.words import phrase
from ui.main_window import MainWindow
from ui.pages import places
from ui.session import STATUS_EVERY_MS, Session

MOST = 4
"""Windows beside the first one; each holds its own rows and pictures."""
STEP = 36
"""Pixels by which a further window stands beside the one it was opened from."""


class SecondWindow(QObject):
    """One further window; closed it is kept for the next time, and it goes with the first one."""

    def __init__(self, session: Session, number: int) -> None:
        super().__init__(session)
        self._session = session
        memory = Memory(session.desk.folder / "cache" / f"window-{number}.json", self)
        window = self.window = MainWindow(memory)
        around = replace(session.around, memory=memory, toasts=window.toasts, go=window.open_place)
        window.offer_platforms(session.platforms())
        window.place_opened.connect(lambda key: drafts.follow(window.page(key)))
        window.furnish(places(), around)
        counters = Counters(session.questions, window.navigation, self)
        counters.follow(places(), window.platform)
        session.pump.drained.connect(counters.soon)
        window.platform_changed.connect(counters.count)
        drawer = Drawer(around)
        drawer.height_wished.connect(window.stage.set_drawer_height)
        drawer.height_wished.connect(window.toasts.lift)
        window.stage.set_drawer(drawer)
        deeds = Deeds(around, window)
        action(window, phrase("Batch", "Undo the last command"), deeds.undo_last, keys="Ctrl+Z", icon="undo-2")
        again = ("Ctrl+Y", "Ctrl+Shift+Z")
        action(window, phrase("Batch", "Bring it back"), deeds.redo_last, keys=again, icon="redo-2")
        window.title_bar.person.clicked.connect(lambda: window.open_place("settings"))
        self._tick = QTimer(self, interval=STATUS_EVERY_MS)
        self._tick.timeout.connect(self._ask)
        self._tick.start()
        window.closing.connect(self._tick.stop)
        window.move(session.window.pos().x() + STEP * number, session.window.pos().y() + STEP * number)
        window.show()
        counters.count()
        self._ask()

    def show_again(self) -> None:
        """Open it as it was closed; answers to it may have been on their way, so it was kept."""
        self._tick.start()
        self.window.show()
        self._ask()

    def _ask(self) -> None:
        desk = self._session.desk
        self._session.questions.ask((id(self), "status"), lambda _reader: desk.status(), self._show, lane="orders")

    def _show(self, status: Status) -> None:
        window = self.window
        window.status_bar.tell(behind=status.behind, position=status.position, trouble="", role=status.role)
        window.title_bar.person.tell(status.actor)
        window.line.tell(window.title_bar.platform.current.color, sample=status.sample)
        window.setWindowTitle(f"{status.workspace} – RightsDesk")
        window.title_bar.pill.tell(self._session.window.title_bar.pill.standing)


class Windows(QObject):
    """All windows of a session beside the first."""

    def __init__(self, session: Session, take: Callable[[Sequence[str]], object]) -> None:
        """`take`: where words dropped on a window go."""
        super().__init__(session)
        self._session, self._take = session, take
        self.made: list[SecondWindow] = []
        self._offer(session.window)
        session.window.closing.connect(self.close_all)

    def open(self) -> SecondWindow | None:
        """One more window; None when there are enough."""
        closed = next((one for one in self.made if not one.window.isVisible()), None)
        if closed is not None:
            closed.show_again()
            return closed
        if len(self.made) >= MOST:
            self.made[-1].window.activateWindow()
            return None
        made = SecondWindow(self._session, len(self.made) + 1)
        self.made.append(made)
        self._offer(made.window)
        Drops(made.window).dropped.connect(self._take)
        return made

    @Slot()
    def close_all(self) -> None:
        """The first window closes, and with it all others."""
        for one in self.made:
            one.window.close()

    def _offer(self, window: MainWindow) -> None:
        title = phrase("Frame", "New window")
        action(window, title, self.open, keys="Ctrl+Shift+N", icon="monitor")
