"""What happened to a row, newest first, each change with the way back to the value that stood before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.desk import Reader
from ui.kit.buttons import Button
from ui.kit.contents import attribute
from ui.kit.declare import Row, Tab
from ui.kit.inspector_asking import MOST_ROWS, told_event, told_values
from ui.kit.labels import elided, emptied, label, line, plain_tip
from ui.kit.words import tr


@dataclass(frozen=True, slots=True)
class Happened:
    """One event: its name, who and when with what changed, and the values before it that can be set again.

    ``back`` says those values; where they stand now anyway, ``before`` is empty.
    """

    title: str
    note: str
    before: Mapping[str, Any] = field(default_factory=dict)
    back: str = ""


def happened(reader: Reader, table: str, tab: Tab, row: Row) -> list[Happened]:
    """The events of a row; wishes are left out once something came of them. Asked on the reading thread."""
    events = list(reader.history(table, row.id))
    answered: set[object] = set()
    found = []
    for event in events:
        wish = str(event.what).endswith("-requested")
        if not wish or event.batch not in answered:
            found.append(_told(event, tab, row))
        if not wish:
            answered.add(event.batch)
    return found[:MOST_ROWS]


def _told(event: Any, tab: Tab, row: Row) -> Happened:
    title, note, _ = told_event(event)
    before = event.detail.get("before") if isinstance(event.detail, Mapping) else None
    values = before if isinstance(before, Mapping) else {}
    changed = any(_plain(attribute(row, name)) != _plain(value) for name, value in values.items())
    if tab.restore is None or not changed or tab.restore(values) is None:
        return Happened(title, note)
    return Happened(title, note, values, told_values(values))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, (tuple, list)) else value


class HistoryPage(QWidget):
    """Entries below each other; a button restores what stood before."""

    restore_wished = Signal(object)
    """The entry whose earlier values shall stand again."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self._locked = ""
        self._entries: tuple[Sequence[Happened], str] = ((), "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)

    def lock(self, reason: str) -> None:
        """Why nothing can be restored now; empty if it can."""
        if reason != self._locked:
            self._locked = reason
            self.say(*self._entries)

    def say(self, entries: Sequence[Happened], empty: str) -> None:
        """Show these entries, or the words when there are none."""
        self._entries = (entries, empty)
        emptied(self._column)
        self.buttons = []
        if not entries:
            self._column.addWidget(label(empty, tone="muted", wrap=True))
        for entry in entries:
            self._column.addWidget(self._entry(entry))
            self._column.addWidget(line())
        self._column.addStretch(1)

    def _entry(self, entry: Happened) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(elided(entry.title, weight=500), 1)
        if entry.before:
            head.addWidget(self._button(entry), 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(head)
        note = label(entry.note, size="small", tone="muted", wrap=True)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(note)
        return made

    def _button(self, entry: Happened) -> Button:
        button = Button(tr("History", "Restore this value"), kind="link", icon="rotate-ccw")
        button.setProperty("small", "true")
        what = self._locked or tr("History", "Set again: {values}", values=entry.back)
        button.setToolTip(plain_tip(what))
        button.setAccessibleName(f"{button.text()}: {entry.back}")
        button.setAccessibleDescription(what)
        button.setEnabled(not self._locked)
        button.clicked.connect(lambda: self.restore_wished.emit(entry))
        self.buttons.append(button)
        return button
