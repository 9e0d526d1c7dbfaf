"""The badges of places that are not open yet: counted off the window's thread, at most once a second."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from rightsdesk.desk import Query, Reader
from ui.kit.declare import Feature, counted
from ui.kit.filter_terms import dated
from ui.kit.navigation import Navigation
from ui.kit.page import Place
from ui.kit.show import number
from ui.kit.words import words
from ui.workers.reader import Questions

PAUSE_MS = 1000
Counts = dict[str, int]


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
        badges = {key: Query(one.table, dated(one.badge), platform=platform) for key, one in self._badged().items()}
        self._questions.ask(("counters", "badges"), partial(_counts, badges), self._show_badges)

    def _badged(self) -> dict[str, Feature]:
        features = {place.key: place.feature for place in self._places}
        return {key: feature for key, feature in features.items() if feature is not None and feature.badge}

    def _show_badges(self, counts: Counts) -> None:
        for key, feature in self._badged().items():
            n = counts.get(key, 0)
            said = counted(feature.badge_text, n) if feature.badge_text else number(n)
            self._navigation.badge(key, said if n else "", feature.badge_tone)


def _counts(queries: dict[str, Query], reader: Reader) -> Counts:
    return {key: reader.count(query) for key, query in queries.items()}
