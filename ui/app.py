"""Starts the program with a window: likings first, then the workspace of last time, or the page to begin with."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_state_path
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from rightsdesk import logs, reference
from rightsdesk.faults import Fault
from ui.doors import further
from ui.kit import preferences, qt_log
from ui.kit.again import start_another
from ui.kit.crash import CrashHook
from ui.kit.likings import kept_size
from ui.kit.memory import Memory
from ui.kit.presence import Presence
from ui.kit.starts import Starts
from ui.kit.theme import theme
from ui.kit.words import told, tr
from ui.roles import wear_role
from ui.workers.errand import LongJob, Progress

if TYPE_CHECKING:
    from ui.first_run import FirstRun
    from ui.housekeeping import Housekeeping
    from ui.preparing import Preparing

LONG = 20_000
"""From so many events on, making the lists anew takes long enough to be shown."""
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)
"""By which the system or a terminal asks the program to end."""


@dataclass(frozen=True, slots=True)
class Doors:
    """How workspaces are found, made and opened; the program asks these and nobody behind them."""

    default: Callable[[], Path]
    exists: Callable[[Path], bool]
    open: Callable[[Path], object]
    create: Callable[[Path], object]
    create_sample: Callable[[Path, Progress], object]
    prepare: Callable[[Path], LongJob | None] = lambda _folder: None
    """What has to be done before a workspace can be opened at once; None where nothing has."""


class Program(QObject):
    """Holds what is on screen: the page to begin with, or one open workspace."""

    opened = Signal(object)
    """The housekeeping of a workspace that was opened."""

    def __init__(self, memory: Memory, doors: Doors, words: Sequence[str] = (), state: Path | None = None) -> None:
        """`words`: links and files to be opened; `state`: where logs and crash notes lie."""
        super().__init__()
        self._memory = memory
        self._doors = doors
        self.further = further()
        self.first_run: FirstRun | None = None
        self.preparing: Preparing | None = None
        self._words = list(words)
        self._state = state or memory.folder
        self.shown: QWidget | None = None
        self.session: QObject | None = None
        self._keeping: Housekeeping | None = None
        self.again: list[str] | None = None
        """What the program shall be started with anew when it has ended."""

    def begin(self, folder: Path | None = None) -> None:
        """Open the named workspace, else that of last time, else ask where to keep one."""
        folder = folder or self._named()
        kept = self._memory.get(preferences.WORKSPACE)
        wanted = folder or (Path(kept) if kept else self._doors.default())
        if self._doors.exists(wanted):
            self.open(wanted)
        else:
            self.welcome(folder or self._doors.default())

    def welcome(self, folder: Path) -> None:
        """Ask how to begin; what is chosen will lie in `folder`."""
        from ui.first_run import FirstRun, Making

        making = Making(self._doors.create, self._doors.create_sample)
        self.first_run = FirstRun(making, self.further, folder, self.open)
        self._show(self.first_run.page)

    def open(self, folder: Path) -> None:
        """Show a workspace; what is wrong with it is said in its own sentence."""
        presence = Presence(folder, self)
        alone = presence.take()
        if not alone and (machine := presence.elsewhere()):
            words = tr(
                "Frame",
                "This workspace is open on the computer {machine}. Close it there, then try again.",
                machine=machine,
            )
            self._refuse(words, folder)
            return
        if not alone and presence.hand_over(self._words):
            QTimer.singleShot(0, QApplication.quit)
            return
        if not alone:
            presence.take_over()
        self._ready(folder, presence)

    def _ready(self, folder: Path, presence: Presence) -> None:
        """Open it once its lists are there; making them can take minutes, which are not spent before no window."""
        try:
            job = self._doors.prepare(folder)
            if job is None:
                self._start(self._doors.open(folder), folder, presence)
                return
        except Fault as fault:
            self._give_up(folder, presence, fault.sentence)
            return
        from ui.preparing import Preparing

        refused = partial(self._give_up, folder, presence)
        self.preparing = Preparing(folder, job, partial(self._ready, folder, presence), refused)
        self._show(self.preparing.page)
        self.preparing.start()

    def _give_up(self, folder: Path, presence: Presence, sentence: str) -> None:
        presence.release()
        self._refuse(sentence, folder)

    def _start(self, desk: object, folder: Path, presence: Presence) -> None:
        from ui.housekeeping import Housekeeping
        from ui.session import SAFE_MEMORY, Session
        from ui.tryout import Tryout

        starts = Starts(folder / "cache" / "starts.json")
        safe = starts.begin()
        if safe:
            (folder / "cache" / SAFE_MEMORY).unlink(missing_ok=True)
        session = self.session = Session(desk, safe=safe)  # type: ignore[arg-type] # the doors are typed without the core
        self._memory.put(preferences.WORKSPACE, str(folder))
        trying = Tryout(session, self.further)
        trying.remove_wished.connect(self._remove)
        session.start()
        trying.start()
        keeping = Housekeeping(session, presence, starts, self._state, safe=safe)
        keeping.restart_wished.connect(lambda: self._restart(folder))
        self._show(session.window)
        self._keeping = keeping
        self.opened.emit(keeping)
        keeping.arrivals.take(self._words)

    def _restart(self, folder: Path) -> None:
        self.again = ["--workspace", str(folder)]

    def _named(self) -> Path | None:
        """The workspace of a reference the program was started with; it goes before that of last time."""
        for word in [one for one in self._words if one.lower().endswith(reference.ENDING)]:
            try:
                folder = reference.read(Path(word))
            except Fault as fault:
                logging.getLogger(__name__).warning("reference", extra={"code": fault.code})
                continue
            if self._doors.exists(folder):
                self._words.remove(word)
                return folder
        return None

    def _remove(self, folder: Path) -> None:
        """Ask anew where the data shall lie, and take the sample away behind the closed window."""
        self._memory.drop(preferences.WORKSPACE)
        self.session = None
        self.welcome(folder)
        assert self.first_run is not None  # noqa: S101 - the page has just been made
        self.first_run.tidy(lambda _told: self.further.remove(folder))

    def _refuse(self, sentence: str, folder: Path) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "RightsDesk", told(sentence))
        box.setTextFormat(Qt.TextFormat.PlainText)
        again = box.addButton(tr("Frame", "Try again"), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(tr("Frame", "Choose another workspace"), QMessageBox.ButtonRole.ActionRole)
        other.clicked.connect(lambda: self.welcome(self._doors.default()))
        box.addButton(tr("Frame", "Quit"), QMessageBox.ButtonRole.RejectRole)
        again.clicked.connect(lambda: self.open(folder))
        self._show(box)

    def _show(self, window: QWidget) -> None:
        before, self.shown = self.shown, window
        window.show()
        if before is not None:
            self._close(before)
            before.deleteLater()

    def _close(self, window: QWidget) -> None:
        """Without a question: what takes the window's place was asked for."""
        keeping, self._keeping = self._keeping, None
        if keeping is not None and keeping.session.window is window:
            keeping.leaving.leave()
        else:
            self._keeping = keeping
            window.close()


