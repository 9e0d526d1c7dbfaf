"""Line items of a row with their pictures, painted where they are seen; what the checks found is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.buttons import RoundTab
from ui.kit.declare import counted
from ui.kit.declare_review import Items
from ui.kit.fonts import font
from ui.kit.labels import label
from ui.kit.show import number
from ui.kit.table_cells import paint_thumbnail
from ui.kit.theme import color, theme
from ui.kit.thumbnail import Thumbnails

HEIGHT, PICTURE, PAD = 44, QSize(40, 27), 8
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class Item:
    """One line item: two lines, what stands at the right, its picture, and whether a check found something in it."""

    first: str
    second: str
    aside: str
    picture: str = ""
    conspicuous: bool = False


class ItemsPage(QWidget):
    """How many there are, the choice of the conspicuous ones, and the list."""

    def __init__(self, declared: Items, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._declared = declared
        self._items: Sequence[Item] = ()
        self.heading = label(weight=600, tabular=True)
        self.only = RoundTab("")
        self.only.toggled.connect(lambda _on: self._fill())
        self.list = _List(thumbnails)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addStretch(1)

    def say(self, items: Sequence[Item], empty: str) -> None:
        """Show these, or the words when there are none."""
        self._items = items
        conspicuous = sum(item.conspicuous for item in items)
        self.heading.setText(counted(self._declared.noun, len(items)) if items else empty)
        self.only.setText(str(self._declared.conspicuous))
        self.only.count(number(conspicuous))
        self.only.setVisible(bool(conspicuous))
        if not conspicuous:
            self.only.setChecked(False)
        self._fill()

    def shown(self) -> Sequence[Item]:
        """The items in the list now."""
        return [item for item in self._items if item.conspicuous or not self.only.isChecked()]

    def _fill(self) -> None:
        self.list.say(self.shown())


class _List(QWidget):
    """As high as all items, painting those on screen only."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._items: Sequence[Item] = ()
        self._thumbnails = thumbnails
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.arrived.connect(self.update)
        theme().changed.connect(self.update)

    def say(self, items: Sequence[Item]) -> None:
        """Show these."""
        self._items = items
        self.setFixedHeight(HEIGHT * len(items))
        first = "; ".join(f"{one.first}, {one.second}, {one.aside}" for one in items[:20])
        self.setAccessibleDescription(first)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The items that the exposed part shows."""
        painter = QPainter(self)
        top, bottom = event.rect().top() // HEIGHT, event.rect().bottom() // HEIGHT + 1
        for place, item in enumerate(self._items[top:bottom], top):
            self._paint(painter, QRect(0, place * HEIGHT, self.width(), HEIGHT), item)

    def _paint(self, painter: QPainter, rect: QRect, item: Item) -> None:
        if item.conspicuous:
            painter.fillRect(rect, color("warning.ground"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("border"))
        tone = "warning.text" if item.conspicuous else "text"
        picture = QRect(rect.x() + PAD, rect.y() + (HEIGHT - PICTURE.height()) // 2, PICTURE.width(), PICTURE.height())
        paint_thumbnail(painter, picture, item.picture, self._thumbnails, self.devicePixelRatioF())
        aside = font("body", 600 if item.conspicuous else 500, tabular=True)
        room = QFontMetrics(aside).horizontalAdvance(item.aside) + PAD
        inner = rect.adjusted(PICTURE.width() + 2 * PAD + 2, 0, -PAD, -1)
        _write(painter, inner, item.aside, aside, tone, _RIGHT)
        words = inner.adjusted(0, 0, -room, 0)
        half = HEIGHT // 2
        _write(painter, words.adjusted(0, 4, 0, -half + 2), item.first, font("body", 500), tone)
        second = tone if item.conspicuous else "muted"
        _write(painter, words.adjusted(0, half - 1, 0, -4), item.second, font("small", tabular=True), second)


def _write(painter: QPainter, place: QRect, words: str, used: object, tone: str, align: int = _LEFT) -> None:
    painter.setFont(used)  # type: ignore[arg-type] # a font of the type scale
    painter.setPen(color(tone))
    metrics = painter.fontMetrics()
    painter.drawText(place, align, metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width()))
