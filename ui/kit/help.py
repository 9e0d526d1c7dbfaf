"""Short pages about the views and what is new, shipped with the program and shown in a plain sheet."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from rightsdesk import resources
from rightsdesk.faults import Unknown
from ui.kit.buttons import Button
from ui.kit.fonts import font
from ui.kit.words import tr, words

NEWS = "whats_new"
FALLBACK = "images"
_VERSION = re.compile(r"^## (.+)$", re.MULTILINE)


class HelpSheet(QDialog):
    """One page; Escape closes it. Nothing in it leads out of the program."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "surface")
        self.setWindowTitle(tr("Help", "What's new") if name == NEWS else tr("Help", "Help"))
        self.resize(620, min(560, max(320, window.height() - 120)))
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setFont(font("body"))
        self.page.setMarkdown(text_of(name))
        _space(self.page.document())
        self.page.setAccessibleName(self.windowTitle())
        close = Button(tr("Frame", "Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 16, 20, 14)
        column.addWidget(self.page, 1)
        column.addLayout(foot)


def _space(document: QTextDocument) -> None:
    """Give the page the measures of the house: Qt's own headings are too loud and its lines too close."""
    document.setIndentWidth(14)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        shape = QTextBlockFormat(block.blockFormat())
        shape.setTopMargin({0: 2, 1: 0}.get(level, 14))
        shape.setBottomMargin(4)
        cursor.setBlockFormat(shape)
        if level:
            letters = QTextCharFormat()
            letters.setFont(font("title" if level == 1 else "lead", 600))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(letters)
        block = block.next()


def text_of(name: str) -> str:
    """The page of that name in the chosen language, in English where it is not translated, else the first page."""
    for language in (words().language, "en"):
        for page in (name, FALLBACK):
            try:
                return resources.path(f"help/{language}/{page}.md").read_text(encoding="utf-8")
            except (Unknown, OSError):
                continue
    return tr("Help", "There is no page about this view.")


def newest() -> str:
    """The version that is described first under what is new."""
    found = _VERSION.search(text_of(NEWS))
    return found[1].strip() if found else ""
