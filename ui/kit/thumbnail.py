"""Placeholder scenes painted from an image's key: the same key gives the same picture on every machine."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPixmap, QPolygonF

from ui.kit import decoding
from ui.kit.picture_store import Wanted, rounded, store_of
from ui.workers.pool import PicturePool

Scene = Callable[[QPainter, random.Random], None]
_W, _H = 100.0, 68.0
"""All scenes are drawn on a sheet of this size and scaled."""


def painted(key: str, width: int, height: int, ratio: float = 1.0) -> QImage:
    """The scene of that key; safe on any thread, sizes in device independent pixels."""
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    chance = random.Random(zlib.crc32(key.encode()))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    factor = max(width / _W, height / _H)
    painter.translate((width - _W * factor) / 2, (height - _H * factor) / 2)
    painter.scale(factor, factor)
    chance.choice(_SCENES)(painter, chance)
    painter.end()
    return image


def prepare() -> None:
    """Paint each scene once on the window's thread, so that no two threads name a class of Qt for the first time."""
    sheet = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(sheet)
    for scene in _SCENES:
        scene(painter, random.Random(1))
    painter.end()
    rounded(painted("", 1, 1), 1)
    decoding.prepare()


class Thumbnails(QObject):
    """Pictures of images that are here at once, or come later while a plain tile stands in."""

    arrived = Signal()

    def __init__(self, pool: PicturePool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store_of(pool, painted, prepare)
        self._store.arrived.connect(self.arrived)

    def pixmap(self, key: str, size: QSize, ratio: float, corner: int = 0, *, whole: bool = False) -> QPixmap | None:
        """The picture, filling that room or `whole` within it; None if it comes later with ``arrived``, or never."""
        return self._store.pixmap(Wanted(key, size.width(), size.height(), ratio, corner, whole))

    def broken(self, key: str, *, large: bool = False) -> str | None:
        """The type of file of a picture that cannot be shown, None for all others."""
        return self._store.broken(key, large=large)


def _hue(hue: float, saturation: float, lightness: float) -> QColor:
    return QColor.fromHslF(hue % 1.0, saturation, lightness)


def _sky(painter: QPainter, top: QColor, bottom: QColor) -> None:
    ramp = QLinearGradient(0, 0, 0, _H)
    ramp.setColorAt(0, top)
    ramp.setColorAt(1, bottom)
    painter.fillRect(QRectF(0, 0, _W, _H), ramp)


def _ridge(painter: QPainter, chance: random.Random, base: float, height: float, fill: QColor) -> None:
    path = QPainterPath(QPointF(-5, _H + 2))
    x = -5.0
    while x < _W + 15:
        path.lineTo(x, base - chance.uniform(0.15, 1.0) * height)
        x += chance.uniform(9, 20)
    path.lineTo(_W + 15, _H + 2)
    painter.setBrush(fill)
    painter.drawPath(path)


def _mountains(painter: QPainter, chance: random.Random) -> None:
    hue = chance.choice((0.03, 0.06, 0.58, 0.62))
    _sky(painter, _hue(hue + 0.02, 0.45, 0.42), _hue(hue + 0.06, 0.62, 0.76))
    painter.setBrush(_hue(0.13, 0.7, 0.9))
    painter.drawEllipse(QPointF(chance.uniform(55, 85), chance.uniform(14, 24)), 6, 6)
    for step in range(3):
        _ridge(painter, chance, 44 + step * 12, 22 - step * 4, _hue(hue, 0.34, 0.52 - step * 0.13))


def _stadium(painter: QPainter, chance: random.Random) -> None:
    _sky(painter, _hue(0.62, 0.5, 0.1), _hue(0.6, 0.4, 0.3))
    for row in range(5):
        painter.setBrush(_hue(0.6, 0.12, 0.26 + 0.05 * row))
        painter.drawRect(QRectF(0, 16 + row * 4.4, _W, 3.4))
    for lamp in range(4):
        painter.setBrush(_hue(0.15, 0.6, 0.92))
        painter.drawEllipse(QPointF(14 + lamp * 24, chance.uniform(7, 10)), 2.4, 1.6)
    for stripe in range(8):
        painter.setBrush(_hue(0.33 + chance.uniform(-0.01, 0.01), 0.5, 0.28 + 0.05 * (stripe % 2)))
        painter.drawRect(QRectF(stripe * 12.5, 38, 12.6, 30))
    painter.setBrush(_hue(0.3, 0.25, 0.82))
    painter.drawRect(QRectF(0, 50, _W, 0.9))


def _skyline(painter: QPainter, chance: random.Random) -> None:
    night = chance.random() < 0.6  # noqa: PLR2004 - more cities by night
    _sky(painter, _hue(0.62, 0.4, 0.12 if night else 0.72), _hue(0.56, 0.35, 0.3 if night else 0.88))
    x = 0.0
    while x < _W:
        width, height = chance.uniform(6, 13), chance.uniform(14, 44)
        painter.setBrush(_hue(0.6, 0.22, chance.uniform(0.12, 0.24) if night else chance.uniform(0.38, 0.56)))
        painter.drawRect(QRectF(x, 60 - height, width, height))
        painter.setBrush(_hue(0.13, 0.75, 0.7))
        for _ in range(int(height / 5)):
            painter.drawRect(QRectF(x + chance.uniform(1, width - 2), 60 - chance.uniform(3, height - 1), 1.3, 1.3))
        x += width + chance.uniform(0, 2)
    painter.setBrush(_hue(0.6, 0.35, 0.1 if night else 0.62))
    painter.drawRect(QRectF(0, 59, _W, 10))


def _lights(painter: QPainter, chance: random.Random) -> None:
    _sky(painter, _hue(0.7, 0.5, 0.1), _hue(0.74, 0.4, 0.2))
    for _ in range(34):
        spot = _hue(chance.random(), 0.6, 0.62)
        spot.setAlphaF(chance.uniform(0.25, 0.75))
        radius = chance.uniform(2, 7)
        painter.setBrush(spot)
        painter.drawEllipse(QPointF(chance.uniform(0, _W), chance.uniform(0, _H)), radius, radius)


def _portrait(painter: QPainter, chance: random.Random) -> None:
    _sky(painter, _hue(chance.choice((0.08, 0.55)), 0.12, 0.78), _hue(0.08, 0.1, 0.62))
    hair, skin = _hue(chance.uniform(0.04, 0.12), 0.5, chance.uniform(0.18, 0.55)), _hue(0.07, 0.5, 0.72)
    painter.setBrush(_hue(chance.random(), 0.35, 0.36))
    painter.drawEllipse(QRectF(22, 49, 56, 44))
    painter.setBrush(hair)
    painter.drawEllipse(QRectF(35, 11, 30, 36))
    painter.setBrush(skin)
    painter.drawRect(QRectF(45, 38, 10, 16))
    painter.drawEllipse(QRectF(38.5, 17, 23, 29))


def _sea(painter: QPainter, chance: random.Random) -> None:
    evening = chance.random() < 0.5  # noqa: PLR2004 - half of them
    hue = 0.08 if evening else 0.54
    _sky(painter, _hue(hue + 0.03, 0.6, 0.74), _hue(hue, 0.7, 0.86))
    painter.setBrush(_hue(0.12, 0.85, 0.8))
    painter.drawEllipse(QPointF(chance.uniform(30, 70), 31), 6, 6)
    for wave in range(4):
        painter.setBrush(_hue(0.55, 0.45, 0.44 - 0.06 * wave))
        painter.drawRect(QRectF(0, 39 + wave * 7.5, _W, 8))
    left = chance.uniform(18, 66)
    painter.setBrush(_hue(0.1, 0.2, 0.95))
    painter.drawPolygon(QPolygonF([QPointF(left, 44), QPointF(left + 8, 44), QPointF(left + 2, 26)]))
    painter.setBrush(_hue(0.02, 0.4, 0.26))
    painter.drawRect(QRectF(left - 3, 44.5, 15, 2.4))


def _plate(painter: QPainter, chance: random.Random) -> None:
    _sky(painter, _hue(0.55, 0.1, chance.choice((0.2, 0.8))), _hue(0.5, 0.1, chance.choice((0.24, 0.7))))
    painter.setBrush(_hue(0.12, 0.1, 0.95))
    painter.drawEllipse(QPointF(50, 34), 26, 26)
    painter.setBrush(_hue(0.12, 0.12, 0.88))
    painter.drawEllipse(QPointF(50, 34), 19, 19)
    for _ in range(26):
        painter.setBrush(_hue(chance.choice((0.0, 0.08, 0.13, 0.3, 0.33)), 0.65, chance.uniform(0.35, 0.6)))
        size = chance.uniform(1.6, 4.2)
        painter.drawEllipse(QPointF(50 + chance.gauss(0, 6.5), 34 + chance.gauss(0, 6.5)), size, size * 0.8)


def _forest(painter: QPainter, chance: random.Random) -> None:
    _sky(painter, _hue(0.16, 0.3, 0.86), _hue(0.22, 0.3, 0.74))
    for depth in range(3):
        painter.setBrush(_hue(0.35, 0.36, 0.46 - depth * 0.13))
        foot = 50 + depth * 9
        x = chance.uniform(-8, 0)
        while x < _W + 6:
            height = chance.uniform(22, 36)
            painter.drawPolygon(QPolygonF([QPointF(x - 5, foot), QPointF(x + 5, foot), QPointF(x, foot - height)]))
            x += chance.uniform(4.5, 8)
        painter.drawRect(QRectF(0, foot - 1, _W, _H))


_SCENES: tuple[Scene, ...] = (_mountains, _stadium, _skyline, _lights, _portrait, _sea, _plate, _forest)
