"""Who wears the style sheet: the whole program at first, the parts of the window once it is there.

Qt tells each widget of a changed sheet once for every widget above it. With seven views open a change took a second;
part by part, and hidden parts only when they are next shown, it takes a fifteenth of that.
"""

from __future__ import annotations

from functools import cache, partial

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Wardrobe(QObject):
    """Holds the sheet in force, and everybody who wears it."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = ""
        self._parts: list[_Part] = []

    @property
    def sheet(self) -> str:
        """The sheet in force."""
        return self._sheet

    def wear(self, sheet: str) -> None:
        """Let everybody wear that sheet from now on."""
        self._sheet = sheet
        self._parts = [part for part in self._parts if isValid(part)]
        app = QApplication.instance()
        if isinstance(app, QApplication) and (app.styleSheet() or not self._parts):
            app.setStyleSheet("" if self._parts else sheet)
        for part in self._parts:
            part.change()

    def dress(self, widget: QWidget) -> None:
        """Let a widget and all within it wear the sheet by itself; nothing above it may wear one."""
        if any(isValid(part) and part.parent() is widget for part in self._parts):
            return
        first = not any(map(isValid, self._parts))
        part = _Part(widget, self)
        self._parts.append(part)
        if first:
            self.wear(self._sheet)
        widget.destroyed.connect(partial(self._gone, part))

    def _gone(self, gone: _Part, _widget: QObject | None = None) -> None:
        # The last window is closed: what comes then, such as the page to begin with, wears what the program wears.
        self._parts = [part for part in self._parts if part is not gone and isValid(part)]
        if not self._parts and QApplication.instance() is not None and not QApplication.closingDown():
            self.wear(self._sheet)


class _Part(QObject):
    """One part; it lives as long as its widget."""

    def __init__(self, widget: QWidget, wardrobe: Wardrobe) -> None:
        super().__init__(widget)
        self._widget, self._wardrobe, self._stale = widget, wardrobe, True
        widget.installEventFilter(self)
        self._put_on()

    def change(self) -> None:
        """Another sheet is in force; what nobody sees changes later."""
        self._stale = True
        if self._widget.isVisible():
            self._put_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Change before it is seen."""
        if self._stale and event.type() in (QEvent.Type.Show, QEvent.Type.Polish):
            self._put_on()
        return False

    def _put_on(self) -> None:
        self._stale = False
        if self._widget.styleSheet() != self._wardrobe.sheet:
            self._widget.setStyleSheet(self._wardrobe.sheet)


class _Containers(QObject):
    """Watches widgets that only hold others, so that whatever comes into them is dressed."""

    def __init__(self, containers: tuple[QWidget, ...]) -> None:
        super().__init__(containers[0])
        self._containers = containers
        for container in containers:
            container.installEventFilter(self)
            for child in container.children():
                self._dress(child)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part, a dialog or a message came."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            self._dress(event.child())
        return False

    def _dress(self, child: QObject) -> None:
        if isinstance(child, QWidget) and child not in self._containers:
            wardrobe().dress(child)


@cache
def wardrobe() -> Wardrobe:
    """The one wardrobe of this program."""
    return Wardrobe()


def dress_by_parts(*containers: QWidget) -> None:
    """Let everything in these containers, the window first, wear the sheet by itself."""
    _Containers(containers)
