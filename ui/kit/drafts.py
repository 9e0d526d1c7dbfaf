"""What was entered in an inspector and not ordered yet, kept on disk for each selection and offered again later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from rightsdesk.desk import Selection
from rightsdesk.faults import Fault
from ui.kit import selection as steps
from ui.kit.page import Page
from ui.kit.panel import Panel
from ui.kit.words import tn, tr

MOST_ROWS = 100
"""Rows whose drafts are kept; beyond it the oldest is let go."""
MOST_IDS = 10_000
"""A selection by hand with more rows is not written down; one by a filter always is."""
WAIT_MS = 300


class Drafts(QObject):
    """Follows one view; made when the view is first opened, before its first row is shown."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel, self._memory = panel, panel.around.memory
        self._key = f"drafts.{panel.feature.key}"
        kept = _sound(self._memory.get(self._key))
        self._rows: dict[int, dict[str, str]] = kept[0]
        self._many: tuple[str, dict[str, str]] | None = kept[1]
        panel.inspector.offer_drafts(self._rows)
        self._soon = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._soon.timeout.connect(self.keep)
        panel.inspector.edited.connect(self._soon.start)
        if self._rows or self._many:
            QTimer.singleShot(0, self, self._offer)

    @Slot()
    def keep(self) -> None:
        """Write down what is entered now; what was ordered or taken back is forgotten."""
        inspector = self._panel.inspector
        form = inspector.form
        draft = form.draft() if form is not None and form.touched() else {}
        if inspector.many:
            named = self._selected()
            self._many = (named, draft) if draft and named else None
        elif inspector.row is not None:
            self._rows.pop(inspector.row.id, None)
            if draft:
                self._rows[inspector.row.id] = draft
            while len(self._rows) > MOST_ROWS:
                del self._rows[next(iter(self._rows))]
        self._write()

    def bring_back(self) -> None:
        """Select the rows again whose changes were not ordered, and enter what was entered."""
        if self._many is None:
            return
        named, draft = self._many
        try:
            selection = Selection.from_json(named)
        except Fault:
            self.forget()
            return
        self._panel.marks.become(selection)
        self._panel.inspector.bulk.enter(draft)

    def show_rows(self) -> None:
        """Select the rows with changes that were not ordered, so that they can be walked through."""
        self._panel.marks.only(tuple(self._rows))

    def forget(self) -> None:
        """Let go of everything that was not ordered."""
        self._rows.clear()
        self._many = None
        self._panel.inspector.forget_drafts()
        self._write()

    def _offer(self) -> None:
        away = (tr("Drafts", "Discard"), self.forget)
        toasts = self._panel.around.toasts
        if self._many is not None:
            words = tr("Drafts", "Changes to several rows were entered and not ordered.")
            toasts.say(words, [(tr("Drafts", "Offer them again"), self.bring_back), away], state="pending")
        if self._rows:
            words = tn(
                "Drafts", "Changes to %n row(s) were entered and not ordered; the row offers them.", len(self._rows)
            )
            toasts.say(words, [(tr("Drafts", "Select the rows"), self.show_rows), away], state="pending")

    def _selected(self) -> str:
        selection = self._panel.marks.selection
        small = len(selection.plus) + len(selection.minus) <= MOST_IDS
        return selection.to_json() if small and not steps.is_empty(selection) else ""

    def _write(self) -> None:
        if not self._rows and self._many is None:
            self._memory.drop(self._key)
            return
        rows = {str(row): dict(draft) for row, draft in self._rows.items()}
        self._memory.put(self._key, {"rows": rows, "many": list(self._many) if self._many else None})


def follow(page: Page) -> None:
    """Keep the drafts of a view from now on, once."""
    if isinstance(page, Panel) and page.findChild(Drafts) is None:
        Drafts(page)


def _sound(kept: Any) -> tuple[dict[int, dict[str, str]], tuple[str, dict[str, str]] | None]:
    """What was kept, as far as it is what this program writes."""
    found = kept if isinstance(kept, dict) else {}
    rows = found.get("rows")
    sound = {
        int(row): dict(draft)
        for row, draft in (rows.items() if isinstance(rows, dict) else ())
        if str(row).isdecimal() and _is_draft(draft)
    }
    many = found.get("many")
    if isinstance(many, list) and len(many) == len(("selection", "draft")) and _is_draft(many[1]):
        return sound, (str(many[0]), dict(many[1]))
    return sound, None


def _is_draft(draft: object) -> bool:
    return isinstance(draft, Mapping) and all(isinstance(text, str) for text in draft.values())
