"""One setting as a card: its name, its sentence and when it is in force at the left, the choice at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button, IconButton, Tabs
from ui.kit.labels import elided, frame, label
from ui.kit.preferences import Amount, AnyPreference, Folder, Part, Preference
from ui.kit.show import number
from ui.kit.theme import follow_theme
from ui.kit.words import follow_words, tr

WIDE = 420
"""Choices wider than this stand below the words instead of beside them."""


def preference_row(preference: Preference) -> QFrame:
    """A choice; a change made elsewhere is shown here, too."""
    tabs = Tabs()
    for choice in preference.choices:
        tabs.add(choice.value, str(choice.title))
    usual = preference.usual
    card = _Card(preference, tabs, (lambda: preference.now() != usual()) if usual else None)

    def choose(value: str) -> None:
        preference.choose(value)
        show()

    def show() -> None:
        tabs.show_choice(preference.now())
        card.refresh()

    def say() -> None:
        tabs.setAccessibleName(str(preference.title))
        for choice in preference.choices:
            tabs.rename(choice.value, str(choice.title))

    tabs.chosen.connect(choose)
    card.reset_wished = (lambda: choose(usual())) if usual else None
    follow_words(card, say)
    follow_words(card, show)
    follow_theme(card, show)
    return card


def amount_row(amount: Amount) -> QFrame:
    """A number; it is in force when the field is left or Enter pressed."""
    side, box, unit = QWidget(), QLineEdit(), label(tone="muted")
    row = QHBoxLayout(side)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(box)
    row.addWidget(unit)
    box.setValidator(QIntValidator(0, amount.limits[1] * 10, box))
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(96)
    card = _Card(amount, side, lambda: amount.now() != amount.usual)

    def put(value: int) -> None:
        least, most = amount.limits
        amount.choose(max(least, min(most, value)))
        show()

    def show() -> None:
        box.setText(str(amount.now()))
        card.refresh()

    def say() -> None:
        least, most = (number(limit) for limit in amount.limits)
        box.setAccessibleName(f"{amount.title} ({amount.unit})")
        box.setToolTip(tr("Settings", "From {least} to {most}", least=least, most=most))
        unit.setText(str(amount.unit))

    box.editingFinished.connect(lambda: put(int(box.text() or amount.now())))
    card.reset_wished = lambda: put(amount.usual)
    follow_words(card, say)
    show()
    return card


def folder_row(folder: Folder) -> QFrame:
    """A place on this computer, to be opened or copied."""
    side = QWidget()
    row = QHBoxLayout(side)
    row.setContentsMargins(0, 0, 0, 0)
    shown = elided(folder.path(), size="small", tone="muted")
    shown.setMinimumWidth(180)
    open_it, copy = Button(icon="folder-open"), IconButton("copy", "")
    open_it.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder.path())))
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(folder.path()))
    row.addWidget(shown, 1)
    row.addWidget(open_it)
    row.addWidget(copy)
    card = _Card(folder, side, None)

    def say() -> None:
        open_it.setText(tr("Settings", "Open folder"))
        open_it.setAccessibleName(f"{open_it.text()}: {folder.title}")
        copy.call(tr("Settings", "Copy the path: {name}", name=str(folder.title)))

    follow_words(card, say)
    return card


def part_row(part: Part) -> QFrame:
    """A part of its own, below its words and as wide as the page."""
    made = part.make()
    card = _Card(part, made, None, below=True)
    follow_words(card, lambda: made.setAccessibleName(str(part.title)))
    return card


def row_of(one: AnyPreference) -> QFrame:
    """The card for any kind of setting."""
    if isinstance(one, Preference):
        return preference_row(one)
    if isinstance(one, Amount):
        return amount_row(one)
    return folder_row(one) if isinstance(one, Folder) else part_row(one)


class _Card(QFrame):
    def __init__(
        self, one: AnyPreference, side: QWidget, is_changed: Callable[[], bool] | None, *, below: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._one, self._is_changed = one, is_changed
        self.reset_wished: Callable[[], object] | None = None
        self._title, self._sentence = label(weight=600), label(size="small", tone="muted", wrap=True)
        self.reset = IconButton("rotate-ccw", "", size=28)
        self.reset.clicked.connect(self._wish)
        across = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        across.addLayout(words, 1)
        whole: QLayout = across
        if below or side.sizeHint().width() > WIDE:
            column = QVBoxLayout()
            column.setSpacing(8)
            across.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(across)
            column.addWidget(side)
            whole = column
        else:
            across.addWidget(side, 0, Qt.AlignmentFlag.AlignVCenter)
            across.addWidget(self.reset)
        whole.setContentsMargins(16, 12, 12, 12)
        self.setLayout(whole)
        follow_words(self, self._say)
        self.refresh()

    def refresh(self) -> None:
        """Offer to reset only what was changed."""
        self.reset.setVisible(self._is_changed is not None and self._is_changed())

    def _wish(self) -> None:
        if self.reset_wished is not None:
            self.reset_wished()

    def _say(self) -> None:
        self._title.setText(str(self._one.title))
        self._sentence.setText(f"{self._one.sentence} {self._one.when}".strip())
        self.reset.call(tr("Settings", "Reset: {name}", name=str(self._one.title)))


def frame_of_nothing() -> QFrame:
    """What stands where no setting fits the search."""
    card = frame("card")
    row = QHBoxLayout(card)
    words = label(tone="muted")
    row.addWidget(words)
    follow_words(card, lambda: words.setText(tr("Settings", "No setting has these words.")))
    return card
