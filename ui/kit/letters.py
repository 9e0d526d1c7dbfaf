"""Single letters act only where one works in lists and documents, never where one types, and not at all if unwanted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ui.kit.keybook import keybook
from ui.kit.stage import Stage

_TYPING = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Letters(QObject):
    """Looks at the keys of whatever has the keyboard; a filter on all events would slow down the whole window."""

    def __init__(self, window: QWidget, stage: Stage) -> None:
        super().__init__(window)
        self._window, self._stage = window, stage
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
            self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter out of the hands of the shortcuts; the widget then gets it as an ordinary key."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_letter(event)
        if asked and not (keybook().letters and self._acts(watched)):
            event.accept()
            return True
        return False

    def _acts(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget) or isinstance(watched, _TYPING):
            return False
        if watched is self._window:
            return True
        within = (self._stage.views, self._stage.side)
        return any(part is not None and (part is watched or part.isAncestorOf(watched)) for part in within)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        before = self._watched
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        self._watched = now
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key types one sign: a letter, a figure, a mark; Space and keys with Ctrl or Alt are none."""
    text = event.text()
    return len(text) == 1 and text.isprintable() and not text.isspace() and not event.modifiers() & _HELD
