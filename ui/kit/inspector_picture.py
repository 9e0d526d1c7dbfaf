"""The pictures at the head of the inspector: one large, or five fanned as examples of many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.picture_store import LARGE_FROM
from ui.kit.table_cells import paint_broken
from ui.kit.theme import color
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import tn

LARGE = QSize(312, 176)
EXAMPLE = QSize(116, 78)
MOST = 5


class Pictures(QWidget):
    """Paints what it is given; pictures that are still being made are grey tiles."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._keys: tuple[str, ...] = ()
        self.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.arrived.connect(self.update)

    def show_keys(self, keys: Sequence[str]) -> None:
        """One key: the large picture; more: at most five of them."""
        if tuple(keys[:MOST]) != self._keys:
            self._keys = tuple(keys[:MOST])
            self.setVisible(bool(self._keys))
            self.setAccessibleName(tn("Inspector", "%n example(s)", len(self._keys)))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Higher for one than for many."""
        return QSize(LARGE.width(), LARGE.height() if len(self._keys) == 1 else EXAMPLE.height() + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Large or fanned."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if len(self._keys) == 1:
            size = LARGE.scaled(min(self.width(), LARGE.width()), LARGE.height(), Qt.AspectRatioMode.KeepAspectRatio)
            self._one(painter, self._keys[0], QRectF(QPointF((self.width() - size.width()) / 2, 0), size), 8)
            return
        for number, key in enumerate(self._keys):
            self._fanned(painter, number, key)

    def _fanned(self, painter: QPainter, number: int, key: str) -> None:
        count = len(self._keys)
        last = number == count - 1
        size = EXAMPLE if last else EXAMPLE * 0.9
        room = self.width() - EXAMPLE.width() - 8
        x = 4 + (room * number / (count - 1))
        painter.save()
        painter.translate(x + size.width() / 2, 10 + size.height() / 2)
        painter.rotate(-2.5 if last else (4 - 2.2 * number))
        place = QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 6, 6)
        self._one(painter, key, place, 4)
        painter.restore()

    def _one(self, painter: QPainter, key: str, place: QRectF, corner: int) -> None:
        ratio = max(1.0, self.devicePixelRatioF())
        pixmap = self._thumbnails.pixmap(key, place.size().toSize(), ratio)
        shape = QPainterPath()
        shape.addRoundedRect(place, corner, corner)
        if pixmap is None:
            painter.fillPath(shape, color("track"))
            kind = self._thumbnails.broken(key, large=place.width() * ratio > LARGE_FROM)
            if kind is not None:
                paint_broken(painter, place.toRect(), kind)
            return
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        painter.restore()
