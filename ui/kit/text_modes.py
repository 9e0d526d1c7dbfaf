"""How a text of many rows is changed: the words for each way, and the button from whose menu one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from ui.kit.buttons import Button
from ui.kit.fonts import font
from ui.kit.labels import retouch
from ui.kit.words import follow_words, phrase, tr

MODES = {
    "replace": phrase("Inspector", "Replace"),
    "append": phrase("Inspector", "Append"),
    "prepend": phrase("Inspector", "Prepend"),
    "remove": phrase("Inspector", "Remove"),
    "find-replace": phrase("Inspector", "Find and replace"),
}
HINTS = {
    "append": phrase("Inspector", "Text to put behind each one"),
    "prepend": phrase("Inspector", "Text to put before each one"),
    "remove": phrase("Inspector", "Text to take out of each one"),
    "find-replace": phrase("Inspector", "What to put there instead"),
}
SEARCHING = frozenset(("remove", "find-replace"))
"""Ways that look for something in each text."""


class ModeButton(Button):
    """Says how the field is changed and opens the menu of ways; arrows and letters choose there as in any menu."""

    chosen = Signal(str)

    def __init__(self, name: object) -> None:
        """``name``: the field's label, said before the way by a screen reader."""
        super().__init__(kind="link", icon="chevron-down")
        self._name, self.mode = name, "replace"
        self.setProperty("small", "true")
        self.setFont(font("small", 500))
        self.setIconSize(QSize(14, 14))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(self.open)
        follow_words(self, self._say)

    def show_mode(self, mode: str) -> None:
        """This way is the chosen one."""
        self.mode = mode
        retouch(self, "tone", "muted" if mode == "replace" else "")
        self._say()

    def open(self) -> None:
        """Offer the ways below the button, the present one ticked and under the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(menu)
        for mode, words in MODES.items():
            entry = menu.addAction(str(words))
            entry.setObjectName(mode)
            entry.setCheckable(True)
            entry.setChecked(mode == self.mode)
            entry.triggered.connect(lambda _checked=False, mode=mode: self.chosen.emit(mode))
            group.addAction(entry)
            if mode == self.mode:
                menu.setActiveAction(entry)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _say(self) -> None:
        word = str(MODES[self.mode])
        self.setText(word)
        self.setAccessibleName(tr("Inspector", "{field}: {way}", field=str(self._name), way=word))
        self.setAccessibleDescription(tr("Inspector", "Choose how the texts are changed"))
        self.setToolTip(tr("Inspector", "Choose how the texts are changed"))
