"""The pane at the left of a table: the days ahead above, the groups below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.kit import tokens
from ui.kit.buttons import Button
from ui.kit.declare import Text
from ui.kit.declare_side import Side
from ui.kit.group_pane import GroupPane
from ui.kit.labels import label, line
from ui.kit.month_strip import MonthStrip
from ui.kit.words import follow_words, tr

EDGE = 16


class SidePane(QFrame):
    """Shows what it is told; what is picked in it goes out as terms of a field."""

    wished = Signal(str, str)
    """A field of the filter, and the terms that it shall have; empty to let them go."""

    def __init__(self, side: Side, noun: Text) -> None:
        super().__init__()
        self._side = side
        self.setFixedWidth(tokens.SIDE_PANE)
        self.strip = MonthStrip(side.column, noun, side.title, side.empty) if side.column else None
        self.groups = GroupPane(side.groups) if side.groups else None
        self._heading = label(size="small", weight=600, tone="muted")
        self._words = label(size="small", tone="muted", wrap=True)
        # Room for both lines from the start, so that nothing moves while days are chosen.
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._clear = Button(kind="link")
        self._build()
        follow_words(self, self._say)

    def show_filter(self, today: date, where: str) -> None:
        """Mark the days that the filter in force narrows to."""
        if self.strip is not None:
            self.strip.show_filter(today, where)

    def _build(self) -> None:
        row, inner = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        inner.setContentsMargins(EDGE, 4, EDGE - 4, 8)
        inner.setSpacing(6)
        row.addLayout(inner, 1)
        row.addWidget(line(upright=True))
        if self.strip is not None:
            inner.addLayout(self._head(self.strip))
            inner.addWidget(self.strip)
            inner.addWidget(self._words)
        if self.strip is not None and self.groups is not None:
            inner.addSpacing(4)
            inner.addWidget(line())
            inner.addSpacing(4)
        if self.groups is not None:
            inner.addWidget(self.groups, 1)
            self.groups.wished.connect(self.wished)
        else:
            inner.addStretch(1)

    def _head(self, strip: MonthStrip) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._clear)
        self._clear.clicked.connect(strip.clear)
        strip.wished.connect(lambda terms: self.wished.emit(self._side.column, terms))
        strip.said.connect(self._say_days)
        return head

    def _say_days(self) -> None:
        if self.strip is not None:
            self._words.setText(self.strip.words())
            # It keeps its place, so that nothing moves under the pointer.
            self._clear.setEnabled(self.strip.chosen is not None)

    def _say(self) -> None:
        self.setAccessibleName(tr("Side", "Days and groups"))
        self._heading.setText(str(self._side.title))
        self._clear.setText(tr("Side", "Clear"))
        self._clear.setAccessibleName(tr("Side", "Clear the chosen days"))
        self._say_days()
