"""Pages of a PDF beside the list: drawn off the window's thread, the first page at once if it was seen before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import IconButton
from ui.kit.empty_page import EmptyPage
from ui.kit.labels import frame, label
from ui.kit.pills import Pill
from ui.kit.theme import color, theme
from ui.kit.words import follow_words, tr
from ui.workers.pool import PicturePool

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
GAP = 14
KEPT = 24
"""Drawn pages kept: about two documents at the usual size."""
_POINTS = 72.0
_SCREEN = 96.0
# The library underneath may be entered by one thread at a time only.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Wanted:
    path: str
    page: int
    width: int
    """Pixels of the device."""


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of all pages in points; an unreadable file has none."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError):
            return []
        sizes = [document.get_page_size(number) for number in range(len(document))]
        document.close()
        return sizes


def drawn(path: Path, page: int, width: int) -> QImage:
    """One page at that width in pixels; safe on any thread."""
    with _LOCK:
        document = pypdfium2.PdfDocument(path)
        try:
            source = document[page]
            bitmap = source.render(scale=width / source.get_width(), rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            )
            return image.copy()
        finally:
            document.close()


class _Sheets(QAbstractScrollArea):
    """The pages below each other; only those on screen are asked for."""

    page_shown = Signal(int)

    def __init__(self, pool: PicturePool) -> None:
        super().__init__()
        self._pool = pool
        self._path: Path | None = None
        self._sizes: list[tuple[float, float]] = []
        self._kept: OrderedDict[_Wanted, QPixmap] = OrderedDict()
        self.zoom: float | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        pool.made.connect(self._keep)
        theme().changed.connect(self.viewport().update)

    def open(self, path: Path | None) -> int:
        """Show that file from its beginning; how many pages it has."""
        self._path = path
        self._sizes = page_sizes(path) if path is not None else []
        self.verticalScrollBar().setValue(0)
        self._measure()
        return len(self._sizes)

    def set_zoom(self, zoom: float | None) -> None:
        """A factor, or None to fit the width."""
        self.zoom = zoom
        self._measure()

    def factor(self) -> float:
        """The factor in force."""
        if self.zoom is not None or not self._sizes:
            return self.zoom or 1.0
        widest = max(width for width, _ in self._sizes) * _SCREEN / _POINTS
        return max(0.2, (self.viewport().width() - 2 * GAP) / widest)

    def places(self) -> list[QRect]:
        """Where the pages lie on the whole sheet."""
        factor, top, found = self.factor() * _SCREEN / _POINTS, GAP, []
        for width, height in self._sizes:
            size = QSize(round(width * factor), round(height * factor))
            left = max(GAP, (self.viewport().width() - size.width()) // 2)
            found.append(QRect(QPoint(left, top), size))
            top += size.height() + GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pages on screen; white paper while one is being drawn."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), color("window"))
        offset = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for number, place in enumerate(self.places()):
            shown = place.translated(offset)
            if shown.intersects(self.viewport().rect()):
                self._paint_page(painter, number, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def _paint_page(self, painter: QPainter, number: int, shown: QRect) -> None:
        ratio = max(1.0, self.devicePixelRatioF())
        wanted = _Wanted(str(self._path), number, round(shown.width() * ratio))
        pixmap = self._kept.get(wanted) or self._nearest(wanted)
        painter.fillRect(shown, Qt.GlobalColor.white)
        if pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(shown, pixmap)
        painter.setPen(color("border"))
        painter.drawRect(shown.adjusted(0, 0, -1, -1))
        if wanted not in self._kept and self._path is not None:
            path = self._path
            self._pool.want(wanted, lambda: drawn(path, wanted.page, wanted.width))

    def _nearest(self, wanted: _Wanted) -> QPixmap | None:
        same = (kept for kept in self._kept if (kept.path, kept.page) == (wanted.path, wanted.page))
        best = max(same, key=lambda kept: kept.width, default=None)
        return None if best is None else self._kept[best]

    @Slot(object, object)
    def _keep(self, wanted: object, image: QImage) -> None:
        if not isinstance(wanted, _Wanted):
            return
        self._kept[wanted] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.viewport().update()

    def _measure(self) -> None:
        places = self.places()
        height = places[-1].bottom() + GAP if places else 0
        width = max((place.width() for place in places), default=0) + 2 * GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, height - self.viewport().height()))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.horizontalScrollBar().setRange(0, max(0, width - self.viewport().width()))
        self.viewport().update()

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 3
        for number, place in enumerate(self.places()):
            if place.bottom() >= middle:
                self.page_shown.emit(number)
                return


class DocumentView(QWidget):
    """Toolbar and pages; + and - zoom, 0 fits the width, Space turns the page."""

    def __init__(self, pool: PicturePool) -> None:
        super().__init__()
        self._pages = 0
        self.sheets = _Sheets(pool)
        self.sheets.installEventFilter(self)
        self.page = label(size="small", tone="muted", tabular=True)
        self._name = label(weight=600)
        self._pill = Pill("neutral", "-")
        self._less, self._more, self._fit = (
            IconButton("zoom-out", ""),
            IconButton("zoom-in", ""),
            IconButton("maximize-2", ""),
        )
        self._less.clicked.connect(lambda: self.step(-1))
        self._more.clicked.connect(lambda: self.step(1))
        self._fit.clicked.connect(lambda: self.sheets.set_zoom(None))
        self.empty = EmptyPage()
        head = frame("head")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 6, 10, 6)
        for widget in (self._name, self._pill, self.page, self._less, self._more, self._fit):
            row.addWidget(widget)
        row.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.sheets, 1)
        self.sheets.page_shown.connect(self._turned)
        follow_words(self, self._say)
        self.show_document(None)

    def show_document(self, path: Path | None, name: str = "", why_not: str = "") -> None:
        """Show a file; without one the words say why there is none."""
        self._pages = self.sheets.open(path)
        self._name.setText(name)
        self._pill.setVisible(self._pages > 0)
        self._pill.say("ok", tr("Document", "On this computer"), "hard-drive")
        self.sheets.setVisible(self._pages > 0)
        self.empty.setVisible(self._pages == 0)
        broken = tr("Document", "This document cannot be read.") if path is not None else ""
        self.empty.say("file-text", broken or why_not or tr("Document", "No document yet"))
        self._turned(0)

    def step(self, by: int) -> None:
        """One step nearer or further."""
        now = self.sheets.factor()
        nearer = [zoom for zoom in ZOOMS if zoom > now + 0.01]
        further = [zoom for zoom in ZOOMS if zoom < now - 0.01]
        wished = nearer[:1] if by > 0 else further[-1:]
        if wished:
            self.sheets.set_zoom(wished[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom and page keys while the pages have the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        bar, step = self.sheets.verticalScrollBar(), self.sheets.viewport().height() - 40
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        deeds = {
            Qt.Key.Key_Plus: lambda: self.step(1),
            Qt.Key.Key_Minus: lambda: self.step(-1),
            Qt.Key.Key_0: lambda: self.sheets.set_zoom(None),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + (-step if back else step)),
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is None:
            return False
        deed()
        return True

    def _turned(self, page: int) -> None:
        words = tr("Document", "Page {page} of {all}", page=page + 1, all=self._pages) if self._pages else ""
        self.page.setText(words)

    def _say(self) -> None:
        self._less.call(tr("Document", "Smaller (−)"))
        self._more.call(tr("Document", "Larger (+)"))
        self._fit.call(tr("Document", "Fit the width (0)"))
