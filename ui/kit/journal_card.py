"""The journal written to a file with a check sum, off the window's thread, with its progress and the way to stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.desk import journal
from ui.kit.actions import action
from ui.kit.ask import place_asked
from ui.kit.buttons import Button
from ui.kit.export_line import ExportLine
from ui.kit.labels import label
from ui.kit.page import Surroundings
from ui.kit.words import follow_words, phrase, tn, told, tr
from ui.workers.errand import Errand, Progress


class JournalCard(QWidget):
    """One button; where to is asked, then all events go into one file."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._errand: Errand | None = None
        self.place_asked: Callable[[QWidget, str, Path, Mapping[str, str]], Path | None] = place_asked
        self.export = Button(icon="download")
        self.export.clicked.connect(self.ask)
        self._words = label(size="small", tone="muted", wrap=True)
        self._line = ExportLine()
        self._line.stop_wished.connect(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._line)
        action(self, phrase("Journal", "Export the journal…"), self.ask, icon="download", name="activity.journal")
        follow_words(self, self._say)

    def ask(self) -> None:
        """Ask where to, then write."""
        if self._errand is not None:
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        suggested = folder / f"journal-{datetime.now().astimezone():%Y-%m-%d}{journal.ENDING}"
        kinds = {tr("Journal", "Journal of RightsDesk (*.rdevents)"): journal.ENDING.removeprefix(".")}
        path = self.place_asked(self, tr("Journal", "Export the journal"), suggested, kinds)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write all events there."""
        log = self._around.desk.log

        def written(progress: Progress) -> journal.Journal:
            return journal.write(log, path, lambda done, all_: progress(done, all_, ""))

        self.export.setEnabled(False)
        self._line.begin(path.name)
        errand = self._errand = Errand(written, self)
        errand.went_on.connect(lambda done, total, _words: self._line.tell(done, total))
        errand.done.connect(self._done)
        errand.failed.connect(self._failed)
        self._around.roster.adopt(errand)
        errand.start()

    def _stop(self) -> None:
        if self._errand is not None:
            self._line.stopping()
            self._errand.stop()

    def _done(self, answer: Any) -> None:
        self._end()
        folder = QUrl.fromLocalFile(str(answer.path.parent))
        ways = [(tr("Export", "Show in folder"), partial(QDesktopServices.openUrl, folder))]
        name, seal = answer.path.name, answer.sha256[:12]
        said = tn("Journal", "%n event(s) written to {file}, with check sum {sum}…", answer.events, file=name, sum=seal)
        self._around.toasts.say(said, ways)

    def _failed(self, sentence: str) -> None:
        self._end()
        self._around.toasts.say(told(sentence), state="warning")

    def _end(self) -> None:
        self._errand = None
        self._line.end()
        self.export.setEnabled(True)

    def _say(self) -> None:
        self.export.setText(tr("Journal", "Export the journal…"))
        self._words.setText(tr("Journal", "All events as JSON lines in one file, sealed with a check sum."))
