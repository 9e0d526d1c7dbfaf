"""Rows to the clipboard, read off the window's thread; many are announced, and said again when they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from ui.kit import selection as steps
from ui.kit.actions import action
from ui.kit.copied import Copied, Shown
from ui.kit.exported import shown_columns
from ui.kit.toast import Toast
from ui.kit.words import phrase, tn, told, tr
from ui.workers.errand import Errand, Progress

if TYPE_CHECKING:
    from ui.kit.panel import Panel

MANY = 2_000
"""So many take a moment, which is said."""
MOST = 200_000
"""More than other programs take from a clipboard: they are written to a file instead."""


class Copying(QObject):
    """The selected rows, or the one under the cursor; a second wish takes the place of the first."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._errand: Errand | None = None
        self._waiting: Toast | None = None
        name = f"{panel.feature.key}.copy-rows"
        made = action(panel.table, phrase("Copy", "Copy rows"), self.copy, keys="Ctrl+C", icon="copy", name=name)
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def copy(self) -> None:
        """Ctrl+C."""
        aim, toasts = self._panel.selecting.aim(), self._panel.around.toasts
        if aim is None:
            toasts.say(tr("Kit", "Select something first"), state="warning")
            return
        if aim.count is not None and aim.count > MOST:
            words = tr("Copy", "More than {count} rows are too much for the clipboard", count=MOST)
            ways = [(tr("Export", "Export list…"), self._panel.exporting.ask)]
            toasts.say(words, ways, state="warning")
            return
        self.stop()
        if aim.count is None or aim.count > MANY:
            words = tn("Copy", "Copying %n row(s)…", aim.count) if aim.count else tr("Copy", "Copying…")
            self._waiting = toasts.say(words, [(tr("Copy", "Stop"), self.stop)], state="pending")
        self._begin(Shown(self._panel.asking.query(), aim.selection, self._columns()))

    def stop(self) -> None:
        """Leave it; the clipboard stays as it is."""
        if self._errand is not None:
            self._errand.stop()
            self._errand = None

    def busy(self) -> bool:
        """Whether rows are being copied."""
        return self._errand is not None

    def _columns(self) -> list[Any]:
        panel = self._panel
        return shown_columns(panel.feature.columns, panel.layout_kept)

    def _begin(self, wanted: Shown) -> None:
        desk = self._panel.around.desk

        def read(progress: Progress) -> Copied:
            reader = desk.reader()
            try:
                return wanted.tabbed(reader, progress)
            finally:
                reader.close()

        errand = self._errand = Errand(read, self)
        errand.done.connect(lambda copied: self._done(errand, copied))
        errand.failed.connect(lambda sentence: self._failed(errand, sentence))
        self._panel.around.roster.adopt(errand)
        errand.start()

    def _done(self, errand: Errand, copied: Any) -> None:
        if errand is not self._errand:
            return
        self._end()
        QGuiApplication.clipboard().setText(copied.text)
        self._panel.around.toasts.say(tn("Copy", "%n row(s) copied", copied.rows))

    def _failed(self, errand: Errand, sentence: str) -> None:
        if errand is self._errand:
            self._end()
            self._panel.around.toasts.say(told(sentence), state="failed")

    def _end(self) -> None:
        self._errand = None
        if self._waiting is not None:
            self._waiting.leave()
            self._waiting = None


def is_marked(panel: Panel, number: int) -> bool:
    """Whether a row belongs to what is selected."""
    return not steps.is_empty(panel.marks.selection) and panel.model.selected(number)
