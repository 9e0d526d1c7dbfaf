"""The searchable list behind *+ Filter*: every declared choice, and what was typed as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.declare import Choice, Filter
from ui.kit.filter_terms import exactly, typed_in
from ui.kit.fonts import font
from ui.kit.words import told, tr

WIDTH, HEIGHT = 320, 340


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list and the term it stands for."""

    words: str
    term: str


class FilterMenu(QFrame):
    """Opens under the dashed chip; arrows and Enter, or a click, pick a term."""

    picked = Signal(str)

    def __init__(self, filters: Sequence[Filter], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.filters = filters
        self.setProperty("role", "float")
        self.setFixedSize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(tr("Filter", "Field or value"))
        self.typed.setAccessibleName(tr("Filter", "Field or value"))
        self.typed.textChanged.connect(self._fill)
        self.typed.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFont(font("body"))
        self._list.itemClicked.connect(self._take)
        column.addWidget(self.typed)
        column.addWidget(self._list, 1)

    def open(self, place: QPoint) -> None:
        """Show everything and wait for typing."""
        self.typed.clear()
        self._fill("")
        self.move(place)
        self.show()
        self.typed.setFocus()

    def offer_values(self, values: Mapping[str, Sequence[str]]) -> None:
        """The values that the table has, for filters that name none themselves."""
        self.filters = tuple(
            replace(one, choices=tuple(Choice(value, told(value)) for value in values[one.key]))
            if one.key in values and is_open(one)
            else one
            for one in self.filters
        )
        self._fill(self.typed.text())

    def offers(self, typed: str) -> list[Offer]:
        """What fits the typed words."""
        parts = typed.casefold().split()
        fixed = [offer for offer in self._declared() if all(part in offer.words.casefold() for part in parts)]
        return [*fixed, *self._from_typed(typed.strip())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the words stay in the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem() is not None:
            self._take(self._list.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _declared(self) -> Iterator[Offer]:
        for one in self.filters:
            for choice in one.choices:
                term = choice.value if one.kind == "presets" else exactly(one.key, choice.value)
                yield Offer(f"{one.title}: {choice.title}", term)

    def _from_typed(self, typed: str) -> Iterator[Offer]:
        if typed:
            for one in self.filters:
                yield from _typed_offers(one, typed)

    def _fill(self, typed: str) -> None:
        self._list.clear()
        for offer in self.offers(typed):
            item = QListWidgetItem(offer.words)
            item.setData(Qt.ItemDataRole.UserRole, offer.term)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem) -> None:
        self.hide()
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def is_open(one: Filter) -> bool:
    """Whether the filter offers whatever values the table has."""
    return one.kind == "choice" and not one.choices


def _typed_offers(one: Filter, typed: str) -> Iterator[Offer]:
    title = str(one.title)
    from_here = Offer(tr("Filter", "{title} from {value}", title=title, value=typed), f"{one.key}>={typed}")
    if one.kind == "text":
        yield Offer(f"{title}: {typed}", typed_in(one.key, typed))
    elif one.kind == "date" and show.as_date(typed):
        yield Offer(tr("Filter", "{title} before {value}", title=title, value=typed), f"{one.key}<{typed}")
        yield from_here
    elif one.kind in ("money", "number") and typed.replace(".", "", 1).isdigit():
        yield Offer(tr("Filter", "{title} up to {value}", title=title, value=typed), f"{one.key}<={typed}")
        yield from_here
