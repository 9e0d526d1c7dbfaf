"""What is seen while rows are looked at one by one: words above, the picture, the film strip, marks and stars below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.banner import Banner
from ui.kit.buttons import Button, IconButton, mark
from ui.kit.contents import attribute, line_of
from ui.kit.culling_picture import BigPicture, LargePictures
from ui.kit.culling_strip import FilmStrip
from ui.kit.declare import Row
from ui.kit.declare_culling import Culling
from ui.kit.key_hints import KeyHints
from ui.kit.labels import elided, frame, label, plain_tip
from ui.kit.pills import Pill
from ui.kit.stars import Stars
from ui.kit.words import follow_words, phrase, tn, tr

if TYPE_CHECKING:
    from ui.kit.panel import Panel

HINTS = (
    ("P", phrase("Culling", "pick")),
    ("X", phrase("Culling", "reject")),
    ("U", phrase("Culling", "unmark")),
    ("1 2 3 4 5", phrase("Culling", "stars")),
    ("A", phrase("Culling", "go on by itself")),
    ("J K", phrase("Culling", "next, back")),
    ("Esc", phrase("Culling", "list")),
)


class CullingView(QWidget):
    """Lies over the view it belongs to; shows and wishes, decides nothing."""

    judged = Signal(object)
    """A stroke whose button was pressed."""
    moved = Signal(int)
    left = Signal()

    def __init__(self, panel: Panel, declared: Culling) -> None:
        super().__init__(panel)
        self._declared, self._panel = declared, panel
        self._place, self._row = (0, 0), None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pictures = LargePictures(panel.around.pictures, self)
        self.picture = BigPicture(self.pictures)
        self.strip = FilmStrip(panel._thumbnails)  # noqa: SLF001 - one cache of small pictures for the whole view
        self.title = elided(size="title", weight=600)
        self.subtitle = elided(size="small", tone="muted")
        self.number = label(size="small", tone="muted", tabular=True)
        self.pill, self.banner, self.stars = Pill(), Banner(), Stars()
        self.advance, self.close_button = Button(kind="quiet", icon="skip-forward"), IconButton("x", "")
        self.advance.setCheckable(True)
        self.back_button, self.next_button = IconButton("chevron-left", ""), IconButton("chevron-right", "")
        self.buttons = {stroke.key: Button(icon=stroke.icon) for stroke in declared.strokes}
        self._build()
        follow_words(self, self._say)

    # what is shown

    def show_place(self, number: int, total: int) -> None:
        """The how-manieth of how many."""
        self._place = (number + 1, total)
        self.number.setText(tr("Culling", "{number} of {total}", number=number + 1, total=total))
        self.back_button.setEnabled(number > 0)
        self.next_button.setEnabled(number + 1 < total)

    def show_row(self, row: Row) -> None:
        """All that is said of one row."""
        self._row = row
        declared = self._declared
        title = line_of(declared.title, row).text
        self.title.setText(title)
        self.subtitle.setText(line_of(declared.subtitle, row).text)
        rating = int(str(attribute(row, declared.rating) or 0))
        self.picture.show_key(str(attribute(row, declared.picture) or ""), title, faded=rating < 0)
        self.stars.show_rating(max(0, rating))
        for stroke in declared.strokes:
            button = self.buttons[stroke.key]
            on = stroke.on(row)
            mark(button, kind="primary" if on else "plain")
            button.setIcon(icons.icon(stroke.icon, "on_accent" if on else "text"))
            button.setAccessibleDescription(tr("Culling", "said of this one") if on else "")
        self._usable(on=True)
        self._show_pill(row)
        self._name(title, row)

    def show_nothing(self, words: str) -> None:
        """No row, and why."""
        self._row = None
        self.title.setText("")
        self.subtitle.setText("")
        self.pill.hide()
        self.picture.show_words(words)
        self.stars.show_rating(0)
        self._usable(on=False)
        self.setAccessibleName(words)

    def show_advance(self, *, on: bool) -> None:
        """Whether the next one comes by itself."""
        self.advance.setChecked(on)
        self.advance.setText(tr("Culling", "Goes on by itself") if on else tr("Culling", "Stays on each"))
        self.advance.setToolTip(plain_tip(tr("Culling", "After a mark or stars the next one follows (A)")))
        self.advance.setAccessibleName(self.advance.text())

    def rated(self, stars: int) -> str:
        """A rating in words."""
        return tn("Culling", "%n star(s)", stars) if stars else tr("Culling", "No stars")

    def announce(self, words: str) -> None:
        """Say it to whoever listens instead of looking."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def actions_made(self, made: Sequence[QAction]) -> None:
        """The keys there are; their words stand in the tool tips of the buttons."""
        by_key = {one.shortcut().toString(): one for one in made}
        for key, button in self.buttons.items():
            if key in by_key:
                button.setToolTip(plain_tip(by_key[key].toolTip()))

    # inside

    def _name(self, title: str, row: Row) -> None:
        number, total = self._place
        parts = [title, tr("Culling", "{number} of {total}", number=number, total=total)]
        parts += [str(stroke.said) for stroke in self._declared.strokes if stroke.on(row)]
        rating = int(str(attribute(row, self._declared.rating) or 0))
        self.setAccessibleName(", ".join([*parts, self.rated(rating)] if rating > 0 else parts))

    def _usable(self, *, on: bool) -> None:
        for widget in (*self.buttons.values(), self.stars):
            widget.setEnabled(on)

    def _show_pill(self, row: Row) -> None:
        feature = self._panel.feature
        column = next((one for one in feature.columns if one.key == feature.inspector.pill), None)
        found = column.pills.get(str(attribute(row, column.state or column.key))) if column else None
        self.pill.setVisible(found is not None and found.framed)
        if found is not None:
            tone = found.tone if found.tone not in ("plain", "muted") else "neutral"
            self.pill.say(tone, str(found.word), found.icon)

    def _say(self) -> None:
        self.close_button.call(tr("Culling", "Back to the list (Esc)"))
        self.back_button.call(tr("Culling", "One back (K)"))
        self.next_button.call(tr("Culling", "Next one (J)"))
        for stroke in self._declared.strokes:
            self.buttons[stroke.key].setText(str(stroke.title))
        self.show_advance(on=self.advance.isChecked())
        if self._row is not None:
            self.show_place(self._place[0] - 1, self._place[1])
            self.show_row(self._row)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        middle = QHBoxLayout()
        middle.setContentsMargins(8, 0, 8, 0)
        middle.addWidget(self.back_button)
        middle.addWidget(self.picture, 1)
        middle.addWidget(self.next_button)
        column.addLayout(middle, 1)
        column.addWidget(self.strip)
        column.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 9, 12, 8)
        head.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addLayout(words, 1)
        for widget in (self.pill, self.number, self.advance, self.close_button):
            head.addWidget(widget)
        self.close_button.clicked.connect(self.left)
        self.back_button.clicked.connect(lambda: self.moved.emit(-1))
        self.next_button.clicked.connect(lambda: self.moved.emit(1))
        return head

    def _foot(self) -> QWidget:
        foot = frame("foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for stroke in self._declared.strokes:
            button = self.buttons[stroke.key]
            button.clicked.connect(lambda _checked=False, stroke=stroke: self.judged.emit(stroke))
            row.addWidget(button)
        row.addSpacing(16)
        row.addWidget(self.stars)
        row.addStretch(1)
        column.addLayout(row)
        hints = QHBoxLayout()
        hints.addStretch(1)
        hints.addWidget(KeyHints(HINTS))
        hints.addStretch(1)
        column.addLayout(hints)
        return foot
