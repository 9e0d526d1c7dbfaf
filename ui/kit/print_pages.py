"""The pages of a PDF that is there already, put onto whatever takes pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice, QPainter

from ui.kit.papers import drawn, page_sizes

WIDEST = 2_480
"""Pixels across: 300 to an inch of A4. More would be slow and look the same."""


def write(
    path: Path, device: QPagedPaintDevice, dots: int, told: Callable[[int, int], None], pages: range | None = None
) -> int:
    """Put these pages there, counted from 0 and all without ``pages``; answers how many. ``dots`` is what an inch has.

    Safe on any thread.
    """
    sizes, painter = page_sizes(path), QPainter()
    if not painter.begin(device):
        return 0
    try:
        wanted = pages or range(len(sizes))
        for done, number in enumerate(wanted):
            if done:
                device.newPage()
            width, height = sizes[number]
            sheet = device.pageLayout().fullRectPixels(dots)
            scale = min(sheet.width() / width, sheet.height() / height)
            image = drawn(path, number, min(WIDEST, round(width * scale)))
            painter.drawImage(QRectF(0, 0, width * scale, height * scale), image)
            told(done + 1, len(wanted))
        return len(wanted)
    finally:
        painter.end()
