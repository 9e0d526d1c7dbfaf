"""Three pixels at the top edge that say which workspace is open: the platform's colour, hatched for sample data."""

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.kit import tokens
from ui.kit.theme import color
from ui.kit.words import follow_words, tr

STEP = 8


class WorkspaceLine(QWidget):
    """Plain for real work, hatched for sample data, so that nobody edits the wrong one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(tokens.WORKSPACE_LINE)
        self._own = QColor()
        self._sample = False
        follow_words(self, self._say)

    @property
    def sample(self) -> bool:
        """Whether sample data is shown."""
        return self._sample

    def tell(self, own: str, *, sample: bool) -> None:
        """The platform's colour as text, and whether this is sample data."""
        self._own, self._sample = QColor(own), sample
        self._say()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        own = self._own if self._own.isValid() else color("accent")
        if not self._sample:
            painter.fillRect(self.rect(), own)
            return
        painter.fillRect(self.rect(), color("warning.ground"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("warning.bar"), 3))
        for x in range(-STEP, self.width() + STEP, STEP):
            painter.drawLine(QLineF(x, self.height() + 2, x + self.height() + 4, -2))

    def _say(self) -> None:
        words = tr("Frame", "Sample data") if self._sample else tr("Frame", "Your own data")
        self.setToolTip(words)
        self.setAccessibleName(words)
