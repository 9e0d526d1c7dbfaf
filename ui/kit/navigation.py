"""The places of the window at its left: entries with counters, the saved views of the open one, settings below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons, tokens
from ui.kit.buttons import Button
from ui.kit.declare import SavedView, Text
from ui.kit.fonts import font
from ui.kit.labels import label, plain_tip
from ui.kit.pills import paint_count
from ui.kit.theme import color
from ui.kit.words import follow_words, phrase, tr

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Entry(QAbstractButton):
    """One place or saved view: icon, words and a counter; only icon and a dot while the navigation is narrow."""

    def __init__(self, title: Text, icon: str, *, small: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self._small = small
        self._counter, self._told = "", ""
        self._tone = "neutral"
        self._over = False
        self._narrow = False
        self._title = title
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(26 if small else 30)
        follow_words(self, self._say)

    @property
    def counter(self) -> str:
        """What stands at the end of the entry."""
        return self._counter

    def count(self, counter: str, tone: str = "neutral", told: str = "") -> None:
        """Show that counter, or none for empty words; `told` says in a tooltip what is counted."""
        if (counter, tone, told) != (self._counter, self._tone, self._told):
            self._counter, self._tone, self._told = counter, tone, told
            self._say()
            self.update()

    def narrow(self, *, on: bool) -> None:
        """Show the icon alone, or icon and words."""
        self._narrow = on
        self.setFixedHeight(36 if on else 26 if self._small else 30)
        self._say()

    def sizeHint(self) -> QSize:
        """As tall as its kind, as wide as there is room."""
        return QSize(40, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lighten up under the mouse."""
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to rest."""
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon, words and counter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        tone = "accent_text" if self.isChecked() else "muted"
        if self._narrow:
            icons.paint(painter, self._icon, tone, QRect(self.width() // 2 - 10, self.height() // 2 - 10, 20, 20))
            self._paint_dot(painter)
            return
        side = 14 if self._small else 17
        icons.paint(painter, self._icon, tone, QRect(13, (self.height() - side) // 2, side, side))
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        on = self.isChecked()
        painter.setBrush(color("accent_soft") if on else color("track") if self._over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_text"))
            height = 14 if self._small else 16
            painter.drawRoundedRect(QRectF(1, (self.height() - height) / 2, 3, height), 1.5, 1.5)

    def _paint_words(self, painter: QPainter) -> None:
        left = 34 if self._small else 39
        right = self.width() - 9 - self._paint_counter(painter)
        on = self.isChecked()
        face = font("small", 600 if on else 500) if self._small else font("body", 600 if on else 500)
        painter.setFont(face)
        painter.setPen(color("accent_text" if on else "muted" if self._small else "text"))
        words = QFontMetrics(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 0, right - left, self.height()), _LEFT, words)

    def _paint_counter(self, painter: QPainter) -> int:
        if not self._counter:
            return 0
        if self._small:
            painter.setFont(font("small", 500, tabular=True))
            painter.setPen(color("muted"))
            painter.drawText(self.rect().adjusted(0, 0, -9, 0), _RIGHT, self._counter)
            return QFontMetrics(font("small", 500, tabular=True)).horizontalAdvance(self._counter) + 4
        width = QFontMetrics(font("caption", 600, tabular=True)).horizontalAdvance(self._counter) + 12
        place = QRect(self.width() - 9 - width, (self.height() - 18) // 2, width, 18)
        paint_count(painter, place, self._tone, self._counter)
        return width + 4

    def _paint_dot(self, painter: QPainter) -> None:
        if self._counter and not self._small:
            painter.setPen(QPen(color("nav"), 2))
            painter.setBrush(color(f"{self._tone}.bar"))
            painter.drawEllipse(QRectF(self.width() / 2 + 4, 5, 9, 9))

    def _say(self) -> None:
        words = str(self._title)
        self.setText(words)
        full = f"{words}, {self._told or self._counter}" if self._counter else words
        self.setAccessibleName(full)
        self.setToolTip(plain_tip(full if self._narrow else self._told))


class Navigation(QFrame):
    """The column of places; `opened` carries the key of a place, `view_opened` the key of a saved view of it."""

    opened = Signal(str)
    view_opened = Signal(str)
    save_wanted = Signal()
    widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self._entries: dict[str, Entry] = {}
        self._views: dict[str, Entry] = {}
        self._narrow = False
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 11, 8, 8)
        column.setSpacing(4)
        self._places = _column(column)
        self._heading = label(size="small", weight=600, tone="muted")
        self._heading.setContentsMargins(12, 12, 0, 4)
        column.addWidget(self._heading)
        self._shelf = _column(self._scrolled(column), spacing=2)
        self._save = Button(kind="link", icon="plus")
        self._save.clicked.connect(self.save_wanted)
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._foot = _column(column)
        self._widen = Entry(phrase("Frame", "Show names"), "panel-left")
        self._widen.setCheckable(False)
        self._widen.clicked.connect(self.widened)
        column.addWidget(self._widen)
        self.narrow(on=False)
        follow_words(self, self._say)

    def add_place(self, key: str, title: Text, icon: str, *, foot: bool = False) -> Entry:
        """One more place, at the head or at the foot."""
        entry = Entry(title, icon)
        entry.setObjectName(f"place-{key}")
        entry.clicked.connect(lambda: self._choose(key))
        (self._foot if foot else self._places).addWidget(entry)
        self._entries[key] = entry
        entry.narrow(on=self._narrow)
        return entry

    def add_command(self, title: Text, icon: str) -> Entry:
        """An entry at the foot that is pressed rather than opened, such as the keyboard map."""
        entry = Entry(title, icon)
        entry.setCheckable(False)
        self._foot.addWidget(entry)
        entry.narrow(on=self._narrow)
        return entry

    def show_place(self, key: str) -> None:
        """Mark that place as the open one."""
        for name, entry in self._entries.items():
            entry.setChecked(name == key)

    def badge(self, key: str, counter: str, tone: str = "neutral", told: str = "") -> None:
        """The counter of a place, and what all its counters say in words."""
        if key in self._entries:
            self._entries[key].count(counter, tone, told)

    def show_views(self, views: Sequence[SavedView], current: str = "") -> None:
        """Offer the saved views of the open place."""
        for entry in self._views.values():
            entry.hide()
            entry.deleteLater()
        self._views = {view.key: self._add_view(view) for view in views}
        self.show_view(current)
        self._arrange()

    def show_view(self, key: str) -> None:
        """Mark that saved view as the one in force; an empty key marks none."""
        for name, entry in self._views.items():
            entry.setChecked(name == key)

    def count_view(self, key: str, counter: str) -> None:
        """How many rows a saved view has now."""
        if key in self._views:
            self._views[key].count(counter)

    def narrow(self, *, on: bool) -> None:
        """Icons alone, or icons and words."""
        self._narrow = on
        self.setFixedWidth(tokens.NAVIGATION_ICONS if on else tokens.NAVIGATION)
        for entry in self._entries.values():
            entry.narrow(on=on)
        for index in range(self._foot.count()):
            item = self._foot.itemAt(index)
            found = item.widget() if item else None
            if isinstance(found, Entry):
                found.narrow(on=on)
        self._widen.narrow(on=on)
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether icons stand alone."""
        return self._narrow

    def _choose(self, key: str) -> None:
        self.show_place(key)
        self.opened.emit(key)

    def _add_view(self, view: SavedView) -> Entry:
        entry = Entry(view.title, view.icon, small=True)
        entry.setObjectName(f"view-{view.key}")
        entry.clicked.connect(lambda: self._choose_view(view.key))
        self._shelf.addWidget(entry)
        return entry

    def _choose_view(self, key: str) -> None:
        self.show_view(key)
        self.view_opened.emit(key)

    def _scrolled(self, column: QVBoxLayout) -> QVBoxLayout:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        held = QVBoxLayout(inner)
        held.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(inner)
        column.addWidget(self._scroll)
        return held

    def _arrange(self) -> None:
        shown = not self._narrow and bool(self._views)
        part: QWidget
        for part in (self._heading, self._scroll, self._save):
            part.setVisible(shown)
        self._scroll.setFixedHeight(min(12, len(self._views)) * 28)
        self._widen.setVisible(self._narrow)

    def _say(self) -> None:
        self._heading.setText(tr("Frame", "Saved views"))
        self._save.setText(tr("Frame", "Save this view"))
        self.setAccessibleName(tr("Frame", "Navigation"))


def _column(parent: QVBoxLayout, spacing: int = 4) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    parent.addLayout(made)
    return made
