"""The badges of all places: counted off the window's thread, at most once a second."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from rightsdesk.desk import Query, Reader
from ui.kit import badges
from ui.kit.declare import Feature
from ui.kit.navigation import Navigation
from ui.kit.page import Place
from ui.kit.words import words
from ui.workers.reader import Questions

PAUSE_MS = 1000
Counts = dict[str, dict[str, int]]
"""By place, then by the filter of each counter."""


class Counters(QObject):
    """Keeps the badges of all places right; the saved views of an open place are counted by its page."""

    def __init__(self, questions: Questions, navigation: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._questions = questions
        self._navigation = navigation
        self._places: tuple[Place, ...] = ()
        self._platform: Callable[[], str | None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.count)
        words().changed.connect(self.count)

    def follow(self, places: tuple[Place, ...], platform: Callable[[], str | None]) -> None:
        """Count for these places; `platform` tells which one is in force."""
        self._places, self._platform = places, platform

    @Slot()
    def soon(self) -> None:
        """Something changed; count within a second."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def count(self) -> None:
        """Ask now."""
        platform = self._platform()
        asked = {key: badges.queries(one, platform) for key, one in self._badged().items()}
        self._questions.ask((id(self), "badges"), partial(_counts, asked), self._show_badges, lane="counts")

    def _badged(self) -> dict[str, Feature]:
        features = {place.key: place.feature for place in self._places}
        return {key: feature for key, feature in features.items() if feature is not None and feature.badges}

    def _show_badges(self, counts: Counts) -> None:
        for key, feature in self._badged().items():
            told = badges.told(feature, counts.get(key, {}))
            self._navigation.badge(key, told.counter, told.tone, told.words)


def _counts(asked: dict[str, dict[str, Query]], reader: Reader) -> Counts:
    return {key: {where: reader.count(query) for where, query in queries.items()} for key, queries in asked.items()}
