"""The bell in the title bar: a mark while something is unread, and the list of messages under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit import show
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import emptied, frame, label
from ui.kit.notices import Notice, Notices
from ui.kit.popover import Popover, as_tall_as
from ui.kit.theme import color
from ui.kit.toast import StateIcon
from ui.kit.words import tn, tr

WIDTH, TALLEST = 420, 460


class Bell(IconButton):
    """Says how many messages are unread, with a mark and in its name."""

    def __init__(self) -> None:
        super().__init__("bell", "")
        self.unread = 0

    def tell(self, unread: int) -> None:
        """So many messages nobody has read."""
        self.unread = unread
        words = tr("Frame", "Messages")
        self.call(f"{words}, {tn('Notice', '%n unread', unread)}" if unread else words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bell, and the mark at its shoulder."""
        super().paintEvent(event)
        if self.unread:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("surface"), 2))
            painter.setBrush(color("failed.bar"))
            painter.drawEllipse(QRectF(self.width() - 14, 3, 10, 10))


class NoticeList(Popover):
    """Every message with its time and `Show`; opening it marks nothing, reading is said by hand or by showing."""

    def __init__(self, owner: QWidget, notices: Notices, go: Callable[..., object]) -> None:
        super().__init__(owner, tr("Frame", "Messages"), WIDTH)
        self._notices, self._go = notices, go
        self._rows = QVBoxLayout()
        self._build()
        self.fill()
        notices.changed.connect(self.fill)

    def fill(self) -> None:
        """Show the messages there are now."""
        emptied(self._rows)
        for notice in self._notices.all():
            self._rows.addWidget(self._row(notice))
        if not self._notices.all():
            nothing = label(tr("Frame", "No messages yet"), tone="muted")
            nothing.setContentsMargins(4, 10, 4, 10)
            self._rows.addWidget(nothing)
        self._rows.addStretch(1)
        self._read.setEnabled(self._notices.unread() > 0)
        self._clear.setEnabled(len(self._notices.all()) > self._notices.unread())
        as_tall_as(self._area, self._rows, 60, TALLEST)
        self.fit()

    def _row(self, notice: Notice) -> QWidget:
        row = frame("clear" if notice.read else "card")
        words = label(notice.words, weight=400 if notice.read else 600, wrap=True)
        when = label(said_when(notice.at), size="small", tone="muted")
        told = words.text() if notice.read else tr("Notice", "Unread: {words}", words=notice.words)
        row.setAccessibleName(f"{told}, {when.text()}")
        line = QHBoxLayout(row)
        line.setContentsMargins(8, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(StateIcon(notice.state, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(words)
        column.addWidget(when)
        line.addLayout(column, 1)
        if notice.place:
            line.addWidget(self._button(tr("Batch", "Show"), notice.words, partial(self._show, notice)))
        if not notice.read:
            tick = IconButton("check", tr("Notice", "Mark as read: {words}", words=notice.words), size=26)
            tick.clicked.connect(lambda: self._notices.read(notice.key))
            line.addWidget(tick)
        return row

    def _button(self, verb: str, about: str, run: Callable[[], object]) -> Button:
        made = Button(verb, kind="link")
        made.setAccessibleName(f"{verb}: {about}")
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _show(self, notice: Notice) -> None:
        self.close()
        self._notices.read(notice.key)
        self._go(notice.place, notice.where)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("Frame", "Messages"), size="lead", weight=600), 1)
        self._read = self._button(tr("Notice", "Mark all as read"), "", self._notices.read)
        self._clear = self._button(tr("Notice", "Remove read ones"), "", self._notices.clear)
        for button in (self._read, self._clear):
            button.setAccessibleName(button.text())
            head.addWidget(button)
        self.column.addLayout(head)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(4)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.column.addWidget(self._area)


def said_when(at: str) -> str:
    """When a message came: the time alone today, with the day before."""
    moment = show.as_datetime(at)
    if moment is None:
        return ""
    today = moment.date() == datetime.now(UTC).astimezone().date()
    return show.clock(moment) if today else show.moment(moment)
