"""The bar at the foot: how far the tables are behind the log, the outside, the role, and the last event."""

import time

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from ui.kit import icons, tokens
from ui.kit.fonts import font
from ui.kit.labels import plain_tip
from ui.kit.show import decimal, number
from ui.kit.theme import color
from ui.kit.words import follow_words, phrase, tn, tr

ROLES = {
    "viewer": phrase("Frame", "viewer"),
    "picture editor": phrase("Frame", "picture editor"),
    "accountant": phrase("Frame", "accountant"),
    "approver": phrase("Frame", "approver"),
    "administrator": phrase("Frame", "administrator"),
}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Note(QAbstractButton):
    """A few words with an icon; pressing it may do something."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._tone = "muted"
        self.setFont(font("caption", 500, tabular=True))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def tell(self, words: str, icon: str = "", tone: str = "muted") -> None:
        """Show those words; `tone` colours the icon."""
        if (words, icon or self._icon, tone) == (self.text(), self._icon, self._tone):
            return
        self._icon, self._tone = icon or self._icon, tone
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap and words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 22, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and words."""
        painter = QPainter(self)
        icons.paint(painter, self._icon, self._tone, QRect(0, (self.height() - 13) // 2, 13, 13))
        painter.setPen(color("muted"))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(18, 0, 0, 0), _LEFT, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class StatusBar(QFrame):
    """Four notes in one row; a click on the last event copies its number."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "statusbar")
        self.setFixedHeight(tokens.STATUS_BAR)
        self.model = Note("database")
        self.services = Note("cloud")
        self.role = Note("lock")
        self.event_number = Note("hash")
        self._behind, self._position = 0, 0
        self._since = 0.0
        self._trouble, self._role = "", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self.model)
        row.addWidget(self.services)
        row.addStretch(1)
        row.addWidget(self.role)
        row.addWidget(self.event_number)
        self.event_number.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.event_number.setCursor(Qt.CursorShape.PointingHandCursor)
        self.event_number.clicked.connect(self.copy_number)
        follow_words(self, self._say)

    def tell(self, *, behind: int, position: int, trouble: str = "", role: str = "") -> None:
        """The standing of tables, services and log; `trouble` is the sentence of what does not answer."""
        if not (behind and self._behind):
            self._since = time.monotonic()
        self._behind, self._position = behind, position
        self._trouble, self._role = trouble, role
        self._say()

    def copy_number(self) -> None:
        """Put the number of the last event on the clipboard, without groups."""
        QGuiApplication.clipboard().setText(str(self._position))

    def _say(self) -> None:
        late = tr("Frame", "Read model: up to date")
        if self._behind:
            seconds = decimal(time.monotonic() - self._since)
            late = tn("Frame", "Read model: %n event(s) behind, {s} s", self._behind, s=seconds)
        self.model.tell(late, tone="pending.text" if self._behind else "ok.text")
        if self._trouble:
            self.services.tell(tr("Frame", "Vendor metadata service: not reachable"), "cloud-off", "warning.text")
        else:
            self.services.tell(tr("Frame", "Vendor metadata service: reachable"), "cloud", "ok.text")
        self.services.setToolTip(plain_tip(self._trouble))
        roles = {key: str(word) for key, word in ROLES.items()}
        self.role.tell(tr("Frame", "Role: {role}", role=roles.get(self._role, self._role)) if self._role else "")
        self.event_number.tell(tr("Frame", "Event {number}", number=number(self._position)))
        self.event_number.setToolTip(tr("Frame", "Copy the number"))
        self.event_number.setAccessibleDescription(tr("Frame", "Copy the number"))
