"""A list to choose from, with the arrow that the style sheet cannot colour."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.kit import icons


class ChoiceBox(QComboBox):
    """Qt's own list, painted like our other fields."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the arrow over it."""
        super().paintEvent(event)
        place = QRect(self.width() - 24, 0, 16, self.height())
        icons.paint(QPainter(self), "chevron-down", "muted", place)
