"""The rows in groups: by what, the groups with their counts, and a search among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.choice_box import ChoiceBox
from ui.kit.declare_side import Group
from ui.kit.group_list import GroupList, Member
from ui.kit.labels import label
from ui.kit.words import follow_words, tn, tr

MOST = 200
"""Groups listed at once; the others are found by their name."""
SEARCH_FROM = 8
"""So few groups need no search."""


class GroupPane(QWidget):
    """Offers the ways to group that a feature declares; what is picked is told as terms of the group's field."""

    grouped = Signal(str)
    """The key of another way to group, empty for none."""
    wished = Signal(str, str)
    """A field, and the terms that it shall have; empty to let them go."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._groups = {group.key: group for group in groups}
        self._members: Sequence[Member] | None = None
        self._chosen = ""
        self._title = label(size="small", weight=600, tone="muted")
        self.by = ChoiceBox()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.list = GroupList()
        self.note = label(size="small", tone="muted", wrap=True)
        self._build()
        self.by.currentIndexChanged.connect(self._regroup)
        self.search.textChanged.connect(self._fill)
        self.list.picked.connect(self._pick)
        follow_words(self, self._say)

    @property
    def group(self) -> Group | None:
        """By what the rows are grouped."""
        return self._groups.get(str(self.by.currentData() or ""))

    def choose(self, key: str) -> None:
        """Group by that, without telling anybody."""
        with QSignalBlocker(self.by):
            self.by.setCurrentIndex(max(0, self.by.findData(key)))
        self.wait()

    def wait(self) -> None:
        """The groups are being counted."""
        self._members = None
        self._fill()

    def show_members(self, members: Sequence[Member]) -> None:
        """These are the groups, the largest first."""
        if members != self._members:
            self._members = members
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
        self.wait()
        self.grouped.emit(str(self.by.currentData() or ""))

    def _pick(self, term: str) -> None:
        if self.group is not None:
            self.wished.emit(self.group.field, "" if term == self._chosen else term)

    def _fill(self) -> None:
        group, members = self.group, self._members
        typed = self.search.text().strip().casefold()
        found = [one for one in members or () if typed in one.title.casefold()]
        self.search.setVisible(group is not None and (bool(typed) or len(members or ()) > SEARCH_FROM))
        self.list.setVisible(group is not None and bool(found))
        self.list.show_members(found[:MOST], self._chosen)
        self.note.setText(self._note(len(found), typed=bool(typed)))
        self.note.setVisible(bool(self.note.text()))

    def _note(self, found: int, *, typed: bool) -> str:
        if self.group is None:
            return ""
        if self._members is None:
            return tr("Selection", "Counting…")
        if not found:
            return tr("Side", "No group has this name") if typed else tr("Side", "No rows to group")
        return tn("Side", "and %n more: search for them", found - MOST) if found > MOST else ""

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
            for key, group in self._groups.items():
                self.by.addItem(str(group.title), key)
            self.by.setCurrentIndex(max(0, self.by.findData(chosen)))
        self._title.setText(tr("Side", "Group by"))
        self.by.setAccessibleName(tr("Side", "Group by"))
        self.search.setPlaceholderText(tr("Side", "Search groups"))
        self.search.setAccessibleName(tr("Side", "Search groups"))
        self.list.setAccessibleName(tr("Side", "Groups"))
        self._fill()
