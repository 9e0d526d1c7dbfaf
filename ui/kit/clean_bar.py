"""The bar above a queue: how many rows need no look, and the one button that settles all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.actions import spelled
from ui.kit.buttons import Button
from ui.kit.declare import counted
from ui.kit.declare_review import Review
from ui.kit.inspector_foot import PRIMARY_KEYS
from ui.kit.labels import frame, label
from ui.kit.toast import StateIcon
from ui.kit.words import follow_words


class CleanBar(QWidget):
    """Hidden while there is nothing to settle at once."""

    taken = Signal()

    def __init__(self, declared: Review) -> None:
        super().__init__()
        self._declared = declared
        self.count = 0
        self.words = label(weight=600, tabular=True)
        self.button = Button(kind="primary", icon="check-check")
        self.button.clicked.connect(self.taken)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = frame("selection")
        ground.setFixedHeight(40)
        outer.addWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(StateIcon("ok", 16))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        follow_words(self, self._say)

    def say(self, count: int) -> None:
        """So many can be settled at once."""
        self.count = count
        self._say()

    def _say(self) -> None:
        self.setVisible(self.count > 0)
        self.words.setText(counted(self._declared.clean_words, self.count))
        self.button.setText(counted(self._declared.clean_button, self.count))
        self.button.setToolTip(spelled(PRIMARY_KEYS))
        self.setAccessibleName(self.words.text())
