"""The list of groups: each a painted line with its count, the chosen one marked as places in the navigation are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit import show
from ui.kit.fonts import font
from ui.kit.labels import plain_tip
from ui.kit.theme import color, follow_theme
from ui.kit.words import tr

LINE = 28
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_TERM, _COUNT, _CHOSEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Member:
    """One group: the terms that find its rows, its name, and how many rows it has."""

    term: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups to list, how many have what was searched for, and how many there are."""

    shown: tuple[Member, ...]
    hits: int
    all: int


class GroupList(QListWidget):
    """A click, Enter or Space picks a group; the cursor stays on its group while counts change."""

    picked = Signal(str)
    """The terms of a group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.itemClicked.connect(self._pick)
        follow_theme(self, self.viewport().update)

    def show_members(self, members: Sequence[Member], chosen: str) -> None:
        """Show these, with the one whose terms are in force marked."""
        place, under = self.verticalScrollBar().value(), self._under()
        self.clear()
        for member in members:
            self.addItem(_item(member, chosen=member.term == chosen))
        terms = [member.term for member in members]
        self.setCurrentRow(terms.index(under) if under in terms else 0)
        self.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space pick what is under the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self._pick(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _under(self) -> str:
        return str(self.currentItem().data(_TERM)) if self.currentRow() >= 0 else ""

    def _pick(self, item: QListWidgetItem) -> None:
        self.setCurrentItem(item)
        self.picked.emit(str(item.data(_TERM)))


def _item(member: Member, *, chosen: bool) -> QListWidgetItem:
    count = show.number(member.count)
    said = tr("Side", "{days}: {rows}", days=member.title, rows=count)
    item = QListWidgetItem(member.title)
    item.setData(_TERM, member.term)
    item.setData(_COUNT, count)
    item.setData(_CHOSEN, chosen)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
    if chosen:
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tr("Side", "in force, pick again to let go"))
    item.setToolTip(plain_tip(said))
    return item


class _Painter(QStyledItemDelegate):
    """Draws one line; the list tells whether the keyboard is there."""

    def __init__(self, owner: GroupList) -> None:
        super().__init__(owner)
        self._list = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(index.data(_CHOSEN))
        focused = self._list.hasFocus() and index.row() == self._list.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_soft") if chosen else color("track") if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_text"))
            painter.drawRoundedRect(QRectF(rect.x() + 1, rect.y() + 7, 3, LINE - 14), 1.5, 1.5)
        self._paint_words(painter, rect.adjusted(11, 0, -9, 0), index, chosen=chosen)
        painter.restore()

    @staticmethod
    def _paint_words(
        painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        figures, face = font("small", 500, tabular=True), font("body", 600 if chosen else 400)
        count = str(index.data(_COUNT))
        painter.setFont(figures)
        painter.setPen(color("accent_text" if chosen else "muted"))
        painter.drawText(room, _RIGHT, count)
        left = room.width() - QFontMetrics(figures).horizontalAdvance(count) - 8
        painter.setFont(face)
        painter.setPen(color("accent_text" if chosen else "text"))
        words = QFontMetrics(face).elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, left)
        painter.drawText(room.adjusted(0, 0, left - room.width(), 0), _LEFT, words)
