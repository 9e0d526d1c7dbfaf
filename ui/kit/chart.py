"""A chart as a widget: arrow keys and the pointer go from value to value, and each is said as well as seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit.chart_painting import Sight, height_of, paint, places
from ui.kit.chart_values import Figures
from ui.kit.labels import plain_tip
from ui.kit.theme import color, follow_theme

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Chart(QWidget):
    """Shows one set of figures; it asks nothing and changes nothing."""

    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self.figures = figures
        self.at = max(0, len(figures.bars) - 1) if figures.kind == "bars" else 0
        self._over: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(figures.told())
        follow_theme(self, self.update)
        self._say()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(300, height_of(self.figures, max(1, self.width())))

    def hasHeightForWidth(self) -> bool:
        """A narrow chart puts its values below each other."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that all values need."""
        return height_of(self.figures, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the values, and a ring round the one that the keys are at."""
        painter, ground = QPainter(self), QRectF(self.rect())
        paint(painter, ground, self.figures, Sight(self._over))
        if self.hasFocus():
            spots = places(self.figures, ground)
            ring = spots[self.at] if spots else ground
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(ring.intersected(ground).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From value to value."""
        last = len(self.figures.bars) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key in ends:
            self._go(ends[key])
        elif key in _STEPS:
            self._go(self.at + _STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring out what the pointer is on."""
        self._hover(event.position().x(), event.position().y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keys where the pointer is."""
        self._hover(event.position().x(), event.position().y())
        self._go(self._over if self._over is not None else self.at)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._over = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say the value under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._hover(event.pos().x(), event.pos().y())
            self._tip(event.globalPos(), self._over)
            return True
        return super().event(event)

    def _tip(self, place: QPoint, at: int | None) -> None:
        said = self.figures.bars[at].words if at is not None else ""
        QToolTip.showText(place, plain_tip(said), self)

    def _hover(self, x: float, y: float) -> None:
        spots = places(self.figures, QRectF(self.rect()))
        over = next((number for number, spot in enumerate(spots) if spot.contains(x, y)), None)
        if over != self._over:
            self._over = over
            self.update()

    def _go(self, at: int) -> None:
        self.at = max(0, min(len(self.figures.bars) - 1, at))
        self._say()
        self.update()
        spots = places(self.figures, QRectF(self.rect()))
        if spots:
            self._tip(self.mapToGlobal(spots[self.at].bottomLeft().toPoint()), self.at)

    def _say(self) -> None:
        bars = self.figures.bars
        said = bars[self.at].words if bars else self.figures.empty
        self.setAccessibleName(f"{self.figures.title}. {said}" if said else self.figures.title)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
