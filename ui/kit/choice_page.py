"""One question with a few large answers, used to begin: cards to choose from, progress, and the likings at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui.kit.buttons import Button
from ui.kit.choice_card import ChoiceCard
from ui.kit.declare import Text
from ui.kit.labels import frame, label, tone_of
from ui.kit.logo import Logo, window_icon
from ui.kit.show import share
from ui.kit.theme import theme
from ui.kit.toast import StateIcon
from ui.kit.words import LANGUAGES, follow_words, tr, words


@dataclass(frozen=True, slots=True)
class Card:
    """One answer: title, sentence, a last line that is the reason when it is not possible, and an icon."""

    key: str
    title: Text
    sentence: Text
    note: Text
    icon: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Choosing:
    """All words of such a page."""

    title: Text
    sentence: Text
    promise: Text
    steps: Sequence[Text]
    cards: Sequence[Card]
    verb: Text
    question: Text
    answer: Text


class ChoicePage(QWidget):
    """The page as a window of its own; `chosen` carries the key of the card."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        self._choosing = choosing
        self._said: list[tuple[QLabel | Button, Text]] = []
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("RightsDesk")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(1000, 680)
        self.resize(1100, 720)
        self.language, self.appearance = Button(kind="quiet", icon="languages"), Button(kind="quiet", icon="moon")
        self.go_on, self.quit = Button(kind="primary", icon="arrow-right"), Button()
        self.bar, self.told = QProgressBar(), label(size="small", tone="muted", wrap=True)
        self.cards: dict[str, ChoiceCard] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addLayout(self._right(), 1)
        self._connect()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """What is being made, in numbers; the cards rest meanwhile."""
        self._rest(on=True)
        tone_of(self.told, "muted")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.told.setText(f"{words} · {share(done, total)}" if total else words)

    def show_failure(self, sentence: str) -> None:
        """What went wrong, in its own sentence; everything can be tried again."""
        self._rest(on=False)
        tone_of(self.told, "failed")
        self.told.setText(sentence)
        self.told.setVisible(True)

    def choice(self) -> str:
        """The key of the marked card."""
        return next((key for key, card in self.cards.items() if card.isChecked()), "")

    def _left(self) -> QFrame:
        side = frame("nav")
        side.setFixedWidth(330)
        column = QVBoxLayout(side)
        column.setContentsMargins(32, 40, 24, 24)
        column.setSpacing(8)
        column.addWidget(Logo(54, "nav"))
        column.addSpacing(12)
        column.addWidget(label("RightsDesk", size="figure", weight=600))
        column.addWidget(self._say(label(tone="muted", wrap=True), self._choosing.promise))
        column.addSpacing(20)
        for number, step in enumerate(self._choosing.steps):
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(
                StateIcon("neutral" if number else "pending", 18, "circle-dashed" if number else "circle-dot")
            )
            words = label(weight=400 if number else 600, tone="muted" if number else "")
            line.addWidget(self._say(words, step), 1)
            column.addLayout(line)
            column.addSpacing(6)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.language)
        foot.addWidget(self.appearance)
        foot.addStretch(1)
        column.addLayout(foot)
        return side

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(48, 40, 28, 28)
        column.setSpacing(12)
        column.addWidget(self._say(label(size="figure", weight=600), self._choosing.title))
        column.addWidget(self._say(label(tone="muted"), self._choosing.sentence))
        column.addSpacing(6)
        group = QButtonGroup(self)
        for card in self._choosing.cards:
            made = self.cards[card.key] = ChoiceCard(card.title, card.sentence, card.note, card.icon)
            made.setEnabled(card.enabled)
            made.setChecked(card is self._choosing.cards[0])
            group.addButton(made)
            column.addWidget(made)
        column.addStretch(1)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        self.bar.setTextVisible(False)
        column.addLayout(self._foot())
        self._rest(on=False)
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        question = Button(kind="link")
        question.clicked.connect(self._answer)
        row.addWidget(self._say(question, self._choosing.question))
        row.addStretch(1)
        row.addWidget(self.quit)
        row.addWidget(self._say(self.go_on, self._choosing.verb))
        return row

    def _connect(self) -> None:
        self.language.clicked.connect(self._open_languages)
        self.appearance.clicked.connect(theme().toggle)
        self.go_on.clicked.connect(lambda: self.chosen.emit(self.choice()))
        self.quit.clicked.connect(self.left)
        self.go_on.setDefault(True)
        theme().changed.connect(self._name)
        follow_words(self, self._name)

    def _say(self, part: QLabel | Button, text: Text) -> QLabel | Button:
        self._said.append((part, text))
        return part

    def _name(self) -> None:
        for part, text in self._said:
            part.setText(str(text))
        self.quit.setText(tr("Frame", "Quit"))
        self.language.setText(LANGUAGES[words().language])
        self.appearance.setText(tr("Settings", "Light") if theme().dark else tr("Settings", "Dark"))
        self.appearance.show_icon("sun" if theme().dark else "moon")

    def _open_languages(self) -> None:
        menu = QMenu(self)
        for code, name in LANGUAGES.items():
            menu.addAction(name).triggered.connect(lambda _checked=False, code=code: words().use(code))
        menu.popup(self.language.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _answer(self) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(str(self._choosing.question))
        box.setText(str(self._choosing.answer))
        box.open()

    def _rest(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        self.told.setVisible(on)
        self.go_on.setEnabled(not on)
        for card in self._choosing.cards:
            self.cards[card.key].setEnabled(card.enabled and not on)
