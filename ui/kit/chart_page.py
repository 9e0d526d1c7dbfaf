"""Charts below each other with their headings: while they are counted, when they are there, when they cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.chart import Chart
from ui.kit.chart_values import Figures
from ui.kit.labels import emptied, label
from ui.kit.words import tr


class ChartsPage(QWidget):
    """A column of charts; what is shown anew takes the place of what stood there."""

    def __init__(self) -> None:
        super().__init__()
        self.charts: list[Chart] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(6)

    def wait(self) -> None:
        """They are being counted."""
        self._clear(tr("Selection", "Counting…"))

    def complain(self, sentence: str) -> None:
        """They cannot be shown."""
        self._clear(sentence)

    def say(self, figures: Sequence[Figures], empty: str = "") -> None:
        """Show these, or the words when there are none."""
        self._clear("" if figures else empty)
        for one in figures:
            heading = label(one.title, weight=600, wrap=True, tabular=True)
            chart = Chart(one)
            self.charts.append(chart)
            self._column.addWidget(heading)
            self._column.addWidget(chart)
            if one.note:
                self._column.addWidget(label(one.note, size="small", tone="muted", wrap=True, tabular=True))
            self._column.addSpacing(14)
        self._column.addStretch(1)

    def _clear(self, words: str) -> None:
        emptied(self._column)
        self.charts = []
        if words:
            self._column.addWidget(label(words, tone="muted", wrap=True))
