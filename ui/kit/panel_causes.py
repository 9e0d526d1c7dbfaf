"""Why a row is as its pill says: one click on the pill, or F8 to the next row that needs somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from shiboken6 import isValid

from rightsdesk.desk import Query, Reader
from ui.kit import conflict_values
from ui.kit import selection as steps
from ui.kit.cause_card import CauseCard
from ui.kit.contents import attribute
from ui.kit.declare import Column, Pill, Row
from ui.kit.problem_rows import next_of
from ui.kit.show import told
from ui.kit.table_model import pill_of
from ui.kit.toast import Way
from ui.kit.words import phrase, tr

if TYPE_CHECKING:
    from ui.kit.panel import Panel

_UNDER_WAY = {
    "pending": phrase("Cause", "The change is accepted and on its way."),
    "waiting": phrase("Cause", "The change waits for the connection; it is carried out by itself."),
    "late": phrase("Cause", "Still waiting: the change is accepted, but has not arrived for more than half a minute."),
}


class Causes(QObject):
    """Shows the card of a row, asks for its batch, and goes from one such row to the next."""

    def __init__(self, view: Panel) -> None:
        super().__init__(view)
        self._view = view
        self.card: CauseCard | None = None
        view.table.pill_clicked.connect(self.tell)

    def next_bad(self, step: int) -> None:
        """Look for the next row of the whole list that needs somebody, before the cursor for -1."""
        view, problems = self._view, self._view.feature.problems
        if not problems:
            self._go(None)
            return
        wanted, ids, start = view.asking.rows_of(problems), view.model.ids, view.table.cursor_row()
        view.asking.once("problem", partial(_next_row, wanted=wanted, ids=ids, start=start, step=step), self._go)

    def _go(self, row: Row | None) -> None:
        """Put the cursor on that row and say its cause."""
        view = self._view
        place = -1 if row is None else view.model.place_of(row.id)
        if row is None or place < 0:
            unread = tr("Table", "The list is still being read; try again in a moment.")
            view.around.toasts.say(tr("Table", "No problem in this list") if view.marks.whole else unread)
            return
        view.table.move_cursor(place)
        column = next((one for one in view.feature.columns if one.pills), None)
        if column is not None:
            self.tell(column, row)

    def leave(self) -> bool:
        """Take the card away; whether there was one."""
        if self.card is None or not isValid(self.card) or not self.card.isVisible():
            return False
        self.card.leave()
        return True

    def tell(self, column: Column, row: Row | None) -> None:
        """Say why this row is in that state; nothing where nothing is known."""
        self.leave()
        if row is None:
            return
        state = self._view.model.state_of(row, column)
        pill, sentences = pill_of(column, state), self._sentences(row, state)
        if not sentences:
            return
        batch = str(attribute(row, "batch") or "")
        rule = self._view.overlay.rule_of(row)
        key = rule.batch if rule is not None and state in _UNDER_WAY else batch
        if not key:
            self._show(row, pill, sentences, ())
            return
        self._view.asking.once(
            "batch",
            partial(_batch_of, key=key),
            lambda found: self._tell_with(row, state, pill, sentences, found),
        )

    def _tell_with(self, row: Row, state: str, pill: Pill, sentences: Sequence[str], batch: Any) -> None:
        changes = dict((getattr(batch, "wish", None) or {}).get("changes") or {}) if state == "conflict" else {}
        values = conflict_values.both(self._view.feature.columns, row, changes)
        ways = self._ways(state, batch)
        mine = conflict_values.texts(changes)
        if values and mine and steps.is_empty(self._view.marks.selection):
            ways = ((tr("Cause", "Enter what was ordered"), lambda: self._enter(row, mine)), *ways)
        self._show(row, pill, (*sentences, *values), ways)

    def _enter(self, row: Row, texts: Mapping[str, str]) -> None:
        """Put the ordered values into the fields again; whoever looked at both decides with the button."""
        view = self._view
        view.table.move_cursor(view.model.place_of(row.id))
        view.edit()
        form = view.inspector.form
        if form is not None:
            form.enter(texts)

    def _sentences(self, row: Row, state: str) -> list[str]:
        if state in _UNDER_WAY:
            return [str(_UNDER_WAY[state])]
        failure = str(attribute(row, "failure") or "")
        return [told(failure)] if failure else []

    def _ways(self, state: str, batch: Any) -> Sequence[Way]:
        if batch is None:
            return ()
        number, key = int(batch.number), str(batch.key)
        show = (
            tr("Cause", "Show batch {number}", number=str(number)),
            lambda: self._view.around.go("batches", f"number:{number}"),
        )
        if state in _UNDER_WAY:
            return (show,)
        deeds = self._view.selecting.acting.deeds
        return (tr("Batch", "Retry"), lambda: deeds.run("retry", key)), show

    def _show(self, row: Row, pill: Pill, sentences: Sequence[str], ways: Sequence[Way]) -> None:
        table, number = self._view.table, self._view.model.place_of(row.id)
        if number < 0 or not self._view.isVisible():
            return
        tone = pill.tone if pill.tone not in ("plain", "muted") else "neutral"
        self.card = CauseCard(self._view, tone, str(pill.word), sentences, ways)
        section = next((n for n, one in enumerate(table.table.columns, table.table.lead) if one.pills), 0)
        rect = table.visualRect(table.table.index(number, section))
        self.card.open(table.viewport().mapToGlobal(QPoint(rect.x(), rect.bottom() + 4)), table)


def _batch_of(reader: Reader, key: str) -> Any:
    rows = reader.rows("batches", reader.ids(Query("batches", f"key:{key}")))
    return next((row for row in rows if row.key == key), None)


def _next_row(reader: Reader, wanted: Query, ids: Sequence[int], start: int, step: int) -> Row | None:
    found = next_of(reader, wanted, ids, start, step)
    return None if found is None else next(iter(reader.rows(wanted.table, [found])), None)
