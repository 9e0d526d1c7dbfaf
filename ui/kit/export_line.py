"""The line that tells how far a list is written, with the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.words import follow_words, tr

AFTER_MS = 500
"""What takes less is not worth a line that comes and goes."""


class ExportLine(QFrame):
    """Hidden until writing has taken a moment; it never goes backwards."""

    stop_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "hint")
        self._words, self._bar = label(weight=600, tabular=True), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setMaximumWidth(320)
        self.stop = Button(kind="link", icon="square")
        self.stop.clicked.connect(self.stop_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addStretch(1)
        row.addWidget(self.stop)
        self._name, self._done, self._total = "", 0, 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.show)
        self.hide()
        follow_words(self, self._say)

    def begin(self, name: str) -> None:
        """A list is being written to the file of that name."""
        self._name, self._done, self._total = name, 0, 0
        self.stop.setEnabled(True)
        self._wait.start(AFTER_MS)
        self._say()

    def tell(self, done: int, total: int) -> None:
        """So many rows of so many are written."""
        self._done, self._total = max(done, self._done), total
        self._say()

    def stopping(self) -> None:
        """It is being stopped."""
        self.stop.setEnabled(False)

    def end(self) -> None:
        """It is over."""
        self._wait.stop()
        self.hide()

    def _say(self) -> None:
        self.stop.setText(tr("Export", "Stop"))
        self._bar.setRange(0, self._total)
        self._bar.setValue(self._done)
        said = tr("Export", "Writing {done} of {all} rows to {file}", done=self._done, all=self._total, file=self._name)
        self._words.setText(said if self._total else tr("Export", "Writing {file}", file=self._name))
        self.setAccessibleName(self._words.text())
