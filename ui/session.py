"""One open workspace in the window: the desk, the threads that serve it, and the window they report to."""

import time
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu

from rightsdesk.desk import Changed, Desk, Status
from ui.kit.actions import action
from ui.kit.batch_deeds import Deeds
from ui.kit.counters import Counters
from ui.kit.declare import Choice
from ui.kit.drawer import Drawer
from ui.kit.memory import Memory
from ui.kit.page import Surroundings
from ui.kit.show import clock
from ui.kit.sync_pill import Standing
from ui.kit.title_bar import PlatformMark
from ui.kit.tokens import PLATFORM_COLORS
from ui.kit.words import phrase, tn, tr
from ui.main_window import MainWindow
from ui.pages import places
from ui.roles import roles
from ui.workers.duties import SYNC, WORK, enlist
from ui.workers.duty import Heard, Roster
from ui.workers.pool import PicturePool
from ui.workers.pump import Pump
from ui.workers.reader import Questions

STATUS_EVERY_MS = 1000
MANY_BEHIND = 200
"""From so many events on, the pill says that something is under way."""


@dataclass(slots=True)
class _Outside:
    synced: float | None = None
    trouble: str = ""
    since: datetime | None = None
    """Since when nothing comes from outside."""


class Session(QObject):
    """Starts everything an open workspace needs and ends it in order."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._outside = _Outside()
        self.memory = Memory(desk.folder / "cache" / "window.json", self)
        self.window = MainWindow(self.memory)
        self.questions, self.pump = Questions(desk.reader, self), Pump(self)
        self.roster, self.pictures = Roster(self), PicturePool(parent=self)
        enlist(self.roster, desk)
        self._around = Surroundings(
            desk=desk,
            questions=self.questions,
            pump=self.pump,
            roster=self.roster,
            pictures=self.pictures,
            memory=self.memory,
            toasts=self.window.toasts,
            go=self.window.open_place,
            offline=lambda: bool(self._outside.trouble),
            platforms=[Choice(one.platform_id, one.name) for one in desk.masters.platforms()],
        )
        self.counters = Counters(self.questions, self.window.navigation, self)
        deeds = Deeds(self._around, self.window)
        action(self.window, phrase("Batch", "Undo the last command"), deeds.undo_last, keys="Ctrl+Z", icon="undo-2")
        again = ("Ctrl+Y", "Ctrl+Shift+Z")
        action(self.window, phrase("Batch", "Bring it back"), deeds.redo_last, keys=again, icon="redo-2")
        self._tick = QTimer(self)
        self._tick.setInterval(STATUS_EVERY_MS)
        self._connect()

    def start(self) -> None:
        """Show the window first, then let the threads begin."""
        self.window.offer_platforms(self.platforms())
        self.counters.follow(places(), self.window.platform)
        self.window.furnish(places(), self._around)
        drawer = Drawer(self._around)
        drawer.height_wished.connect(self.window.stage.set_drawer_height)
        drawer.height_wished.connect(self.window.toasts.lift)
        self.window.stage.set_drawer(drawer)
        self.window.show()
        self.questions.start()
        self.roster.start()
        self._tick.start()
        self.ask_status()
        self.counters.count()

    def end(self) -> None:
        """Pause the work, wait for the threads, give the workspace back."""
        self._tick.stop()
        self.pump.end()
        self.roster.end()
        # What a thread that ends late still has to say finds no window any more.
        self.roster.heard.disconnect(self._hear)
        self.questions.end()
        self.pictures.end()
        self.memory.flush()
        self.desk.close()
        self.closed.emit()

    def ask_status(self) -> None:
        """Ask where everything stands, off the window's thread."""
        self.questions.ask(("session", "status"), lambda _reader: self.desk.status(), self._show)

    @property
    def around(self) -> Surroundings:
        """What the views find around them."""
        return self._around

    def platforms(self) -> list[PlatformMark]:
        """The platforms of the workspace, each with its own colour or one of ours."""
        spare = cycle(PLATFORM_COLORS)
        return [
            PlatformMark(
                found.platform_id, found.name, (found.details or {}).get("colour") or next(spare), found.name[:1]
            )
            for found in self.desk.masters.platforms()
        ]

    def _connect(self) -> None:
        self._tick.timeout.connect(self.ask_status)
        self.pump.drained.connect(self.counters.soon)
        self.window.platform_changed.connect(self.counters.count)
        self.roster.heard.connect(self._hear)
        self.window.activity_changed.connect(lambda active, seen: self.pump.pace(active=active, visible=seen))
        self.window.closing.connect(self.end)
        self.window.title_bar.pill.clicked.connect(self._open_queue)
        self.window.title_bar.bell.clicked.connect(self._open_messages)
        self.window.title_bar.person.clicked.connect(lambda: self.window.open_place("settings"))

    @Slot(object)
    def _hear(self, heard: Heard) -> None:
        if isinstance(heard.answer, Changed):
            self.pump.put_all(heard.answer.rows)
        if heard.duty == SYNC and heard.fault is None and not heard.defect:
            self._outside = _Outside(time.monotonic())
        elif heard.fault is not None:
            self._outside.trouble = heard.fault.sentence
            self._outside.since = self._outside.since or datetime.now().astimezone()
        if heard.defect:
            words = tr("Frame", "A step in the background failed and is tried again; the log has the details.")
            self.window.toasts.say(words, state="failed")

    def _show(self, status: Status) -> None:
        window, trouble = self.window, self._outside.trouble
        window.status_bar.tell(
            behind=status.behind, position=status.position, trouble=trouble, role=roles().title or status.role
        )
        window.title_bar.person.tell(status.actor)
        window.line.tell(window.title_bar.platform.current.color, sample=status.sample)
        window.setWindowTitle(f"{status.workspace} – RightsDesk")
        since = None if self._outside.synced is None else time.monotonic() - self._outside.synced
        busy = status.behind if status.behind >= MANY_BEHIND else 0
        offline = bool(self._outside.trouble or status.waiting)
        self.window.title_bar.pill.tell(Standing(since, busy, offline, len(status.waiting)))
        self._say_offline(len(status.waiting))

    def _say_offline(self, waiting: int) -> None:
        """As long as nothing comes from outside: what can be done all the same, and what waits."""
        banner, since = self.window.banner, self._outside.since
        if not self._outside.trouble or since is None:
            banner.clear()
            return
        words = tr("Frame", "Offline since {time}. All rows and documents lie on this computer.", time=clock(since))
        if waiting:
            words = f"{words} {tn('Frame', '%n command(s) wait.', waiting)}"
        ways = [(tr("Frame", "Waiting commands"), lambda: self.window.open_place("batches"))] if waiting else []
        banner.say(words, [*ways, (tr("Frame", "Try now"), self._try_now)], icon="cloud-off")

    def _open_queue(self) -> None:
        pill = self.window.title_bar.pill
        menu = QMenu(pill)
        if self._outside.trouble:
            menu.addAction(self._outside.trouble.replace("&", "&&")).setEnabled(False)
        menu.addAction(tr("Frame", "Try now")).triggered.connect(self._try_now)
        menu.popup(pill.mapToGlobal(QPoint(0, pill.height() + 4)))

    def _open_messages(self) -> None:
        bell, menu = self.window.title_bar.bell, QMenu(self.window.title_bar.bell)
        for said in reversed(self.window.toasts.said):
            menu.addAction(said.replace("&", "&&")).setEnabled(False)
        if menu.isEmpty():
            menu.addAction(tr("Frame", "No messages yet")).setEnabled(False)
        menu.popup(bell.mapToGlobal(QPoint(0, bell.height() + 4)))

    def _try_now(self) -> None:
        self.roster.nudge(SYNC)
        self.roster.nudge(WORK)
