"""One large answer: an icon, three lines and a round mark."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.kit import icons
from ui.kit.declare import Text
from ui.kit.fonts import font
from ui.kit.theme import color
from ui.kit.words import follow_words

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
HEIGHT = 91


class ChoiceCard(QAbstractButton):
    """A card; greyed it stays readable, since its last line says why it cannot be chosen."""

    def __init__(self, title: Text, sentence: Text, note: Text, icon: str) -> None:
        super().__init__()
        self._title, self._sentence, self._note, self._icon = title, sentence, note, icon
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_words(self, self._say)

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(694, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, lines and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        strong = on or self.hasFocus()
        painter.setPen(QPen(color("focus" if self.hasFocus() else "accent" if on else "border"), 2 if strong else 1))
        painter.setBrush(color("accent_soft" if on else "sunken" if not self.isEnabled() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_icon(painter, on=on)
        self._paint_lines(painter, on=on)
        self._paint_mark(painter, on=on)

    def _paint_icon(self, painter: QPainter, *, on: bool) -> None:
        tile = QRect(18, (HEIGHT - 44) // 2, 44, 44)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent" if on else "accent_soft" if self.isEnabled() else "track"))
        painter.drawRoundedRect(tile, 8, 8)
        tone = "on_accent" if on else "accent_text" if self.isEnabled() else "faint"
        icons.paint(painter, self._icon, tone, tile.adjusted(11, 11, -11, -11))

    def _paint_lines(self, painter: QPainter, *, on: bool) -> None:
        able = self.isEnabled()
        lines: tuple[tuple[Text, QFont, str], ...] = (
            (self._title, font("lead", 600), "text" if able else "muted"),
            (self._sentence, font("body"), "muted"),
            (self._note, font("small", 600), "accent_text" if on else "muted"),
        )
        for number, (text, face, tone) in enumerate(lines):
            painter.setFont(face)
            painter.setPen(color(tone))
            room = QRect(80, 14 + 21 * number, self.width() - 152, 21)
            words = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _LEFT, words)

    def _paint_mark(self, painter: QPainter, *, on: bool) -> None:
        if not self.isEnabled():
            return
        place = QRectF(self.width() - 44, (HEIGHT - 20) / 2, 20, 20)
        painter.setPen(QPen(color("accent" if on else "strong"), 2))
        painter.setBrush(color("surface"))
        painter.drawEllipse(place)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(place.adjusted(5, 5, -5, -5))

    def _say(self) -> None:
        self.setAccessibleName(str(self._title))
        self.setAccessibleDescription(f"{self._sentence}. {self._note}")
        self.setToolTip(str(self._sentence))
        self.update()
