"""A window that says what is being prepared, how far it has come, and lets one leave it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.logo import window_icon
from ui.kit.show import share
from ui.kit.words import tr

WIDTH = 520


class WaitPage(QWidget):
    """Closes only when it is told to: what it waits for has to come to a safe end first."""

    stop_wished = Signal()

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("RightsDesk")
        self.setWindowIcon(window_icon())
        self.bar, self.told = QProgressBar(), label(size="small", tone="muted", wrap=True)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.quit = Button(tr("Frame", "Quit"))
        self.quit.clicked.connect(self._stop)
        self._over = False
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.quit)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(10)
        column.addWidget(label(title, size="figure", weight=600, wrap=True))
        column.addWidget(label(sentence, tone="muted", wrap=True))
        column.addSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addLayout(row)
        self.resize(WIDTH, column.heightForWidth(WIDTH))

    def tell(self, done: int, total: int) -> None:
        """So many events of all are read."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.quit.isEnabled():
            self.told.setText(tr("Frame", "{share} events", share=share(done, total)))

    def end(self) -> None:
        """What it waited for is over: it may be closed."""
        self._over = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for the end, and go when it has come."""
        if not self._over:
            event.ignore()
            self._stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it too."""
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        else:
            super().keyPressEvent(event)

    def _stop(self) -> None:
        if self.quit.isEnabled():
            self.quit.setEnabled(False)
            self.told.setText(tr("Frame", "Ending at the next safe place…"))
            self.stop_wished.emit()
