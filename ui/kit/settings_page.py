"""A page of declared preferences, one under the other; each takes effect at once, there is no button to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.buttons import Tabs
from ui.kit.declare import Text
from ui.kit.labels import frame, label
from ui.kit.page import Page
from ui.kit.preferences import Preference
from ui.kit.theme import follow_theme
from ui.kit.words import follow_words


@dataclass(frozen=True, slots=True)
class Section:
    """Preferences that belong together, under a heading."""

    title: Text
    preferences: Sequence[Preference]


class SettingsPage(Page):
    """All sections from top to bottom, 720 pixels wide."""

    def __init__(self, title: Text, sections: Sequence[Section]) -> None:
        super().__init__()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        heading = label(size="title", weight=600)
        follow_words(heading, lambda: heading.setText(str(title)))
        column.addWidget(heading)
        for section in sections:
            column.addWidget(_SectionCard(section))
        column.addStretch(1)
        area = QScrollArea()
        follow_words(area, lambda: area.setAccessibleName(str(title)))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)


class _SectionCard(QFrame):
    def __init__(self, section: Section) -> None:
        super().__init__()
        self.setMaximumWidth(720)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        heading = label(size="lead", weight=600)
        follow_words(heading, lambda: heading.setText(str(section.title)))
        column.addWidget(heading)
        for preference in section.preferences:
            column.addWidget(preference_row(preference))


def preference_row(preference: Preference) -> QFrame:
    """One preference as a card: its name and sentence at the left, its choices at the right."""
    card = frame("card")
    row = QHBoxLayout(card)
    row.setContentsMargins(16, 12, 16, 12)
    words = QVBoxLayout()
    words.setSpacing(2)
    title, sentence = label(weight=600), label(size="small", tone="muted", wrap=True)
    words.addWidget(title)
    words.addWidget(sentence)
    row.addLayout(words, 1)
    tabs = Tabs()
    for choice in preference.choices:
        tabs.add(choice.value, str(choice.title))
    tabs.chosen.connect(preference.choose)
    row.addWidget(tabs, 0, Qt.AlignmentFlag.AlignVCenter)

    def say() -> None:
        title.setText(str(preference.title))
        sentence.setText(str(preference.sentence))
        tabs.setAccessibleName(str(preference.title))
        for choice in preference.choices:
            tabs.rename(choice.value, str(choice.title))

    follow_words(card, say)
    follow_words(card, lambda: tabs.show_choice(preference.now()))
    follow_theme(card, lambda: tabs.show_choice(preference.now()))
    return card
