"""Pages of the inspector for one row: facts, related rows, history."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rightsdesk.desk import Query, Reader
from ui.kit import show
from ui.kit.contents import attribute, line_of
from ui.kit.declare import Row, Stat, Tab
from ui.kit.labels import elided, label, line
from ui.kit.words import tr

MOST_ROWS = 60
"""Related rows and events shown; more stand in their own view."""
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
        self._values = []
        for number, fact in enumerate(facts):
            self._grid.addWidget(label(str(fact.caption), size="small", tone="muted"), number, 0, _TOP)
            value = label(wrap=True, tabular=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(value, number, 1)
            self._values.append(value)

    def show_row(self, row: Row) -> None:
        """What the row says."""
        for fact, value in zip(self._facts, self._values, strict=True):
            said = line_of(fact.content, row)
            value.setText(said.text or show.DASH)
            value.setProperty("tone", said.tone if said.tone in _STATES else "")


class LinesPage(QWidget):
    """Two-line entries below each other: related rows, or what happened to the row."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)

    def say(self, entries: Sequence[tuple[str, str]], empty: str) -> None:
        """Show these entries, or the words when there are none."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not entries:
            self._column.addWidget(label(empty, tone="muted", wrap=True))
        for first, second in entries:
            self._column.addWidget(elided(first, weight=500))
            self._column.addWidget(elided(second, size="small", tone="muted"))
            self._column.addWidget(line())


def related(reader: Reader, tab: Tab, row: Row) -> list[tuple[str, str]]:
    """On the reading thread: the first related rows of a tab, as two lines each."""
    where = tab.where.format_map(_Attributes(row))
    ids = reader.ids(Query(table=tab.table, where=where))
    rows = reader.rows(tab.table, ids[:MOST_ROWS])
    return [(_line(tab, one, first=True), _line(tab, one, first=False)) for one in rows]


def happened(reader: Reader, table: str, row: Row) -> list[tuple[str, str]]:
    """On the reading thread: the newest events of the row, what first, who and when below."""
    return [_event(event) for event in list(reader.history(table, row.id))[:MOST_ROWS]]


def empty_words(tab: Tab) -> str:
    """What is said instead of entries."""
    return tr("Inspector", "Nothing has happened yet") if tab.kind == "history" else tr("Inspector", "Nothing here yet")


def raw(row: Row) -> str:
    """All members of a row as text, for support."""
    members = {name: getattr(row, name) for name in getattr(row, "__slots__", ())}
    return json.dumps(members, indent=1, ensure_ascii=False, default=str)


_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class _Attributes(dict[str, str]):
    """Fills ``{vendor}`` in a filter from the row."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row

    def __missing__(self, name: str) -> str:
        return str(attribute(self._row, name) or "")


def _line(tab: Tab, row: Row, *, first: bool) -> str:
    content = tab.first if first else tab.second
    if content is not None:
        return line_of(content, row).text
    return str(attribute(row, "title" if first else "key") or "")


def _event(event: Any) -> tuple[str, str]:
    detail = event.detail if isinstance(event.detail, Mapping) else {}
    said = ", ".join(f"{name}: {value}" for name, value in list(detail.items())[:3] if not isinstance(value, dict))
    second = " · ".join(filter(None, (show.moment(event.at), str(event.actor), said)))
    return str(event.title or event.what), second
