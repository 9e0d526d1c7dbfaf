"""Where the window stood, brought back onto a screen that exists."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.kit.memory import Memory

KEY = "window.geometry"
USUAL = (1600, 1000)
FRAME = 40
"""What a window manager puts around a window, in pixels; a new window keeps this free so that its foot is seen."""
VISIBLE = 120
"""So many pixels of a window must lie on some screen, or it is brought back."""


def keep(window: QWidget, memory: Memory) -> None:
    """Remember place and size; while maximised, the size before it."""
    rect = window.normalGeometry() if window.isMaximized() else window.geometry()
    memory.put(KEY, [rect.x(), rect.y(), rect.width(), rect.height(), window.isMaximized()])


def restore(window: QWidget, memory: Memory) -> None:
    """Put the window where it stood, or in the middle of the screen in its usual size."""
    kept = memory.get(KEY)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    if not (isinstance(kept, list) and len(kept) == len("xywhm") and _on_a_screen(QRect(*kept[:4]))):
        window.resize(min(USUAL[0], screen.width()), min(USUAL[1], screen.height() - FRAME))
        return
    window.setGeometry(QRect(*kept[:4]))
    if kept[4]:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _on_a_screen(rect: QRect) -> bool:
    overlaps = (screen.availableGeometry().intersected(rect) for screen in QGuiApplication.screens())
    return any(part.width() >= VISIBLE and part.height() >= VISIBLE for part in overlaps)
