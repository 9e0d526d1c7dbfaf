"""What happened to a row, newest first, each change with the way back to the value that stood before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rightsdesk.desk import Reader
from ui.kit.buttons import Button
from ui.kit.contents import attribute
from ui.kit.declare import Order, Row, Tab
from ui.kit.inspector_asking import MOST_ROWS, told_event, told_values
from ui.kit.labels import elided, emptied, label, line, plain_tip
from ui.kit.words import tr


@dataclass(frozen=True, slots=True)
class Happened:
    """One event: its name, who and when with what changed, and the order that lets the values before it stand again.

    ``back`` says those values; where they stand now anyway there is no order.
    """

    title: str
    note: str
    order: Order | None = None
    back: str = ""


def happened(reader: Reader, table: str, tab: Tab, row: Row) -> list[Happened]:
    """The events of a row; wishes are left out once something came of them. Asked on the reading thread."""
    events = list(reader.history(table, row.id))
    # Facts of a batch are written by whoever works; the wish before them knows whose they are.
    people = {event.batch: event.actor for event in events if _is_wish(event)}
    answered = {event.batch for event in events if not _is_wish(event)}
    shown = [event for event in events if not (_is_wish(event) and event.batch in answered)]
    return [_told(event, people, tab, row) for event in shown[:MOST_ROWS]]


def _is_wish(event: Any) -> bool:
    return str(event.what).endswith("-requested")


def _told(event: Any, people: Mapping[str | None, str], tab: Tab, row: Row) -> Happened:
    title, note, _ = told_event(event, people.get(event.batch, event.actor))
    found = tab.restore(event) if tab.restore is not None else None
    if found is None or all(_plain(attribute(row, name)) == _plain(value) for name, value in found.values.items()):
        return Happened(title, note)
    return Happened(title, note, found.order, told_values(found.values))


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
        column.addWidget(elided(entry.title, weight=500))
        note = label(entry.note, size="small", tone="muted", wrap=True)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(note)
        if entry.order is not None:
            column.addWidget(self._button(entry), 0, Qt.AlignmentFlag.AlignLeft)
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
