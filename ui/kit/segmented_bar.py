"""A bar of what became of the items of a batch: done, already so, failed (hatched), still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.theme import color
from ui.kit.words import tr

HEIGHT = 8
STRIPE = 5
SMALLEST = 5
"""Pixels a part gets however few items it has: failures must be seen."""


class SegmentedBar(QWidget):
    """Moves by real progress only, and never backwards within one run."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[int, int, int, int] = (0, 0, 0, 0)
        self._tone = "pending"
        self._batch = ""
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, batch: str, done: int, unchanged: int, failed: int, total: int, *, finished: bool) -> None:
        """Show these counts; an older answer of the same batch does not take progress back."""
        before = sum(self._parts[:3])
        if batch == self._batch and done + unchanged + failed < before and total == self._parts[3] and not finished:
            return
        self._batch, self._parts = batch, (done, unchanged, failed, total)
        self._tone = "ok" if finished else "pending"
        self.setAccessibleName(
            tr("Batch", "{done} of {total} done, {failed} failed", done=done + unchanged, total=total, failed=failed)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(220, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Round ends, parts from the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done, unchanged, failed, total = self._parts
        rest = max(0, total - done - unchanged - failed)
        parts = ((done, self._tone), (unchanged, "neutral"), (failed, "failed"), (rest, ""))
        paint_parts(painter, QRectF(self.rect()), parts)


def paint_parts(painter: QPainter, place: QRectF, parts: Sequence[tuple[int, str]]) -> None:
    """Counted parts from the left, each in its tone; the part without a tone is the track."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(place, 4, 4)
    painter.setClipPath(outline)
    painter.fillRect(place, color("track"))
    total, x = sum(count for count, _ in parts), 0.0
    for count, tone in parts:
        if not count or not tone:
            continue
        width = max(SMALLEST if tone == "failed" else 1.0, place.width() * count / total)
        part = QRectF(place.left() + min(x, place.width() - width), place.top(), width, place.height())
        painter.fillRect(part, color(f"{tone}.bar"))
        if tone == "failed":
            hatch(painter, part, color("surface"))
        if x > 0:
            # Parts are told apart by the gap, too: not everybody sees that one is green and the other grey.
            painter.fillRect(QRectF(part.left(), part.top(), 1, part.height()), color("surface"))
        x += width
    painter.restore()


def hatch(painter: QPainter, part: QRectF, over: QColor) -> None:
    """Slanted stripes, so that a failure is told apart without its colour."""
    painter.save()
    painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(over, 1.3))
    x = part.left() - part.height()
    while x < part.right() + part.height():
        painter.drawLine(QPointF(x, part.bottom()), QPointF(x + part.height(), part.top()))
        x += STRIPE
    painter.restore()
