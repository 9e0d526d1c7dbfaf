"""Tags to switch: on, off, or dashed where the selected rows differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.declare import Choice
from ui.kit.flow import Flow
from ui.kit.fonts import font
from ui.kit.labels import plain_tip
from ui.kit.theme import color
from ui.kit.words import tr

HEIGHT = 26
_ICONS = {"all": "check", "some": "minus", "none": "plus"}


class Tag(QAbstractButton):
    """One value with three states: ``all``, ``some``, ``none`` of the rows."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.value = choice.value
        self.state = "none"
        self.setText(str(choice.title))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.become("none")

    def become(self, state: str) -> None:
        """Take that state."""
        self.state = state
        said = {
            "all": tr("Kit", "{tag}, on", tag=self.text()),
            "some": tr("Kit", "{tag}, on for some", tag=self.text()),
            "none": tr("Kit", "{tag}, off", tag=self.text()),
        }
        self.setAccessibleName(said[state])
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words, round ends."""
        return QSize(QFontMetrics(font("small", 600)).horizontalAdvance(self.text()) + 36, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled when on, dashed when mixed, plain when off."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, mixed = self.state == "all", self.state == "some"
        edge = "focus" if self.hasFocus() else "strong" if self.state == "none" else "accent"
        edge = edge if self.isEnabled() else "border"
        style = Qt.PenStyle.DashLine if mixed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color(edge), 2 if self.hasFocus() else 1.2, style))
        painter.setBrush(color("sunken" if not self.isEnabled() else "accent_soft" if on else "surface"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        tone = "strong" if not self.isEnabled() else "muted" if self.state == "none" else "accent_text"
        icons.paint(painter, _ICONS[self.state], tone, QRect(9, 0, 13, self.height()))
        painter.setPen(color(tone))
        painter.setFont(font("small", 500))
        painter.drawText(self.rect().adjusted(26, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class TagChoice(QWidget):
    """All tags of a field side by side: a list to be set, or for many rows what is added to and taken from each."""

    edited = Signal()

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        flow: QLayout = Flow(self)
        self._tags = {choice.value: Tag(choice) for choice in choices}
        self._start: dict[str, str] = {}
        """How each tag stands in the rows, where they are many; empty for one list that is set."""
        for tag in self._tags.values():
            flow.addWidget(tag)
            tag.clicked.connect(lambda _checked=False, tag=tag: self._toggle(tag))

    def chosen(self) -> tuple[str, ...]:
        """The values that are on."""
        return tuple(tag.value for tag in self._tags.values() if tag.state == "all")

    def show_tags(self, values: frozenset[str]) -> None:
        """These on, the others off."""
        self._start = {}
        for tag in self._tags.values():
            tag.become("all" if tag.value in values else "none")

    def show_states(self, states: Mapping[str, str]) -> None:
        """So the tags stand in many rows: on for ``all``, ``some`` or ``none`` of them."""
        self._start = {value: states.get(value, "none") for value in self._tags}
        for tag in self._tags.values():
            tag.become(self._start[tag.value])

    def changes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The values that are added to every row, and those that are taken from every row."""
        touched = [tag for tag in self._tags.values() if self._start.get(tag.value, tag.state) != tag.state]
        add = tuple(tag.value for tag in touched if tag.state == "all")
        return add, tuple(tag.value for tag in touched if tag.state == "none")

    def apply(self, add: Iterable[str], remove: Iterable[str]) -> None:
        """Touch tags as a person would."""
        wanted = {**dict.fromkeys(remove, "none"), **dict.fromkeys(add, "all")}
        for value, state in wanted.items():
            if value in self._tags:
                self._tags[value].become(state)

    def values(self) -> tuple[str, ...]:
        """All values there are."""
        return tuple(self._tags)

    def title(self, value: str) -> str:
        """The word for a value."""
        return self._tags[value].text()

    def count(self, value: str, words: str) -> None:
        """Say how many of the rows have it."""
        self._tags[value].setToolTip(plain_tip(words))
        self._tags[value].setAccessibleDescription(words)

    def _toggle(self, tag: Tag) -> None:
        order = _CYCLES.get(self._start.get(tag.value, ""), ("none", "all"))
        tag.become(order[(order.index(tag.state) + 1) % len(order)] if tag.state in order else "all")
        self.edited.emit()


_CYCLES = {"some": ("some", "all", "none")}
"""What differs from row to row can be left so again."""
