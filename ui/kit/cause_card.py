"""A small card beside a state that says why it is so, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.floating import Floating
from ui.kit.labels import label
from ui.kit.toast import StateIcon, Way

WIDTH = 340


class CauseCard(Floating):
    """Says it in plain text, whoever wrote it; the keyboard stays where it was."""

    def __init__(self, owner: QWidget, state: str, title: str, sentences: Sequence[str], ways: Sequence[Way]) -> None:
        super().__init__(owner)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(" ".join((title, *sentences)))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(StateIcon(state, 16))
        head.addWidget(label(title, weight=600, wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for sentence in sentences:
            column.addWidget(label(sentence, tone="muted", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        for verb, run in ways:
            button = Button(verb, kind="link")
            button.clicked.connect(lambda _checked=False, run=run: self._take(run))
            row.addWidget(button)
        column.addLayout(row)

    def open(self, place: QPoint, keyboard: QWidget) -> None:
        """Show it there; the keyboard is given to, or left with, that widget."""
        self.resize(WIDTH, self.heightForWidth(WIDTH) if self.hasHeightForWidth() else self.sizeHint().height())
        self.float_at(place, keyboard)

    def _take(self, run: Callable[[], object]) -> None:
        self.leave()
        run()
