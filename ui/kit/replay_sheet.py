"""Differing rows side by side: table, row, column, what stands there now, what the events say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rightsdesk.desk import Differing, Trial
from ui.kit import show
from ui.kit.buttons import Button, Tabs
from ui.kit.labels import label, plain_tip
from ui.kit.words import tn, tr

WIDTH, HEIGHT = 960, 560
WIDTHS = (110, 170, 150, 230)


class ReplaySheet(QDialog):
    """One line for each column that differs; the rows of one table at a time where there are several."""

    def __init__(self, trial: Trial, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._trial = trial
        self.setWindowTitle(tr("Compare", "Differing rows"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, min(HEIGHT, max(320, owner.window().height() - 80)))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(tn("Compare", "%n row(s) differ", trial.differing), size="title", weight=600))
        column.addWidget(self._tabs())
        self.list = self._table()
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(self._told_of(), size="small", tone="muted"), 1)
        close = Button(tr("Compare", "Close"), kind="primary")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
        self.show_table("")

    def show_table(self, table: str) -> None:
        """The rows of that table; empty for all of them."""
        wanted = [one for one in self._trial.examples if table in ("", one.table)]
        lines = [line for one in wanted for line in _lines(one)]
        self.list.setRowCount(len(lines))
        for number, line in enumerate(lines):
            for place, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.list.setItem(number, place, item)

    def _tabs(self) -> Tabs:
        tabs = Tabs()
        tabs.add("", tr("Compare", "All"))
        tabs.count("", show.number(self._trial.differing))
        for table, count in self._trial.counts.items():
            if count:
                tabs.add(table, table)
                tabs.count(table, show.number(count))
        tabs.chosen.connect(self.show_table)
        return tabs

    def _table(self) -> QTableWidget:
        heads = (
            tr("Compare", "Table"),
            tr("Compare", "Row"),
            tr("Compare", "Column"),
            tr("Compare", "Now"),
            tr("Compare", "Rebuilt"),
        )
        made = QTableWidget(0, len(heads))
        made.setHorizontalHeaderLabels(heads)
        made.setAccessibleName(tr("Compare", "Differing rows"))
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.verticalHeader().hide()
        made.horizontalHeader().setStretchLastSection(True)
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(WIDTHS):
            made.setColumnWidth(place, width)
        return made

    def _told_of(self) -> str:
        shown = len(self._trial.examples)
        if shown == self._trial.differing:
            return ""
        return tr("Compare", "The first {shown} of {all} are shown.", shown=shown, all=self._trial.differing)


def _lines(one: Differing) -> Iterator[tuple[str, str, str, str, str]]:
    if one.kept is None or one.rebuilt is None:
        there, gone = tr("Compare", "the whole row"), tr("Compare", "not there")
        yield one.table, one.name, there, gone if one.kept is None else there, gone if one.rebuilt is None else there
        return
    for column in one.kept:
        yield one.table, one.name, column, _said(one.kept[column]), _said(one.rebuilt[column])


def _said(value: Any) -> str:
    return show.DASH if value is None else str(value)
