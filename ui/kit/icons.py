"""Line icons by name in the colours of the theme, drawn once per name, colour, size and ratio."""

import re
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from rightsdesk import resources
from ui.kit.theme import color

_STROKE = re.compile(r'stroke-width="[^"]*"')


def icon(name: str, tone: str = "text", *, checked: str = "") -> QIcon:
    """An icon for buttons and actions that follows the theme by itself; `checked`: its tone while switched on."""
    _source(name)
    return QIcon(_ThemedEngine(name, tone, checked or tone))


def pixmap(name: str, tone: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a shared picture for painters; `tone` is a token such as `muted` or `ok.text`."""
    return drawn(name, color(tone).name(), size, ratio)


def paint(painter: QPainter, name: str, tone: str, rect: QRect) -> None:
    """Draw the icon into the middle of `rect`, as large as the shorter side allows."""
    size = min(rect.width(), rect.height())
    left = rect.x() + (rect.width() - size) // 2
    top = rect.y() + (rect.height() - size) // 2
    painter.drawPixmap(QPoint(left, top), pixmap(name, tone, size, painter.device().devicePixelRatioF()))


@cache
def drawn(name: str, paint_color: str, size: int, ratio: float, width: int = 0) -> QPixmap:
    """The icon in a spelled-out colour, kept for the life of the program; `width` adds room at its right."""
    made = QPixmap(round((width or size) * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(tinted(name, paint_color).encode())).render(
        painter, QRectF(0, 0, round(size * ratio), round(size * ratio))
    )
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def tinted(name: str, paint_color: str) -> str:
    """The drawing of an icon as SVG in one colour and our stroke."""
    return _STROKE.sub('stroke-width="1.9"', _source(name)).replace("currentColor", paint_color)


@cache
def _source(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")


class _ThemedEngine(QIconEngine):
    """Looks the colour up when it paints, so that a change of theme needs no new icons."""

    def __init__(self, name: str, tone: str, checked: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._checked = checked

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._tone, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), self._picture(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._picture(QSize(round(size.width() / scale), round(size.height() / scale)), mode, state, scale)

    def _picture(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, ratio: float) -> QPixmap:
        tone = self._checked if state == QIcon.State.On else self._tone
        if mode == QIcon.Mode.Disabled:
            tone = "strong"
        return drawn(self._name, color(tone).name(), min(size.width(), size.height()), ratio, size.width())
