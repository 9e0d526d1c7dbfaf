"""How cells are painted: one or two lines, thumbnails, tags, pills, check boxes, the selection and the cursor."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import icons, pills
from ui.kit.declare import Column, Line, Tone
from ui.kit.fonts import font
from ui.kit.segmented_bar import paint_parts
from ui.kit.table_model import Cell, TableModel
from ui.kit.theme import color
from ui.kit.thumbnail import Thumbnails

CHECK_WIDTH = 44
PAD = 9
TWO_LINES_FROM = 44
"""Row height in pixels from which the second line has room."""
ACCENT_BAR = 3
FADED = 0.45
_ROOM_FOR_KIND = 60
CURSOR = 2
BOX = 16
_PICTURES = {46: QSize(50, 34), 36: QSize(40, 27), 28: QSize(32, 22)}
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_ELIDED_KEPT = 6_000
_STATES = frozenset(("ok", "warning", "failed", "pending", "review", "neutral"))


class Delegate(QStyledItemDelegate):
    """Paints from the model's cells directly; nothing is asked through roles, nothing is styled per cell."""

    def __init__(self, model: TableModel, thumbnails: Thumbnails) -> None:
        super().__init__(model)
        self._model, self._thumbnails = model, thumbnails
        self._elided: dict[tuple[str, int, str, int], str] = {}
        self.cursor_row = -1
        self.cursor_column = 0
        """The cell that keys are about, 0 where none was chosen."""
        self.focused = False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's entry for one cell."""
        model = self._model
        rect: QRect = option.rect
        number, column = index.row(), index.column()
        if number >= len(model.ids):
            return
        selected = model.selected(number)
        _ground(painter, rect, selected=selected, cursor=number == self.cursor_row)
        if column < model.lead:
            paint_check(painter, rect.adjusted(ACCENT_BAR, 0, 0, 0), "all" if selected else "none")
        else:
            cell = model.cell(number, column)
            if cell is None:
                _placeholder(painter, rect)
            else:
                left = model.left(number)
                # Done with and about to leave: it stays where it is, with a tick, until the view is put in order.
                painter.setOpacity(FADED if left else 1.0)
                self._cell(painter, rect, cell, model.columns[column - model.lead])
                painter.setOpacity(1.0)
                if left and column == model.lead:
                    icons.paint(painter, "check", "ok.text", QRect(rect.right() - 22, rect.y(), 16, rect.height()))
        if column and number == self.cursor_row and column == self.cursor_column:
            painter.setPen(QPen(color("focus"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(2, CURSOR + 2, -3, -CURSOR - 3))
        if column == 0 and selected:
            painter.fillRect(QRect(rect.x(), rect.y(), ACCENT_BAR, rect.height()), color("focus"))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What the column needs to show this cell in full; asked when a column is fitted."""
        model = self._model
        if index.column() < model.lead:
            return QSize(CHECK_WIDTH, 0)
        cell = model.cell(index.row(), index.column())
        return QSize(self.wanted_width(cell, model.columns[index.column() - model.lead]) if cell else 0, 0)

    def wanted_width(self, cell: Cell, column: Column) -> int:
        """The width at which nothing of the cell is shortened."""
        if cell.pill:
            return pills.pill_width(str(cell.pill.word)) + 2 * PAD
        if cell.tags:
            return sum(pills.tag_width(tag) + 6 for tag in cell.tags) + 2 * PAD
        widest = max(_width(cell.first, main=True), _width(cell.second, main=False))
        return widest + 2 * PAD + (_PICTURES[46].width() + 10 if column.picture else 0)

    def _cell(self, painter: QPainter, rect: QRect, cell: Cell, column: Column) -> None:
        inner = rect.adjusted(PAD, 0, -PAD, -1)
        if column.picture:
            inner = self._picture(painter, inner, cell.picture)
        if cell.mark is not None:
            inner = _mark(painter, inner, *cell.mark)
        if cell.pill is not None:
            _pill(painter, inner, cell)
        elif cell.bar:
            self._bar(painter, inner, cell, column)
        elif cell.tags:
            _tags(painter, inner, cell.tags)
        elif cell.second.text and rect.height() >= TWO_LINES_FROM:
            middle = inner.y() + inner.height() // 2
            self._line(painter, QRect(inner.x(), middle - 18, inner.width(), 18), cell.first, column, main=True)
            self._line(painter, QRect(inner.x(), middle, inner.width(), 17), cell.second, column, main=False)
        else:
            self._line(painter, inner, _merged(cell), column, main=True)

    def _line(self, painter: QPainter, rect: QRect, line: Line, column: Column, *, main: bool) -> None:
        if not line.text:
            return
        right = column.align == "right"
        if line.shape:
            _shaped(painter, rect, line, right=right)
            return
        if line.icon:
            words = _width(line, main=main) - 4 if right else rect.width()
            spot = QRect(max(rect.x(), rect.right() - words), rect.y(), 13, rect.height())
            icons.paint(painter, line.icon, line_tone(line.tone, main=main), spot)
            rect = rect.adjusted(17, 0, 0, 0)
        weight = _weight(line, column, main=main)
        painter.setFont(font("body" if main else "small", weight, tabular=right))
        painter.setPen(color(line_tone(line.tone, main=main)))
        painter.drawText(rect, _RIGHT if right else _LEFT, self._shortened(line.text, rect.width(), main, weight))

    def _bar(self, painter: QPainter, inner: QRect, cell: Cell, column: Column) -> None:
        words = QFontMetrics(font("small", 500, tabular=True)).horizontalAdvance(cell.first.text) + 10
        place = QRectF(inner.x(), inner.y() + inner.height() / 2 - 4, max(30, inner.width() - words), 8)
        paint_parts(painter, place, cell.bar)
        painter.setFont(font("small", 500, tabular=True))
        painter.setPen(color("muted"))
        painter.drawText(inner, _RIGHT, cell.first.text)

    def _shortened(self, text: str, width: int, main: bool, weight: int) -> str:
        key = (text, width, "m" if main else "s", weight)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _ELIDED_KEPT:
                self._elided.clear()
            metrics = _metrics("body" if main else "small", weight)
            found = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found

    def _picture(self, painter: QPainter, inner: QRect, key: str) -> QRect:
        size = next((one for height, one in _PICTURES.items() if inner.height() + 1 >= height), _PICTURES[28])
        top = inner.y() + (inner.height() - size.height()) // 2
        place = QRect(inner.x(), top, size.width(), size.height())
        device = painter.device()
        paint_thumbnail(painter, place, key, self._thumbnails, max(device.devicePixelRatioF(), 1.0))
        return inner.adjusted(size.width() + 10, 0, 0, 0)


def paint_thumbnail(painter: QPainter, place: QRect, key: str, thumbnails: Thumbnails, ratio: float = 1.0) -> None:
    """A picture with round corners; a grey tile while it is being made or where there is none."""
    pixmap = thumbnails.pixmap(key, place.size(), ratio) if key else None
    kind = thumbnails.broken(key) if key and pixmap is None else ""
    if pixmap is None and not kind:
        tones = (color("track").name(), "" if kind is None else color("faint").name())
        painter.drawPixmap(place.topLeft(), _tile(place.width(), place.height(), ratio, *tones))
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(place), 4, 4)
    if pixmap is None:
        painter.fillPath(shape, color("track"))
        paint_broken(painter, place, kind or "")
    else:
        painter.setClipPath(shape)
        painter.drawPixmap(place.topLeft(), pixmap)
    painter.restore()


@cache
def _tile(width: int, height: int, ratio: float, ground: str, mark: str) -> QPixmap:
    """The grey tile of rows without a picture, painted once: a screen shows many; without a mark one is on its way."""
    made = _blank(width, height, ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, width, height), 4, 4)
    painter.fillPath(shape, QColor(ground))
    if mark:
        paint_broken(painter, QRect(0, 0, width, height), "")
    painter.end()
    return made


def _blank(width: int, height: int, ratio: float) -> QPixmap:
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def paint_broken(painter: QPainter, place: QRect, kind: str) -> None:
    """What stands on a grey tile where a picture cannot be shown: an icon, with the type of file where it has room."""
    roomy = bool(kind) and place.height() >= _ROOM_FOR_KIND
    side = min(24, place.height() - 10)
    middle = place.center().y() - (10 if roomy else 0)
    icons.paint(painter, "image-off", "faint", QRect(place.center().x() - side // 2, middle - side // 2, side, side))
    if roomy:
        painter.setFont(font("small", 500))
        painter.setPen(color("muted"))
        words = QRect(place.x(), middle + side // 2 + 3, place.width(), 18)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), kind)


def paint_check(painter: QPainter, rect: QRect, state: str) -> None:
    """A check box in the middle: ``all``, ``some`` or ``none``."""
    tones = ("strong", "surface") if state == "none" else ("on_accent", "accent")
    box = _box(state, painter.device().devicePixelRatioF(), *(color(tone).name() for tone in tones))
    painter.drawPixmap(rect.x() + (rect.width() - BOX) // 2, rect.y() + (rect.height() - BOX) // 2, box)


@cache
def _box(state: str, ratio: float, line: str, ground: str) -> QPixmap:
    made = _blank(BOX, BOX, ratio)
    painter, box = QPainter(made), QRectF(0, 0, BOX, BOX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(ground))
    if state == "none":
        painter.setPen(QPen(QColor(line), 1.3))
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QPen(QColor(line), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if state == "all":
            painter.drawPolyline([QPointF(*at) for at in ((4, 8.3), (7, 11.2), (12.2, 5.2))])
        else:
            painter.drawLine(box.center() - QPointF(3.6, 0), box.center() + QPointF(3.6, 0))
    painter.end()
    return made


def _ground(painter: QPainter, rect: QRect, *, selected: bool, cursor: bool) -> None:
    painter.fillRect(rect, color("selected" if selected else "sunken" if cursor else "surface"))
    if cursor:
        painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), CURSOR), color("focus"))
        painter.fillRect(QRect(rect.x(), rect.bottom() - CURSOR + 1, rect.width(), CURSOR), color("focus"))
    else:
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("border"))


def _placeholder(painter: QPainter, rect: QRect) -> None:
    bar = QRectF(rect.x() + PAD, rect.y() + rect.height() / 2 - 4, max(0.0, (rect.width() - 2 * PAD) * 0.6), 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("track"))
    painter.drawRoundedRect(bar, 4, 4)
    painter.restore()


def _pill(painter: QPainter, inner: QRect, cell: Cell) -> None:
    pill = cell.pill
    if pill is None or not cell.first.text:
        return
    tone = pill.tone if pill.tone in _STATES else "neutral"
    word = cell.first.text
    if pill.framed:
        width = min(pills.pill_width(word), inner.width())
        if width < pills.pill_width(word):
            room = width - (pills.pill_width(word) - _metrics("small", 500).horizontalAdvance(word))
            word = _metrics("small", 500).elidedText(word, Qt.TextElideMode.ElideRight, max(room, 0))
        top = inner.y() + (inner.height() - pills.PILL_HEIGHT) // 2
        place = QRect(inner.x(), top, width, pills.PILL_HEIGHT)
        pills.paint_pill(painter, place, tone, word, pill.icon or None)
    else:
        pills.paint_state(painter, inner, tone, word, pill.icon or None)


def _shaped(painter: QPainter, rect: QRect, line: Line, *, right: bool) -> None:
    tone = line.tone if line.tone in _STATES else "neutral"
    pill = line.shape == "pill"
    width = min(pills.pill_width(line.text, icon=bool(line.icon)), rect.width()) if pill else 15
    left = rect.right() - width + 1 if right else rect.x()
    if pill:
        # A little below the middle: the line above reaches down to it.
        top = rect.y() + (rect.height() - pills.PILL_HEIGHT) // 2 + 2
        pills.paint_pill(painter, QRect(left, top, width, pills.PILL_HEIGHT), tone, line.text, line.icon)
    else:
        icons.paint(painter, line.icon, f"{tone}.text", QRect(left, rect.y(), width, rect.height()))


def _mark(painter: QPainter, inner: QRect, tone: str, icon: str) -> QRect:
    size = min(26, inner.height() - 4)
    place = QRectF(inner.x(), inner.y() + (inner.height() - size) / 2, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(f"{tone}.ground"))
    painter.drawEllipse(place)
    painter.restore()
    icons.paint(painter, icon, f"{tone}.text", place.toRect().adjusted(6, 6, -6, -6))
    return inner.adjusted(size + 12, 0, 0, 0)


def _tags(painter: QPainter, inner: QRect, tags: tuple[str, ...]) -> None:
    x, height = inner.x(), 20
    top = inner.y() + (inner.height() - height) // 2
    for number, tag in enumerate(tags):
        width = pills.tag_width(tag)
        rest = len(tags) - number
        room = inner.right() - x - (24 if rest > 1 else 0)
        if number and width > room:
            painter.setFont(font("small", 500, tabular=True))
            painter.setPen(color("muted"))
            painter.drawText(QRect(x + 1, top, inner.right() - x, height), _LEFT, f"+{rest}")
            return
        pills.paint_tag(painter, QRect(x, top, min(width, max(room, 20)), height), tag)
        x += width + 5


def _merged(cell: Cell) -> Line:
    # One line per row: the warning of the second line must not get lost with it.
    if cell.second.icon and not cell.first.icon:
        return Line(cell.first.text, cell.first.tone, cell.second.icon, bold=cell.first.bold)
    return cell.first


def line_tone(tone: Tone, *, main: bool) -> str:
    """The colour token of a line's words."""
    if tone == "plain":
        return "text" if main else "muted"
    return f"{tone}.text" if tone in _STATES else tone


def _weight(line: Line, column: Column, *, main: bool) -> int:
    if line.bold:
        return 600
    return 500 if main and (column.strong or column.align == "right" or column.changes) else 500 if line.icon else 400


def _width(line: Line, *, main: bool) -> int:
    weight = 600 if line.bold else 500
    advance = _metrics("body" if main else "small", weight).horizontalAdvance(line.text)
    return advance + (17 if line.icon else 0) + 4


@cache
def _metrics(size: str, weight: int) -> QFontMetrics:
    return QFontMetrics(QFont(font(size, weight)))
