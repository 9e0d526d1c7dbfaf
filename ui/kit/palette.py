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
from ui.kit.palette_field import PaletteField
from ui.kit.pills import paint_keycap
from ui.kit.theme import color
from ui.kit.words import follow_words, tr

ROW = 34
MOST = 60
ASKS = 3
"""The rank of searches: they stand last, whatever is found."""
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
    note: str = ""
    """What tells it from others of the same title; said faintly behind it."""
    key: str = ""
    """Under which it is remembered among the recent ones; none is not remembered."""
    rank: int = 1
    """Where it stands among the others: 0 exactly what was typed, 1 what is known here, 2 found, 3 a search."""
    reason: str = ""
    """Why it cannot be taken now."""


Source = Callable[[str], Iterable[Offer]]
"""Answers the letters typed so far with what fits; called on the window's thread, so it must be quick."""


class Palette(QFrame):
    """Floats over the window while it is open; Escape or a click elsewhere closes it."""

    closed = Signal()
    asked = Signal(str)
    """What was typed or pasted: whoever finds something slowly answers with `show_late`."""
    taken = Signal(object)
    """The offer that was taken."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.only_ids = False
        """Whether identifiers alone are looked for, as after Ctrl+L."""
        self._known: list[Offer] = []
        self._moved = False
        self.setProperty("role", "float")
        self.setObjectName("palette")
        self._sources: list[Source] = []
        self.field = PaletteField()
        self.field.changed.connect(self.search)
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

    def add_source(self, source: Source, *, first: bool = False) -> None:
        """One more place to search; its offers come after those of earlier sources, or before all of them."""
        self._sources.insert(0 if first else len(self._sources), source)

    def known(self, typed: str) -> list[Offer]:
        """What all sources but the first offer for these words: the first one looks through them itself."""
        return [offer for source in self._sources[1:] for offer in source(typed)]

    def open(self, text: str = "", *, ids: bool = False) -> None:
        """Show the palette at the head of the window with the keyboard in its field; `ids`: for identifiers alone."""
        self.only_ids = ids
        self._say()
        width = min(720, self._over.width() - 80)
        self.move((self._over.width() - width) // 2, 8)
        self.setFixedWidth(width)
        if self.field.text() == text:
            self.search(text)
        self.field.setText(text)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_again(self) -> None:
        """Go away without doing anything."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def search(self, text: str) -> None:
        """Ask all sources and show what fits; slow ones hear of it and add theirs."""
        self._moved = False
        sources = () if self.only_ids or self.field.pasted else self._sources
        found = [offer for source in sources for offer in source(text.strip())]
        once = {offer.key or str(number): offer for number, offer in reversed(list(enumerate(found)))}
        self._known = [offer for number, offer in enumerate(found) if once[offer.key or str(number)] is offer]
        self._show(self._known)
        self.asked.emit(text)

    def show_late(self, late: Sequence[Offer]) -> None:
        """What was found meanwhile; a line that was marked by hand stays marked."""
        marked = self.current() if self._moved else None
        # What is known by name must not push out what was found, nor the searches.
        held = [offer for offer in self._known if offer.rank != ASKS][: MOST // 2 if late else MOST]
        searches = [offer for offer in self._known if offer.rank == ASKS]
        self._show(sorted((*held, *late), key=lambda offer: offer.rank) + searches)
        same = next((n for n, offer in enumerate(self.offers()) if marked and _same(offer, marked)), 0)
        self.list.setCurrentIndex(self._model.index(same, 0))

    def current(self) -> Offer | None:
        """The marked line."""
        row = self.list.currentIndex().row()
        return self.offers()[row] if 0 <= row < len(self.offers()) else None

    def _show(self, found: list[Offer]) -> None:
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
            self._moved = True
            row = max(0, min(rows - 1, self.list.currentIndex().row() + step))
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.offers[index.row()].enabled:
            offer = self._model.offers[index.row()]
            self.close_again()
            self.taken.emit(offer)
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
        anything = tr("Frame", "Search images, vendors, batches, commands …")
        ids = tr("Palette", "Image id, or a pasted list of ids …")
        self.field.setPlaceholderText(ids if self.only_ids else anything)
        self.field.setAccessibleName(
            tr("Palette", "Go to an image id or paste ids") if self.only_ids else tr("Frame", "Search and commands")
        )
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
            return ", ".join(part for part in (offer.title, offer.note, offer.kind, offer.reason, offer.keys) if part)
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
    told = offer.kind if offer.enabled or not offer.reason else offer.reason
    width = min(painter.fontMetrics().horizontalAdvance(told) + 2, rect.width() // 2)
    painter.setPen(color("faint"))
    painter.drawText(QRect(right - width, rect.y(), width, rect.height()), _LEFT, _cut(painter, told, width))
    room = QRect(rect.x() + 36, rect.y(), right - width - rect.x() - 48, rect.height())
    painter.setFont(font("body", 500))
    painter.setPen(color("text" if offer.enabled else "strong"))
    title = _cut(painter, offer.title, room.width())
    painter.drawText(room, _LEFT, title)
    beside = painter.fontMetrics().horizontalAdvance(title) + 10
    if offer.note and room.width() - beside > ROW:
        painter.setFont(font("small"))
        painter.setPen(color("muted"))
        painter.drawText(room.adjusted(beside, 0, 0, 0), _LEFT, _cut(painter, offer.note, room.width() - beside))


def _cut(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)


def _same(one: Offer, other: Offer) -> bool:
    return (one.title, one.kind, one.note) == (other.title, other.kind, other.note)


def fits(words: str, typed: str) -> bool:
    """Whether each typed piece begins a word or stands somewhere in the words; capitals do not matter."""
    folded = words.casefold()
    return all(piece in folded for piece in typed.casefold().split())
