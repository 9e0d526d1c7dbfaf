"""What the checks found in a row, each with the one thing that helps, and how many checks it passed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.desk import checks
from ui.kit import show
from ui.kit.buttons import Button
from ui.kit.contents import attribute
from ui.kit.declare import Row, counted
from ui.kit.declare_review import Findings, Remedy
from ui.kit.inspector_asking import filled
from ui.kit.labels import emptied, frame, label
from ui.kit.toast import StateIcon
from ui.kit.words import told, tr

MOST = 12
"""Findings told one by one; the number of the others is said."""
_STATES = {"stop": "failed", "warning": "warning"}
_AMOUNT = re.compile(r"(?P<sign>-?)(?P<whole>[\d,]+)\.(?P<parts>\d\d) (?P<currency>[A-Z]{3})")
_MONTH = re.compile(r"(?<=, )\d{4}-\d\d$")
Finding = Mapping[str, Any]


class FindingsCard(QWidget):
    """Findings with links, then the checks passed; a link goes out as what is to be done."""

    action_wished = Signal(str)
    """Key of an action of the view."""
    rows_wished = Signal(str, str)
    """Place and filter."""
    lines_wished = Signal()

    def __init__(self, declared: Findings) -> None:
        super().__init__()
        self._declared = declared
        self.links: list[Button] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 2, 0, 2)
        card = frame("card")
        outer.addWidget(card)
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(12, 8, 8, 8)
        self._column.setSpacing(6)

    def show_row(self, row: Row, *, again: bool) -> None:
        """The findings of that row; `again`: it can be checked again."""
        emptied(self._column)
        self.links = []
        found: Sequence[Finding] = attribute(row, self._declared.name) or ()  # type: ignore[assignment] # declared so
        for finding in found[:MOST]:
            self._column.addWidget(self._line(row, finding))
        passed = max(0, checks.CHECKS - len({finding["code"] for finding in found}))
        words = counted((not found and self._declared.clean) or self._declared.passed, passed)
        if len(found) > MOST:
            words = tr("Review", "{more} more findings; {passed}", more=len(found) - MOST, passed=words)
        ways = [(tr("Review", "Check again"), lambda: self.action_wished.emit(self._declared.again))] if again else []
        self._column.addWidget(self._entry("ok", words, ways, strong=not found))
        self.setAccessibleName(str(self._declared.title))

    def _line(self, row: Row, finding: Finding) -> QWidget:
        remedy = self._declared.remedies.get(finding["code"]) or self._declared.remedies.get(finding["action"])
        ways = [] if remedy is None else [(str(remedy.word), lambda: self._help(row, finding, remedy))]
        return self._entry(_STATES.get(finding["severity"], "warning"), said(finding), ways, strong=True)

    def _help(self, row: Row, finding: Finding, remedy: Remedy) -> None:
        if remedy.lines:
            self.lines_wished.emit()
        elif remedy.action:
            self.action_wished.emit(remedy.action)
        else:
            where = filled(remedy.where.replace("{found}", str(finding.get(remedy.taken, ""))), row)
            self.rows_wished.emit(remedy.place, where)

    def _entry(self, state: str, words: str, ways: Sequence[tuple[str, Any]], *, strong: bool) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(StateIcon(state, 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(words, weight=500 if strong else 400, wrap=True), 1)
        for word, run in ways:
            button = Button(word, kind="link")
            button.setAccessibleDescription(words)
            button.clicked.connect(lambda _checked=False, run=run: run())
            self.links.append(button)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made


def said(finding: Finding) -> str:
    """The sentence of a finding in the chosen language, with what it names."""
    sentence, holes = checks.parts(str(finding["code"]), str(finding["sentence"]))
    translated = told(sentence)
    return translated.format(**{name: _written(value) for name, value in holes.items()}) if holes else translated


def _written(value: str) -> str:
    amount = _AMOUNT.fullmatch(value)
    if amount is not None:
        minor = int(amount["whole"].replace(",", "") + amount["parts"])
        return show.money(-minor if amount["sign"] else minor, amount["currency"])
    month = _MONTH.search(value)
    if month is not None:
        return value[: month.start()] + show.period(month[0])
    return show.day(value) if show.as_date(value) else show.told(value)
