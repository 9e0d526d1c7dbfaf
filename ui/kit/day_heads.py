"""Headings by day within a timeline: the first row of each day is higher and carries the day above it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.kit import show
from ui.kit.contents import attribute, today
from ui.kit.fonts import font
from ui.kit.table import Table
from ui.kit.table_cells import PAD, Delegate
from ui.kit.table_model import TableModel
from ui.kit.theme import color
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import tr

HEAD = 32
BY_TIME = frozenset({"", "id", "at"})


class DayDelegate(Delegate):
    """Paints the band of the day over the first row of it, then the row below the band."""

    def __init__(self, model: TableModel, thumbnails: Thumbnails, heads: DayHeads) -> None:
        super().__init__(model, thumbnails)
        self._heads = heads

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Band and row."""
        words = self._heads.words(index.row())
        if words:
            band = QRect(option.rect.x(), option.rect.y(), option.rect.width(), HEAD)
            self._band(painter, band, words)
            option.rect.setTop(option.rect.y() + HEAD)
        super().paint(painter, option, index)

    def _band(self, painter: QPainter, band: QRect, words: str) -> None:
        """One piece of the band: the words run through all columns, each paints its own part of them."""
        painter.save()
        painter.setClipRect(band)
        painter.fillRect(band, color("surface"))
        painter.setFont(font("small", 600))
        painter.setPen(color("muted"))
        whole = QRect(self._heads.left(), band.y(), self._heads.width(), HEAD)
        painter.drawText(whole.adjusted(PAD + 4, 6, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


class DayHeads(QObject):
    """Knows which rows begin a day, as far as rows are here, and keeps their heights."""

    def __init__(self, table: Table, thumbnails: Thumbnails, attribute_: str) -> None:
        super().__init__(table)
        self._view, self._model, self._attribute = table, table.table, attribute_
        self._heads: dict[int, date] = {}
        self.order = ""
        """By what the rows are sorted; only by time there are days."""
        self._delegate = DayDelegate(self._model, thumbnails, self)
        table.use_delegate(self._delegate)
        self._model.page_arrived.connect(self.arrange)
        self._model.modelReset.connect(self._heads.clear)
        self._model.modelReset.connect(self.arrange)

    def words(self, row: int) -> str:
        """The heading over a row, empty for most."""
        day = self._heads.get(row)
        return heading(day, today()) if day else ""

    def left(self) -> int:
        """Where the first column begins on screen."""
        return -self._view.horizontalScrollBar().value()

    def width(self) -> int:
        """Room for the words."""
        return self._view.viewport().width()

    def arrange(self) -> None:
        """Look at the rows on screen and around."""
        if self.order not in BY_TIME:
            self._forget()
            return
        first, last = self._view.visible_rows()
        for number in range(max(0, first - 1), min(len(self._model.ids), last + 60)):
            self._look(number)

    def _look(self, number: int) -> None:
        mine, before = self._day(number), self._day(number - 1) if number else None
        if mine is None or (number and before is None):
            return
        begins = not number or mine != before
        known = number in self._heads
        if begins:
            self._heads[number] = mine
        if begins != known:
            self._heads.pop(number, None) if not begins else None
            usual = self._view.verticalHeader().defaultSectionSize()
            self._view.verticalHeader().resizeSection(number, usual + HEAD if begins else usual)

    def _forget(self) -> None:
        usual = self._view.verticalHeader().defaultSectionSize()
        for number in self._heads:
            if number < len(self._model.ids):
                self._view.verticalHeader().resizeSection(number, usual)
        self._heads.clear()

    def _day(self, number: int) -> date | None:
        row = self._model.row(number)
        moment = show.as_datetime(str(attribute(row, self._attribute) or "") or None) if row is not None else None
        return moment.date() if moment else None


def heading(day: date, now: date) -> str:
    """Today, 17 March 2026 - Yesterday, 16 March 2026 - or the day alone."""
    if day == now:
        return tr("Days", "Today, {day}", day=show.long_day(day))
    if day == now - timedelta(days=1):
        return tr("Days", "Yesterday, {day}", day=show.long_day(day))
    return show.long_day(day)
