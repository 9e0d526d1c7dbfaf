"""What stands between title and tabs of one row: its figure, the trail of steps, the bar and the counted tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.contents import attribute, line_of, parts_of
from ui.kit.declare import Inspector, Line, Row, Stat, Step
from ui.kit.fonts import font
from ui.kit.labels import elided, frame, label, tone_of
from ui.kit.segmented_bar import HEIGHT, paint_parts
from ui.kit.theme import color
from ui.kit.words import follow_words, tr

DOT = 16
_DOTS = {"done": ("circle-check", "ok.text"), "turn": ("circle-dot", "accent_text"), "open": ("circle-dashed", "muted")}


@dataclass(frozen=True, slots=True)
class Said:
    """One step as it is shown: taken, waiting for the person at the window, or open."""

    title: str
    note: str
    state: Literal["done", "turn", "open"]


class Headline(QWidget):
    """Shows what is declared and nothing else."""

    def __init__(self, declared: Inspector) -> None:
        super().__init__()
        self._declared = declared
        self._figure = label(size="figure", weight=600, tabular=True)
        self._note = label(size="small", tone="muted", tabular=True, wrap=True)
        self._aside = label(size="small", weight=600, tabular=True, wrap=True)
        self._aside.hide()
        self.trail = Trail(declared.steps)
        self._bar = Bar()
        self._tiles = Tiles(declared.stats, across=len(declared.stats) if declared.share else 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._figure)
        notes = QVBoxLayout()
        notes.setSpacing(0)
        notes.addWidget(self._note)
        notes.addWidget(self._aside)
        row.addLayout(notes, 1)
        column.addLayout(row)
        for part in (self.trail, self._bar, self._tiles):
            column.addWidget(part)
        parts: tuple[tuple[QWidget, object], ...] = (
            (self._figure, declared.figure),
            (self._note, declared.figure_note),
            (self.trail, declared.steps),
            (self._bar, declared.bar),
            (self._tiles, declared.stats),
        )
        for widget, wanted in parts:
            widget.setVisible(bool(wanted))
        self._wanted = bool(declared.figure or declared.steps or declared.bar or declared.stats)
        self.hide()

    def say_aside(self, said: Line) -> None:
        """One more line beside the figure."""
        self._aside.setText(said.text)
        self._aside.setVisible(bool(said.text))
        tone_of(self._aside, said.tone if said.tone != "plain" else "")

    def show_row(self, row: Row | None) -> None:
        """What the row says; nothing without one."""
        self.setVisible(self._wanted and row is not None)
        if row is None:
            return
        declared = self._declared
        if declared.figure is not None:
            self._figure.setText(line_of(declared.figure, row).text)
        if declared.figure_note is not None:
            self._note.setText(line_of(declared.figure_note, row).text)
        self.trail.show_row(row)
        self._tiles.show_row(row)
        if declared.bar:
            self._bar.say(parts_of(row, declared.bar, declared.total)[0])


class Bar(QWidget):
    """The parts of a whole over the full width."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[tuple[int, str]] = ()
        self.setFixedHeight(HEIGHT)

    def say(self, parts: Sequence[tuple[int, str]]) -> None:
        """Show these counts in their tones."""
        self._parts = parts
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One bar."""
        paint_parts(QPainter(self), QRectF(self.rect()), self._parts)


class Tiles(QWidget):
    """Figures side by side, each with its caption below."""

    def __init__(self, stats: Sequence[Stat], across: int) -> None:
        super().__init__()
        self._stats = stats
        self._figures, self._captions = [], []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number in range(len(stats)):
            card = frame("card")
            column = QVBoxLayout(card)
            column.setContentsMargins(10, 7, 8, 7)
            column.setSpacing(0)
            figure = elided(weight=600, size="lead")
            figure.setFont(font("lead", 600, tabular=True))
            column.addWidget(figure)
            self._captions.append(elided(size="small", tone="muted"))
            column.addWidget(self._captions[-1])
            self._figures.append(figure)
            grid.addWidget(card, number // across, number % across)
        follow_words(self, self._say)

    def _say(self) -> None:
        for stat, caption in zip(self._stats, self._captions, strict=True):
            caption.setText(str(stat.caption))

    def show_row(self, row: Row) -> None:
        """The figures of that row."""
        for stat, figure in zip(self._stats, self._figures, strict=True):
            figure.setText(line_of(stat.content, row).text or "–")


class Trail(QWidget):
    """Steps from left to right, joined by a line that is solid as far as they are taken."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self._steps = steps
        self._said: Sequence[Said] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: Row) -> None:
        """How far that row is."""
        if self._steps:
            self.say([_said(one, row) for one in self._steps])

    def say(self, said: Sequence[Said]) -> None:
        """Show these steps."""
        self._said = said
        taken = sum(one.state == "done" for one in said)
        self.setVisible(bool(said))
        self.setAccessibleName(tr("Inspector", "{done} of {all} steps", done=taken, all=len(said)))
        self.setAccessibleDescription(", ".join(f"{one.title} {one.note}".replace("\n", " ").strip() for one in said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dots, a title and as many lines as the longest note has."""
        lines = max((one.note.count("\n") for one in self._said), default=0)
        return QSize(200, 56 + 15 * lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines first, dots over them, words below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / max(1, len(self._said))
        for number, one in enumerate(self._said):
            left = number * step
            if number + 1 < len(self._said):
                after = self._said[number + 1].state != "open"
                style = Qt.PenStyle.SolidLine if after else Qt.PenStyle.DashLine
                painter.setPen(QPen(color("ok.bar" if after else "strong"), 1.4, style))
                painter.drawLine(QPointF(left + DOT + 4, DOT / 2), QPointF(left + step - 4, DOT / 2))
            spot = QRect(round(left), 0, DOT, DOT)
            icons.paint(painter, *_DOTS[one.state], spot)
            self._write(painter, QRect(round(left), DOT + 3, round(step) - 6, 18), one.title, "text", 500)
            for line, words in enumerate(one.note.split("\n")):
                top = DOT + 20 + 15 * line
                self._write(painter, QRect(round(left), top, round(step) - 6, 17), words, "muted", 400)

    def _write(self, painter: QPainter, place: QRect, words: str, tone: str, weight: int) -> None:
        used = font("small", weight)
        painter.setFont(used)
        painter.setPen(color(tone))
        shown = QFontMetrics(used).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _said(step: Step, row: Row) -> Said:
    done = bool(attribute(row, step.done))
    return Said(str(step.title), line_of(step.note, row).text if done else "", "done" if done else "open")
