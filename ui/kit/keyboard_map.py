"""All keys that act now on one sheet, read from the actions themselves so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.actions import all_actions, spelled
from ui.kit.buttons import Button
from ui.kit.key_places import FIXED, GROUPS, LISTS, Keyed, keyed
from ui.kit.labels import elided, label
from ui.kit.pills import Keycap
from ui.kit.words import tr

COLUMNS = 2


class KeyboardMap(QDialog):
    """The sheet; Escape closes it, one button leads to where keys are changed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Frame", "Keyboard map"))
        self.setProperty("role", "surface")
        self.resize(min(900, window.width() - 80), min(680, window.height() - 60))
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(tr("Frame", "Keyboard map"), size="title", weight=600))
        column.addWidget(self._keys(window), 1)
        foot = QHBoxLayout()
        self.change = Button(tr("Keys", "Change keys…"), kind="link")
        close = Button(tr("Frame", "Close"))
        self.change.clicked.connect(lambda: self._lead(window))
        close.clicked.connect(self.accept)
        foot.addWidget(self.change)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)

    def _lead(self, window: QWidget) -> None:
        self.accept()
        open_place = getattr(window, "open_place", None)
        if open_place is not None:
            open_place("settings", "section:keyboard")

    def _keys(self, window: QWidget) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        places: Mapping[str, object] = getattr(window, "places", {})
        page = _open_place(window, places)
        shown = [one for one in keyed(window, places) if one.keys and (not one.places or page in one.places)]
        for group in dict.fromkeys(one.group for one in shown):
            title = GROUPS.get(group) or getattr(places.get(group), "title", group)
            column.addWidget(label(str(title), size="lead", weight=600))
            column.addLayout(self._grid([one for one in shown if one.group == group], fixed=group == LISTS))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _grid(self, rows: Sequence[Keyed], *, fixed: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        lines = [(one.title, [_native(keys) for keys in one.keys]) for one in rows]
        lines += [(str(title), [spelled(keys)]) for keys, title in FIXED] if fixed else []
        for number, (title, caps) in enumerate(lines):
            row = QHBoxLayout()
            row.addWidget(elided(title), 1)
            for cap in caps:
                row.addWidget(Keycap(cap.replace("Return", "↵")))
            grid.addLayout(row, number // COLUMNS, number % COLUMNS)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        return grid


def _open_place(window: QWidget, places: Mapping[str, object]) -> str:
    for made in all_actions(window):
        place, owner = made.objectName().partition(".")[0], made.parent()
        if place in places and isinstance(owner, QWidget) and owner.isVisible():
            return place
    return ""


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
