"""The last net: whatever nobody caught is written down and shown with what was saved; nothing is sent anywhere."""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ui.kit.words import tr

logger = logging.getLogger(__name__)

LARGEST_NOTES = 1024 * 1024
"""Bytes of old notes that are kept; beyond it they are begun anew."""


class CrashHook(QObject):
    """Installed once; shows one sheet at a time, the others are only written down."""

    restart_wished = Signal()
    _fallen = Signal(str)

    def __init__(self, notes: Path) -> None:
        """`notes`: the file that also takes what falls below Python."""
        super().__init__()
        self.sheet: QMessageBox | None = None
        self.saved: Callable[[], str] = lambda: ""
        """Says what was recorded last, in a sentence; asked when a sheet is shown."""
        self._fallen.connect(self._show, Qt.ConnectionType.QueuedConnection)
        notes.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            if notes.stat().st_size > LARGEST_NOTES:
                notes.unlink()
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
        # A full disk must not keep the sheet from being shown.
        with suppress(OSError, ValueError):
            self._notes.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}")
            self._notes.flush()
        self._fallen.emit(text)

    @Slot(str)
    def _show(self, text: str) -> None:
        if self.sheet is not None:
            return
        sheet = self.sheet = QMessageBox()
        sheet.setIcon(QMessageBox.Icon.Warning)
        sheet.setTextFormat(Qt.TextFormat.PlainText)
        sheet.setWindowTitle("RightsDesk")
        sheet.setText(tr("Crash", "Something went wrong that should not have."))
        sheet.setInformativeText(self._safe_words())
        sheet.setDetailedText(text)
        copy = sheet.addButton(tr("Crash", "Copy the report"), QMessageBox.ButtonRole.ActionRole)
        # Copying leaves the sheet open: there is still something to decide.
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        again = sheet.addButton(tr("Crash", "Restart"), QMessageBox.ButtonRole.DestructiveRole)
        again.clicked.connect(self.restart_wished)
        go_on = sheet.addButton(tr("Crash", "Go on"), QMessageBox.ButtonRole.AcceptRole)
        sheet.setDefaultButton(go_on)
        sheet.setEscapeButton(go_on)
        sheet.finished.connect(self._put_away)
        sheet.open()

    def _safe_words(self) -> str:
        words = tr("Crash", "Everything you ordered is saved in the log. You can go on; nothing was sent anywhere.")
        saved = ""
        # Whatever is broken, the sheet itself comes.
        with suppress(ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError):
            saved = self.saved()
        return f"{words}\n{saved}".strip()

    @Slot()
    def _put_away(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None
