"""The platforms to choose from: a letter narrows them down, Enter takes the first one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.kit.platform_mark import PlatformMark, tile
from ui.kit.popover import Popover
from ui.kit.words import tr

ROW, MOST_ROWS, WIDTH = 34, 10, 300
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PlatformMenu(Popover):
    """Carries the key of the platform that was taken; an empty one means all of them."""

    chosen = Signal(str)

    def __init__(self, owner: QWidget, marks: Sequence[PlatformMark], current: str) -> None:
        super().__init__(owner, tr("Frame", "Change platform"), WIDTH)
        self._marks, self._current = tuple(marks), current
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Frame", "Search platforms"))
        self.field.setAccessibleName(tr("Frame", "Search platforms"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("role", "clear")
        self.list.setAccessibleName(tr("Frame", "Change platform"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(20, 20))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedHeight(min(MOST_ROWS, len(marks)) * (ROW + 2))
        self.list.itemClicked.connect(lambda _item: self.take())
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self._search("")

    def take(self) -> None:
        """Take the marked platform."""
        item = self.list.currentItem()
        if item is not None:
            key = str(item.data(Qt.ItemDataRole.UserRole))
            self.close()
            self.chosen.emit(key)

    def offered(self) -> list[str]:
        """The names that fit what was typed, in their order."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on the list while the field keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
            if event.key() in _STEPS:
                row = self.list.currentRow() + _STEPS[Qt.Key(event.key())]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        self.list.clear()
        for mark in ranked(self._marks, typed):
            item = QListWidgetItem(QIcon(tile(mark, self.devicePixelRatioF())), mark.name)
            item.setData(Qt.ItemDataRole.UserRole, mark.key)
            item.setSizeHint(QSize(WIDTH - 40, ROW))
            self.list.addItem(item)
            if mark.key == self._current and not typed:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 or typed:
            self.list.setCurrentRow(0)


def ranked(marks: Sequence[PlatformMark], typed: str) -> list[PlatformMark]:
    """Those whose name has the typed letters in it: first where the letter of the platform or the name begins so."""
    wanted = typed.strip().casefold()
    fitting = [mark for mark in marks if wanted in mark.name.casefold() or wanted == mark.letter.casefold()]
    return sorted(fitting, key=lambda mark: _distance(mark, wanted)) if wanted else list(marks)


def _distance(mark: PlatformMark, wanted: str) -> int:
    name = mark.name.casefold()
    if mark.key and (name.startswith(wanted) or wanted == mark.letter.casefold()):
        return 0
    return 1 if any(word.startswith(wanted) for word in name.split()) else 2
