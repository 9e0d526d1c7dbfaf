"""What stands where the rows would be: nothing yet, nothing that matches, or why they cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.toast import Way


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name = "inbox"
        self.setFixedSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self.name, "faint", QRect(0, 0, 44, 44))


class EmptyPage(QWidget):
    """Icon, title, sentence, and the next step as buttons."""

    def __init__(self, width: int = 420) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(8)
        self._picture = _Picture()
        self.title = label(size="lead", weight=600, wrap=True)
        self.sentence = label(tone="muted", wrap=True)
        for words in (self.title, self.sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setMinimumWidth(width)
            words.setMaximumWidth(width * 4 // 3)
        self._row = QHBoxLayout()
        self._row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.setContentsMargins(0, 8, 0, 0)
        self._buttons: list[Button] = []
        for widget in (self._picture, self.title, self.sentence):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._row)

    def say(self, icon: str, title: str, sentence: str = "", ways: Sequence[Way] = ()) -> None:
        """Show this; the first way is the one recommended."""
        self._picture.name = icon
        self._picture.update()
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [Button(verb, kind="plain" if number else "primary") for number, (verb, _) in enumerate(ways)]
        for button, (_, run) in zip(self._buttons, ways, strict=True):
            button.clicked.connect(lambda _checked=False, run=run: run())
            self._row.addWidget(button)

    def ways(self) -> tuple[Button, ...]:
        """The buttons now."""
        return tuple(self._buttons)
