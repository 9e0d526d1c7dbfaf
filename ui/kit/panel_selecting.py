"""What is selected or under the cursor, told to the bar, the inspector, the document and the offers at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from rightsdesk.desk import ImpactLine, Query, Reader, Selection, Summary, Ticket
from ui.kit import selection as steps
from ui.kit.chart_asking import asked_of
from ui.kit.chart_values import Scope
from ui.kit.contents import attribute
from ui.kit.declare import Row, Tab, counted
from ui.kit.declare_origin import Origins
from ui.kit.history_page import happened
from ui.kit.inspector_asking import asked
from ui.kit.origins import origins
from ui.kit.panel_acting import Acting, Aim
from ui.kit.panel_asking import Counted, Shown, in_view, named_platforms
from ui.kit.panel_view import PanelView
from ui.kit.previewing import Previewing
from ui.kit.words import tr

EXAMPLES = 5


class Selecting(QObject):
    """Stands between marks, cursor, inspector and orders of one view."""

    only_selected = Signal(object)
    """The answer with nothing but the selected rows."""
    row_moved = Signal(object)
    """The row whose document is to be seen."""
    items_wished = Signal(object)
    """A row whose line items are to be seen."""

    def __init__(self, view: PanelView) -> None:
        super().__init__(view)
        self._view = view
        self.acting = Acting(view.feature, view.around, view.inspector, self.aim, self._states)
        self.acting.seen = view.marks.seen
        self._previewing = Previewing(view.around.questions, view.inspector.bulk)
        self._counted: Counted | None = None
        self._document_of: tuple[object, object] = (None, None)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._offer)
        self._connect()

    def aim(self) -> Aim | None:
        """What an order would be about now."""
        chosen = self._view.marks.selection
        if not steps.is_empty(chosen):
            counted_now = self._counted
            known = (
                counted_now.count if counted_now and counted_now.selection == chosen else self._view.marks.known_count()
            )
            return Aim(chosen, known) if known != 0 else None
        row = self._view.inspector.row
        return (
            None
            if row is None
            else Aim(steps.these(self._view.feature.table, (row.id,), self._view.model.known_until(row.id)), 1, row)
        )

    def invert(self) -> None:
        """What is not selected of the view, instead of what is."""
        chosen, view = self._view.marks.selection, self._view.marks.query
        if view is None:
            self._view.marks.invert()
        else:
            self._view.asking.once(
                "invert",
                lambda reader: frozenset(reader.selected_ids(chosen)),
                lambda ids: self._view.marks.invert(lambda: ids),  # type: ignore[arg-type, return-value]
            )

    def _selection_counted(self, answer: Counted) -> None:
        if answer.selection != self._view.marks.selection:
            return
        self._counted = answer
        if not answer.count and not steps.is_empty(answer.selection):
            # What was selected is no more, as drafts are no drafts once they are approved.
            self._view.marks.clear()
            return
        self._view.selection_bar.say(answer.count, answer.outside)
        if not steps.is_empty(answer.selection):
            self._view.inspector.show_many(answer.count, self._examples())
        self._offer_soon()

    def _summed(self, summary: Summary) -> None:
        self._view.inspector.show_summary(summary)
        self._offer_soon()

    def _impacted(self, lines: Sequence[ImpactLine]) -> None:
        self._view.inspector.foot.impact.say(lines)
        self._show_offers()

    def selection_changed(self) -> None:
        """Keep the marks, say them, and ask what they hold in the rows there are now."""
        chosen = self._view.marks.selection
        self._view.layout_kept.selection = steps.to_json(chosen)
        self._view.keep()
        known = self._view.marks.known_count()
        if steps.is_empty(chosen):
            self._counted = None
            self._view.selection_bar.say(0, 0)
            self._row_moved(
                self._view.model.row(self._view.table.cursor_row()) if self._view.table.cursor_row() >= 0 else None
            )
        else:
            outside = self._counted.outside if self._counted else 0
            self._view.selection_bar.say(known, 0 if self._view.marks.all_shown() else outside)
            self._view.inspector.show_many(known, self._examples())
            self._view.asking.selection(chosen, summary=True)
        self._offer_soon()

    def _marked(self) -> None:
        self.acting.forget()
        self.selection_changed()

    def _row_moved(self, row: Row | None) -> None:
        if row is None or not steps.is_empty(self._view.marks.selection):
            self._show_document(row)
            return
        self._view.inspector.show_row(row)
        self._show_document(row)
        self._offer_soon()

    def _show_document(self, row: Row | None) -> None:
        self.row_moved.emit(row)
        if self._view.document is None or row is None or self._view.feature.review is not None:
            return
        name = str(attribute(row, self._view.feature.document) or "")
        path = self._view.around.desk.document(name) if name else None
        if self._document_of != (row.id, path):
            self._document_of = (row.id, path)
            title = str(attribute(row, "number") or attribute(row, "title") or attribute(row, "vendor_name") or "")
            why = tr("Document", "The document is made when the advice is issued.")
            self._view.document.show_document(path, title, why)

    def _offer_soon(self) -> None:
        self._settle.start(0)

    def _offer(self) -> None:
        order, aim = self.acting.order(), self.aim()
        quiet = self._view.feature.review is not None and aim is not None and aim.row is not None
        if order is not None and aim is not None and not quiet:
            self._view.inspector.foot.impact.wait()
            self._view.asking.impact(aim.selection, order, self.acting.keys())
            self._previewing.show(aim.selection, order)
        else:
            self._previewing.stop()
            self._view.asking.no_impact()
            self._view.inspector.foot.impact.clear()
        self._show_offers()

    def hear(self) -> None:
        """Rows changed: a button that counts what would come of it must count anew, and stays as it is meanwhile."""
        order, aim = self.acting.order(), self.aim()
        counting = any(action.by_impact for action in self._view.feature.actions)
        if counting and order is not None and aim is not None:
            self._view.asking.impact(aim.selection, order, self.acting.keys())

    def _show_offers(self) -> None:
        offers, note = self.acting.offers()
        self._view.inspector.foot.offer(offers, note)

    def _only_visible(self) -> None:
        model = self._view.model
        first, last = self._view.table.visible_rows()
        self._view.marks.only(frozenset(model.ids[at] for at in range(first, last + 1) if model.selected(at)))

    def _drop_outside(self) -> None:
        chosen, view = self._view.marks.selection, self._view.asking.query()
        self._view.asking.once(
            "drop",
            lambda reader: steps.narrowed(chosen, view, in_view(reader, view, chosen)),
            self._view.marks.become,  # type: ignore[arg-type]
        )

    def _show_selected(self) -> None:
        chosen, query = self._view.marks.selection, self._view.asking.query()
        self._view.asking.once(
            "ids",
            lambda reader: Shown(query, reader.selected_ids(chosen), reader.position(), chosen),
            self.only_selected.emit,
        )

    def _fetch_tab(self, tab: Tab) -> None:
        row, table = self._view.inspector.row, self._view.feature.table
        if row is None:
            return
        desk, platform = self._view.around.desk, self._view.asking.platform
        start = self._view.inspector.start_of(tab)
        if tab.kind == "items":
            self.items_wished.emit(row)
            return

        def question(reader: Reader) -> list[Any]:
            if tab.kind == "fields":
                return list(origins(reader, tab.origins or Origins(), row))
            if tab.restore is not None:
                return list(happened(reader, table, tab, row))
            if tab.kind == "charts":
                one = Selection(table, None, plus=frozenset({row.id}))
                return list(asked_of(desk, reader, Scope(Query(table, platform=platform), one), tab.charts))
            platforms = named_platforms(desk, platform) if tab.kind == "verdict" else ()
            return asked(reader, table, tab, row, platforms, start)

        self._view.asking.once("tab", question, lambda entries: self._view.inspector.show_lines(tab, entries))  # type: ignore[arg-type]

    def _states(self) -> frozenset[str]:
        model, name = self._view.model, self._view.feature.state
        first, last = self._view.table.visible_rows()
        rows = (model.row(number) for number in range(first, last + 1) if model.selected(number))
        return frozenset(str(attribute(row, name)) for row in rows if row is not None)

    def _go_on(self) -> None:
        table = self._view.table
        if steps.is_empty(self._view.marks.selection) and table.cursor_row() + 1 < len(self._view.model.ids):
            table.move_cursor(table.cursor_row() + 1)

    def _say_newer(self, ticket: Ticket, selection: Selection) -> None:
        """What matches only since the rows were selected was not touched, and can be taken up now."""
        if not ticket.not_touched:
            return
        view = self._view
        words = tr(
            "Selection",
            "Not touched, because newer than the selection: {rows}",
            rows=counted(view.feature.noun, ticket.not_touched),
        )
        view.around.toasts.say(
            words, [(tr("Selection", "Select them"), partial(self._select_newer, selection))], state="neutral"
        )

    def _back_to_the_rows(self, *_order: object) -> None:
        """The field has done its work: the next key, such as Ctrl+Z, is about the rows and not about its text."""
        focus = QApplication.focusWidget()
        if focus is not None and self._view.inspector.isAncestorOf(focus):
            self._view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select_newer(self, selection: Selection) -> None:
        self._view.asking.once("newer", lambda reader: reader.newer_ids(selection), self._view.marks.only)  # type: ignore[arg-type] # ids

    def _examples(self) -> list[str]:
        name = self._view.feature.inspector.picture
        if not name:
            return []
        first, last = self._view.table.visible_rows()
        rows = (self._view.model.row(number) for number in range(first, last + 1) if self._view.model.selected(number))
        return [str(attribute(row, name)) for row in rows if row is not None][:EXAMPLES]

    def _connect(self) -> None:
        view, bar = self._view, self._view.selection_bar
        view.asking.counted.connect(self._selection_counted)
        view.asking.summed.connect(self._summed)
        view.asking.impacted.connect(self._impacted)
        view.marks.changed.connect(self._marked)
        view.table.cursor_moved.connect(self._row_moved)
        view.inspector.edited.connect(self._offer_soon)
        view.inspector.tab_opened.connect(self._fetch_tab)
        view.inspector.place_wished.connect(partial(view.around.go, pick=True))
        view.inspector.rows_wished.connect(view.around.go)
        view.inspector.foot.taken.connect(self.acting.take)
        self.acting.advanced.connect(self._go_on)
        self.acting.accepted.connect(self._say_newer)
        self.acting.accepted.connect(self._back_to_the_rows)
        bar.visible_wished.connect(self._only_visible)
        bar.show_wished.connect(self._show_selected)
        bar.drop_wished.connect(self._drop_outside)
        bar.clear_wished.connect(view.marks.clear)
        bar.all_wished.connect(view.marks.select_all)
