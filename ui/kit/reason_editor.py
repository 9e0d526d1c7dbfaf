"""A reason: one of a few numbered ones, taken with its digit, or words of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.declare import Choice
from ui.kit.editors import Editor
from ui.kit.fonts import font
from ui.kit.pills import paint_keycap
from ui.kit.theme import color

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Reason(QAbstractButton):
    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number = number
        self.setText(words)
        self.setAccessibleName(f"{number} {words}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 60, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, place = self.isChecked(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color("focus" if self.hasFocus() else "border"), 2 if self.hasFocus() else 1))
        painter.setBrush(color("accent_soft" if on else "surface"))
        painter.drawRoundedRect(place, 6, 6)
        paint_keycap(painter, QRect(8, 5, 20, 18), str(self._number))
        painter.setFont(font("body", 600 if on else 400))
        painter.setPen(color("accent_text" if on else "text"))
        painter.drawText(self.rect().adjusted(38, 0, -30, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if on:
            icons.paint(painter, "check", "accent_text", QRect(self.width() - 26, 6, 16, 16))


class ReasonEditor(Editor):
    """Digits take a reason while the list has the keyboard; in the line below they are typed."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = choices
        self.buttons: list[_Reason] = []
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.returnPressed.connect(self.entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for number, choice in enumerate(choices, 1):
            column.addWidget(self._offer(number, choice))
        column.addWidget(self.line)

    def text(self) -> str:
        """The chosen reason and what was added to it."""
        chosen = next(
            (str(one.title) for one, key in zip(self._choices, self.buttons, strict=True) if key.isChecked()), ""
        )
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
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)

    def _offer(self, number: int, choice: Choice) -> _Reason:
        button = _Reason(number, str(choice.title))
        button.installEventFilter(self)
        button.clicked.connect(lambda _on: self._take(button))
        self.buttons.append(button)
        return button

    def _take(self, taken: _Reason) -> None:
        for button in self.buttons:
            button.setChecked(button is taken)
        taken.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _typed(self) -> None:
        self.edited.emit()
