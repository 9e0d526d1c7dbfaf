"""A workspace whose lists have to be made anew before it can be shown, as after an update of the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from ui.kit.wait_page import WaitPage
from ui.kit.words import tr
from ui.workers.errand import Errand, LongJob


class Preparing(QObject):
    """Shows a page meanwhile; in the end it calls `done`, or `refused` with what is wrong."""

    def __init__(self, folder: Path, job: LongJob, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        super().__init__()
        self._stopped = False
        self._done, self._refused = done, refused
        title = tr("Frame", "Preparing “{workspace}”", workspace=folder.name)
        sentence = tr(
            "Frame",
            "The lists of this workspace are made anew from everything recorded. That happens once, after an update"
            " of the program. Nothing recorded changes; if you quit, it goes on at the next start.",
        )
        self.page = WaitPage(title, sentence)
        self._errand = Errand(job, self)
        self._errand.went_on.connect(lambda read, total, _step: self.page.tell(read, total))
        self._errand.done.connect(self._finish)
        self._errand.failed.connect(self._failed)
        self.page.stop_wished.connect(self._stop)

    def start(self) -> None:
        """Begin."""
        self._errand.start()

    def _stop(self) -> None:
        self._stopped = True
        self._errand.stop()

    def _finish(self, _answer: object) -> None:
        self.page.end()
        self._done()

    def _failed(self, sentence: str) -> None:
        self.page.end()
        if self._stopped:
            self.page.close()
        else:
            self._refused(sentence)
