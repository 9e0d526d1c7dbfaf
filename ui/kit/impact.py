"""What an order would do, said before it is given: counted lines instead of *are you sure*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from rightsdesk.desk import ImpactLine
from ui.kit import show
from ui.kit.declare import Impact
from ui.kit.labels import emptied, label
from ui.kit.toast import StateIcon
from ui.kit.words import told, tr

COSTS = "costs"
"""The line that says an amount instead of a count."""
_STATES = frozenset(("ok", "warning", "failed", "pending", "review", "neutral"))


class ImpactLines(QWidget):
    """One line for each kind: icon, words, count at the right; old lines go grey while they are asked anew."""

    def __init__(self, impacts: Sequence[Impact]) -> None:
        super().__init__()
        self._impacts = {impact.key: impact for impact in impacts}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.lines: tuple[ImpactLine, ...] = ()

    def wait(self) -> None:
        """It is being counted."""
        self.setEnabled(False)

    def clear(self) -> None:
        """Nothing would be done."""
        self.say(())

    def say(self, lines: Sequence[ImpactLine]) -> None:
        """Show these lines, in the order of the declaration; kinds without rows are left out."""
        self.setEnabled(True)
        self.lines = tuple(line for line in lines if line.count)
        emptied(self._grid)
        for number, line in enumerate(self.lines):
            self._place(number, line)
        self.setVisible(bool(self.lines))

    def will_change(self) -> int | None:
        """How many rows would change; None where the answer does not say."""
        return next((line.count for line in self.lines if line.key == "will-change"), 0 if self.lines else None)

    def _place(self, number: int, line: ImpactLine) -> None:
        reason = told(line.reason) or line.key
        declared = self._impacts.get(line.key) or Impact(line.key, reason, "circle-alert", "warning")
        tone = declared.tone if declared.tone in _STATES else "neutral"
        spoken = str(declared.words) or reason
        words = label(spoken, size="small", wrap=True)
        said = _figure(line)
        figure = label(said, size="small", weight=600, tabular=True)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        words.setAccessibleName(tr("Kit", "{words}: {count}", words=spoken, count=said.replace("\n", ", ")))
        self._grid.addWidget(StateIcon(tone, 15, declared.icon), number, 0)
        self._grid.addWidget(words, number, 1)
        self._grid.addWidget(figure, number, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def amounts(self) -> str:
        """What it costs, as it is shown; empty where it costs nothing or nobody asked."""
        return next((_figure(line) for line in self.lines if line.key == COSTS), "")


def _figure(line: ImpactLine) -> str:
    amounts = "\n".join(show.totals({currency: minor}) for currency, minor in getattr(line, "totals", ()))
    if line.key == COSTS:
        return amounts or show.number(line.count)
    return "\n".join(filter(None, (show.number(line.count), amounts)))
