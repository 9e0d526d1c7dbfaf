"""The last net: whatever nobody caught is written down and shown with what was saved; nothing is sent anywhere."""

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ui.kit.dress import wardrobe
from ui.kit.words import tr

logger = logging.getLogger(__name__)


class CrashHook(QObject):
    """Installed once; shows one sheet at a time, the others are only written down."""

    _fallen = Signal(str)

    def __init__(self, notes: Path) -> None:
        """`notes`: the file that also takes what falls below Python."""
        super().__init__()
        self.sheet: QMessageBox | None = None
        self._fallen.connect(self._show, Qt.ConnectionType.QueuedConnection)
        notes.parent.mkdir(parents=True, exist_ok=True)
        self._notes = notes.open("a", encoding="utf-8")

    def install(self) -> None:
        """Catch from now on, on every thread."""
        faulthandler.enable(self._notes)
        sys.excepthook = self.caught
        threading.excepthook = lambda fallen: self.caught(fallen.exc_type, fallen.exc_value, fallen.exc_traceback)

    def remove(self) -> None:
        """Give the hooks back as Python had them."""
        faulthandler.disable()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        self._notes.close()

    def caught(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        """Write the defect down and show it; an interrupt from the keyboard goes its way."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value or kind(), trace)
            return
        text = "".join(traceback.format_exception(kind, value, trace))
        logger.critical("uncaught", extra={"traceback_text": text})
        sys.stderr.write(text)
        self._notes.write(text)
        self._notes.flush()
        self._fallen.emit(text)

    @Slot(str)
    def _show(self, text: str) -> None:
        if self.sheet is not None:
            return
        sheet = self.sheet = QMessageBox()
        wardrobe().dress(sheet)
        sheet.setIcon(QMessageBox.Icon.Warning)
        sheet.setTextFormat(Qt.TextFormat.PlainText)
        sheet.setWindowTitle("RightsDesk")
        sheet.setText(tr("Crash", "Something went wrong that should not have."))
        sheet.setInformativeText(
            tr("Crash", "Everything you ordered is saved in the log. You can go on; nothing was sent anywhere.")
        )
        sheet.setDetailedText(text)
        copy = sheet.addButton(tr("Crash", "Copy the report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        sheet.addButton(tr("Crash", "Go on"), QMessageBox.ButtonRole.AcceptRole)
        sheet.finished.connect(self._put_away)
        sheet.open()

    @Slot()
    def _put_away(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None
