"""A list written to a file: where to, how far it is, and what came of it; the window stays free meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from rightsdesk.desk import Selection
from rightsdesk.desk.lists import ENGLISH, GERMAN, Written, suggested_name
from ui.kit import selection as steps
from ui.kit.ask import place_asked
from ui.kit.exported import Wanted, fields
from ui.kit.panel_view import PanelView
from ui.kit.words import tn, told, tr, words
from ui.workers.errand import Errand, Progress

FOLDER, ENDING = "export.folder", "export.ending"
PlaceAsked = Callable[[QWidget, str, Path, Mapping[str, str]], Path | None]
"""Asks where to write: owner, title, suggested path with the ending used last, endings by their names."""


class Exporting(QObject):
    """One list at a time for each view: the rows of the present filter, or only those selected."""

    def __init__(self, view: PanelView) -> None:
        super().__init__(view)
        self._view, self._line = view, view.export_line
        self._errand: Errand | None = None
        self._stopped = False
        self.place_asked: PlaceAsked = place_asked
        self.folder_opened: Callable[[Path], object] = _open_folder
        self._line.stop_wished.connect(self.stop)

    def ask(self) -> None:
        """Ctrl+E: ask where to, then write."""
        if self._errand is not None:
            self._view.around.toasts.say(tr("Export", "A list is being written already"), state="warning")
            return
        kinds = {tr("Export", "Excel workbook (*.xlsx)"): "xlsx", tr("Export", "Comma-separated values (*.csv)"): "csv"}
        path = self.place_asked(self._view, tr("Export", "Export list"), self._suggested(), kinds)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the list as it stands on screen to a file."""
        view = self._view
        view.around.memory.put(FOLDER, str(path.parent))
        view.around.memory.put(ENDING, path.suffix.lower())
        wanted, desk = self.wanted(view.marks.selection), view.around.desk

        def written(progress: Progress) -> Written:
            reader = desk.reader()
            try:
                return wanted.write(reader, path, progress)
            finally:
                reader.close()

        self._stopped = False
        self._line.begin(path.name)
        errand = self._errand = Errand(written, self)
        errand.went_on.connect(self._went_on)
        errand.done.connect(partial(self._done, path))
        errand.failed.connect(self._failed)
        view.around.roster.adopt(errand)
        errand.start()

    def stop(self) -> None:
        """Leave it; what stood in the file's place before is kept."""
        if self._errand is not None:
            self._stopped = True
            self._line.stopping()
            self._errand.stop()

    def writing(self) -> bool:
        """Whether a list is being written."""
        return self._errand is not None

    def wanted(self, chosen: Selection) -> Wanted:
        """The list as it stands on screen: these rows of it, or all where none are named."""
        view = self._view
        return Wanted(
            query=view.asking.query(),
            selection=None if steps.is_empty(chosen) else chosen,
            fields=fields(view.feature.columns, view.layout_kept),
            title=str(view.feature.title),
            style=GERMAN if words().language == "de" else ENGLISH,
        )

    def _suggested(self) -> Path:
        memory = self._view.around.memory
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(memory.get(FOLDER) or documents))
        name = suggested_name(str(self._view.feature.title), datetime.now().astimezone().date())
        ending = str(memory.get(ENDING) or ".xlsx")
        return (folder if folder.is_dir() else Path(documents)) / f"{name}{ending}"

    def _went_on(self, done: int, total: int, _words: str) -> None:
        self._line.tell(done, total)

    def _done(self, path: Path, written: Any) -> None:
        self._end()
        said = [tn("Export", "%n row(s) written to {file}", written.rows, file=path.name)]
        if written.shortened:
            said.append(tn("Export", "%n text(s) cut to what a cell holds", written.shortened))
        if written.cleaned:
            said.append(tn("Export", "%n text(s) without their control characters", written.cleaned))
        ways = [(tr("Export", "Show in folder"), partial(self.folder_opened, path))]
        self._view.around.toasts.say(" · ".join(said), ways, state="warning" if len(said) > 1 else "ok")

    def _failed(self, sentence: str) -> None:
        self._end()
        if self._stopped:
            self._view.around.toasts.say(tr("Export", "Stopped; nothing was written"), state="neutral")
        else:
            self._view.around.toasts.say(told(sentence), state="failed")

    def _end(self) -> None:
        self._line.end()
        self._errand = None


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
