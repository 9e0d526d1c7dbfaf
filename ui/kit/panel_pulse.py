"""Keeps the line with the sources of a view right: asked when something is heard, said anew every minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from rightsdesk.desk import Query, Reader
from ui.kit import show
from ui.kit.contents import attribute
from ui.kit.declare import Choice
from ui.kit.declare_ways import Pulse
from ui.kit.panel_asking import named_platforms
from ui.kit.panel_view import PanelView
from ui.kit.pulse_line import Beat
from ui.kit.words import words

SAY_EVERY_MS = 60_000


class Pulsing(QObject):
    """Stands between the read model and the line of one view; without sources there is nothing to keep."""

    def __init__(self, view: PanelView) -> None:
        super().__init__(view)
        self._view, self._pulse = view, view.feature.pulse
        self._beats: Sequence[Beat] = ()
        self._tick = QTimer(self)
        self._tick.setInterval(SAY_EVERY_MS)
        self._tick.timeout.connect(self._say)
        if self._pulse is not None:
            self._tick.start()
            words().changed.connect(self._say)

    def ask(self) -> None:
        """Ask when each source was heard of."""
        if self._pulse is not None:
            desk, platform = self._view.around.desk, self._view.asking.platform
            question = partial(_beats, pulse=self._pulse, platforms=lambda: named_platforms(desk, platform))
            self._view.asking.once("pulse", question, self._answered)  # type: ignore[arg-type] # the answer of _beats

    def hear(self, changed: Mapping[str, set[int]]) -> None:
        """Rows changed; ask again where they are the sources'."""
        if self._pulse is not None and self._pulse.table in changed and self._view.isVisible():
            self.ask()

    def _answered(self, beats: Sequence[Beat]) -> None:
        self._beats = beats
        self._say()

    def _say(self) -> None:
        self._view.pulse_line.say(self._beats, datetime.now(UTC))


def _beats(reader: Reader, pulse: Pulse, platforms: Callable[[], Sequence[Choice]]) -> list[Beat]:
    names = {one.value: str(one.title) for one in platforms()}
    rows = reader.rows(pulse.table, reader.ids(Query(pulse.table, pulse.where)))
    newest: dict[str, datetime | None] = {}
    for row in rows:
        platform, at = str(attribute(row, pulse.platform)), show.as_datetime(str(attribute(row, pulse.at) or ""))
        if platform in names:
            newest[platform] = max(filter(None, (newest.get(platform), at)), default=None)
    return [Beat(names[platform], at) for platform, at in newest.items()]
