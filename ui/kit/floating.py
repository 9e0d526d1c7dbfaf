"""A small sheet that floats over the window: Escape, a click or the keyboard elsewhere closes it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

from ui.kit.theme import color

EDGE = 8


class Floating(QFrame):
    """A child of the window rather than a window, so that it stands where it is put on every system."""

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._over = owner.window()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "float")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(color("shadow"))
        self.setGraphicsEffect(shadow)
        self._before: QWidget | None = None
        self._listens = False
        self.hide()

    def float_at(self, place: QPoint, first: QWidget) -> None:
        """Show it at that place of the screen, all of it within the window; `first` gets the keyboard."""
        over = self._over
        at = over.mapFromGlobal(place)
        right, bottom = over.width() - self.width() - EDGE, over.height() - self.height() - EDGE
        self.move(max(EDGE, min(at.x(), right)), max(EDGE, min(at.y(), bottom)))
        self.appear()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        self.listen()

    def appear(self) -> None:
        """Show it above everything; what has the keyboard now gets it back afterwards."""
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()

    def listen(self) -> None:
        """Close when the pointer or the keyboard goes elsewhere, from now on."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Only while it is open: a filter in Python on all events would slow down the whole window.
            app.installEventFilter(self)
            app.focusChanged.connect(self._focus_moved)
            self._listens = True

    def leave(self) -> None:
        """Close and give the keyboard back."""
        if self.isVisible():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back to where it was, unless it went elsewhere by itself."""
        if self._listens:
            self._let_go()
            if self._before is not None and isValid(self._before):
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere closes it and is then what it would have been."""
        pressed = event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent)
        if pressed and isinstance(watched, QWidget) and not self._holds(watched):
            self._before = None
            self.leave()
        return False

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget) or widget.window() is not self.window()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self._holds(now):
            self._before = None
            self.leave()

    def _let_go(self) -> None:
        app = QApplication.instance()
        self._listens = False
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._focus_moved)
