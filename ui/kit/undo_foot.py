"""Undo at the foot of the inspector: always in sight, and where a batch must stay as it is, the reason beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.batch_deeds import why_it_stays
from ui.kit.buttons import Button
from ui.kit.labels import frame, label
from ui.kit.words import follow_words, tr


class UndoFoot(QWidget):
    """One button; hidden for whatever belongs to no batch."""

    taken = Signal()

    def __init__(self, days: Callable[[], int]) -> None:
        """``days``: for how many days after its end a batch can be undone."""
        super().__init__()
        self._batch: Any = None
        self._days = days
        ground = frame("foot")
        outer, column = QVBoxLayout(self), QVBoxLayout(ground)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        self.reason = label(size="small", tone="muted", wrap=True)
        self.button = Button(icon="undo-2")
        self.button.setMinimumHeight(32)
        self.button.clicked.connect(self.taken)
        column.addWidget(self.reason)
        column.addWidget(self.button)
        self.hide()
        follow_words(self, self._say)

    def show_batch(self, batch: Any) -> None:
        """Offer to undo this batch; None for no batch."""
        self._batch = batch
        self._say()

    def _say(self) -> None:
        self.button.setText(tr("Batch", "Undo"))
        self.setVisible(self._batch is not None)
        if self._batch is None:
            return
        why = why_it_stays(self._batch, self._days())
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.button.setEnabled(not why)
        self.button.setAccessibleDescription(why)
