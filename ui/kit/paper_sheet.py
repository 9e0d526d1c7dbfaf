"""Papers that exist nowhere yet, looked at in a sheet; they are set off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rightsdesk.faults import Fault
from ui.kit.buttons import Button, Tabs
from ui.kit.declare_ways import PaperSheet
from ui.kit.document_view import DocumentView
from ui.kit.labels import frame, label
from ui.kit.page import Surroundings
from ui.kit.words import told, tr

WIDTH, HEIGHT = 860, 900


class PaperDialog(QDialog):
    """Shows the papers one after the other, or says why there is none."""

    def __init__(self, sheet: PaperSheet, key: str, more: Sequence[str], around: Surroundings, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._title = str(sheet.title)
        self.setWindowTitle(self._title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document = DocumentView(around.pictures)
        self.papers: Sequence[Any] = ()
        self._tabs = Tabs()
        self._tabs.chosen.connect(lambda place: self._open(int(place)))
        self._tabs.hide()
        self._build()
        self.resize(WIDTH, min(HEIGHT, max(420, owner.window().height() - 40)))
        self.document.show_document(None, self._title, tr("Document", "The paper is being set…"))
        make = attrgetter(sheet.make)(around.desk)
        around.roster.errands.run(partial(make, key, *more), self._show, self._sorry)

    def _show(self, papers: Sequence[Any]) -> None:
        self.papers = papers
        for number, paper in enumerate(papers):
            self._tabs.add(str(number), f"{paper.platform} · {paper.currency}")
        self._tabs.setVisible(len(papers) > 1)
        self._open(0)

    def _open(self, number: int) -> None:
        paper = self.papers[number]
        self.document.show_document(paper.path, f"{self._title} · {paper.platform} · {paper.currency}")
        self.document.sheets.setFocus()

    def _sorry(self, fault: Fault) -> None:
        self.document.show_document(None, self._title, told(fault.sentence))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self.document, 1)
        foot = frame("foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 10, 20, 12)
        note = tr("Document", "A draft without a number; nothing is recorded by looking at it.")
        line.addWidget(label(note, size="small", tone="muted", wrap=True), 1)
        close = Button(tr("Document", "Close"))
        close.clicked.connect(self.accept)
        line.addWidget(close)
        column.addWidget(foot)
