"""Search and commands in one list under the title bar: everything that can be opened or done, by a few letters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.kit import icons
from ui.kit.fonts import font
from ui.kit.labels import line
from ui.kit.pills import paint_keycap
from ui.kit.theme import color
from ui.kit.words import follow_words, tr

ROW = 34
MOST = 60
ROWS_SHOWN = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette: what it is called, which kind of thing it is, and what happens when it is taken."""

    title: str
    kind: str
    icon: str
    run: Callable[[], object]
    keys: str = ""
    enabled: bool = True


Source = Callable[[str], Iterable[Offer]]
"""Answers the letters typed so far with what fits; called on the window's thread, so it must be quick."""


class Palette(QFrame):
    """Floats over the window while it is open; Escape or a click elsewhere closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "float")
        self.setObjectName("palette")
        self._sources: list[Source] = []
        self.field = QLineEdit()
        self.field.setProperty("kind", "bare")
        self.field.setFont(font("lead"))
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setProperty("role", "clear")
        self.list.setItemDelegate(_OfferDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._take)
        self._model = _Offers(self)
        self.list.setModel(self._model)
        self._fill()
        follow_words(self, self._say)
        self.hide()

    def add_source(self, source: Source) -> None:
        """One more place to search; its offers come after those of earlier sources."""
        self._sources.append(source)

    def open(self, text: str = "") -> None:
        """Show the palette at the head of the window with the keyboard in its field."""
        width = min(640, self._over.width() - 80)
        self.move((self._over.width() - width) // 2, 8)
        self.setFixedWidth(width)
        self.field.setText(text)
        self.search(text)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_again(self) -> None:
        """Go away without doing anything."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def search(self, text: str) -> None:
        """Ask all sources and show what fits."""
        found = [offer for source in self._sources for offer in source(text.strip())]
        self._model.show(found[:MOST])
        self.list.setCurrentIndex(self._model.index(0, 0))
        shown = max(1, min(len(found), ROWS_SHOWN))
        self.setFixedHeight(min(shown * ROW + 64, self._over.height() - 60))

    def offers(self) -> Sequence[Offer]:
        """What is listed now."""
        return self._model.offers

    def take_current(self) -> None:
        """Do what the marked line says."""
        self._take(self.list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move the mark while the field keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event.key()):
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.close_again()
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_current()
        elif key == Qt.Key.Key_Escape:
            self.close_again()
        elif key in steps:
            self._move(steps[Qt.Key(key)])
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        rows = self._model.rowCount()
        if rows:
            row = max(0, min(rows - 1, self.list.currentIndex().row() + step))
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.offers[index.row()].enabled:
            offer = self._model.offers[index.row()]
            self.close_again()
            offer.run()

    def _fill(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(color("shadow"))
        self.setGraphicsEffect(shadow)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(line())
        column.addWidget(self.list, 1)

    def _say(self) -> None:
        self.field.setPlaceholderText(tr("Frame", "Search images, vendors, batches, commands …"))
        self.field.setAccessibleName(tr("Frame", "Search and commands"))
        self.list.setAccessibleName(tr("Frame", "What was found"))


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: list[Offer] = []

    def show(self, offers: list[Offer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.title}, {offer.kind}"
        return None


class _OfferDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Offers):
            return
        offer = model.offers[index.row()]
        state: QStyle.StateFlag = getattr(option, "state")  # noqa: B009 - the stubs leave out the fields of options
        rect: QRect = getattr(option, "rect")  # noqa: B009 - the same
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(rect, 6, 6)
        _paint_offer(painter, rect, offer)
        painter.restore()


def _paint_offer(painter: QPainter, rect: QRect, offer: Offer) -> None:
    icons.paint(painter, offer.icon, "muted", QRect(rect.x() + 9, rect.y(), 16, rect.height()))
    right = rect.right() - 8
    if offer.keys:
        painter.setFont(font("caption", 600))
        width = painter.fontMetrics().horizontalAdvance(offer.keys) + 12
        paint_keycap(painter, QRect(right - width, rect.y() + 7, width, 20), offer.keys)
        right -= width + 8
    painter.setFont(font("small"))
    width = painter.fontMetrics().horizontalAdvance(offer.kind)
    painter.setPen(color("faint"))
    painter.drawText(QRect(right - width, rect.y(), width, rect.height()), _LEFT, offer.kind)
    room = QRect(rect.x() + 36, rect.y(), right - width - rect.x() - 48, rect.height())
    painter.setFont(font("body", 500))
    painter.setPen(color("text" if offer.enabled else "strong"))
    title = painter.fontMetrics().elidedText(offer.title, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, title)


def fits(words: str, typed: str) -> bool:
    """Whether each typed piece begins a word or stands somewhere in the words; capitals do not matter."""
    folded = words.casefold()
    return all(piece in folded for piece in typed.casefold().split())
