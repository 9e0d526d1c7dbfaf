"""A bar in the view for a state that lasts: offline, behind, filtered away; with the ways out at its right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.kit.buttons import Button
from ui.kit.labels import label, retouch, tone_of
from ui.kit.toast import StateIcon, Way

_ROLES = {"warning": "notice", "failed": "alarm", "pending": "hint", "review": "past"}


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = StateIcon("warning", 16)
        self._words = label(weight=600, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 12, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self._buttons: list[Button] = []
        self._shown: tuple[str, str] = ("", "")
        self.hide()

    def say(self, words: str, ways: Sequence[Way] = (), *, state: str = "warning", icon: str = "") -> None:
        """Show a state in its own words; the last way stands as a button, the others as links."""
        if (state, words) == self._shown:
            return
        self._shown = (state, words)
        retouch(self, "role", _ROLES[state])
        tone_of(self._words, state)
        self._icon.show_state(state, icon)
        self._words.setText(words)
        self.setAccessibleName(words)
        self._offer(ways)
        self.setVisible(bool(words))

    def clear(self) -> None:
        """The state is over."""
        self._shown = ("", "")
        self.hide()

    def _offer(self, ways: Sequence[Way]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [
            Button(verb, kind="plain" if way == len(ways) else "link") for way, (verb, _) in enumerate(ways, 1)
        ]
        for button, (_, run) in zip(self._buttons, ways, strict=True):
            button.clicked.connect(lambda _checked=False, run=run: run())
            self._row.addWidget(button)
