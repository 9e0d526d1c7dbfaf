"""Charts as a picture in a file: PNG at double size, or SVG; always dark on light, because it is read on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from rightsdesk.desk.lists import replacing
from ui.kit.chart_painting import height_of, paint
from ui.kit.chart_values import Figures
from ui.kit.chart_words import LEFT, write
from ui.kit.theme import color, theme
from ui.kit.tokens import LIGHT

WIDTH, EDGE, HEAD, NOTE, APART = 960, 24, 26, 20, 22
SHARP = 2


def save(path: Path, title: str, figures: Sequence[Figures]) -> None:
    """Write them to a file that ends in .svg or .png; raises `Unusable` where the place does not take it."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    with theme().lent(LIGHT):
        draw = _to_svg if path.suffix.lower() == ".svg" else _to_png
        draw(buffer, title, figures)
    with replacing(path) as beside:
        beside.write_bytes(bytes(buffer.data().data()))


def height(figures: Sequence[Figures]) -> int:
    """How tall the picture is."""
    charts = sum(HEAD + height_of(one, WIDTH - 2 * EDGE) + (NOTE if one.note else 0) + APART for one in figures)
    return 2 * EDGE + HEAD + charts


def paint_all(painter: QPainter, title: str, figures: Sequence[Figures]) -> None:
    """Draw the title and all charts below each other."""
    painter.fillRect(QRectF(0, 0, WIDTH, height(figures)), color("surface"))
    top, width = EDGE, WIDTH - 2 * EDGE
    write(painter, QRectF(EDGE, top, width, HEAD), title, "text", LEFT, "title", 600)
    top += HEAD + 8
    for one in figures:
        write(painter, QRectF(EDGE, top, width, HEAD), one.title, "text", LEFT, "body", 600)
        tall = height_of(one, width)
        paint(painter, QRectF(EDGE, top + HEAD, width, tall), one)
        top += HEAD + tall
        if one.note:
            write(painter, QRectF(EDGE, top, width, NOTE), one.note, "muted", LEFT)
            top += NOTE
        top += APART


def _to_png(buffer: QBuffer, title: str, figures: Sequence[Figures]) -> None:
    image = QImage(QSize(WIDTH, height(figures)) * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    painter = QPainter(image)
    paint_all(painter, title, figures)
    painter.end()
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub knows bytes only


def _to_svg(buffer: QBuffer, title: str, figures: Sequence[Figures]) -> None:
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setTitle(title)
    made.setSize(QSize(WIDTH, height(figures)))
    made.setViewBox(QRectF(0, 0, WIDTH, height(figures)))
    painter = QPainter(made)
    paint_all(painter, title, figures)
    painter.end()
