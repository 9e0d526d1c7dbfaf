"""The drawer as one line: the batch at work, how far it is, and how many wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import icons, show
from ui.kit.actions import spelled
from ui.kit.batch_deeds import FINISHED
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import elided, frame, label
from ui.kit.segmented_bar import SegmentedBar
from ui.kit.words import tn, tr


class _Icon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "layers", "accent_text", QRect(0, 0, 18, 18))


class Strip(QWidget):
    """A click anywhere opens the drawer; the failures have a link of their own."""

    opened = Signal()
    failures = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row: Any = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = frame("surface")
        outer.addWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(10)
        self._title = elided(weight=600)
        self._bar = SegmentedBar()
        self._bar.setMaximumWidth(240)
        self._count = label(weight=600, tabular=True)
        self._left = label(tone="muted", tabular=True)
        self._bad = Button(kind="link")
        self._bad.setProperty("tone", "failed")
        self._bad.clicked.connect(lambda: self.failures.emit(self._row))
        self._queued = label(tone="muted", tabular=True)
        self._chevron = IconButton("chevron-up", "")
        self._chevron.clicked.connect(self.opened)
        for widget in (_Icon(), self._title, self._bar, self._count, self._left, self._bad):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._queued)
        row.addWidget(self._chevron)

    def say(self, rows: Sequence[Any]) -> None:
        """The first of these is at work, the others wait."""
        self._chevron.call(tr("Batch", "Batch drawer ({keys})", keys=spelled("Ctrl+J")))
        self._row = rows[0] if rows else None
        if self._row is None:
            self._title.setText(tr("Batch", "No batch today"))
            for widget in (self._bar, self._count, self._left, self._bad, self._queued):
                widget.hide()
            return
        row = self._row
        bad, finished = row.failed + row.conflicted, row.state in FINISHED
        worked = row.done + row.unchanged + bad
        self._title.setText(show.told(row.title))
        self._bar.say(row.key, row.done, row.unchanged, bad, row.total, finished=finished)
        self._count.setText(show.share(worked, row.total))
        self._left.setText("" if finished else show.time_left(row.seconds_left))
        self._bad.setText(tn("Batch", "%n failed", bad))
        self._queued.setText(tn("Batch", "%n more", len(rows) - 1))
        for widget, visible in ((self._bar, True), (self._count, True), (self._left, not finished)):
            widget.setVisible(visible)
        self._bad.setVisible(bad > 0)
        self._queued.setVisible(len(rows) > 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Anywhere."""
        self.opened.emit()
