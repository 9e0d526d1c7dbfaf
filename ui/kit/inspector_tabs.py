"""Pages of the inspector for one row: facts, related rows, history."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.buttons import Button
from ui.kit.contents import line_of
from ui.kit.declare import Row, Stat, Tab
from ui.kit.labels import elided, emptied, label, line
from ui.kit.words import follow_words, tr

_STATES = frozenset(("ok", "warning", "failed", "pending", "review", "neutral"))


class FactsPage(QWidget):
    """Captions and values that cannot be edited here."""

    def __init__(self, facts: Sequence[Stat]) -> None:
        super().__init__()
        self._facts = facts
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setVerticalSpacing(7)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._values, self._captions = [], []
        for number in range(len(facts)):
            self._captions.append(label(size="small", tone="muted"))
            self._grid.addWidget(self._captions[-1], number, 0, _TOP)
            value = label(wrap=True, tabular=True)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(value, number, 1)
            self._values.append(value)
        self._grid.setRowStretch(len(facts), 1)
        follow_words(self, self._say)

    def _say(self) -> None:
        for fact, caption in zip(self._facts, self._captions, strict=True):
            caption.setText(str(fact.caption))

    def show_row(self, row: Row) -> None:
        """What the row says."""
        for fact, value in zip(self._facts, self._values, strict=True):
            said = line_of(fact.content, row)
            value.setText(said.text or show.DASH)
            value.setProperty("tone", said.tone if said.tone in _STATES else "")


class LinesPage(QWidget):
    """Two-line entries below each other: related rows, or what happened to the row."""

    all_wished = Signal()
    """The rows shall be seen in their own place."""

    def __init__(self, *, place: bool = False) -> None:
        super().__init__()
        self._place = place
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)

    def say(self, entries: Sequence[tuple[str, str, str]], empty: str) -> None:
        """Show these entries, or the words when there are none."""
        emptied(self._column)
        if not entries:
            self._column.addWidget(label(empty, tone="muted", wrap=True))
        for first, second, aside in entries:
            self._column.addWidget(_entry(first, second, aside))
            self._column.addWidget(line())
        if entries and self._place:
            button = Button(tr("Inspector", "Show in their list"), kind="link", icon="arrow-up-right")
            button.clicked.connect(self.all_wished)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)


def empty_words(tab: Tab) -> str:
    """What is said instead of entries."""
    return tr("Inspector", "Nothing has happened yet") if tab.kind == "history" else tr("Inspector", "Nothing here yet")


class RawPage(QWidget):
    """All members of a row as text, for support."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setMinimumHeight(220)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._text)
        self.copy = Button(kind="link", icon="copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        follow_words(self, self._say)

    def say(self, entries: Sequence[str], _empty: str) -> None:
        """The event itself, where the row stands for one."""
        if entries:
            self._text.setPlainText("\n".join(entries))

    def _say(self) -> None:
        self.copy.setText(tr("Inspector", "Copy as JSON"))
        self._text.setAccessibleName(tr("Inspector", "Raw event"))

    def show_row(self, row: Row) -> None:
        """As JSON."""
        members = {name: getattr(row, name) for name in getattr(row, "__slots__", ())}
        self._text.setPlainText(json.dumps(members, indent=1, ensure_ascii=False, default=str))


_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def _entry(first: str, second: str, aside: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(elided(first, weight=500))
    words.addWidget(elided(second, size="small", tone="muted"))
    row.addLayout(words, 1)
    if aside:
        row.addWidget(label(aside, weight=500, tabular=True))
    return made
