"""A list painted page by page onto anything that has pages: a PDF or a printer, A4 across."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from ui.kit.fonts import load
from ui.kit.list_paper import ListPaper, PaperColumn, total_words
from ui.kit.theme import token_color
from ui.kit.tokens import LIGHT
from ui.kit.words import tr

MARGIN, TITLE, ABOUT, HEAD, FOOT, LINE, GAP = 34.0, 24.0, 14.0, 18.0, 20.0, 10.5, 8.0
"""Points: the edge of the page, heights of title, line under it, head, foot and a line of a row, and room."""
_SIZES = {"title": 15, "body": 8, "small": 7}
_POINTS = 72.0
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine
LONGEST, CUT_KEPT = 400, 4_000
"""Letters of a text that are looked at, and cut texts kept: names and states come again and again."""
Told = Callable[[int, int], None]


def prepare(device: QPagedPaintDevice, *, across: bool = True) -> None:
    """A4 across, or upright, without margins of the device's own: the pages keep theirs."""
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF(0, 0, 0, 0)))


def write(paper: ListPaper, device: QPagedPaintDevice, dots: int, told: Told, pages: range | None = None) -> int:
    """Paint these pages, counted from 0 and all without `pages`; answers how many. ``dots`` is what an inch has."""
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        size = device.pageLayout().fullRectPoints()
        setter = Setter(paper, QRectF(0, 0, size.width(), size.height()))
        wanted = pages or range(setter.count)
        for done, number in enumerate(wanted):
            if done:
                device.newPage()
            painter.resetTransform()
            painter.scale(dots / _POINTS, dots / _POINTS)
            setter.paint(painter, number)
            told(done + 1, len(wanted))
        return len(wanted)
    finally:
        painter.end()


@dataclass
class Setter:
    """Knows what stands on which page of a paper."""

    paper: ListPaper
    sheet: QRectF
    _fonts: dict[tuple[str, int], tuple[QFont, QFontMetricsF]] = field(default_factory=dict)
    _cut: dict[tuple[str, float, str, int], str] = field(default_factory=dict)

    @property
    def row(self) -> float:
        """The height of a row."""
        return (2 * LINE if self.paper.two_lines else LINE) + 4

    @property
    def count(self) -> int:
        """How many pages there are."""
        rest = len(self.paper.rows) + bool(any(self.paper.sums)) - self.rows_on(0)
        return 1 + max(0, ceil(rest / self.rows_on(1)))

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw one page."""
        room, top = self._room(), self._top(number)
        if number == 0:
            self._heading(painter)
        self._head(painter, top)
        start = self.rows_on(0) + (number - 1) * self.rows_on(1) if number else 0
        at = top + HEAD
        for cells in self.paper.rows[start : start + self.rows_on(number)]:
            for column, place, (first, second) in zip(self.paper.columns, self._places(at), cells, strict=True):
                self._cell(painter, column, place, first, second)
            at += self.row
            painter.fillRect(QRectF(room.left(), at - 0.5, room.width(), 0.4), token_color(LIGHT.border))
        if number == self.count - 1:
            self._sums(painter, at)
        self._foot(painter, number)

    def rows_on(self, number: int) -> int:
        """How many rows have room on a page."""
        return max(1, int((self._room().bottom() - self._top(number) - HEAD) // self.row))

    def _room(self) -> QRectF:
        return self.sheet.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN - FOOT)

    def _top(self, number: int) -> float:
        first = TITLE + ABOUT * len(self.paper.about) + GAP
        return self._room().top() + (0.0 if number else first)

    def _places(self, top: float) -> Iterator[QRectF]:
        room, whole = self._room(), sum(column.width for column in self.paper.columns) or 1
        left = room.left()
        for column in self.paper.columns:
            width = room.width() * column.width / whole
            yield QRectF(left, top, width - GAP, self.row)
            left += width

    def _heading(self, painter: QPainter) -> None:
        room = self._room()
        line = QRectF(room.left(), room.top(), room.width(), TITLE)
        self._write(painter, line, self.paper.title, "title", 600)
        line = QRectF(room.left(), room.top() + TITLE, room.width(), ABOUT)
        for words in self.paper.about:
            self._write(painter, line, words, "body", 400, LIGHT.muted)
            line.translate(0, ABOUT)

    def _head(self, painter: QPainter, top: float) -> None:
        room = self._room()
        for column, place in zip(self.paper.columns, self._places(top), strict=True):
            place.setHeight(HEAD - 4)
            self._write(painter, place, column.title, "small", 600, LIGHT.muted, right=column.right)
        painter.fillRect(QRectF(room.left(), top + HEAD - 3, room.width(), 0.8), token_color(LIGHT.strong))

    def _cell(self, painter: QPainter, column: PaperColumn, place: QRectF, first: str, second: str) -> None:
        line = QRectF(place.left(), place.top() + 2, place.width(), LINE)
        self._write(painter, line, first, "body", 500, right=column.right)
        if second:
            self._write(painter, line.translated(0, LINE), second, "small", 400, LIGHT.muted, right=column.right)

    def _sums(self, painter: QPainter, top: float) -> None:
        places = list(self._places(top))
        for number, said in total_words(self.paper):
            # A sum may be wider than its column: it grows over the empty place at its left.
            place = QRectF(places[0].left(), top + 3, places[number].right() - places[0].left(), LINE)
            self._write(painter, place, said, "body", 600, right=True)

    def _foot(self, painter: QPainter, number: int) -> None:
        line = QRectF(MARGIN, self.sheet.bottom() - MARGIN - 10, self.sheet.width() - 2 * MARGIN, 12)
        self._write(painter, line, self.paper.foot, "small", 400, LIGHT.muted)
        page = tr("Print", "Page {page} of {pages}", page=number + 1, pages=self.count)
        self._write(painter, line, page, "small", 400, LIGHT.muted, right=True)

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        size: str,
        weight: int,
        tone: str = LIGHT.text,
        *,
        right: bool = False,
    ) -> None:
        if not text:
            return
        font, metrics = self._font(size, weight)
        asked = (text, place.width(), size, weight)
        shown = self._cut.get(asked)
        if shown is None:
            if len(self._cut) >= CUT_KEPT:
                self._cut.clear()
            shown = metrics.elidedText(text[:LONGEST], Qt.TextElideMode.ElideRight, place.width())
            self._cut[asked] = shown
        painter.setFont(font)
        painter.setPen(token_color(tone))
        painter.drawText(place, _RIGHT if right else _LEFT, shown)

    def _font(self, size: str, weight: int) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((size, weight))
        if found is None:
            made = QFont(load())
            made.setPixelSize(_SIZES[size])
            made.setWeight(QFont.Weight(weight))
            found = self._fonts[size, weight] = (made, QFontMetricsF(made))
        return found
