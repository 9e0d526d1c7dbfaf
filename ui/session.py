"""One open workspace in the window: the desk, the threads that serve it, and the window they report to."""

from itertools import cycle

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rightsdesk.desk import Changed, Desk, Progress, Status
from ui.belongings import Belongings
from ui.kit import templates
from ui.kit.actions import action
from ui.kit.batch_deeds import Deeds
from ui.kit.counters import Counters
from ui.kit.declare import Choice
from ui.kit.drawer import Drawer
from ui.kit.dress import dress_by_parts
from ui.kit.memory import Memory
from ui.kit.page import Surroundings
from ui.kit.picture_store import store_of
from ui.kit.platform_mark import PlatformMark
from ui.kit.previews import Previews
from ui.kit.thumbnail import painted, prepare
from ui.kit.tokens import PLATFORM_COLORS
from ui.kit.view_desk import ViewDesk
from ui.kit.view_shelf import Shelf
from ui.kit.words import phrase, tr
from ui.main_window import MainWindow
from ui.outside import Outside
from ui.pages import places
from ui.roles import roles
from ui.shell import Shell
from ui.workers.duties import enlist
from ui.workers.duty import Heard, Roster
from ui.workers.fetches import Fetches
from ui.workers.pool import PicturePool
from ui.workers.pump import Pump
from ui.workers.reader import Questions
from ui.workers.tidy import Tidy

STATUS_EVERY_MS = 1000
SAFE_MEMORY = "safe.json"
"""What the window remembers in safe mode; begun anew each time."""


class Session(QObject):
    """Starts everything an open workspace needs and ends it in order."""

    closed = Signal()

    def __init__(self, desk: Desk, *, safe: bool = False) -> None:
        """`safe`: nothing of how the window stood is restored, and nothing is fetched by itself."""
        super().__init__()
        self.desk, self.late = desk, list[str]()
        self.memory = Memory(desk.folder / "cache" / (SAFE_MEMORY if safe else "window.json"), self)
        self.window = MainWindow(self.memory)
        stage = self.window.stage
        dress_by_parts(self.window, *filter(None, (stage.parentWidget(), stage, stage.views)))
        self.questions, self.pump = Questions(desk.reader, self), Pump(self)
        self.roster, self.pictures = Roster(self), PicturePool(parent=self)
        self.fetches = Fetches(parent=self)
        self.previews = Previews(desk.pictures, self.questions, self.fetches, self.pump, self)
        store_of(self.pictures, painted, prepare).follow(self.previews)
        enlist(self.roster, desk, syncing=not safe)
        self._around = Surroundings(
            desk=desk,
            questions=self.questions,
            pump=self.pump,
            roster=self.roster,
            pictures=self.pictures,
            memory=self.memory,
            toasts=self.window.toasts,
            go=self.window.open_place,
            offline=self._is_offline,
            platforms=[Choice(one.platform_id, one.name) for one in desk.masters.platforms()],
            shelf=Shelf(desk.views, self),
        )
        self.outside = Outside(self.window, self._around)
        self.shell = Shell(self.window, self._around)
        self.counters = Counters(self.questions, self.window.navigation, self)
        templates.offer(self.window, self.memory, self.window.open_place)
        deeds = Deeds(self._around, self.window)
        action(self.window, phrase("Batch", "Undo the last command"), deeds.undo_last, keys="Ctrl+Z", icon="undo-2")
        again = ("Ctrl+Y", "Ctrl+Shift+Z")
        action(self.window, phrase("Batch", "Bring it back"), deeds.redo_last, keys=again, icon="redo-2")
        self.view_desk = ViewDesk(self._around, self.window, self.window.navigation, self.window.current_page)
        self.belongings = Belongings(self._around, self)
        self._tick, self._tidy = QTimer(self), Tidy(self)
        self._tick.setInterval(STATUS_EVERY_MS)
        self._connect()

    def start(self) -> None:
        """Show the window first, then let the threads begin."""
        self.window.offer_platforms(self.platforms())
        self.counters.follow(places(), self.window.platform)
        self.window.furnish(places(), self._around)
        self.window.stage.follow(self.memory)
        drawer = Drawer(self._around)
        drawer.height_wished.connect(self.window.stage.set_drawer_height)
        drawer.height_wished.connect(self.window.toasts.lift)
        self.window.stage.set_drawer(drawer)
        self.window.show()
        # Before any thread makes garbage, and until the last of them has ended.
        self._tidy.begin()
        self.questions.start()
        self.roster.start()
        self.belongings.begin()
        self._tick.start()
        self.ask_status()
        self.counters.count()
        self.shell.begin()
        self.outside.count()

    def end(self) -> None:
        """Pause the work, wait for the threads, give the workspace back."""
        self._tick.stop()
        self.belongings.end()
        self.shell.end()
        self.pump.end()
        self.desk.interrupt()
        self.late = list(self.roster.end())
        self.desk.pictures.close()
        self.late += ["fetches"] * (not self.fetches.end())
        # What a thread that ends late still has to say finds no window any more.
        self.roster.heard.disconnect(self._hear)
        self.late += ["questions"] * (not self.questions.end())
        self.late += ["pictures"] * (not self.pictures.end())
        self._tidy.end()
        self.memory.flush()
        if not self.late:
            self.desk.close()
        self.closed.emit()

    def ask_status(self) -> None:
        """Ask where everything stands, off the window's thread."""
        asker = ("session", "status")
        self.questions.ask(asker, lambda _: (self.desk.status(), self.desk.active()), self._show, lane="orders")

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
        self.window.title_bar.person.clicked.connect(self.shell.open_menu)

    def _is_offline(self) -> bool:
        return self.outside.offline()

    @Slot(object)
    def _hear(self, heard: Heard) -> None:
        if isinstance(heard.answer, Changed):
            self.pump.put_all(heard.answer.rows)
        self.outside.hear(heard)
        if heard.defect:
            words = tr("Frame", "A step in the background failed and is tried again; the log has the details.")
            self.window.toasts.say(words, state="failed")

    def _show(self, read: tuple[Status, list[Progress]]) -> None:
        status, active = read
        self.shell.show_progress(active)
        window, trouble = self.window, self.outside.trouble
        window.status_bar.tell(
            behind=status.behind, position=status.position, trouble=trouble, role=roles().title or status.role
        )
        window.title_bar.person.tell(status.actor)
        window.line.tell(window.title_bar.platform.current.color, sample=status.sample)
        window.setWindowTitle(f"{status.workspace} – RightsDesk")
        self.outside.show(status)
        self._around.rebuilds.tell_behind(status.behind)
