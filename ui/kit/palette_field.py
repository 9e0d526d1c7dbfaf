"""The field of the palette: a long pasted list is held beside it and named in it, so that nothing is cut off."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from ui.kit.fonts import font
from ui.kit.words import tn

LONG = 200
"""Pasted text from so many characters on, or of more than one line, is a list and not typed words."""
_BREAK = re.compile(r"[\r\n\t]")


class PaletteField(QLineEdit):
    """Tells what was typed, or the whole of what was pasted."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pasted = ""
        self.setProperty("kind", "bare")
        self.setFont(font("lead"))
        self.textChanged.connect(self._typed)

    def paste_text(self, text: str) -> None:
        """Take a text in as if it came from the clipboard."""
        text = text.strip()
        if len(text) < LONG and not _BREAK.search(text):
            self.insert(text)
            return
        self.pasted = text
        lines = text.count("\n") + 1
        self.setText(tn("Palette", "%n pasted line(s)", lines))
        self.selectAll()
        self.changed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys for pasting before the field cuts what is pasted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QGuiApplication.clipboard().text())
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paste what was marked elsewhere with the middle button, as on X11."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.paste_text(clipboard.text(QClipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, whose pasting goes through ours."""
        menu = self.createStandardContextMenu()
        for entry in menu.actions():
            if entry.objectName() == "edit-paste":
                ours = QAction(entry.text(), menu)
                ours.triggered.connect(lambda: self.paste_text(QGuiApplication.clipboard().text()))
                menu.insertAction(entry, ours)
                menu.removeAction(entry)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _typed(self, text: str) -> None:
        if self.pasted and text == tn("Palette", "%n pasted line(s)", self.pasted.count("\n") + 1):
            return
        self.pasted = ""
        self.changed.emit(text)
