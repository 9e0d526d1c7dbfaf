"""What those who listen are told: politely, one sentence in five seconds, nothing of importance dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

PAUSE_MS = 5_000
MOST_AT_ONCE = 3
"""Sentences that came meanwhile are said together; of more only the newest."""


class Announcer(QObject):
    """Belongs to a window; what is said while it must be silent is said afterwards in one go."""

    def __init__(self, window: QWidget, say: Callable[[str], None] | None = None) -> None:
        """``say``: who speaks, the assistive technology unless another is named."""
        super().__init__(window)
        self._window = window
        self._speak = say or self._tell
        self._waiting: list[str] = []
        self._silence = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._silence.timeout.connect(self.speak)

    def say(self, words: str) -> None:
        """Say it now, or as soon as the silence is over."""
        if words and words not in self._waiting:
            self._waiting.append(words)
        if not self._silence.isActive():
            self.speak()

    def speak(self) -> None:
        """Say what waits."""
        if self._waiting:
            self._speak(" ".join(_ended(words) for words in self._waiting[-MOST_AT_ONCE:]))
            self._waiting.clear()
            self._silence.start()

    def _tell(self, words: str) -> None:
        event = QAccessibleAnnouncementEvent(self._window, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
