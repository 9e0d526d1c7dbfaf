"""One line that says of every source when it was heard of last; a silent one has a mark of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import show
from ui.kit.flow import Flow
from ui.kit.labels import emptied, label, plain_tip
from ui.kit.toast import StateIcon
from ui.kit.words import tr

SILENT_AFTER = timedelta(days=1)
EDGE = 16


@dataclass(frozen=True, slots=True)
class Beat:
    """A source by its name, and when it was heard of last; None: never."""

    name: str
    at: datetime | None

    def is_silent(self, now: datetime) -> bool:
        """Whether it has been silent for more than a day."""
        return self.at is None or now - self.at > SILENT_AFTER

    def said(self, now: datetime) -> str:
        """The last time in words: as a distance while it is near, else as a day."""
        if self.at is None:
            return tr("Pulse", "{name}: no event yet", name=self.name)
        if self.is_silent(now):
            return tr("Pulse", "{name}: no event since {day}", name=self.name, day=show.moment(self.at))
        ago = show.ago((now - self.at).total_seconds())
        return tr("Pulse", "{name}: last event {ago}", name=self.name, ago=ago)


class PulseLine(QWidget):
    """Shows what it is told; hidden while there is no source."""

    def __init__(self) -> None:
        super().__init__()
        outer, inner = QHBoxLayout(self), QWidget()
        outer.setContentsMargins(EDGE, 0, EDGE, 6)
        outer.addWidget(inner)
        self._row = Flow(inner)
        self.said: tuple[str, ...] = ()
        self.hide()

    def say(self, beats: Sequence[Beat], now: datetime) -> None:
        """Show these."""
        said = tuple(beat.said(now) for beat in beats)
        if said == self.said:
            return
        self.said = said
        emptied(self._row)
        for beat, words in zip(beats, said, strict=True):
            self._row.addWidget(_spoken(beat, words, now))
        self.setVisible(bool(said))
        self.setAccessibleName(" · ".join(said))


def _spoken(beat: Beat, words: str, now: datetime) -> QWidget:
    silent = beat.is_silent(now)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 10, 0)
    row.setSpacing(5)
    icon = StateIcon("warning" if silent else "neutral", 14, "cloud-off" if silent else "rss")
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label(words, size="small", tone="warning" if silent else "muted", tabular=True))
    made.setToolTip(plain_tip(show.moment(beat.at) if beat.at else ""))
    return made
