"""Keys and what they do, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.actions import spelled
from ui.kit.declare import Text
from ui.kit.labels import elided
from ui.kit.pills import Keycap
from ui.kit.words import follow_words


class KeyHints(QWidget):
    """Caps with their words; several keys of one hint are written with blanks between."""

    def __init__(self, hints: Sequence[tuple[str, Text]]) -> None:
        super().__init__()
        self._hints = [(keys.split(), words, elided(size="small", tone="muted")) for keys, words in hints]
        self._caps: list[tuple[Keycap, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for keys, _, shown in self._hints:
            for key in keys:
                cap = Keycap(key)
                self._caps.append((cap, key))
                row.addWidget(cap)
            row.addWidget(shown)
        row.addStretch(1)
        follow_words(self, self._say)

    def _say(self) -> None:
        for cap, key in self._caps:
            cap.say(spelled(key).replace("+", " "))
        for _, words, shown in self._hints:
            shown.setText(str(words))
