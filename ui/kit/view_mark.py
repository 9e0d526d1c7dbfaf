"""The dot beside the name of a saved view that is shown otherwise than it was saved, with the ways on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.theme import color
from ui.kit.words import follow_words, tr

SIDE = 9


class Dot(QWidget):
    """A round mark whose words stand in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SIDE + 4, SIDE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawEllipse(QRectF(2, 2, SIDE, SIDE))


class ViewMark(QWidget):
    """Hidden while all is as it was saved."""

    save_wished = Signal()
    save_as_wished = Signal()
    revert_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dot = Dot()
        self.save, self.save_as, self.revert = (Button(kind="link") for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.dot, self.save, self.save_as, self.revert):
            row.addWidget(widget)
        self.save.clicked.connect(self.save_wished)
        self.save_as.clicked.connect(self.save_as_wished)
        self.revert.clicked.connect(self.revert_wished)
        self.hide()
        follow_words(self, self._say)

    def show_change(self, *, changed: bool, own: bool) -> None:
        """Whether it was changed, and whether it is a person's own, which alone can be saved over."""
        self.save.setVisible(own)
        self.setVisible(changed)

    def _say(self) -> None:
        words = tr("View", "This view was changed since it was saved")
        self.dot.setToolTip(words)
        self.dot.setAccessibleName(words)
        self.setAccessibleName(words)
        self.save.setText(tr("View", "Save"))
        self.save_as.setText(tr("View", "Save as…"))
        self.revert.setText(tr("View", "Revert"))
