"""The foot of a queue: how many rows wait, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.declare import Text, counted
from ui.kit.fonts import font
from ui.kit.labels import elided, label, line
from ui.kit.words import follow_words


class QueueFoot(QWidget):
    """One line: the count at the left, the sums at the right."""

    def __init__(self, noun: Text) -> None:
        super().__init__()
        self._noun, self._count = noun, 0
        self._amounts: Mapping[str, int] = {}
        self.words, self.sum = label(tone="muted", tabular=True), elided(weight=600)
        self.sum.setFont(font("body", 600, tabular=True))
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row.setContentsMargins(16, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.sum, 1)
        column.addWidget(line())
        column.addLayout(row)
        follow_words(self, self._say)

    def say(self, noun: Text, count: int, amounts: Mapping[str, int]) -> None:
        """So many of these, and their amounts by currency."""
        self._noun, self._count, self._amounts = noun, count, amounts
        self._say()

    def _say(self) -> None:
        self.words.setText(counted(self._noun, self._count))
        self.sum.setText(show.totals(dict(self._amounts)) if self._amounts else "")
