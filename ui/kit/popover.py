"""A sheet that floats under what was pressed; Escape or a click elsewhere closes it, nothing in it is lost by that."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

GAP = 4


class Popover(QFrame):
    """Made anew each time it is opened, so that what it says is of now."""

    def __init__(self, owner: QWidget, name: str, width: int) -> None:
        """``name``: what those who listen hear when it opens."""
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "float")
        self.setAccessibleName(name)
        self.setFixedWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)

    def open_below(self, anchor: QWidget, *, right: bool = False) -> None:
        """Show it under the anchor, its left edge at the anchor's, or its right one; never beyond the window."""
        self.adjustSize()
        window = anchor.window()
        place = anchor.mapTo(window, QPoint(anchor.width() - self.width() if right else 0, anchor.height() + GAP))
        most = window.width() - self.width() - GAP
        self.move(window.mapToGlobal(QPoint(max(GAP, min(place.x(), most)), place.y())))
        self.show()
        first = self.focus_first()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def focus_first(self) -> QWidget | None:
        """What has the keyboard after opening: the first part that takes it."""
        parts = (one for one in self.findChildren(QWidget) if one.isVisible() and one.isEnabled())
        return next((one for one in parts if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
