"""The document beside each row of a queue: the one issued or a proof of the draft, the neighbours' ready ahead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rightsdesk.faults import Fault
from ui.kit.contents import attribute
from ui.kit.declare import Row
from ui.kit.declare_review import Review
from ui.kit.papers import Content, Papers
from ui.kit.words import told, tr
from ui.workers.duties import WORK

if TYPE_CHECKING:
    from ui.kit.panel import Panel

AHEAD = (1, -1, 2)
"""Neighbours whose first page is drawn before it is looked at, the most likely first."""


AFTER_MS = 60
"""A pause in which the present row is painted, before anything else takes the processor."""


class ReviewPapers(QObject):
    """Shows the paper of a row; whatever is not ready is made off the window's thread."""

    changed = Signal()
    """It is known now whether the row's document can be seen."""
    ahead = Signal(object)
    """Rows that are likely to be looked at next."""

    def __init__(self, view: Panel, review: Review) -> None:
        super().__init__(view)
        self._view, self._review = view, review
        self._papers = Papers()
        self._row: Row | None = None
        self._shown: tuple[str, bool] = ("", False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look_ahead)
        if view.document is not None:
            view.document.sheets.arrived.connect(self._arrived)

    def show_row(self, row: Row | None) -> None:
        """The paper of that row: at once if it is ready, soon if not."""
        document = self._view.document
        if document is None or row is None:
            return
        self._row = row
        name = str(attribute(row, "number") or attribute(row, "vendor_name") or "")
        key, make = self._source(row)
        if make is None:
            ways = [(tr("Document", "Make it again"), self._make_again)]
            self._shown = (key, True)
            document.show_paper(None, name, tr("Document", "The document is not on this computer"), ways)
            return
        paper = self._papers.known(key)
        if paper is None:
            if self._shown != (key, False):
                self._shown = (key, False)
                document.wait_for(name)
            document.sheets.ahead(key, self._papers, make)
        elif self._shown != (key, True):
            self._shown = (key, True)
            document.show_paper(paper, name, paper.trouble and tr("Document", "The draft cannot be set"))
        self.look_ahead()

    def show_nothing(self) -> None:
        """There is no row."""
        self._row, self._shown = None, ("", False)
        if self._view.document is not None:
            self._view.document.show_paper(None)

    def can_be_seen(self, row: Row) -> bool:
        """Whether the document is there; while it is being made nobody is stopped."""
        paper = self._papers.known(self._source(row)[0])
        return paper is None or bool(paper.sizes)

    def look_ahead(self) -> None:
        """Make the papers of the neighbours ready, once the present one is on screen."""
        self._pause.start(AFTER_MS)

    def _look_ahead(self) -> None:
        table, model, document = self._view.table, self._view.model, self._view.document
        if document is None or table.cursor_row() < 0:
            return
        numbers = (table.cursor_row() + step for step in AHEAD)
        rows = [row for number in numbers if 0 <= number < len(model.ids) and (row := model.row(number)) is not None]
        self.ahead.emit(rows)
        # The newest wish is served first.
        for row in reversed(rows):
            key, make = self._source(row)
            if make is not None:
                document.sheets.ahead(key, self._papers, make)

    def ready(self, row: Row) -> bool:
        """Whether that row's paper and its first page can be shown at once."""
        key = self._source(row)[0]
        document = self._view.document
        return document is not None and self._papers.known(key) is not None and document.sheets.drawn_already(key)

    def stands(self, row: Row) -> bool:
        """Whether that row's paper is what is shown now."""
        return self._shown == (self._source(row)[0], True)

    def forget(self) -> None:
        """Proofs are set anew from what holds now."""
        self._papers.forget()
        self._shown = ("", False)
        self.show_row(self._row)

    def _source(self, row: Row) -> tuple[str, Callable[[], Content] | None]:
        stored = str(attribute(row, self._view.feature.document) or "")
        desk = self._view.around.desk
        if stored:
            path = desk.document(stored)
            return f"stored:{stored}", None if path is None else partial(Path, path)
        return f"proof:{row.key}", partial(desk.proofs.pdf, row.key)

    def _arrived(self, key: str) -> None:
        if self._row is not None and key == self._source(self._row)[0] and not self._shown[1]:
            self.show_row(self._row)
            self.changed.emit()

    def _make_again(self) -> None:
        if self._row is not None and self._review.again is not None:
            around, row = self._view.around, self._row
            order = self._review.again(row)
            around.roster.errands.run(
                lambda: around.desk.order(order, [row.key]),
                lambda _ticket: around.roster.nudge(WORK),
                self._sorry,
            )

    def _sorry(self, fault: Fault) -> None:
        self._view.around.toasts.say(told(fault.sentence), state="failed")