def run(folder: Path | None = None, doors: Doors | None = None, words: Sequence[str] = ()) -> int:
    """Show the window until it is closed; the exit code of the program."""
    size = kept_size(config_folder() / "window.json")
    if size:
        os.environ.setdefault("QT_SCALE_FACTOR", size)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - a program without windows never comes here
    app.setApplicationName("RightsDesk")
    app.setDesktopFileName("rightsdesk")
    state = state_folder()
    memory = Memory(config_folder() / "window.json")
    told, unheard = logs.start(state / "logs"), qt_log.install()
    theme().start(app)
    preferences.wear(memory)
    wear_role(memory)
    hook = CrashHook(state / "crash.txt")
    hook.install()
    program = Program(memory, doors or real_doors(), words, state)
    program.opened.connect(partial(_watch, hook))
    before = {number: signal.getsignal(number) for number in ENDING_SIGNALS}
    program.begin(folder)
    try:
        code = app.exec()
    finally:
        memory.flush()
        hook.remove()
        unheard()
        logs.stop(told)
        for number, handler in before.items():
            signal.signal(number, handler)
    if program.again is not None:
        start_another(program.again)
    _leave_behind(program, code)
    return code


def _watch(hook: CrashHook, keeping: "Housekeeping") -> None:
    hook.saved = keeping.saved
    hook.restart_wished.connect(keeping.restart)
    # The system's wish to end is heard as soon as Python runs again: the status is asked every second.
    for number in ENDING_SIGNALS:
        signal.signal(number, lambda *_: keeping.leaving.leave())


def _leave_behind(program: Program, code: int) -> None:
    """End at once when a thread does not: what it works on is one transaction, done as a whole or not at all."""
    if getattr(program.session, "late", None):
        sys.stderr.flush()
        os._exit(code)


def config_folder() -> Path:
    """Where likings are kept: beside a portable workspace, else where the system keeps such things."""
    named = os.environ.get("RIGHTSDESK_CONFIG")
    return Path(named) if named else user_config_path("rightsdesk", appauthor=False)


def state_folder() -> Path:
    """Where logs and crash notes are kept: beside likings that were given a place of their own, else as the system."""
    named = os.environ.get("RIGHTSDESK_CONFIG")
    return Path(named) / "state" if named else user_state_path("rightsdesk", appauthor=False)


def real_doors() -> Doors:
    """The doors of the installed program; the core is loaded when one of them is first gone through."""
    from rightsdesk import workspace

    return Doors(workspace.default_folder, workspace.exists, _open, _create, _create_sample, _prepare)


def _prepare(folder: Path) -> LongJob | None:
    from rightsdesk import bootstrap

    with suppress(Fault):  # what is wrong with it is said by opening it
        if bootstrap.unready(folder) >= LONG:
            return partial(_make_ready, folder)
    return None


def _open(folder: Path) -> object:
    from rightsdesk import bootstrap

    return bootstrap.open_desk(folder)


def _make_ready(folder: Path, told: Progress) -> None:
    from rightsdesk import bootstrap

    bootstrap.open_desk(folder, bootstrap.Opening(progress=lambda read, total: told(read, total, ""))).close()


def _create(folder: Path) -> None:
    from rightsdesk import bootstrap
    from rightsdesk.settings import Settings

    bootstrap.create_workspace(folder, Settings())


def _create_sample(folder: Path, told: Progress) -> None:
    from rightsdesk import sample_desk

    # The desk is opened anew by the window, with its own threads; what is still to grow goes on there.
    sample_desk.begin(folder, told=lambda step, done, total: told(done, total, step)).desk.close()
