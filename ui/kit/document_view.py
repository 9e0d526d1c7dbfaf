"""Pages of a PDF beside the list: drawn off the window's thread, the first page at once if it was seen before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import IconButton
from ui.kit.empty_page import EmptyPage
from ui.kit.labels import elided, frame, label
from ui.kit.papers import Content, Paper, Papers, drawn, found, paper_of
from ui.kit.pills import Pill
from ui.kit.theme import color, theme
from ui.kit.words import follow_words, tn, tr
from ui.workers.pool import PicturePool

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
GAP = 14
KEPT = 36
"""Drawn pages kept: about two documents at the usual size."""
_POINTS = 72.0
_SCREEN = 96.0


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: str
    page: int
    width: int
    """Pixels of the device."""


class _Sheets(QAbstractScrollArea):
    """The pages below each other; only those on screen are asked for."""

    page_shown = Signal(int)
    arrived = Signal(str)
    """A page of the paper of that key was made."""

    def __init__(self, pool: PicturePool) -> None:
        super().__init__()
        self._pool = pool
        self._paper: Paper | None = None
        self._sizes: Sequence[tuple[float, float]] = ()
        self._kept: OrderedDict[_Wanted, QPixmap] = OrderedDict()
        self.zoom: float | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        pool.made.connect(self._keep)
        theme().changed.connect(self.viewport().update)

    def open(self, paper: Paper | None) -> int:
        """Show that paper from its beginning; how many pages it has."""
        self._paper = paper
        self._sizes = paper.sizes if paper is not None else ()
        self.verticalScrollBar().setValue(0)
        self._measure()
        return len(self._sizes)

    def ahead(self, key: str, papers: Papers, make: Callable[[], Content]) -> None:
        """Make a paper ready and draw its first page at the present size, before it is looked at."""
        wanted = _Wanted(
            key, 0, max(1, round((self.viewport().width() - 2 * GAP) * max(1.0, self.devicePixelRatioF())))
        )
        if wanted not in self._kept:
            self._pool.want(wanted, lambda: _first_page(papers.made(key, make), wanted.width))

    def drawn_already(self, key: str) -> bool:
        """Whether the first page of that paper can be shown at once."""
        return any(kept.key == key and kept.page == 0 for kept in self._kept)

    def show_place(self, page: int, part: float) -> None:
        """Bring a place of a page into sight: a part of its height from its top."""
        places = self.places()
        if page < len(places):
            top = places[page].top() + round(places[page].height() * part)
            self.verticalScrollBar().setValue(top - self.viewport().height() // 3)

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
        wanted = _Wanted(self._paper.key if self._paper else "", number, round(shown.width() * ratio))
        pixmap = self._kept.get(wanted) or self._nearest(wanted)
        painter.fillRect(shown, Qt.GlobalColor.white)
        if pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(shown, pixmap)
        painter.setPen(color("border"))
        painter.drawRect(shown.adjusted(0, 0, -1, -1))
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
        elif self._paper is not None:
            content = self._paper.content
            self._pool.want(wanted, lambda: drawn(content, wanted.page, wanted.width))

    def _nearest(self, wanted: _Wanted) -> QPixmap | None:
        same = (kept for kept in self._kept if (kept.key, kept.page) == (wanted.key, wanted.page))
        best = max(same, key=lambda kept: kept.width, default=None)
        return None if best is None else self._kept[best]

    @Slot(object, object)
    def _keep(self, wanted: object, image: QImage) -> None:
        if not isinstance(wanted, _Wanted):
            return
        self.arrived.emit(wanted.key)
        if image.isNull():
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
        self._paper: Paper | None = None
        self._sought: tuple[tuple[str, str], int] = (("", ""), 0)
        self.sheets = _Sheets(pool)
        self.sheets.installEventFilter(self)
        self.page = label(size="small", tone="muted", tabular=True)
        self._name = elided(weight=600)
        self._pill = Pill("neutral", "-")
        self._less, self._more, self._fit = (
            IconButton("zoom-out", ""),
            IconButton("zoom-in", ""),
            IconButton("maximize-2", ""),
        )
        self._less.clicked.connect(lambda: self.step(-1))
        self._more.clicked.connect(lambda: self.step(1))
        self._fit.clicked.connect(lambda: self.sheets.set_zoom(None))
        self.empty = EmptyPage(300)
        self.sought = QLineEdit()
        self.sought.setClearButtonEnabled(True)
        self.sought.setMaximumWidth(170)
        self.sought.returnPressed.connect(self._search)
        self.sought.installEventFilter(self)
        self.sought.hide()
        head = frame("head")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 6, 10, 6)
        for widget in (self._name, self._pill, self.sought, self.page, self._less, self._more, self._fit):
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
        self.show_paper(paper_of(path) if path is not None else None, name, why_not)

    def show_paper(
        self,
        paper: Paper | None,
        name: str = "",
        why_not: str = "",
        ways: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show a paper; without pages the words say why there are none and the ways what helps."""
        self._paper = paper
        self._pages = self.sheets.open(paper)
        self.sheets.setAccessibleName(name or tr("Document", "Pages"))
        self._name.setText(name)
        self._pill.setVisible(self._pages > 0)
        if paper is not None and isinstance(paper.content, Path):
            self._pill.say("ok", tr("Document", "On this computer"), "hard-drive")
        else:
            self._pill.say("review", tr("Document", "Draft preview"), "eye")
        self.sheets.setVisible(self._pages > 0)
        self.empty.setVisible(self._pages == 0)
        broken = tr("Document", "This document cannot be read.") if paper is not None else ""
        title = why_not or broken or tr("Document", "No document yet")
        self.empty.say("file-x" if ways else "file-text", title, paper.trouble if paper else "", ways)
        self._turned(0)

    def wait_for(self, name: str) -> None:
        """The paper is being made: empty sheets, no words that would flash up."""
        self.show_paper(None, name, " ")

    def seek(self, words: str) -> int:
        """Bring the next place with these words into sight; how many there are."""
        paper = self._paper
        places = found(paper.content, words) if words and paper is not None and paper.sizes else []
        if places:
            key = (words, paper.key if paper else "")
            self._sought = (key, self._sought[1] + 1 if self._sought[0] == key else 0)
            self.sheets.show_place(*places[self._sought[1] % len(places)])
        return len(places)

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
            return self._search_key(event) if watched is self.sought else self._key(event)
        return super().eventFilter(watched, event)

    def open_search(self) -> None:
        """Words can be looked for in the document."""
        self.sought.show()
        self.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.selectAll()

    def _search(self) -> None:
        words = self.sought.text().strip()
        count = self.seek(words)
        self.page.setText(tn("Document", "%n place(s)", count) if words else "")

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.sought.hide()
        self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

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
        self.sought.setPlaceholderText(tr("Document", "Search in the document"))
        self.sought.setAccessibleName(tr("Document", "Search in the document"))
        self._less.call(tr("Document", "Smaller (−)"))
        self._more.call(tr("Document", "Larger (+)"))
        self._fit.call(tr("Document", "Fit the width (0)"))


def _first_page(paper: Paper, width: int) -> QImage:
    return drawn(paper.content, 0, width) if paper.sizes else QImage()
