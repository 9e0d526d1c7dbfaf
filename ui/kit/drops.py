"""Files and links dropped anywhere on a window; a field that takes text keeps what is dropped on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from rightsdesk import links

MOST = 1_000
"""Files of one drop; whoever has more drops their folder."""


class Drops(QObject):
    """Watches one window; ``dropped`` brings paths and links as words."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be opened, leave everything else to the window."""
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            words = dropped_words(event.mimeData())
            if words:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                    self.dropped.emit(words)
                return True
        return super().eventFilter(watched, event)


def dropped_words(mime: QMimeData) -> list[str]:
    """The paths of dropped files and the links of ours among what was dropped."""
    urls = mime.urls() if mime.hasUrls() else []
    words = [url.toLocalFile() if url.isLocalFile() else url.toString() for url in urls[:MOST]]
    return [word for word in words if word.startswith("/") or links.is_link(word) or word[1:3] == ":/"]
