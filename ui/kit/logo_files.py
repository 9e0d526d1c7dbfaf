"""The mark of the program as files for the system's menus: `python -m ui.kit.logo_files` writes them anew."""

import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from rightsdesk import resources
from ui.kit.logo import paint_logo
from ui.kit.tokens import LIGHT

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
NAME = "rightsdesk"
_INNER = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def write_icons(folder: Path) -> list[Path]:
    """Write the mark in all sizes, and as one that fits any size; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [_picture(folder / f"{NAME}-{size}.png", size) for size in SIZES]
    drawing = folder / f"{NAME}.svg"
    drawing.write_text(svg(), encoding="utf-8")
    return [*files, drawing]


def svg() -> str:
    """The mark as a drawing, in the proportions in which it is painted."""
    found = _INNER.search(resources.path("icons/image.svg").read_text(encoding="utf-8"))
    inner = " ".join(found[1].split()) if found else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 100 100">'
        f'<rect width="94" height="94" rx="22.56" fill="{LIGHT.accent}"/>'
        f'<g transform="translate(19.74 19.74) scale(2.271667)" fill="none" stroke="{LIGHT.on_accent}"'
        f' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{inner}</g>'
        f'<circle cx="80.26" cy="80.26" r="16.92" fill="{LIGHT.ok.bar}" stroke="{LIGHT.surface}"'
        ' stroke-width="5.17"/></svg>\n'
    )


def _picture(file: Path, size: int) -> Path:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_logo(painter, QRect(0, 0, size, size))
    painter.end()
    image.save(str(file))
    return file


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    write_icons(resources.path("desktop") / "icons")
