"""A sheet that floats under what was pressed; Escape or a click elsewhere closes it, nothing in it is lost by that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.kit.theme import color

GAP = 4


class Popover(QFrame):
    """Lies over the window; made anew each time it is opened, so that what it says is of now."""

    def __init__(self, owner: QWidget, name: str, width: int) -> None:
        """``name``: what those who listen hear when it opens."""
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "float")
        self.setAccessibleName(name)
        self.setFixedWidth(width)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 6)
        shadow.setColor(color("shadow"))
        self.setGraphicsEffect(shadow)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)
        self._anchor: QWidget | None = None
        self._right = False
        self._before = QApplication.focusWidget()

    def open_below(self, anchor: QWidget, *, right: bool = False) -> None:
        """Show it under the anchor, its left edge at the anchor's, or its right one; never beyond the window."""
        self._anchor, self._right = anchor, right
        self.fit()
        self.show()
        self.raise_()
        first = self.focus_first()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Only while it is open: a filter in Python on all events would slow down the whole window.
            app.installEventFilter(self)
            app.focusChanged.connect(self._focus_moved)

    def fit(self) -> None:
        """Take the height that its contents want, and the place that belongs to it."""
        self.column.activate()
        self.adjustSize()
        if self._anchor is None or not isValid(self._anchor):
            return
        window, anchor = self.window(), self._anchor
        place = anchor.mapTo(window, QPoint(anchor.width() - self.width() if self._right else 0, anchor.height()))
        most = window.width() - self.width() - GAP
        self.move(max(GAP, min(place.x(), most)), place.y() + GAP)

    def focus_first(self) -> QWidget | None:
        """What has the keyboard after opening: the first part that takes it."""
        parts = (one for one in self.findChildren(QWidget) if one.isVisible() and one.isEnabled())
        return next((one for one in parts if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close for a click elsewhere; the click itself still does what it does."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            here = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
            if isinstance(watched, QWidget) and not here.contains(event.globalPosition().toPoint()):
                self.close()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back to where it was."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._anchor is not None:
            self._anchor = None
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._focus_moved)
        held = QApplication.focusWidget()
        back = self._before
        if (held is None or self.isAncestorOf(held)) and back is not None and isValid(back):
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        super().closeEvent(event)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now) and now.window() is self.window():
            self.close()


def as_tall_as(area: QScrollArea, contents: QLayout, least: int, most: int) -> None:
    """Give a scrolled list the height of its contents, within limits."""
    inner, outer = area.widget(), area.parentWidget()
    width = outer.width() - 40 if outer is not None else area.width()
    for place in range(contents.count()):
        item = contents.itemAt(place)
        part = item.widget() if item is not None else None
        if part is not None and isinstance(part, QWidget):
            # What was added just now counts as hidden until the next turn of the event loop.
            part.show()
    contents.activate()
    wanted = contents.totalHeightForWidth(width) if contents.hasHeightForWidth() else contents.totalSizeHint().height()
    if inner is not None:
        inner.setMinimumHeight(wanted)
    area.setFixedHeight(max(least, min(most, wanted + 2)))
