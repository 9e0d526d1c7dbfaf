"""All keys of the window on one sheet, read from the actions themselves so that it cannot be out of date."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.actions import all_actions, shown_keys
from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.pills import Keycap
from ui.kit.words import tr

COLUMNS = 2


class KeyboardMap(QDialog):
    """The sheet; Escape closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Frame", "Keyboard map"))
        self.setProperty("role", "surface")
        self.resize(760, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(tr("Frame", "Keyboard map"), size="title", weight=600))
        column.addWidget(self._keys(window), 1)
        close = Button(tr("Frame", "Close"))
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _keys(self, window: QWidget) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        keyed = {made.objectName(): made for made in all_actions(window) if not made.shortcut().isEmpty()}
        for number, made in enumerate(keyed.values()):
            row = QHBoxLayout()
            row.addWidget(label(made.text()), 1)
            for keys in shown_keys(made).split(", "):
                row.addWidget(Keycap(keys))
            grid.addLayout(row, number // COLUMNS, number % COLUMNS)
        grid.setRowStretch(len(keyed) // COLUMNS + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        return area
