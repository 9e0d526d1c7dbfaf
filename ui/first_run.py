"""The first minutes: where the data shall lie, what somebody does here, and the workspace being made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from rightsdesk.faults import Fault
from ui.doors import Further
from ui.kit.choice_page import ChoicePage
from ui.kit.words import phrase, told, tr
from ui.roles import roles
from ui.welcome.panel import BACKUP, EMPTY, JOIN, RESTORE, SAMPLE, TARGET, WELCOME, WORKSPACE
from ui.welcome.role import ROLE
from ui.workers.errand import Errand, LongJob, Progress

STEPS = {
    "vendors": phrase("Welcome", "Platforms and vendors"),
    "arrive": phrase("Welcome", "Images arrive from the vendors' hub"),
    "buy": phrase("Welcome", "Images are bought for the platforms"),
    "publish": phrase("Welcome", "Usages arrive from the platforms"),
    "update": phrase("Welcome", "Earlier batches"),
    "generate": phrase("Welcome", "Credit advices are drafted"),
    "unpack": phrase("Welcome", "The back-up is unpacked"),
    "verify": phrase("Welcome", "Every event is checked"),
}
"""What the steps of making a workspace are called; an unknown step keeps its own name."""


@dataclass(frozen=True, slots=True)
class Making:
    """How the two kinds of new workspaces are made in a folder."""

    create: Callable[[Path], object]
    create_sample: Callable[[Path, Progress], object]


class FirstRun(QObject):
    """Leads from the first page to an open workspace; `open_` shows it in the end."""

    def __init__(self, making: Making, further: Further, folder: Path, open_: Callable[[Path], None]) -> None:
        super().__init__()
        self._making, self._further, self._open = making, further, open_
        self._folder = folder
        self._key = ""
        self._job: LongJob | None = None
        self._errand: Errand | None = None
        self.page = ChoicePage(WELCOME)
        self.page.chosen.connect(self._chosen)
        self.page.back_wished.connect(self._back)
        self.page.stop_wished.connect(self._stop)
        self.page.left.connect(self.page.close)

    def tidy(self, job: LongJob) -> None:
        """Take away first what lies there; meanwhile nothing can be chosen."""
        self._run(job, lambda _answer: self.page.ask(WELCOME, EMPTY), tr("Welcome", "The sample data is removed"))

    def _chosen(self, key: str) -> None:
        if self._key:
            roles().choose(key)
            self._finish()
            return
        try:
            self._begin(key, self.page.texts())
        except Fault as fault:
            self.page.show_failure(told(fault.sentence))

    def _begin(self, key: str, texts: dict[str, str]) -> None:
        self._job = None
        if key == JOIN:
            self._folder = self._further.located(texts[WORKSPACE])
        elif key == RESTORE:
            self._restore(texts[BACKUP], texts[TARGET])
            return
        elif key == SAMPLE:
            self._job = lambda told: self._making.create_sample(self._folder, told)
        elif key == EMPTY:
            self._job = lambda _told: self._making.create(self._folder)
        self._ask_role(key)

    def _ask_role(self, key: str) -> None:
        self._key = key
        self.page.ask(ROLE, roles().key)

    def _restore(self, source: str, folder: str) -> None:
        """Here the work comes first: what is wrong with a back-up belongs beside the line that names it."""
        if not source or not folder:
            self.page.show_failure(tr("Welcome", "Choose the back-up, and a folder for the new workspace."))
            return
        target = Path(folder).expanduser().absolute()

        def restored(_answer: object) -> None:
            self._folder = target
            self._ask_role(RESTORE)

        job = lambda heard: self._further.restore(Path(source).expanduser(), target, heard)  # noqa: E731
        self._run(job, restored, tr("Welcome", "The back-up is read"))

    def _finish(self) -> None:
        if self._job is None:
            self._open(self._folder)
            return
        self._run(self._job, lambda _answer: self._open(self._folder), tr("Frame", "Making the workspace"))

    def _run(self, job: LongJob, done: Callable[[object], None], words: str) -> None:
        errand = self._errand = Errand(job, self)
        errand.went_on.connect(self._tell)
        errand.failed.connect(lambda sentence: self.page.show_failure(told(sentence)))
        errand.done.connect(done)
        self.page.show_progress(0, 0, words)
        errand.start()

    def _tell(self, done: int, total: int, step: str) -> None:
        self.page.show_progress(done, total, str(STEPS.get(step, step)))

    def _back(self) -> None:
        if self._key:
            before, self._key = self._key, ""
            self.page.ask(WELCOME, before)

    def _stop(self) -> None:
        if self._errand is not None:
            self._errand.stop()
