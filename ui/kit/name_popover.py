"""A small sheet that asks for a name: Enter takes it, Escape leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.floating import Floating
from ui.kit.labels import label
from ui.kit.words import tr

WIDTH = 320
LONGEST = 80


class NamePopover(Floating):
    """Floats under what it belongs to; what is wrong with a name is said while it is typed."""

    def __init__(self, owner: QWidget, title: str, verb: str, take: Callable[[str], None]) -> None:
        super().__init__(owner)
        self.setFixedWidth(WIDTH)
        self._take = take
        self.judge: Callable[[str], str] = lambda _name: ""
        """Why a name cannot be taken, empty if it can."""
        self.hint: Callable[[str], str] = lambda _name: ""
        """What taking it means, where that is not plain."""
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(title)
        self.field.textChanged.connect(self._judge)
        self.field.returnPressed.connect(self.take)
        self.words = label(size="small", tone="muted", wrap=True)
        self.button = Button(verb, kind="primary")
        self.button.clicked.connect(self.take)
        back = Button(tr("Kit", "Go back"), kind="quiet")
        back.clicked.connect(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(label(title, weight=600))
        column.addWidget(self.field)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self.button)
        column.addLayout(row)

    def open(self, place: QPoint, name: str = "") -> None:
        """Show it there with a name to begin with, all of it marked."""
        self.field.setText(name)
        self.field.selectAll()
        self._judge()
        self.adjustSize()
        self.float_at(place, self.field)

    def take(self) -> None:
        """Take the name if it can be taken."""
        name = " ".join(self.field.text().split())
        if name and not self.judge(name):
            self.leave()
            self._take(name)

    def _judge(self) -> None:
        name = " ".join(self.field.text().split())
        wrong = self.judge(name) if name else ""
        self.words.setText(wrong or (self.hint(name) if name else ""))
        self.words.setVisible(bool(self.words.text()))
        self.button.setEnabled(bool(name) and not wrong)
        self.adjustSize()
