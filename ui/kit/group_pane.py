"""The rows in groups: by what, the groups with their counts, and a search among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.choice_box import ChoiceBox
from ui.kit.declare_side import Group
from ui.kit.group_list import GroupList, Groups
from ui.kit.labels import label
from ui.kit.words import follow_words, tn, tr

SEARCH_FROM = 8
"""So few groups need no search."""
SEARCH_MS = 150
"""A pause in typing after which the groups are searched."""


class GroupPane(QWidget):
    """Offers the ways to group that a feature declares; what is picked is told as terms of the group's field."""

    grouped = Signal(str)
    """The key of another way to group, empty for none."""
    searched = Signal()
    """Other words are sought; the groups that have them are to be asked for."""
    wished = Signal(str, str)
    """A field, and the terms that it shall have; empty to let them go."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._ways = {group.key: group for group in groups}
        self._groups: Groups | None = None
        self._chosen = ""
        self._title = label(size="small", weight=600, tone="muted")
        self.by = ChoiceBox()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.list = GroupList()
        self.note = label(size="small", tone="muted", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_MS)
        self._pause.timeout.connect(self.searched)
        self._build()
        self.by.currentIndexChanged.connect(self._regroup)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.list.picked.connect(self._pick)
        follow_words(self, self._say)

    @property
    def group(self) -> Group | None:
        """By what the rows are grouped."""
        return self._ways.get(str(self.by.currentData() or ""))

    @property
    def sought(self) -> str:
        """The words that the names of the groups shall have."""
        return self.search.text().strip()

    def choose(self, key: str) -> None:
        """Group by that, without telling anybody."""
        with QSignalBlocker(self.by):
            self.by.setCurrentIndex(max(0, self.by.findData(key)))
        self.wait()

    def wait(self) -> None:
        """The groups are being counted."""
        self._groups = None
        self._fill()

    def show_groups(self, groups: Groups) -> None:
        """These are the groups, the largest first."""
        if groups != self._groups:
            self._groups = groups
            self._fill()

    def show_chosen(self, term: str) -> None:
        """Mark the group whose terms are in force."""
        if term != self._chosen:
            self._chosen = term
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the list, Escape empties it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _regroup(self) -> None:
        self.search.clear()
        self._pause.stop()
        self.wait()
        self.grouped.emit(str(self.by.currentData() or ""))

    def _pick(self, term: str) -> None:
        if self.group is not None:
            self.wished.emit(self.group.field, "" if term == self._chosen else term)

    def _fill(self) -> None:
        groups = self._groups or Groups((), 0, 0)
        grouped = self.group is not None
        self.search.setVisible(grouped and (bool(self.sought) or groups.all > SEARCH_FROM))
        self.list.setVisible(grouped and bool(groups.shown))
        self.list.show_members(groups.shown, self._chosen)
        self.note.setText(self._note() if grouped else "")
        self.note.setVisible(bool(self.note.text()))

    def _note(self) -> str:
        groups = self._groups
        if groups is None:
            return tr("Selection", "Counting…")
        if not groups.hits:
            return tr("Side", "No group has this name") if groups.all else tr("Side", "No rows to group")
        more = groups.hits - len(groups.shown)
        return tn("Side", "and %n more: search for them", more) if more else ""

    def _build(self) -> None:
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self.by, 1)
        column.addLayout(head)
        for widget in (self.search, self.note):
            column.addWidget(widget)
        column.insertWidget(2, self.list, 1)
        column.addStretch(0)

    def _say(self) -> None:
        chosen = self.by.currentData()
        with QSignalBlocker(self.by):
            self.by.clear()
            self.by.addItem(tr("Side", "nothing"), "")
            for key, group in self._ways.items():
                self.by.addItem(str(group.title), key)
            self.by.setCurrentIndex(max(0, self.by.findData(chosen)))
        self._title.setText(tr("Side", "Group by"))
        self.by.setAccessibleName(tr("Side", "Group by"))
        self.search.setPlaceholderText(tr("Side", "Search groups"))
        self.search.setAccessibleName(tr("Side", "Search groups"))
        self.list.setAccessibleName(tr("Side", "Groups"))
        self._fill()
