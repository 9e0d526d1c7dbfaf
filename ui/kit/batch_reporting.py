"""The report of a batch asked for in the window: where to, then written off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from rightsdesk.desk.lists import ENGLISH, GERMAN
from rightsdesk.faults import Fault
from ui.kit import show
from ui.kit.ask import place_asked
from ui.kit.page import Surroundings
from ui.kit.report_words import report_words
from ui.kit.words import told, tr, words


class Reporting:
    """Writes reports of batches for whoever shows them."""

    def __init__(self, around: Surroundings, owner: QWidget) -> None:
        """``owner``: over whom it is asked."""
        self._around, self._owner = around, owner
        self.place_asked: Callable[[QWidget, str, Path, Mapping[str, str]], Path | None] = place_asked

    def ask(self, row: Any) -> None:
        """Ask where to, then write."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        kinds = {
            tr("BatchCard", "Web page (*.html)"): "html",
            tr("BatchCard", "PDF (*.pdf)"): "pdf",
            tr("BatchCard", "Comma-separated values (*.csv)"): "csv",
        }
        suggested = folder / f"batch-{row.number}.html"
        path = self.place_asked(self._owner, tr("BatchCard", "Report of the batch"), suggested, kinds)
        if path is not None:
            self.write(row, path)

    def write(self, row: Any, path: Path) -> None:
        """Write it there."""
        written = report_writer(self._around, row)
        self._around.roster.errands.run(lambda: written(path), lambda _: self._written(path), self._sorry)

    def _written(self, path: Path) -> None:
        ways = [(tr("BatchCard", "Open"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path))))]
        self._around.toasts.say(tr("BatchCard", "Report written to {file}", file=path.name), ways)

    def _sorry(self, fault: Fault) -> None:
        self._around.toasts.say(told(fault.sentence), state="failed")


def report_writer(around: Surroundings, row: Any) -> Callable[[Path], object]:
    """What writes the report of a batch to a file, in the language of now; called off the window's thread."""
    said = report_words()
    said[row.title] = show.told(row.title)
    style = GERMAN if words().language == "de" else ENGLISH

    def written(path: Path) -> object:
        desk = around.desk
        return desk.batch_reports.write(desk.reader(), row.key, path, said, style)

    return written
