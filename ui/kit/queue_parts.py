"""What stands above and below a queue: its views as round choices, the bar for rows that need no look, and the foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ui.kit import show
from ui.kit.buttons import Tabs
from ui.kit.clean_bar import CleanBar
from ui.kit.declare import SavedView
from ui.kit.declare_review import Review
from ui.kit.queue_foot import QueueFoot
from ui.kit.words import follow_words


class QueueSplit(QSplitter):
    """The queue keeps its width, the document takes the rest."""

    def __init__(self, width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._width = width
        self.setHandleWidth(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Once there is a width to share."""
        super().showEvent(event)
        if self._width:
            self.setSizes([self._width, max(0, self.width() - self._width)])
            self._width = 0


class QueueParts(QObject):
    """Made with the view; what they do is told elsewhere."""

    def __init__(self, review: Review, views: Sequence[SavedView]) -> None:
        super().__init__()
        self._views = [view for view in views if view.key in review.tabs]
        self.tabs, self.clean = Tabs(), CleanBar(review)
        self.foot = QueueFoot(review.waiting)
        self.tabs_row = QWidget()
        row = QHBoxLayout(self.tabs_row)
        row.setContentsMargins(14, 0, 10, 8)
        row.addWidget(self.tabs)
        for view in self._views:
            self.tabs.add(view.key, str(view.title))
        follow_words(self.tabs, self._say)

    def count(self, counts: Mapping[str, int]) -> None:
        """How many rows each view has."""
        for view in self._views:
            if view.key in counts:
                self.tabs.count(view.key, show.number(counts[view.key]))

    def _say(self) -> None:
        for view in self._views:
            self.tabs.rename(view.key, str(view.title))
