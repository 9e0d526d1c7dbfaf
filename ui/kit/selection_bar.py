"""The bar that says what is selected, exactly, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.declare import Feature, counted
from ui.kit.labels import elided, frame, label
from ui.kit.pills import Keycap
from ui.kit.selection_marks import Marks
from ui.kit.words import follow_words, tn, tr


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "square-check", "accent_text", QRect(0, 0, 18, 18))


class SelectionBar(QWidget):
    """Hidden while nothing is selected; counts are exact or not shown at all."""

    visible_wished = Signal()
    """Only the rows on screen."""
    show_wished = Signal()
    """Show exactly what is selected."""
    drop_wished = Signal()
    """Forget what is not in this view."""
    clear_wished = Signal()
    all_wished = Signal()

    def __init__(self, feature: Feature, marks: Marks) -> None:
        super().__init__()
        self._feature, self._marks = feature, marks
        self._count: int | None = None
        self._outside = 0
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = frame("selection")
        ground.setFixedHeight(38)
        outer.addWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(8)
        self.words = label(weight=600, tabular=True)
        self.rest = label(tone="muted", tabular=True)
        self._links = {
            "all": self._link(self.all_wished),
            "visible": self._link(self.visible_wished),
            "show": self._link(self.show_wished),
            "drop": self._link(self.drop_wished),
            "clear": self._link(self.clear_wished),
        }
        self._key = Keycap("Esc")
        self._promise = elided(size="small", tone="muted")
        self._promise.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (_Tick(), self.words, self.rest, *self._links.values(), self._key):
            row.addWidget(widget)
        row.addWidget(self._promise, 1)
        follow_words(self, self._say)

    def say(self, count: int | None, outside: int) -> None:
        """``count`` None: it is being counted; ``outside``: selected rows that this view does not show."""
        self._count, self._outside = count, outside
        self._say()

    def _link(self, wish: object) -> Button:
        made = Button(kind="link")
        made.clicked.connect(wish)
        return made

    def _say(self) -> None:
        selection = self._marks.selection
        everything = self._marks.all_shown()
        self.setVisible(bool(selection.query or selection.plus) and self._count != 0)
        self._links["all"].setText(tr("Selection", "Select all that match"))
        self._links["visible"].setText(tr("Selection", "Only the visible rows"))
        self._links["show"].setText(tr("Selection", "Show"))
        self._links["drop"].setText(tr("Selection", "Drop those"))
        self._links["clear"].setText(tr("Selection", "Clear selection"))
        self._promise.setText(tr("Selection", "stays selected while rows move or update"))
        self._links["all"].setVisible(not everything and not self._outside)
        self._links["visible"].setVisible(everything)
        for name in ("show", "drop"):
            self._links[name].setVisible(bool(self._outside))
        if self._count is None:
            self.words.setText(tr("Selection", "Counting…"))
        elif everything:
            total = self._count + len(selection.minus) - len(selection.plus)
            self.words.setText(counted(self._feature.all_selected, total))
        else:
            self.words.setText(counted(self._feature.selected, self._count))
        self.rest.setText(self._rest(everything=everything))
        self.setAccessibleName(f"{self.words.text()} {self.rest.text()}".strip())

    def _rest(self, *, everything: bool) -> str:
        if self._outside:
            return tn("Selection", "%n of them not in this view", self._outside)
        if everything and self._marks.selection.minus:
            return tn("Selection", "except %n", len(self._marks.selection.minus))
        return ""
