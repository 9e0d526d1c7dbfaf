"""The left side of a beginning: what the program is, which steps there are, and the likings at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout

from ui.kit.buttons import Button
from ui.kit.declare import Text
from ui.kit.fonts import font
from ui.kit.labels import label, retouch, tone_of
from ui.kit.logo import Logo
from ui.kit.theme import theme
from ui.kit.toast import StateIcon
from ui.kit.words import LANGUAGES, follow_words, tr, words

WIDTH = 330


class ChoiceSteps(QFrame):
    """Steps are done, at hand, or to come; language and appearance take effect at once."""

    def __init__(self, promise: Text, steps: Sequence[Text]) -> None:
        super().__init__()
        self._promise, self._steps = promise, steps
        self._at = 0
        self.setProperty("role", "nav")
        self.setFixedWidth(WIDTH)
        self.language, self.appearance = Button(kind="quiet", icon="languages"), Button(kind="quiet", icon="moon")
        self._told = label(tone="muted", wrap=True)
        self._lines: list[tuple[StateIcon, QLabel]] = []
        self._build()
        self.language.clicked.connect(self._open_languages)
        self.appearance.clicked.connect(theme().toggle)
        theme().changed.connect(self._say)
        follow_words(self, self._say)

    def show_step(self, at: int) -> None:
        """That step is at hand; those before it are done."""
        self._at = at
        self._say()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 40, 24, 24)
        column.setSpacing(8)
        column.addWidget(Logo(54, "nav"))
        column.addSpacing(12)
        column.addWidget(label("RightsDesk", size="figure", weight=600))
        column.addWidget(self._told)
        column.addSpacing(20)
        for _ in self._steps:
            line, icon, said = QHBoxLayout(), StateIcon("neutral", 18, "circle-dashed"), label()
            line.setSpacing(10)
            line.addWidget(icon)
            line.addWidget(said, 1)
            column.addLayout(line)
            column.addSpacing(6)
            self._lines.append((icon, said))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.language)
        foot.addWidget(self.appearance)
        foot.addStretch(1)
        column.addLayout(foot)

    def _say(self) -> None:
        self._told.setText(str(self._promise))
        for number, ((icon, said), step) in enumerate(zip(self._lines, self._steps, strict=True)):
            done, now = number < self._at, number == self._at
            icon.show_state(*(("ok", "circle-check") if done else ("pending", "circle-dot") if now else _TO_COME))
            said.setText(str(step))
            tone_of(said, "" if now else "muted")
            said.setFont(font("body", 600 if now else 400))
            said.setAccessibleName(_spoken(str(step), done=done, now=now))
        self.language.setText(LANGUAGES[words().language])
        self.language.setAccessibleName(f"{tr('Settings', 'Language')}: {LANGUAGES[words().language]}")
        self.appearance.setText(tr("Settings", "Light") if theme().dark else tr("Settings", "Dark"))
        self.appearance.setAccessibleName(f"{tr('Settings', 'Appearance')}: {self.appearance.text()}")
        self.appearance.show_icon("sun" if theme().dark else "moon")
        retouch(self.appearance, "shown", theme().dark)

    def _open_languages(self) -> None:
        menu = QMenu(self)
        for code, name in LANGUAGES.items():
            menu.addAction(name).triggered.connect(lambda _checked=False, code=code: words().use(code))
        menu.popup(self.language.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


_TO_COME = ("neutral", "circle-dashed")


def _spoken(step: str, *, done: bool, now: bool) -> str:
    if done:
        return tr("Kit", "{step}, done", step=step)
    return tr("Kit", "{step}, at hand", step=step) if now else step
