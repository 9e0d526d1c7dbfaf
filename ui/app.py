"""Starts the program with a window: likings first, then the workspace of last time, or the page to begin with."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from rightsdesk.faults import Fault
from ui.doors import further
from ui.kit import preferences
from ui.kit.crash import CrashHook
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.kit.words import tr
from ui.roles import wear_role
from ui.workers.errand import Progress

if TYPE_CHECKING:
    from ui.first_run import FirstRun


@dataclass(frozen=True, slots=True)
class Doors:
    """How workspaces are found, made and opened; the program asks these and nobody behind them."""

    default: Callable[[], Path]
    exists: Callable[[Path], bool]
    open: Callable[[Path], object]
    create: Callable[[Path], object]
    create_sample: Callable[[Path, Progress], object]


class Program(QObject):
    """Holds what is on screen: the page to begin with, or one open workspace."""

    def __init__(self, memory: Memory, doors: Doors) -> None:
        super().__init__()
        self._memory = memory
        self._doors = doors
        self.further = further()
        self.first_run: FirstRun | None = None
        self.shown: QWidget | None = None
        self.session: QObject | None = None

    def begin(self, folder: Path | None = None) -> None:
        """Open the named workspace, else that of last time, else ask where to keep one."""
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
        try:
            desk = self._doors.open(folder)
        except Fault as fault:
            self._refuse(fault.sentence, folder)
            return
        from ui.session import Session
        from ui.tryout import Tryout

        session = self.session = Session(desk)  # type: ignore[arg-type] # the doors are typed without the core
        self._memory.put(preferences.WORKSPACE, str(folder))
        trying = Tryout(session, self.further)
        trying.remove_wished.connect(self._remove)
        session.start()
        trying.start()
        self._show(session.window)

    def _remove(self, folder: Path) -> None:
        """Ask anew where the data shall lie, and take the sample away behind the closed window."""
        self._memory.drop(preferences.WORKSPACE)
        self.session = None
        self.welcome(folder)
        assert self.first_run is not None  # noqa: S101 - the page has just been made
        self.first_run.tidy(lambda _told: self.further.remove(folder))

    def _refuse(self, sentence: str, folder: Path) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "RightsDesk", sentence)
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
            before.close()
            before.deleteLater()


def run(folder: Path | None = None, doors: Doors | None = None) -> int:
    """Show the window until it is closed; the exit code of the program."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - a program without windows never comes here
    app.setApplicationName("RightsDesk")
    app.setDesktopFileName("rightsdesk")
    places = config_folder()
    memory = Memory(places / "window.json")
    theme().start(app)
    preferences.wear(memory)
    wear_role(memory)
    hook = CrashHook(places / "crash.txt")
    hook.install()
    program = Program(memory, doors or real_doors())
    program.begin(folder)
    try:
        return app.exec()
    finally:
        memory.flush()
        hook.remove()


def config_folder() -> Path:
    """Where likings are kept: beside a portable workspace, else where the system keeps such things."""
    named = os.environ.get("RIGHTSDESK_CONFIG")
    return Path(named) if named else user_config_path("rightsdesk", appauthor=False)


def real_doors() -> Doors:
    """The doors of the installed program; the core is loaded when one of them is first gone through."""
    from rightsdesk import workspace

    return Doors(workspace.default_folder, workspace.exists, _open, _create, _create_sample)


def _open(folder: Path) -> object:
    from rightsdesk import bootstrap

    return bootstrap.open_desk(folder)


def _create(folder: Path) -> None:
    from rightsdesk import bootstrap
    from rightsdesk.settings import Settings

    bootstrap.create_workspace(folder, Settings())


def _create_sample(folder: Path, told: Progress) -> None:
    from rightsdesk import sample_desk

    # The desk is opened anew by the window, with its own threads; what is still to grow goes on there.
    sample_desk.begin(folder, told=lambda step, done, total: told(done, total, step)).desk.close()
