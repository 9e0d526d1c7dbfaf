"""The foot of the inspector: what would happen, and the buttons that make it happen, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.actions import spelled
from ui.kit.buttons import Button
from ui.kit.declare import Feature
from ui.kit.impact import ImpactLines
from ui.kit.key_hints import KeyHints
from ui.kit.labels import frame, label, plain_tip
from ui.kit.pills import Keycap

PRIMARY_KEYS = "Ctrl+Return"
MARGIN = 16
ACROSS = 3
"""Buttons in a row where decisions stand side by side."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One button: its key, the words with the count, and why it is grey if it is."""

    key: str
    words: str
    icon: str = ""
    reason: str = ""
    """Why it cannot be done now; empty means it can."""
    danger: bool = False
    """Readers or vendors see the effect at once: red."""


class Foot(QWidget):
    """Impact lines, one main button, the others plain below it, and the note that nothing is final."""

    taken = Signal(str)

    def __init__(self, feature: Feature) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = frame("foot")
        outer.addWidget(ground)
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(MARGIN, 10, MARGIN, 10)
        self._column.setSpacing(8)
        self.impact = ImpactLines(feature.impacts)
        self._trouble = label(size="small", tone="failed", wrap=True)
        self._trouble.hide()
        self._buttons: list[Button] = []
        self._offers: tuple[Offer, ...] = ()
        # Of a review all decisions stand side by side, the one that goes on at the right.
        across = feature.review is not None
        self._across = across
        self._places: QVBoxLayout | QGridLayout = QGridLayout() if across else QVBoxLayout()
        self._places.setSpacing(8 if across else 6)
        note = QHBoxLayout()
        self._note = label(size="small", tone="muted")
        self._key = Keycap("")
        note.addWidget(self._note, 1)
        note.addWidget(self._key)
        self._column.addWidget(self.impact)
        self._column.addWidget(self._trouble)
        self._column.addLayout(self._places)
        self._column.addLayout(note)
        if feature.review is not None:
            self._column.addWidget(KeyHints(feature.review.hints))
        self.offer((), "")

    def offer(self, offers: Sequence[Offer], note: str) -> None:
        """Show these buttons, the first as the main one."""
        self.setVisible(bool(offers))
        self._note.setText(offers[0].reason if self._across and offers and offers[0].reason else note)
        self._key.setVisible(not self._across)
        self._key.say(spelled(PRIMARY_KEYS).replace("Return", "↵").replace("+", " "))
        if tuple(offers) == self._offers:
            return
        keys = [offer.key for offer in offers]
        if keys != [offer.key for offer in self._offers]:
            self._rebuild(offers)
        self._offers = tuple(offers)
        for button, offer in zip(self._buttons, offers, strict=True):
            button.setText(offer.words.replace("&", "&&"))
            button.setEnabled(not offer.reason)
            button.setToolTip(plain_tip(offer.reason))
            button.setAccessibleDescription(offer.reason)
        self._place_across()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, other rows of buttons."""
        super().resizeEvent(event)
        self._place_across()

    def complain(self, sentence: str) -> None:
        """Say why the last try did not work; empty takes it away."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def main(self) -> Offer | None:
        """The offer of the main button."""
        return self._offers[0] if self._offers else None

    def button(self, key: str) -> Button | None:
        """The button of an offer."""
        return next((one for one, offer in zip(self._buttons, self._offers, strict=True) if offer.key == key), None)

    def _rebuild(self, offers: Sequence[Offer]) -> None:
        for button in self._buttons:
            self._places.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for number, offer in enumerate(offers):
            button = Button(kind="danger" if offer.danger else "plain" if number else "primary", icon=offer.icon)
            button.setMinimumHeight(32)
            button.clicked.connect(lambda _checked=False, key=offer.key: self.taken.emit(key))
            if not self._across:
                self._places.addWidget(button)
            self._buttons.append(button)

    def _place_across(self) -> None:
        """The main one at the right end of the first row, or in a row of its own where its words would be cut."""
        if not isinstance(self._places, QGridLayout):
            return
        first = self._buttons[:ACROSS]
        needed = sum(button.sizeHint().width() for button in first) + self._places.spacing() * max(0, len(first) - 1)
        own_row = int(len(first) > 1 and needed > self.width() - 2 * MARGIN)
        across = min(ACROSS, len(self._buttons) - 1) if own_row else ACROSS
        for column in range(ACROSS):
            self._places.setColumnStretch(column, int(column == across - 1))
        for number, button in enumerate(self._buttons):
            self._places.removeWidget(button)
            if own_row and not number:
                self._places.addWidget(button, 0, 0, 1, across)
            else:
                row, column = divmod(number - own_row, across)
                self._places.addWidget(button, row + own_row, across - 1 - column)
