"""The picture in full: made off the window's thread, a few kept, the neighbours made before they are wanted."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.fonts import font
from ui.kit.theme import color
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import tr
from ui.workers.pool import PicturePool

SHEET = QSize(1200, 816)
"""Pictures are made in this size and drawn smaller or larger: a window that is being resized asks for nothing anew."""
ROUND = 6


class LargePictures(QObject):
    """Pictures that are here at once, or come soon with ``arrived``; the same ones as everywhere in the window."""

    arrived = Signal()

    def __init__(self, pool: PicturePool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pool, self._thumbnails = pool, Thumbnails(pool, self)
        self._thumbnails.arrived.connect(self.arrived)

    def pixmap(self, key: str) -> QPixmap | None:
        """The picture, or None while it is fetched or made."""
        return self._thumbnails.pixmap(key, SHEET, 1.0, whole=True) if key else None

    def prefetch(self, keys: Iterable[str]) -> None:
        """These will be looked at soon: the last one named is made first."""
        for key in keys:
            self.pixmap(key)

    def has(self, key: str) -> bool:
        """Whether it could be shown at once."""
        return self.pixmap(key) is not None

    def broken(self, key: str) -> str | None:
        """The type of file of a picture that cannot be shown, None for all others."""
        return self._thumbnails.broken(key, large=True) if key else None


class BigPicture(QWidget):
    """Shows one picture as large as there is room; words instead where there is none."""

    def __init__(self, pictures: LargePictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._key, self._words, self._faded = "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        pictures.arrived.connect(self.update)

    def show_key(self, key: str, title: str, *, faded: bool) -> None:
        """This picture, paler where it was rejected; ``title`` is said to whoever cannot see it."""
        self._key, self._words, self._faded = key, "", faded
        self.setAccessibleName(tr("Culling", "Picture: {title}", title=title))
        self.update()

    def show_words(self, words: str) -> None:
        """No picture, and why."""
        self._key, self._words = "", words
        self.setAccessibleName(words)
        self.update()

    @property
    def words(self) -> str:
        """What stands in the place of a picture."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle, its shape kept."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._words:
            painter.setPen(color("muted"))
            painter.setFont(font("lead", 500))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
            return
        pixmap = self._pictures.pixmap(self._key)
        shape = QSize(SHEET) if pixmap is None else pixmap.deviceIndependentSize().toSize()
        place = QRectF(self.rect())
        fitted = shape.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - fitted.width()) / 2, (self.height() - fitted.height()) / 2, *fitted.toTuple())
        outline = QPainterPath()
        outline.addRoundedRect(place, ROUND, ROUND)
        if pixmap is None:
            painter.fillPath(outline, color("track"))
            painter.setPen(color("muted"))
            painter.setFont(font("lead", 500))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._pictures.broken(self._key) or "")
            return
        painter.setClipPath(outline)
        painter.setOpacity(0.35 if self._faded else 1.0)
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
