"""The one place that says how we stand with the outside: four forms, each with icon and words."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.kit.fonts import font
from ui.kit.pills import paint_pill, pill_width
from ui.kit.show import ago
from ui.kit.theme import color
from ui.kit.words import follow_words, tn, tr


@dataclass(frozen=True, slots=True)
class Standing:
    """What the pill tells: how long ago all was in step, how much is under way, waits, or needs a person."""

    seconds_ago: float | None = None
    under_way: int = 0
    offline: bool = False
    waiting: int = 0
    conflicts: int = 0


class SyncPill(QAbstractButton):
    """The pill in the title bar; a click opens the queue and `Try now`."""

    def __init__(self) -> None:
        super().__init__()
        self._standing = Standing()
        self._state = "neutral"
        self._icon = "cloud"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_words(self, lambda: self.tell(self._standing))

    @property
    def standing(self) -> Standing:
        """What is shown now."""
        return self._standing

    @property
    def state(self) -> str:
        """Which family of colours is shown now."""
        return self._state

    def tell(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self._state, self._icon, words = _said(standing)
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words, bold ones included."""
        extra = QFontMetrics(font("small", 600)).horizontalAdvance(self.text())
        return QSize(max(pill_width(self.text()), extra + 34), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, with a ring while it has the focus."""
        painter = QPainter(self)
        paint_pill(painter, self.rect().adjusted(1, 1, -1, -1), self._state, self.text(), self._icon)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


def _said(standing: Standing) -> tuple[str, str, str]:
    if standing.conflicts:
        return "failed", "triangle-alert", tn("Frame", "Attention: %n conflict(s)", standing.conflicts)
    if standing.offline:
        waiting = tn("Frame", "Offline · %n command(s) waiting", standing.waiting)
        return "warning", "cloud-off", waiting if standing.waiting else tr("Frame", "Offline")
    if standing.under_way:
        return "pending", "refresh-cw", tr("Frame", "Synchronising {count}", count=standing.under_way)
    if standing.seconds_ago is None:
        return "neutral", "cloud", tr("Frame", "Not synchronised yet")
    return "ok", "cloud", tr("Frame", "Synchronised {ago}", ago=ago(standing.seconds_ago))
