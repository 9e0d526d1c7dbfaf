"""Pages of the inspector that list: counted reasons with the way to their rows, and what changed before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.buttons import Button, IconButton
from ui.kit.contents import attribute
from ui.kit.declare import Row
from ui.kit.declare_ways import Groups
from ui.kit.labels import elided, emptied, frame, label
from ui.kit.table_cells import paint_thumbnail
from ui.kit.thumbnail import Thumbnails
from ui.kit.toast import StateIcon
from ui.kit.words import tn, told, tr

PICTURE = QSize(40, 27)
PAGE = 12
"""Changes listed at a time."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One row of before and after: whose, which field, both values, and whether it went well."""

    title: str
    picture: str
    before: str
    after: str
    trouble: str = ""
    more: int = 0
    """The last entry says only how many there are in all, where not all are shown."""


class GroupsPage(QWidget):
    """One card for each reason; its button shows the rows behind it."""

    wished = Signal(str, str)
    """The place and the filter under which the rows of a reason are seen."""

    def __init__(self, groups: Groups) -> None:
        super().__init__()
        self._groups = groups
        self.links: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(8)

    def show_row(self, row: Row) -> None:
        """The reasons of that row."""
        emptied(self._column)
        self.links = []
        found: Sequence[Any] = attribute(row, self._groups.name) or ()  # type: ignore[assignment] # declared so
        if not found:
            self._column.addWidget(label(tr("Inspector", "Nothing failed"), tone="muted"))
        for code, sentence, count in found:
            self._column.addWidget(self._card(row, str(code), str(sentence), int(count)))
        self._column.addStretch(1)

    def _card(self, row: Row, code: str, sentence: str, count: int) -> QWidget:
        card = frame("card")
        line = QHBoxLayout(card)
        line.setContentsMargins(10, 8, 8, 8)
        line.setSpacing(10)
        line.addWidget(StateIcon("failed", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(show.number(count), weight=600, tabular=True))
        words.addWidget(label(told(sentence) or code, size="small", tone="muted", wrap=True))
        line.addLayout(words, 1)
        button = Button(tn("Inspector", "Select %n", count), kind="link")
        place = self._groups.places.get(str(attribute(row, self._groups.by)), self._groups.place)
        where = self._groups.where.replace("{code}", code)
        where = where.replace("{number}", str(attribute(row, "number")))
        button.clicked.connect(lambda: self.wished.emit(place, where))
        self.links.append(button)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return card


class ChangesPage(QWidget):
    """A small table: what, before, after; turned page by page where there are many."""

    turned = Signal()
    """Another page is wished: that which begins with ``start``."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.start = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        for column, part in ((1, 5), (2, 4), (3, 4)):
            self._grid.setColumnStretch(column, part)

    def say(self, entries: Sequence[Changed], empty: str) -> None:
        """Show these, or the words when there are none."""
        emptied(self._grid)
        if not entries:
            self._grid.addWidget(label(empty, tone="muted", wrap=True), 0, 0, 1, 5)
            return
        heads = (tr("Inspector", "Object"), tr("Inspector", "Before"), tr("Inspector", "After"))
        for column, words in enumerate(heads, 1):
            self._grid.addWidget(label(words, size="small", weight=500, tone="muted"), 0, column)
        for number, entry in enumerate(entries, 1):
            if entry.more:
                self._grid.addWidget(self._pager(number - 1, entry.more), number, 1, 1, 4)
            else:
                self._place(number, entry)
        self._grid.setRowStretch(len(entries) + 1, 1)

    def _pager(self, shown: int, total: int) -> QWidget:
        pager = QWidget()
        row = QHBoxLayout(pager)
        row.setContentsMargins(0, 2, 0, 0)
        first, last = self.start + 1, self.start + shown
        words = tr("Inspector", "{first} to {last} of {all}", first=first, last=last, all=total)
        row.addWidget(label(words, size="small", tone="muted", tabular=True))
        row.addStretch(1)
        for icon, name, start in (
            ("chevron-left", tr("Inspector", "Earlier rows"), max(0, self.start - PAGE)),
            ("chevron-right", tr("Inspector", "Further rows"), self.start + PAGE),
        ):
            button = IconButton(icon, name, size=26)
            button.setEnabled(start != self.start and start < total)
            button.clicked.connect(lambda _checked=False, start=start: self._turn(start))
            row.addWidget(button)
        return pager

    def _turn(self, start: int) -> None:
        self.start = start
        self.turned.emit()

    def _place(self, number: int, entry: Changed) -> None:
        self._grid.addWidget(Small(entry.picture, self._thumbnails), number, 0)
        self._grid.addWidget(elided(entry.title), number, 1)
        self._grid.addWidget(elided(entry.before, tone="muted"), number, 2)
        after = elided(entry.trouble or entry.after, weight=400 if entry.trouble else 600)
        if entry.trouble:
            after.setProperty("tone", "failed")
        self._grid.addWidget(after, number, 3)
        self._grid.addWidget(StateIcon("failed" if entry.trouble else "ok", 16), number, 4)


class Small(QWidget):
    """One small picture, nothing where there is none."""

    def __init__(self, key: str, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._key, self._thumbnails = key, thumbnails
        self.setFixedSize(PICTURE if key else QSize(0, 24))
        thumbnails.arrived.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture with round corners."""
        if self._key:
            paint_thumbnail(QPainter(self), self.rect(), self._key, self._thumbnails, self.devicePixelRatioF())
