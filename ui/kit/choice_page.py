"""Questions with a few large answers, used to begin: cards to choose from, places to name, progress, one verb."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMessageBox, QProgressBar, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.choice_card import ChoiceCard
from ui.kit.choice_fields import Place, PlaceFields
from ui.kit.choice_steps import ChoiceSteps
from ui.kit.declare import Text
from ui.kit.labels import emptied, label, tone_of
from ui.kit.logo import window_icon
from ui.kit.show import share
from ui.kit.words import follow_words, tr

SIZE, SMALLEST = (1120, 720), (1000, 680)


@dataclass(frozen=True, slots=True)
class Card:
    """One answer: title, sentence, a last line that says why where it is not possible, an icon, places it asks for."""

    key: str
    title: Text
    sentence: Text
    note: Text
    icon: str
    enabled: bool = True
    places: Sequence[Place] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """All words of such a question."""

    title: Text
    sentence: Text
    promise: Text
    steps: Sequence[Text]
    cards: Sequence[Card]
    verb: Text
    question: Text
    answer: Text
    step: int = 0


@dataclass(slots=True)
class _Asked:
    """The answers now on the page."""

    cards: dict[str, ChoiceCard] = field(default_factory=dict)
    fields: dict[str, PlaceFields] = field(default_factory=dict)


class ChoicePage(QWidget):
    """The page as a window of its own; `chosen` carries the key of the card."""

    chosen = Signal(str)
    left = Signal()
    back_wished = Signal()
    stop_wished = Signal()

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        self._choosing = choosing
        self._asked = _Asked()
        self._busy = False
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("RightsDesk")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.steps = ChoiceSteps(choosing.promise, choosing.steps)
        self.language, self.appearance = self.steps.language, self.steps.appearance
        self.go_on, self.quit = Button(kind="primary", icon="arrow-right"), Button()
        self.back, self.question = Button(kind="quiet", icon="arrow-left"), Button(kind="link")
        self.bar, self.told = QProgressBar(), label(size="small", tone="muted", wrap=True)
        self._title, self._sentence = label(size="figure", weight=600), label(tone="muted", wrap=True)
        self._group = QButtonGroup(self)
        self._answers = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.steps)
        row.addLayout(self._right(), 1)
        self._connect()
        self.ask(choosing)

    @property
    def cards(self) -> dict[str, ChoiceCard]:
        """The answers by key."""
        return self._asked.cards

    def ask(self, choosing: Choosing, chosen: str = "") -> None:
        """Put this question, with that answer marked, or the first one."""
        self._choosing = choosing
        emptied(self._answers)
        self._asked = _Asked()
        for card in choosing.cards:
            made = self.cards[card.key] = ChoiceCard(card.title, card.sentence, card.note, card.icon)
            made.setEnabled(card.enabled)
            made.setChecked(card.key == (chosen or choosing.cards[0].key))
            self._group.addButton(made)
            self._answers.addWidget(made)
            if card.places:
                fields = self._asked.fields[card.key] = PlaceFields(card.places)
                fields.changed.connect(self._forget_failure)
                self._answers.addWidget(fields)
        self._rest(on=False)
        self._show_fields()
        self._name()
        self.steps.show_step(choosing.step)
        self.cards[self.choice()].setFocus(Qt.FocusReason.OtherFocusReason)

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
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        fields = self._asked.fields.get(self.choice())
        if fields is not None:
            next(iter(fields.fields.values())).line.setFocus(Qt.FocusReason.OtherFocusReason)

    def choice(self) -> str:
        """The key of the marked card."""
        return next((key for key, card in self.cards.items() if card.isChecked()), "")

    def texts(self) -> dict[str, str]:
        """What was typed for the marked card, by the keys of its places."""
        fields = self._asked.fields.get(self.choice())
        return fields.texts() if fields is not None else {}

    def fields(self, card: str) -> PlaceFields:
        """The places of a card."""
        return self._asked.fields[card]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape stops or goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    # making

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(48, 44, 48, 28)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(10)
        self._answers.setSpacing(12)
        column.addLayout(self._answers)
        column.addStretch(1)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        self.bar.setTextVisible(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.question)
        row.addStretch(1)
        for button in (self.back, self.quit, self.go_on):
            row.addWidget(button)
        column.addLayout(row)
        return column

    def _connect(self) -> None:
        self.go_on.clicked.connect(lambda: self.chosen.emit(self.choice()))
        self.quit.clicked.connect(lambda: self.stop_wished.emit() if self._busy else self.left.emit())
        self.back.clicked.connect(self.back_wished)
        self.question.clicked.connect(self._answer)
        self._group.buttonToggled.connect(self._show_fields)
        follow_words(self, self._name)

    def _enter(self) -> None:
        """Enter means the button that has the keyboard, else the verb."""
        here = self.focusWidget()
        (here if isinstance(here, Button) else self.go_on).click()

    def _escape(self) -> None:
        if self._busy:
            self.stop_wished.emit()
        elif self._choosing.step:
            self.back_wished.emit()

    def _name(self) -> None:
        choosing = self._choosing
        self._title.setText(str(choosing.title))
        self._sentence.setText(str(choosing.sentence))
        self.question.setText(str(choosing.question))
        self.go_on.setText(str(choosing.verb))
        self.back.setText(tr("Kit", "Back"))
        self.quit.setText(tr("Kit", "Cancel") if self._busy else tr("Frame", "Quit"))

    def _answer(self) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(str(self._choosing.question))
        box.setText(str(self._choosing.answer))
        box.open()

    def _forget_failure(self) -> None:
        if not self._busy:
            self.told.setVisible(False)

    def _show_fields(self) -> None:
        for key, fields in self._asked.fields.items():
            fields.setVisible(key == self.choice())
        self._forget_failure()

    def _rest(self, *, on: bool) -> None:
        self._busy = on
        self.bar.setVisible(on)
        self.told.setVisible(on)
        self.go_on.setEnabled(not on)
        self.back.setVisible(bool(self._choosing.step) and not on)
        self.quit.setText(tr("Kit", "Cancel") if on else tr("Frame", "Quit"))
        for card in self._choosing.cards:
            self.cards[card.key].setEnabled(card.enabled and not on)
        for fields in self._asked.fields.values():
            fields.setEnabled(not on)
