"""What is done to one row: a sheet opened over the window, or one word to the desk."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from PySide6.QtWidgets import QWidget

from rightsdesk.faults import Fault
from ui.kit.contents import attribute
from ui.kit.declare import Action, Order, Row
from ui.kit.declare_ways import PaperSheet, RecordSheet
from ui.kit.inspector_fields import Choices
from ui.kit.page import Surroundings
from ui.kit.paper_sheet import PaperDialog
from ui.kit.record_sheet import RecordDialog
from ui.kit.words import told
from ui.workers.duties import PROJECT


class Alone:
    """Carries out the declared deeds of a view that are about one row only."""

    def __init__(self, around: Surroundings, owner: QWidget, choices: Choices) -> None:
        """``owner``: over whom sheets are opened."""
        self._around, self._owner, self._choices = around, owner, choices

    def barred(self, action: Action, row: Row | None) -> str:
        """Why the person at the desk must not do it to this row; empty where nothing is in the way."""
        declared = action.alone
        if declared is None or not declared.barred or row is None:
            return ""
        return str(declared.why) if attribute(row, declared.barred) == self._around.desk.actor else ""

    def carry_out(self, action: Action, key: str, row: Row | None, order: Callable[[], Order | None]) -> None:
        """Do it to the row of that key, seen as ``row``; ``order`` makes what the main button would give."""
        declared = action.alone
        if declared is None:
            return
        if isinstance(declared.sheet, RecordSheet):
            record = RecordDialog(declared.sheet, key, self._around, self._choices, self._owner)
            record.saved.connect(lambda: self._done(str(declared.said)))
            record.open()
        elif isinstance(declared.sheet, PaperSheet):
            made = order() if declared.sheet.takes else None
            more = [str(attribute(made, name) or "") for name in declared.sheet.takes]
            if all(more):
                PaperDialog(declared.sheet, key, more, self._around, self._owner).open()
        else:
            deed = attrgetter(declared.desk)(self._around.desk)
            seen = [attribute(row, name) for name in declared.takes]
            self._around.roster.errands.run(
                lambda: deed(key, *seen), lambda _: self._done(str(declared.said)), self._sorry
            )

    def _done(self, said: str) -> None:
        self._around.roster.nudge(PROJECT)
        self._around.toasts.say(said)

    def _sorry(self, fault: Fault) -> None:
        self._around.toasts.say(told(fault.sentence), state="failed")
