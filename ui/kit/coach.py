"""A coach mark: a ring around one part of the living window, and a few words with buttons beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import emptied, label
from ui.kit.theme import color

WIDTH, GAP, MARGIN, RING = 340, 12, 16, 4
LOOK_MS = 150
"""The marked part may move, be made anew or vanish; the mark looks after it so often."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said, about which rectangle of the window (None while it is not to be seen), and what can be done."""

    title: str
    words: str
    where: Callable[[], QRect | None]
    ways: Sequence[tuple[str, Callable[[], object]]]
    """The last way is the main one."""
    step: str = ""


class _Ring(QWidget):
    """Drawn over the part; the mouse goes through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus"), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)


class Coach(QFrame):
    """One mark at a time; Escape leaves, Tab reaches the buttons, F6 goes on to the rest of the window."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._mark: Mark | None = None
        self.ring = _Ring(window)
        self.setProperty("role", "float")
        self.setObjectName("coach")
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.words = label(size="lead", weight=600, wrap=True), label(wrap=True)
        self.step = label(size="small", tone="muted")
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for part in (self.step, self.title, self.words):
            column.addWidget(part)
        column.addLayout(self._row)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 8)
        shadow.setColor(color("shadow"))
        self.setGraphicsEffect(shadow)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.place)
        window.installEventFilter(self)
        self.hide()

    @property
    def mark(self) -> Mark | None:
        """What is shown now."""
        return self._mark

    def show_mark(self, mark: Mark) -> None:
        """Show that one, say it aloud, and put the keyboard on its main button."""
        self._mark = mark
        self.step.setText(mark.step)
        self.step.setVisible(bool(mark.step))
        self.title.setText(mark.title)
        self.words.setText(mark.words)
        self.setAccessibleName(f"{mark.title}. {mark.words}")
        emptied(self._row)
        self._row.addStretch(1)
        main: Button | None = None
        for number, (verb, run) in enumerate(mark.ways, 1):
            main = Button(verb, kind="primary" if number == len(mark.ways) else "quiet")
            main.setAccessibleName(f"{verb}: {mark.title}")
            main.clicked.connect(lambda _checked=False, run=run: run())
            self._row.addWidget(main)
            main.show()
        self.show()
        self._fit()
        self.place()
        self._look.start()
        if main is not None:
            main.setFocus(Qt.FocusReason.PopupFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{mark.step} {mark.title}. {mark.words}"))

    def end(self) -> None:
        """Say no more."""
        self._mark = None
        self._look.stop()
        self.ring.hide()
        here = QApplication.focusWidget()
        self.hide()
        if here is not None and self.isAncestorOf(here):
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Beside the part: right of it, else left, below or above; in the middle of the foot while it is not there."""
        if self._mark is None:
            return
        where = self._mark.where()
        self.ring.setVisible(where is not None)
        if where is None:
            room = self._window.rect()
            self._go(QPoint((room.width() - self.width()) // 2, room.height() - self.height() - 80))
        else:
            self.ring.setGeometry(where.adjusted(-RING, -RING, RING, RING))
            self.ring.raise_()
            self._go(beside(where, self.rect(), self._window.rect()))
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _go(self, place: QPoint) -> None:
        if place != self.pos():
            self.move(place)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(WIDTH))


def beside(part: QRect, own: QRect, room: QRect) -> QPoint:
    """Where a mark of that size stands so that it hides nothing of the part and lies within the room."""
    inside = room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    places = (
        QPoint(part.right() + GAP, part.top()),
        QPoint(part.left() - GAP - own.width(), part.top()),
        QPoint(part.left(), part.bottom() + GAP),
        QPoint(part.right() - own.width(), part.top() - GAP - own.height()),
    )
    found = [QRect(_within(place, own, inside), own.size()) for place in places]
    free = (one.topLeft() for one in found if not one.intersects(part))
    return next(free, found[0].topLeft())


def _within(place: QPoint, own: QRect, inside: QRect) -> QPoint:
    return QPoint(
        max(inside.left(), min(place.x(), inside.right() - own.width())),
        max(inside.top(), min(place.y(), inside.bottom() - own.height())),
    )


def region(window: QWidget, part: QWidget | None) -> QRect | None:
    """A part of the window as a rectangle of it, None while it is not to be seen."""
    if part is None or not part.isVisible() or part.visibleRegion().isEmpty():
        return None
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())
