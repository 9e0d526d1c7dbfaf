"""Starts the program with a window: likings first, then the workspace of last time, or the page to begin with."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from rightsdesk.faults import Fault
from ui.kit import preferences
from ui.kit.crash import CrashHook
from ui.kit.memory import Memory
from ui.kit.theme import theme
from ui.kit.words import phrase, told, tr
from ui.workers.errand import Errand, Progress

STEPS = {
    "vendors": phrase("Welcome", "Platforms and vendors"),
    "arrive": phrase("Welcome", "Images arrive from the vendors' hub"),
    "buy": phrase("Welcome", "Images are bought for the platforms"),
}
"""What the steps of making the sample are called; an unknown step keeps its own name."""


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
        self._errand: Errand | None = None
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
        from ui.kit.choice_page import ChoicePage
        from ui.welcome.panel import WELCOME

        page = ChoicePage(WELCOME)
        page.chosen.connect(lambda key: self._make(page, key, folder))
        page.left.connect(page.close)
        self._show(page)

    def open(self, folder: Path) -> None:
        """Show a workspace; what is wrong with it is said in its own sentence."""
        try:
            desk = self._doors.open(folder)
        except Fault as fault:
            self._refuse(fault.sentence, folder)
            return
        from ui.session import Session

        session = self.session = Session(desk)  # type: ignore[arg-type] # the doors are typed without the core
        self._memory.put(preferences.WORKSPACE, str(folder))
        session.start()
        self._show(session.window)

    def _make(self, page: QWidget, key: str, folder: Path) -> None:
        from ui.kit.choice_page import ChoicePage
        from ui.welcome.panel import SAMPLE

        assert isinstance(page, ChoicePage)  # noqa: S101 - only this page is asked
        job = partial(self._doors.create_sample, folder) if key == SAMPLE else lambda _told: self._doors.create(folder)
        errand = self._errand = Errand(job, self)
        errand.went_on.connect(lambda done, total, step: page.show_progress(done, total, str(STEPS.get(step, step))))
        errand.failed.connect(page.show_failure)
        errand.done.connect(lambda _answer: self.open(folder))
        page.show_progress(0, 0, tr("Frame", "Making the workspace"))
        errand.start()

    def _refuse(self, sentence: str, folder: Path) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "RightsDesk", told(sentence))
        again = box.addButton(tr("Frame", "Try again"), QMessageBox.ButtonRole.AcceptRole)
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
    from rightsdesk import sample

    sample.create_sample(folder, lambda step, done, total: told(done, total, step))
