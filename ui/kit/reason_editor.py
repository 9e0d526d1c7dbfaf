"""A reason: one of a few numbered ones, taken with its digit, or words of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.declare import Choice
from ui.kit.editors import Editor
from ui.kit.labels import retouch
from ui.kit.pills import Keycap


class ReasonEditor(Editor):
    """Digits take a reason while the list has the keyboard; in the line below they are typed."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = choices
        self.buttons: list[Button] = []
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda _text: self._typed())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for number, choice in enumerate(choices, 1):
            column.addLayout(self._offer(number, choice))
        column.addWidget(self.line)

    def text(self) -> str:
        """The chosen reason and what was added to it."""
        chosen = next((str(one.title) for one, key in zip(self._choices, self.buttons, strict=True) if key.isChecked()), "")
        added = self.line.text().strip()
        return f"{chosen}: {added}" if chosen and added else chosen or added

    def show_text(self, text: str) -> None:
        """A reason of the list by its words or value, any other text in the line."""
        for choice, button in zip(self._choices, self.buttons, strict=True):
            button.setChecked(bool(text) and text in (choice.value, str(choice.title)))
        self.line.setText("" if any(button.isChecked() for button in self.buttons) else text)

    def hint(self, words: str) -> None:
        """In the empty line."""
        self.line.setPlaceholderText(words)

    def main(self) -> QWidget:
        """The first reason, so that a digit takes one."""
        return self.buttons[0] if self.buttons else self.line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit on one of the reasons takes the one of that number."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isdecimal():
            number = int(event.text())
            if 0 < number <= len(self.buttons):
                self._take(self.buttons[number - 1])
            return True
        return super().eventFilter(watched, event)

    def _offer(self, number: int, choice: Choice) -> QHBoxLayout:
        button = Button(str(choice.title), kind="plain")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.installEventFilter(self)
        button.clicked.connect(lambda _on: self._take(button))
        self.buttons.append(button)
        row = QHBoxLayout()
        row.addWidget(Keycap(str(number)))
        row.addWidget(button, 1)
        return row

    def _take(self, taken: Button) -> None:
        for button in self.buttons:
            button.setChecked(button is taken)
            retouch(button, "on", button is taken)
        taken.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _typed(self) -> None:
        self.edited.emit()
