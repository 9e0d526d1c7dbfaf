"""Leaving while batches run: on in the background, pause and quit, or stay; what is recorded is safe anyhow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.words import tn, tr

LOOK_MS = 1000
WIDTH = 460


class Leaving(QObject):
    """Stands between the wish to close a window and its end; ``running`` says how many batches are at work."""

    def __init__(self, window: QWidget, running: Callable[[], int]) -> None:
        super().__init__(window)
        self._window, self._running = window, running
        self._decided = False
        self.question: QDialog | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._see)
        window.installEventFilter(self)

    @property
    def in_background(self) -> bool:
        """Whether the window is hidden until the work is done."""
        return self._look.isActive()

    def leave(self) -> None:
        """Close without a question, as when the system ends the program."""
        self._decided = True
        hidden = not self._window.isVisible()
        self._window.close()
        # The last window to close ends the program by itself; of one that nobody sees Qt takes no notice.
        if hidden:
            QApplication.quit()

    def go_on_behind(self) -> None:
        """Hide the window; it closes when nothing runs any more, and comes back when the program is started again."""
        self._put_away()
        self._window.hide()
        self._look.start()

    def stay(self) -> None:
        """Nothing happens."""
        self._put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the close event back while there is something to decide."""
        if watched is self._window and event.type() == QEvent.Type.Close and not self._decided:
            count = self._running()
            if count:
                event.ignore()
                self._ask(count)
                return True
            self._decided = True
        if watched is self._window and event.type() == QEvent.Type.Show:
            self._look.stop()
        return super().eventFilter(watched, event)

    def _see(self) -> None:
        if not self._running():
            self._look.stop()
            self.leave()

    def _ask(self, count: int) -> None:
        if self.question is not None:
            self.question.raise_()
            return
        dialog = self.question = QDialog(self._window)
        dialog.setWindowTitle(tr("Leaving", "Quit"))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(self._put_away)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(tn("Leaving", "%n batch(es) are running.", count), size="lead", weight=600, wrap=True))
        words = tr("Leaving", "Everything done so far is saved. What is paused goes on by itself at the next start.")
        sentence = label(words, tone="muted", wrap=True)
        sentence.setMinimumWidth(WIDTH)
        column.addWidget(sentence)
        row = QHBoxLayout()
        row.addStretch(1)
        for words, run, main in (
            (tr("Leaving", "Stay"), self.stay, False),
            (tr("Leaving", "Go on in the background"), self.go_on_behind, False),
            (tr("Leaving", "Pause and quit"), self.leave, True),
        ):
            button = Button(words, kind="primary" if main else "plain")
            button.clicked.connect(lambda _checked=False, run=run: run())
            button.setDefault(main)
            row.addWidget(button)
        column.addLayout(row)
        dialog.open()

    def _put_away(self) -> None:
        dialog, self.question = self.question, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
