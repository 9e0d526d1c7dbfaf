"""The bar at the top: whose pictures are shown, the search, how we stand with the outside, and who is sitting here."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from ui.kit import icons, tokens
from ui.kit.actions import spelled
from ui.kit.bell import Bell
from ui.kit.buttons import IconButton
from ui.kit.fonts import font
from ui.kit.labels import label, plain_tip
from ui.kit.logo import Logo
from ui.kit.pills import paint_keycap
from ui.kit.platform_mark import PlatformMark, tile
from ui.kit.platform_menu import PlatformMenu
from ui.kit.sync_pill import SyncPill
from ui.kit.theme import color, theme
from ui.kit.words import follow_words, tr

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PlatformButton(QAbstractButton):
    """Says to which platform everything on screen belongs, and changes it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[PlatformMark, ...] = ()
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(34)
        self.setMinimumWidth(206)
        self.setMaximumWidth(280)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        follow_words(self, self._say)

    def offer(self, marks: Sequence[PlatformMark], current: str = "") -> None:
        """The platforms of this workspace and the one in force."""
        self._marks = tuple(marks)
        self._key = current
        self._say()

    @property
    def current(self) -> PlatformMark:
        """The platform in force, or the mark of all platforms together."""
        everything = PlatformMark("", tr("Frame", "All platforms"), color("strong").name(), "∗")
        return next((mark for mark in self._marks if mark.key == self._key), everything)

    def open(self) -> None:
        """Show the platforms below the button, with a field to search them."""
        everything = PlatformMark("", tr("Frame", "All platforms"), color("strong").name(), "∗")
        menu = PlatformMenu(self, (everything, *self._marks), self._key)
        menu.chosen.connect(self._choose)
        menu.open_below(self)

    def sizeHint(self) -> QSize:
        """Room for the name, the letter and the arrow."""
        return QSize(self.fontMetrics().horizontalAdvance(self.current.name) + 84, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, letter, name and arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus"), 2) if self.hasFocus() else QPen(color("border"), 1))
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.drawPixmap(8, 7, tile(self.current, self.devicePixelRatioF()))
        face = font("body", 600)
        painter.setFont(face)
        painter.setPen(color("text"))
        room = QRect(36, 0, self.width() - 64, self.height())
        painter.drawText(room, _LEFT, self.fontMetrics().elidedText(self.current.name, _ELIDE, room.width()))
        icons.paint(painter, "chevron-down", "muted", QRect(self.width() - 26, 9, 16, 16))

    def _choose(self, key: str) -> None:
        self._key = key
        self._say()
        self.chosen.emit(key)

    def _say(self) -> None:
        self.setFont(font("body", 600))
        name = self.current.name
        self.setAccessibleName(tr("Frame", "Platform: {name}", name=name))
        self.setToolTip(tr("Frame", "Change platform ({keys})", keys=spelled("Ctrl+T")))
        self.updateGeometry()
        self.update()


class SearchField(QAbstractButton):
    """Looks like a field and opens the palette, which is where one types."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(30)
        self.setMinimumWidth(240)
        self.setMaximumWidth(430)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        follow_words(self, self._say)

    def sizeHint(self) -> QSize:
        """Wide, but the first to give way."""
        return QSize(430, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the magnifying glass, the invitation and the keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus"), 2) if self.hasFocus() else QPen(color("border"), 1))
        painter.setBrush(color("window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        icons.paint(painter, "search", "muted", QRect(8, 7, 16, 16))
        keys = spelled("Ctrl+K").replace("+", " ")
        painter.setFont(font("caption", 600))
        width = painter.fontMetrics().horizontalAdvance(keys) + 14
        paint_keycap(painter, QRect(self.width() - width - 7, 5, width, 20), keys)
        painter.setFont(font())
        painter.setPen(color("faint"))
        room = QRect(37, 0, self.width() - width - 50, self.height())
        painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(self.text(), _ELIDE, room.width()))

    def _say(self) -> None:
        self.setText(tr("Frame", "Search images, vendors, batches, commands …"))
        self.setAccessibleName(tr("Frame", "Search and commands"))
        self.setToolTip(f"{tr('Frame', 'Search and commands')} ({spelled('Ctrl+K')})")


class Initials(QAbstractButton):
    """The person at this desk, as two letters on violet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(28, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._marked = False
        self.tell("?")

    def mark(self, *, on: bool) -> None:
        """Put a dot at the disc: something new can be read in its menu."""
        self._marked = on
        self.update()

    def tell(self, actor: str) -> None:
        """Show that person."""
        self.setText(initials(actor))
        self.setToolTip(plain_tip(actor))
        self.setAccessibleName(actor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color("disc"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(color("on_accent"))
        painter.setFont(font("caption", 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._marked:
            painter.setPen(QPen(color("surface"), 2))
            painter.setBrush(color("pending.bar"))
            painter.drawEllipse(QRectF(19, 0, 9, 9))


class TitleBar(QFrame):
    """All of it in one row of fifty pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setFixedHeight(tokens.TITLE_BAR)
        self.platform = PlatformButton()
        self.search = SearchField()
        self.pill = SyncPill()
        self.bell = Bell()
        self.appearance = IconButton("moon", "")
        self.person = Initials()
        self._fill()
        self.appearance.clicked.connect(theme().toggle)
        theme().changed.connect(self._say)
        follow_words(self, self._say)

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(Logo(28))
        row.addWidget(label("RightsDesk", size="lead", weight=600))
        row.addSpacing(14)
        row.addWidget(self.platform)
        row.addStretch(2)
        row.addWidget(self.search, 6)
        row.addStretch(2)
        for part in (self.pill, self.bell, self.appearance, self.person):
            row.addWidget(part)

    def _say(self) -> None:
        self.bell.tell(self.bell.unread)
        self.appearance.show_icon("sun" if theme().dark else "moon")
        self.appearance.call(tr("Frame", "Light appearance") if theme().dark else tr("Frame", "Dark appearance"))


def initials(actor: str) -> str:
    """Two letters for a person: of the first and the last word, or the first two of the only one."""
    parts = actor.replace(".", " ").replace("_", " ").split()
    if not parts:
        return "?"
    return (parts[0][0] + parts[-1][0] if len(parts) > 1 else parts[0][:2]).upper()


_ELIDE = Qt.TextElideMode.ElideRight
