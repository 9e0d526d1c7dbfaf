"""Small painted words: pills of a state, tags, keycaps and counters; each also as a function for table delegates."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.fonts import font
from ui.kit.theme import color
from ui.kit.tokens import STATE_ICONS

PILL_HEIGHT = 20
_ICON = 13
_CENTER = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def pill_width(text: str, *, icon: bool = True) -> int:
    """How wide a pill with these words is."""
    return QFontMetrics(font("small", 500)).horizontalAdvance(text) + (_ICON + 21 if icon else 16)


def paint_pill(painter: QPainter, rect: QRect, state: str, text: str, icon: str | None = None) -> None:
    """A round ground in the state's colours with icon and word; `icon` None means the state's own, "" none."""
    name = STATE_ICONS[state] if icon is None else icon
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = color(f"{state}.bar")
    painter.setPen(QPen(_thinned(edge, 0.55), 1))
    painter.setBrush(color(f"{state}.ground"))
    frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
    left = rect.x() + 8
    if name:
        icons.paint(painter, name, f"{state}.text", QRect(left - 1, rect.y(), _ICON, rect.height()))
        left += _ICON + 4
    painter.setFont(font("small", 500))
    painter.setPen(color(f"{state}.text"))
    painter.drawText(QRect(left, rect.y(), rect.right() - left - 5, rect.height()), _LEFT, text)
    painter.restore()


def paint_state(painter: QPainter, rect: QRect, state: str, text: str, icon: str | None = None) -> None:
    """Icon and word without a ground, for the quiet state that most rows have; the icon carries the colour."""
    name = STATE_ICONS[state] if icon is None else icon
    icons.paint(painter, name, f"{state}.text", QRect(rect.x(), rect.y(), 14, rect.height()))
    painter.setFont(font("small"))
    painter.setPen(color("muted"))
    painter.drawText(rect.adjusted(20, 0, 0, 0), _LEFT, text)


def tag_width(text: str) -> int:
    """How wide a tag with these words is."""
    return QFontMetrics(font("caption", 500)).horizontalAdvance(text) + 12


def paint_tag(painter: QPainter, rect: QRect, text: str) -> None:
    """A square-ish tag such as a platform's short name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("border"), 1))
    painter.setBrush(color("sunken"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(color("muted"))
    painter.setFont(font("caption", 500))
    painter.drawText(rect, _CENTER, text)
    painter.restore()


def paint_keycap(painter: QPainter, rect: QRect, text: str) -> None:
    """A key as it is written on a keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("border"), 1))
    painter.setBrush(color("surface"))
    frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, 4, 4)
    painter.drawLine(frame.bottomLeft() + _shift(4), frame.bottomRight() - _shift(4))
    painter.setFont(font("caption", 600))
    painter.setPen(color("muted"))
    painter.drawText(rect, _CENTER, text)
    painter.restore()


def paint_count(painter: QPainter, rect: QRect, state: str, text: str) -> None:
    """A counter at the end of a navigation entry."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(f"{state}.ground"))
    painter.drawRoundedRect(QRectF(rect), rect.height() / 2, rect.height() / 2)
    painter.setFont(font("caption", 600, tabular=True))
    painter.setPen(color(f"{state}.text"))
    painter.drawText(rect, _CENTER, text)
    painter.restore()


class Pill(QWidget):
    """A pill as a widget of its own; its words are its accessible name."""

    def __init__(self, state: str = "neutral", text: str = "", icon: str | None = None) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.state = state
        self.text = ""
        self.say(state, text, icon)

    def say(self, state: str, text: str, icon: str | None = None) -> None:
        """Show another state, other words, another icon."""
        if (state, text, icon) == (self.state, self.text, self._icon) and text:
            return
        self.state, self.text, self._icon = state, text, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words need, never fixed: German is longer."""
        return QSize(pill_width(self.text, icon=self._icon != ""), PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        paint_pill(QPainter(self), self.rect(), self.state, self.text, self._icon)


class Keycap(QWidget):
    """A key beside a command."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = text

    def say(self, text: str) -> None:
        """Show another key."""
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the key's name needs."""
        return QSize(QFontMetrics(font("caption", 600)).horizontalAdvance(self._text) + 12, 19)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        paint_keycap(QPainter(self), self.rect(), self._text)


def _thinned(base: QColor, strength: float) -> QColor:
    made = QColor(base)
    made.setAlphaF(strength)
    return made


def _shift(x: float) -> QPointF:
    return QPointF(x, 0)
