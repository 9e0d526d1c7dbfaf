"""The 90 days ahead as bars: a click, a drag or the keys choose days, and the choice becomes a filter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit.day_span import DAYS, OVERDUE, Span, between, key_of, span_of, term_of
from ui.kit.declare import Text
from ui.kit.labels import plain_tip
from ui.kit.strip_painting import Sight, paint_strip
from ui.kit.strip_places import ROW, Places
from ui.kit.strip_words import Wording
from ui.kit.theme import follow_theme
from ui.kit.words import follow_words, tr

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_ENDS = {Qt.Key.Key_Home: OVERDUE, Qt.Key.Key_End: DAYS - 1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MonthStrip(QWidget):
    """Counts by day from today; knows the field it filters and the name of what it counts."""

    wished = Signal(str)
    """The terms that find the chosen days, empty to let them go."""
    said = Signal()
    """The words under the strip are others."""

    def __init__(self, field: str, noun: Text, title: Text, empty: Text) -> None:
        super().__init__()
        self._field, self._noun, self._title, self._empty = field, noun, title, empty
        self.today = date.min
        self.counts: dict[int, int] = {}
        self.chosen: Span | None = None
        self.marked: Span | None = None
        self.at = 0
        self._anchor: int | None = None
        self._over: int | None = None
        self._known = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW)
        follow_theme(self, self.update)
        follow_words(self, self._say)

    def show_days(self, today: date, counts: Mapping[str, int]) -> None:
        """Show these counts, as the desk names the days from that one on."""
        self.today, self._known = today, True
        self.counts = {number: counts.get(key_of(number, today), 0) for number in range(OVERDUE, DAYS)}
        self._say()

    def show_filter(self, today: date, where: str) -> None:
        """Show which days the filter in force narrows to, without telling anybody."""
        self.today, self.chosen, self.marked = today, span_of(self._field, where, today), None
        self._say()

    def words(self) -> str:
        """What is chosen and how many rows it has, or what there is to choose from."""
        if not self._known:
            return tr("Selection", "Counting…")
        return self._wording().summary(self.marked or self.chosen)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another row where the days would become too narrow."""
        self.setFixedHeight(self._places().rows * ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days."""
        at = self.at if self.hasFocus() else None
        sight = Sight(self.today, self.counts, self.chosen, self.marked, at, self._over)
        if self._known:
            paint_strip(QPainter(self), self._places(), sight)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a run of days, or let go of the chosen ones with Ctrl."""
        if event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.clear()
                return
            self._anchor = self.at = self._places().at(event.position())
            self._mark(Span(self._anchor, self._anchor))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer: what is under it, and how far the run goes."""
        self._over = self._places().at(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            self.at = self._over
            self._mark(between(self._anchor, self._over))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The run is chosen; the one that was chosen already is let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._anchor is not None:
            self._anchor = None
            self._apply()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._over = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the day under the cursor."""
        super().focusInEvent(event)
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A run that was not entered is forgotten."""
        super().focusOutEvent(event)
        self._anchor = None
        self._mark(None)

    def event(self, event: QEvent) -> bool:
        """Tell the day under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._known:
            at = self._places().at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), plain_tip(self._wording().day(at)), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, Home and End; Shift makes a run, Enter chooses, Escape lets go."""
        key = Qt.Key(event.key())
        if key in _STEPS or key in _ENDS:
            wanted = _ENDS.get(key, self.at + _STEPS.get(key, 0))
            self._move(max(OVERDUE, min(DAYS - 1, wanted)), run=bool(event.modifiers() & _SHIFT))
        elif key in _ENTER:
            self._apply()
        elif key == Qt.Key.Key_Escape and (self.marked or self.chosen):
            self.clear()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Let the chosen days go."""
        self._anchor, self.marked = None, None
        if self.chosen is not None:
            self.chosen = None
            self.wished.emit("")
        self._say()

    def _move(self, number: int, *, run: bool) -> None:
        if not run:
            self._anchor = None
        elif self._anchor is None:
            self._anchor = self.at
        self.at = number
        self._mark(between(self._anchor, number) if self._anchor is not None else None)

    def _mark(self, span: Span | None) -> None:
        self.marked = span
        self._say()

    def _apply(self) -> None:
        span = self.marked or Span(self.at, self.at)
        self._anchor, self.marked = None, None
        self.chosen = None if span == self.chosen else span
        self._say()
        self.wished.emit(term_of(self._field, self.chosen, self.today))

    def _places(self) -> Places:
        return Places(self.width())

    def _wording(self) -> Wording:
        return Wording(self._noun, self._empty, self.today, self.counts)

    def _say(self) -> None:
        self.setAccessibleName(str(self._title))
        under = self._wording().day(self.at) if self._known and self.hasFocus() else ""
        self.setAccessibleDescription(" · ".join(filter(None, (under, self.words()))))
        self.said.emit()
        self.update()
