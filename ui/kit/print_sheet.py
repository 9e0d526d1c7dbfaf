"""What will be printed, looked at first: the pages as they are, then the system's own dialog, or a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.declare import counted
from ui.kit.document_view import DocumentView
from ui.kit.labels import frame, label
from ui.kit.page import Surroundings
from ui.kit.words import follow_words, phrase, tr

WIDTH, HEIGHT = 1000, 860


class PrintSheet(QDialog):
    """Shows a PDF of the list, or of a report; what is done with it is told as wishes."""

    print_wished = Signal()
    save_wished = Signal()

    def __init__(
        self, path: Path, title: str, pages: int, around: Surroundings, owner: QWidget, *, across: bool = True
    ) -> None:
        super().__init__(owner.window())
        self._title, self._pages, self.across = title, pages, across
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document = DocumentView(around.pictures)
        self._note = label(size="small", tone="muted", tabular=True)
        self.print_button = Button(kind="primary", icon="printer")
        self.save_button, self._close = Button(icon="file-down"), Button()
        self._build()
        self.resize(WIDTH, min(HEIGHT, max(420, owner.window().height() - 40)))
        self.document.show_document(path, title)
        self.print_button.setFocus()
        follow_words(self, self._say)

    def _say(self) -> None:
        self.setWindowTitle(tr("Print", "Print: {title}", title=self._title))
        across, upright = phrase("Print", "%n page(s), A4 across"), phrase("Print", "%n page(s), A4 upright")
        self._note.setText(counted(across if self.across else upright, self._pages))
        self.print_button.setText(tr("Print", "Print…"))
        self.save_button.setText(tr("Print", "Save as PDF…"))
        self._close.setText(tr("Document", "Close"))

    def _build(self) -> None:
        column, foot = QVBoxLayout(self), frame("foot")
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.document, 1)
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 10, 20, 12)
        line.addWidget(self._note, 1)
        for button in (self._close, self.save_button, self.print_button):
            line.addWidget(button)
        column.addWidget(foot)
        self.print_button.clicked.connect(self.print_wished)
        self.save_button.clicked.connect(self.save_wished)
        self._close.clicked.connect(self.close)
