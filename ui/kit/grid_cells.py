"""How a tile is painted: its picture with box and pill, title, a line and two figures; selection and cursor."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import icons, pills
from ui.kit.declare import Line
from ui.kit.declare_tile import GAP, MEDIUM, SIZES, TileSize
from ui.kit.fonts import font
from ui.kit.grid_model import GridModel
from ui.kit.table_cells import line_tone, paint_broken, paint_check
from ui.kit.table_model import Cell
from ui.kit.theme import color, theme
from ui.kit.thumbnail import Thumbnails

LEFT = 11
"""What the first tile of a line stands further in, so that pictures stand below the view's name."""
_TOP, _SIDE = GAP - 2, GAP // 2
_INSET = 4
"""From the edge of the card to the picture."""
_BOX = 22
_CORNER = 8
_LINES = (20, 17, 18)
_KEPT = 4_000
_STAMPS_KEPT = 60
_RING = 4
"""From the edge of the card to the outside of the cursor's frame."""

_Paint = Callable[[QPainter, QRect], None]


def card_in(cell: QRect, size: TileSize, *, first: bool) -> QRect:
    """The card within a cell of the view: all cards are equally wide, what the window has to spare goes to gaps."""
    left = cell.x() + _SIDE + (LEFT if first else 0)
    return QRect(left, cell.y() + _TOP, size.width - GAP, size.height - GAP)


def picture_in(card: QRect, size: TileSize) -> QRect:
    """The picture within a card, above the lines of text."""
    text = sum(_LINES[: size.lines]) + 5
    return card.adjusted(_INSET, _INSET, -_INSET, -text - _INSET)


def box_in(picture: QRect) -> QRect:
    """Where the card is ticked."""
    return QRect(picture.x() + 5, picture.y() + 5, _BOX, _BOX)


def pill_in(picture: QRect, cell: Cell) -> QRect:
    """Where the state is written, at the right over the picture."""
    width = min(pills.pill_width(cell.first.text), picture.width() - _BOX - 16)
    return QRect(picture.right() - width - 4, picture.y() + 6, width, pills.PILL_HEIGHT)


def lines_in(card: QRect, size: TileSize) -> list[QRect]:
    """The lines of text below the picture."""
    top, found = picture_in(card, size).bottom() + 5, []
    for height in _LINES[: size.lines]:
        found.append(QRect(card.x() + 9, top, card.width() - 18, height))
        top += height
    return found


