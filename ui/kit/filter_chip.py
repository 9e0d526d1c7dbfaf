"""A round chip: one active filter with its value and a cross, or the dashed one that adds another."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.kit import icons
from ui.kit.fonts import font
from ui.kit.labels import plain_tip
from ui.kit.theme import color
from ui.kit.words import tr

HEIGHT = 27
WIDEST_VALUE = 220
NARROWEST = 84
_BEFORE, _CROSS = 12, 32
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Chip(QAbstractButton):
    """An active filter: the words edit it, the cross (or Delete) removes it."""

    removed = Signal()

    def __init__(self, title: str, value: str) -> None:
        super().__init__()
        self._title, self._value = title, value
        self._split = QFontMetrics(font("small", 500)).horizontalAdvance(title) + 5
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Filter", "{title} {value}, remove filter", title=title, value=value))
        self.setToolTip(plain_tip(f"{title} {value}"))
        self.setText(f"{title} {value}".replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """As wide as its words, within a limit."""
        value = min(QFontMetrics(font("small", 700)).horizontalAdvance(self._value), WIDEST_VALUE)
        return QSize(_BEFORE + self._split + value + 2 + _CROSS, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Where there is little room the words are cut, not the cross."""
        return QSize(min(NARROWEST, self.sizeHint().width()), HEIGHT)

    def words(self) -> tuple[str, str]:
        """Title and value as far as there is room for them."""
        room = max(0, self.width() - _BEFORE - _CROSS)
        title = _cut(self._title, 500, room)
        return title, _cut(self._value, 700, max(0, room - self._split))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross removes."""
        if event.position().x() > self.width() - 28 and self.rect().contains(event.position().toPoint()):
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Round ground, quiet title, strong value, cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus" if self.hasFocus() else "accent"), 2 if self.hasFocus() else 1))
        painter.setBrush(color("accent_soft"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(color("accent_text"))
        painter.setFont(font("small", 500))
        title, value = self.words()
        painter.drawText(QRect(_BEFORE, 0, self.width(), self.height()), _LEFT, title)
        painter.setFont(font("small", 700))
        painter.drawText(QRect(_BEFORE + self._split, 0, self.width(), self.height()), _LEFT, value)
        icons.paint(painter, "x", "accent_text", QRect(self.width() - 25, 0, 14, self.height()))


def _cut(words: str, weight: int, room: int) -> str:
    return QFontMetrics(font("small", weight)).elidedText(words, Qt.TextElideMode.ElideRight, room)


class AddChip(QAbstractButton):
    """The dashed chip: something can be added here."""

    def __init__(self, text: str, icon: str = "plus") -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(text)

    def sizeHint(self) -> QSize:
        """Icon, words and round ends."""
        return QSize(QFontMetrics(font("small", 600)).horizontalAdvance(self.text()) + 44, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dashed frame, plus and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine
        painter.setPen(QPen(color("focus" if self.hasFocus() else "strong"), 2 if self.hasFocus() else 1, style))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(color("sunken" if self.underMouse() else "surface"))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        icons.paint(painter, self._icon, "text", QRect(12, 0, 14, self.height()))
        painter.setPen(color("text"))
        painter.setFont(font("small", 500))
        painter.drawText(self.rect().adjusted(32, 0, 0, 0), _LEFT, self.text())
