"""A sheet that floats under what was pressed, as wide as it is told and as tall as what it says."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.kit.floating import Floating

GAP = 4


class Popover(Floating):
    """Lies over the window; made anew each time it is opened, so that what it says is of now."""

    def __init__(self, owner: QWidget, name: str, width: int) -> None:
        """``name``: what those who listen hear when it opens."""
        super().__init__(owner)
        self.setAccessibleName(name)
        self.setFixedWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)
        self._anchor: QWidget | None = None
        self._right = False

    def open_below(self, anchor: QWidget, *, right: bool = False) -> None:
        """Show it under the anchor, its left edge at the anchor's, or its right one; never beyond the window."""
        self._anchor, self._right = anchor, right
        self.fit()
        self.appear()
        first = self.focus_first()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        self.listen()

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