class TileDelegate(QStyledItemDelegate):
    """Paints from the table's cells directly; nothing is asked through roles, nothing is styled per tile."""

    def __init__(self, model: GridModel, thumbnails: Thumbnails) -> None:
        super().__init__(model)
        self._model, self._thumbnails = model, thumbnails
        self._texts: dict[tuple[str, int, int, str], tuple[QStaticText, int]] = {}
        """Words shortened and set; setting them anew is half of a tile's cost."""
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        """Frames and boxes, which all tiles have in common."""
        theme().changed.connect(self._forget_colours)
        self.size = SIZES[MEDIUM]
        self.cursor_row = -1
        self.focused = False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's entry for one tile."""
        model, table = self._model, self._model.table
        number = model.number(index)
        if number < 0:
            return
        card = card_in(option.rect, self.size, first=index.column() == 0)
        selected = bool(table.lead) and table.selected(number)
        self._ground(painter, card, selected=selected, cursor=number == self.cursor_row)
        place = picture_in(card, self.size)
        title = table.cell(number, model.title)
        if title is None:
            _waiting(painter, place, lines_in(card, self.size)[0])
            return
        self._picture(painter, place, title.picture)
        if table.lead:
            box = partial(_box, ticked=selected)
            self._stamp(painter, box_in(place), ("box", selected), box)
        pill = model.pill(number)
        if pill is not None:
            _pill(painter, pill_in(place, pill[1]), pill[1])
        self._words(painter, lines_in(card, self.size), number, title)

    def _ground(self, painter: QPainter, card: QRect, *, selected: bool, cursor: bool) -> None:
        ring = "focus" if self.focused else "strong"
        key = ("card", card.size().width(), card.size().height(), selected, ring if cursor else "")
        outer = card.adjusted(-_RING, -_RING, _RING, _RING)
        self._stamp(painter, outer, key, lambda brush, room: _card(brush, room, selected=selected, ring=key[-1]))

    def _stamp(self, painter: QPainter, place: QRect, key: tuple[object, ...], paint: _Paint) -> None:
        """Draw what many tiles have in common as a picture made once."""
        ratio = max(painter.device().devicePixelRatioF(), 1.0)
        found = self._stamps.get((*key, ratio))
        if found is None:
            found = QPixmap(place.size() * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            brush = QPainter(found)
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(brush, QRect(0, 0, place.width(), place.height()))
            brush.end()
            if len(self._stamps) > _STAMPS_KEPT:
                self._stamps.clear()
            self._stamps[(*key, ratio)] = found
        painter.drawPixmap(place.topLeft(), found)

    def _picture(self, painter: QPainter, place: QRect, key: str) -> None:
        ratio = max(painter.device().devicePixelRatioF(), 1.0)
        pixmap = self._thumbnails.pixmap(key, place.size(), ratio, corner=_CORNER - 3) if key else None
        if pixmap is not None:
            painter.drawPixmap(place.topLeft(), pixmap)
            return
        _tile(painter, place)
        kind = self._thumbnails.broken(key) if key else ""
        if kind is not None:
            paint_broken(painter, place, kind)

    def _words(self, painter: QPainter, lines: list[QRect], number: int, title: Cell) -> None:
        model, table = self._model, self._model.table
        self._line(painter, lines[0], title.first, 500, main=True, size="body")
        if len(lines) > 2 and model.under >= 0:  # noqa: PLR2004 - the middle one of three
            under = table.cell(number, model.under)
            if under is not None:
                self._line(painter, lines[1], Line(under.first.text, "muted"), 400)
        foot, taken = lines[-1], 0
        left = table.cell(number, model.left) if model.left >= 0 else None
        right = table.cell(number, model.right) if model.right >= 0 else None
        dated = None if left is None else _dated(left)
        if right is not None:
            wanted = _metrics(600).horizontalAdvance(right.first.text) + 6
            beside = 0 if dated is None else _metrics(400).horizontalAdvance(dated.text) + (17 if dated.icon else 0)
            # In the smallest tile a moment is worth more than an amount that would cut it short.
            fits = wanted + beside <= foot.width() or len(lines) > 2  # noqa: PLR2004 - as above
            taken = min(wanted, foot.width() * 2 // 3) if fits else 0
            room = foot.adjusted(foot.width() - taken, 0, 0, 0)
            if fits:
                self._line(painter, room, right.first, 600, main=True, right=True)
        if dated is not None:
            self._line(painter, foot.adjusted(0, 0, -taken, 0), dated, 400)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        line: Line,
        weight: int,
        *,
        main: bool = False,
        right: bool = False,
        size: str = "small",
    ) -> None:
        tone = line_tone(line.tone, main=main)
        if line.icon and not right:
            icons.paint(painter, line.icon, tone, QRect(rect.x(), rect.y(), 13, rect.height()))
            rect = rect.adjusted(17, 0, 0, 0)
        words, width = self._set(line.text, rect.width(), weight, size)
        painter.setFont(font(size, weight, tabular=size == "small"))
        painter.setPen(color(tone))
        top = rect.y() + (rect.height() - _metrics(weight, size).height()) // 2
        painter.drawStaticText(rect.right() - width + 1 if right else rect.x(), top, words)

    def _forget_colours(self) -> None:
        self._stamps.clear()

    def _set(self, text: str, room: int, weight: int, size: str) -> tuple[QStaticText, int]:
        key = (text, room, weight, size)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            metrics = _metrics(weight, size)
            short = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
            words = QStaticText(short)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            words.prepare(QTransform(), font(size, weight, tabular=size == "small"))
            found = self._texts[key] = (words, metrics.horizontalAdvance(short))
        return found


def _dated(cell: Cell) -> Line:
    """The moment with the warning that its second line carries."""
    if cell.second.icon and not cell.first.icon:
        return Line(cell.first.text, cell.second.tone, cell.second.icon)
    tone = "muted" if cell.first.tone == "plain" else cell.first.tone
    return Line(cell.first.text, tone, cell.first.icon)


def _card(painter: QPainter, room: QRect, *, selected: bool, ring: str) -> None:
    card = QRectF(room).adjusted(_RING, _RING, -_RING, -_RING)
    if ring:
        painter.setPen(QPen(color(ring), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), _CORNER + 3, _CORNER + 3)
    painter.setPen(QPen(color("focus" if selected else "border"), 2 if selected else 1))
    painter.setBrush(color("selected" if selected else "surface"))
    rim = 1.0 if selected else 0.5
    painter.drawRoundedRect(card.adjusted(rim, rim, -rim, -rim), _CORNER, _CORNER)


def _box(painter: QPainter, spot: QRect, *, ticked: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("surface"))
    painter.drawRoundedRect(QRectF(spot), 6, 6)
    paint_check(painter, spot, "all" if ticked else "none")


def _pill(painter: QPainter, spot: QRect, cell: Cell) -> None:
    if cell.pill is not None:
        pills.paint_pill(painter, spot, cell.pill.tone, cell.first.text, cell.pill.icon or None)


def _tile(painter: QPainter, place: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("track"))
    painter.drawRoundedRect(QRectF(place), _CORNER - 3, _CORNER - 3)


def _waiting(painter: QPainter, place: QRect, line: QRect) -> None:
    _tile(painter, place)
    painter.drawRoundedRect(QRectF(line.x(), line.center().y() - 4, line.width() * 0.6, 8), 4, 4)


@cache
def _metrics(weight: int, size: str = "small") -> QFontMetrics:
    return QFontMetrics(font(size, weight, tabular=size == "small"))
