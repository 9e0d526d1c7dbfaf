"""A page of declared settings with a search over their words in every language; there is no button to confirm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from ui.kit.actions import action
from ui.kit.declare import Text
from ui.kit.labels import label
from ui.kit.page import Page
from ui.kit.palette import fits
from ui.kit.preferences import AnyPreference, Preference
from ui.kit.setting_rows import frame_of_nothing, preference_row, row_of
from ui.kit.words import LANGUAGES, Phrase, catalogue, follow_words, phrase, tr

__all__ = ["Section", "SettingsPage", "haystack", "preference_row"]

PLACE = "section:"
"""Begins a filter that leads to a section instead of searching."""
LIST_WIDTH, WIDEST = 200, 760


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together, under a heading; `key` leads here from elsewhere."""

    title: Text
    preferences: Sequence[AnyPreference]
    key: str = ""


class SettingsPage(Page):
    """Sections at the left, their settings at the right, the search above both."""

    def __init__(self, title: Text, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections, self._title = tuple(sections), title
        self._rows: list[tuple[Section, str, QFrame]] = []
        self._headings: dict[int, Widget] = {}
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.search.textChanged.connect(self.show_fitting)
        self.list = QListWidget()
        self.list.setProperty("role", "clear")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.currentRowChanged.connect(self._scroll_to)
        self._area = QScrollArea()
        self._nothing = frame_of_nothing()
        self._aimed = -1
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._scroll_to(self._aimed))
        self._build(title)
        made = action(self, phrase("Settings", "Search the settings"), self.search.setFocus, keys="Ctrl+F")
        made.setObjectName("settings.search")
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        follow_words(self, self._say)

    def filter_by(self, where: str) -> None:
        """Search for these words, or lead to a section: `section:keyboard`."""
        if where.startswith(PLACE):
            self.search.clear()
            keys = [section.key for section in self._sections]
            key = where.removeprefix(PLACE)
            self.list.setCurrentRow(keys.index(key) if key in keys else 0)
            # A page that was just made has its places later, and grows while the keys are listed.
            self._aimed = self.list.currentRow()
        else:
            self.search.setText(where)

    def show_fitting(self, typed: str) -> None:
        """Show only the settings that have these words in any language."""
        seen: set[int] = set()
        for section, words, row in self._rows:
            fitting = fits(words, typed)
            row.setVisible(fitting)
            if fitting:
                seen.add(self._sections.index(section))
        for number, heading in self._headings.items():
            heading.setVisible(number in seen)
            item = self.list.item(number)
            item.setHidden(number not in seen)
        self._nothing.setVisible(not seen)

    def shown(self) -> list[str]:
        """The titles of the settings that are shown now."""
        return [str(one.title) for (_, _, row), one in zip(self._rows, self._all(), strict=True) if not row.isHidden()]

    def _all(self) -> list[AnyPreference]:
        return [one for section in self._sections for one in section.preferences]

    def _scroll_to(self, row: int) -> None:
        heading = self._headings.get(row)
        if heading is not None:
            bar = self._area.verticalScrollBar()
            wanted = max(0, heading.y() - 8)
            bar.setValue(min(bar.maximum(), wanted))
            if 0 < wanted <= bar.maximum():
                self._aimed = -1

    def _build(self, title: Text) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 10)
        heading = label(size="title", weight=600)
        follow_words(heading, lambda: heading.setText(str(title)))
        head.addWidget(heading)
        head.addSpacing(16)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        whole.addLayout(head)
        across = QHBoxLayout()
        across.setContentsMargins(12, 0, 0, 0)
        across.addWidget(self.list)
        across.addWidget(self._scrolled(), 1)
        whole.addLayout(across, 1)

    def _scrolled(self) -> QScrollArea:
        inner = Widget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 0, 24, 24)
        column.setSpacing(8)
        for number, section in enumerate(self._sections):
            self.list.addItem(_item(str(section.title)))
            heading = self._headings[number] = _heading(section.title)
            column.addWidget(heading)
            for one in section.preferences:
                row = row_of(one)
                row.setMaximumWidth(WIDEST)
                self._rows.append((section, haystack(section, one), row))
                column.addWidget(row)
        column.addWidget(self._nothing)
        self._nothing.hide()
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inner)
        return self._area

    def _say(self) -> None:
        self.search.setPlaceholderText(tr("Settings", "Search the settings"))
        self.search.setAccessibleName(tr("Settings", "Search the settings"))
        self.list.setAccessibleName(tr("Settings", "Sections"))
        self._area.setAccessibleName(str(self._title))
        for number, section in enumerate(self._sections):
            self.list.item(number).setText(str(section.title))


def haystack(section: Section, one: AnyPreference) -> str:
    """All words of a setting in every language: who does not know what it is called here may know it elsewhere."""
    texts: list[Text] = [section.title, one.title, one.sentence, one.also]
    if isinstance(one, Preference):
        texts += [choice.title for choice in one.choices]
    return " ".join(dict.fromkeys(_everywhere(texts)))


def _everywhere(texts: Sequence[object]) -> Iterator[str]:
    for text in texts:
        if isinstance(text, Phrase):
            yield text.literal
            for language in LANGUAGES:
                said = catalogue(language).get(text.context, {}).get(text.literal, "")
                yield said if isinstance(said, str) else " ".join(said)
        else:
            yield str(text)


def _heading(title: Text) -> Widget:
    made = label(size="lead", weight=600)
    made.setContentsMargins(0, 8, 0, 0)
    follow_words(made, lambda: made.setText(str(title)))
    return made


def _item(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setSizeHint(QSize(LIST_WIDTH - 16, 32))
    return item
