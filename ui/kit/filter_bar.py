"""The filter in force, always to be seen: chips with their values, the text search, and what can be added."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QWidget

from ui.kit import icons
from ui.kit.actions import spelled
from ui.kit.buttons import Button
from ui.kit.declare import Feature
from ui.kit.filter_chip import AddChip, Chip
from ui.kit.filter_menu import FilterMenu
from ui.kit.filter_terms import Term, grouped, named_together, parsed, split_words, written
from ui.kit.flow import Flow
from ui.kit.labels import label
from ui.kit.words import follow_words, tr

TYPING_MS = 180
"""A pause in typing after which the words are searched."""
SEARCH_WIDTH = 190


class FilterBar(QWidget):
    """Shows a filter as chips and words; every change is told as the whole filter."""

    changed = Signal(str)
    menu_opened = Signal(object)
    """The list of filters, to which the values of the table can be given."""

    def __init__(self, feature: Feature) -> None:
        super().__init__()
        self._feature = feature
        self._terms: tuple[Term, ...] = ()
        self.chips: list[Chip] = []
        # The queue of a review is narrow: there the chips stand below each other.
        self._row: QLayout = Flow(self) if feature.review else QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setContentsMargins(16, 8 if feature.review else 0, 12, 8)
        self.search = QLineEdit()
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self._glass = self.search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self.search.textEdited.connect(self._typing.start)
        self.search.textChanged.connect(self._cleared)
        self.add = AddChip("")
        self.add.clicked.connect(self.open_menu)
        self.clear_all = Button(kind="link")
        self.clear_all.clicked.connect(self.clear)
        self._sorted = label(size="small", tone="muted")
        self._place()
        # Only now: a widget shown before it has a parent flashes up as a window of its own.
        self.add.setVisible(bool(feature.filters))
        follow_words(self, self._say)

    def where(self) -> str:
        """The filter in force."""
        words = written(parsed(self.search.text()))
        return " ".join(filter(None, (written(self._terms), words)))

    def show_filter(self, where: str) -> None:
        """Show that filter without telling anybody."""
        self._terms, words = split_words(where)
        if written(parsed(self.search.text())) != words:
            self.search.setText(words)
        self._typing.stop()
        self._place_chips()

    def put(self, text: str) -> None:
        """Add terms; what stood there for the same field and relation, or as the same preset, is replaced."""
        added = parsed(text)
        gone = {(term.field, term.op) for term in added if term.field}
        groups = [group for group in grouped(self._terms, self._feature.filters) if len(group) > 1]
        gone |= {(term.field, term.op) for group in groups for term in group if group[0].field == added[0].field}
        self._terms = (*(one for one in self._terms if (one.field, one.op) not in gone), *added)
        self._place_chips()
        self._tell()

    def only(self, field: str, text: str) -> None:
        """Say just this of that field, whatever was said of it before; nothing for no text."""
        self._terms = (*(one for one in self._terms if one.field != field), *parsed(text))
        self._place_chips()
        self._tell()

    def clear(self) -> None:
        """No filter."""
        self._terms = ()
        self.search.clear()
        self._place_chips()
        self._tell()

    def clear_words(self) -> bool:
        """Take the searched words away; whether there were any."""
        if not self.search.text():
            return False
        self.search.clear()
        return True

    def say_order(self, words: str) -> None:
        """What the rows are sorted by."""
        self._sorted.setText(words)

    def open_menu(self) -> None:
        """The list of all filters."""
        menu = FilterMenu(self._feature.filters, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.picked.connect(self.put)
        self.menu_opened.emit(menu)
        menu.open(self.add.mapToGlobal(QPoint(0, self.add.height() + 4)))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter searches at once, Escape empties the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._tell()
                return True
            if event.key() == Qt.Key.Key_Escape and self.clear_words():
                return True
        return super().eventFilter(watched, event)

    def _cleared(self, text: str) -> None:
        if not text:
            self._tell()

    def _tell(self) -> None:
        self._typing.stop()
        self.clear_all.setVisible(bool(self.where()))
        self.changed.emit(self.where())

    def _without(self, group: tuple[Term, ...]) -> None:
        self._terms = tuple(one for one in self._terms if one not in group)
        self._place_chips()
        self._tell()

    def _place_chips(self) -> None:
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for group in grouped(self._terms, self._feature.filters):
            chip = Chip(*named_together(group, self._feature.filters))
            chip.removed.connect(lambda group=group: self._without(group))
            chip.clicked.connect(self.open_menu)
            self.chips.append(chip)
        self._place()
        self.clear_all.setVisible(bool(self.where()))

    def _place(self) -> None:
        while self._row.takeAt(0) is not None:
            pass
        for widget in (self.search, *self.chips, self.add, self.clear_all):
            self._row.addWidget(widget)
        if isinstance(self._row, QHBoxLayout):
            self._row.addStretch(1)
        self._row.addWidget(self._sorted)

    def _say(self) -> None:
        self.search.setPlaceholderText(tr("Filter", "Search in this list"))
        self.search.setAccessibleName(tr("Filter", "Search in this list"))
        self.search.setToolTip(tr("Filter", "Search in this list ({keys})", keys=spelled("Ctrl+F")))
        self.add.setText(tr("Filter", "Filter"))
        self.add.setAccessibleName(tr("Filter", "Add a filter"))
        self.clear_all.setText(tr("Filter", "Clear all"))
        self._place_chips()
