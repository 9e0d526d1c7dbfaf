"""A view made from a declaration: head, filters, selection, table, inspector, and the document where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from rightsdesk.desk import Query, Reader, Selection
from rightsdesk.faults import Fault
from ui.kit import panel_reach, show
from ui.kit import selection as steps
from ui.kit.contents import attribute
from ui.kit.copying import Copying
from ui.kit.culling import Culler
from ui.kit.declare import Column, Feature, Row, counted
from ui.kit.dragging import Dragging
from ui.kit.exporting import Exporting
from ui.kit.filter_menu import FilterMenu, is_open
from ui.kit.filter_terms import exactly, parsed
from ui.kit.page import PageFactory, Place, Surroundings
from ui.kit.panel_asking import Shown
from ui.kit.panel_keys import declare_actions
from ui.kit.panel_pending import Overlay
from ui.kit.panel_pulse import Pulsing
from ui.kit.panel_selecting import Selecting
from ui.kit.panel_side import Siding
from ui.kit.panel_view import PanelView
from ui.kit.restoring import Restoring
from ui.kit.reviewing import Reviewing
from ui.kit.table_header import order_key
from ui.kit.words import tr, words

MOST_VALUES = 200
"""Values of a column that are offered; the others can be typed."""


def place_for(feature: Feature) -> Place:
    """The entry of the navigation with the view of that feature behind it."""
    return Place(feature.key, feature.title, feature.icon, feature.shortcut, panel_for(feature), feature)


def panel_for(feature: Feature) -> PageFactory:
    """Makes the view of that feature when it is first opened."""
    return lambda around: Panel(feature, around)


class Panel(PanelView):
    """One feature on screen; every part is told what happened to the others from here."""

    def __init__(self, feature: Feature, around: Surroundings) -> None:
        super().__init__(feature, around)
        self.overlay = Overlay(self.model, around.questions, self)
        self.selecting, self.exporting = Selecting(self), Exporting(self)
        self.siding, self.pulsing = Siding(self), Pulsing(self)
        self.reviewing = Reviewing(self, feature.review) if feature.review else None
        self.restoring, self.copying = Restoring(self), Copying(self)
        self.dragging = Dragging(self, self.table)
        self.culling = Culler(self, feature.culling) if feature.culling else None
        self._total: int | None = None
        self._stale, self._started, self._picks = False, False, False
        self._only: Selection | None = None
        """The selection where nothing else is shown."""
        self._summed: Selection | None = None
        self._connect()
        self.head.offer_actions(declare_actions(self))
        self._restore()

    # what the frame asks

    def use_platform(self, platform: str | None) -> None:
        """Show what belongs to that platform; the selection stays what it is."""
        if platform != self.asking.platform:
            self.asking.platform = platform
            if not self.isVisible():
                self._stale = True
                return
            self._ask_again()
            self.asking.count_views()
            self.pulsing.ask()

    def open_view(self, key: str) -> None:
        """Put a saved view in force."""
        view = next((one for one in self.feature.views if one.key == key), None)
        if view is None:
            return
        self.asking.order = view.order or self.feature.order
        self.asking.descending = view.descending if view.order else self.feature.descending
        self._picks = view.preselect
        self.filter_by(view.where)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter_by(self, where: str) -> None:
        """Put a filter in force."""
        self.filters.show_filter(where)
        self._filter(where)

    def pick(self, where: str) -> None:
        """Put a filter in force and select everything that it finds."""
        self._picks = True
        self.filter_by(where)

    def select(self, ids: Sequence[int]) -> None:
        """Select exactly these rows and show nothing else."""
        panel_reach.select(self, ids)

    def reveal(self, row_id: int, where: str) -> None:
        """Put the cursor on a row; `where` finds it when the view does not show it now."""
        panel_reach.reveal(self, row_id, where)

    def refresh(self) -> None:
        """Ask again and put everything in order."""
        self._ask_again()

    def save_view(self) -> None:
        """Keep the present filter, columns and order; they are offered again at the next start."""
        self.keep()
        self.around.toasts.say(tr("Table", "This view is kept as it is"))

    # what the parts ask

    def escape(self) -> None:
        """One thing at a time: the searched words, then the selection."""
        if not self.selecting.acting.leave() and not self.filters.clear_words():
            self.marks.clear()

    def next_problem(self, step: int) -> None:
        """The next loaded row whose state is a failure."""
        if not self._to_problem(step):
            self.around.toasts.say(tr("Table", "No further problem in sight"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The actions, where the pointer is."""
        if self.table.rect().contains(self.table.mapFrom(self, event.pos())):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.row_actions)
            menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is asked for now."""
        super().showEvent(event)
        self.asking.count_views()
        self.pulsing.ask()
        if not self._started or self._stale:
            self._started, self._stale = True, False
            self._ask_again()
        self.view_told.emit(self.layout_kept.view)

    row_actions: Sequence[QAction] = ()

    # answers

    def _shown(self, answer: Shown) -> None:
        top = self.table.verticalScrollBar().value() == 0
        fresh = not steps.same_rows(answer.query, self.marks.view)
        cursor, begun = self.table.cursor_id, self.inspector.begun()
        self._only = None
        self.model.show(answer.query, answer.ids, answer.position)
        if self._picks:
            self._picks = False
            if len(answer.ids):
                self.marks.select_all()
        self.table.keep_cursor(cursor)
        # What is being entered is meant for its row, though the list shows that row no more.
        if self.table.cursor_row() < 0 and len(answer.ids) and not begun:
            self.table.move_cursor(0, scroll=False)
        if fresh or top:
            self.table.scrollToTop()
        self.banner.clear()
        self._sum()
        self._say_rows()
        self.asking.count_rows()
        if not len(answer.ids) and not begun:
            self.inspector.show_nothing()
        if fresh and not begun:
            self.selecting.acting.forget()
        self.selecting.selection_changed()
        if self.reviewing is not None:
            self.reviewing.rows_shown()
        if self.culling is not None:
            self.culling.rows_shown()

    def _sum(self) -> None:
        view = self.marks.view
        if not self.feature.summed or view is None:
            return
        rows = self._only or Selection(view.table, Query(view.table, view.where, platform=view.platform))
        if rows != self._summed:
            # No amount at all rather than that of other rows.
            self.head.say_total({})
            self._summed = rows
        self.asking.total(rows, self.head.say_total)

    def _rows_counted(self, matching: int, total: int) -> None:
        self._total = total
        self._say_rows()
        if matching == len(self.model.ids) or self._only:
            return
        held = self.culling is not None and (self.culling.holds or self.culling.open_now)
        untouched = steps.is_empty(self.marks.selection) and not self.inspector.begun() and not held
        at_top = self.table.verticalScrollBar().value() == 0
        if self.feature.live or not self.model.ids or (untouched and at_top):
            self.asking.rows()
            return
        differing = abs(matching - len(self.model.ids))
        sentence = tr(
            "Table", "{rows} came or went since this list was put in order.", rows=counted(self.feature.noun, differing)
        )
        self.banner.say(sentence, [(tr("Table", "Refresh (F5)"), self.refresh)], state="pending", icon="refresh-cw")

    def _views_counted(self, views: Mapping[str, int]) -> None:
        for key, count in views.items():
            self.view_counted.emit(key, show.number(count))
        if self.reviewing is not None:
            self.reviewing.views_counted(views)

    def _failed(self, fault: Fault) -> None:
        self.banner.say(fault.sentence, [(tr("Table", "Try again"), self.refresh)], state="failed")

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        ids = changed.get(self.feature.table)
        if "batches" in changed:
            self.overlay.look()
        self.pulsing.hear(changed)
        if self.reviewing is not None:
            self.reviewing.hear(changed)
        if not ids:
            return
        if not self.isVisible():
            self._stale = True
            return
        self.model.rows_changed(ids)
        self.selecting.hear()
        self.asking.count_rows()
        self.asking.count_views()
        self.asking.total_later(self._sum)
        self.siding.count_soon()

    # reactions

    def _filter(self, where: str) -> None:
        self.asking.where = self.layout_kept.where = where
        view = next((one for one in self.feature.views if one.where.split() == where.split() and where), None)
        self.layout_kept.view = view.key if view else ""
        self.head.entitle(str(view.title) if view else "")
        self.view_told.emit(self.layout_kept.view)
        if self.reviewing is not None:
            self.reviewing.view_opened(self.layout_kept.view)
        self.keep()
        self._ask_again()

    def _sort(self, key: str) -> None:
        self.asking.descending = not self.asking.descending if key == self.asking.order else False
        self.asking.order = key
        self.layout_kept.order, self.layout_kept.descending = key, self.asking.descending
        self.keep()
        self._ask_again()

    def _ask_again(self) -> None:
        self.table.head.show_order(self.asking.order, descending=self.asking.descending)
        column = next(
            (c for c in self.feature.columns if self.asking.order and order_key(c.key, c.order) == self.asking.order),
            None,
        )
        self.filters.say_order(tr("Table", "Sorted by {column}", column=_within(str(column.title))) if column else "")
        self.siding.follow()
        if self._started:
            self.asking.rows()

    def _say_rows(self) -> None:
        count = len(self.model.ids)
        self.head.say_count(count, self._total if self.asking.where or self._only else None)
        self.show_table(rows=bool(count))
        if count:
            return
        if self.reviewing is not None and self.reviewing.say_done():
            return
        if self.asking.where:
            terms = len(parsed(self.asking.where))
            title = (
                tr("Table", "Nothing matches these {count} filters", count=terms)
                if terms > 1
                else tr("Table", "Nothing matches this filter")
            )
            self.empty.say("search", title, "", [(tr("Table", "Clear all filters"), self.filters.clear)])
        else:
            declared = self.feature.empty
            ways = [
                (str(one.title), partial(self.selecting.acting.choose, one))
                for one in self.feature.actions
                if one.key in declared.actions
            ]
            self.empty.say(declared.icon, str(declared.title), str(declared.sentence), ways)

    def _shown_selected(self, answer: Shown) -> None:
        self._only = answer.only
        cursor = self.table.cursor_id
        self.model.show(self.marks.view, answer.ids, answer.position)
        self.table.keep_cursor(cursor)
        self._sum()
        self._say_rows()
        sentence = tr("Table", "Only the selected rows are shown.")
        self.banner.say(
            sentence, [(tr("Table", "Back to the list"), self.refresh)], state="pending", icon="list-checks"
        )

    def _offer_values(self, menu: FilterMenu) -> None:
        wanted = {one.key: one.column or one.key for one in menu.filters if is_open(one)}
        everything = Query(self.feature.table, platform=self.asking.platform)
        asked = partial(_values, query=everything, columns=wanted)
        if wanted:
            self.asking.once("values", asked, lambda values: menu.offer_values(values) if isValid(menu) else None)  # type: ignore[arg-type] # the answer of _values

    def _filter_by_cell(self, column: Column, row: Row) -> None:
        value = attribute(row, column.filter)
        if value is not None:
            self.filters.put(exactly(column.filter, str(value)))

    def _to_problem(self, step: int) -> bool:
        bad = {"failed", "conflict", "done-with-failures", "rejected", "blocked"}
        column = next((one for one in self.feature.columns if one.pills), None)
        number = self.table.cursor_row() + step
        while column is not None and 0 <= number < len(self.model.ids):
            row = self.model.row(number)
            if row is None:
                return False
            if str(attribute(row, column.state or column.key)) in bad:
                self.table.move_cursor(number)
                return True
            number += step
        return False

    # making

    def _connect(self) -> None:
        asking, table = self.asking, self.table
        self.selecting.only_selected.connect(self._shown_selected)
        asking.shown.connect(self._shown)
        asking.rows_counted.connect(self._rows_counted)
        asking.views_counted.connect(self._views_counted)
        asking.failed.connect(self._failed)
        self.model.pages.failed.connect(self._failed)
        self.around.pump.drained.connect(self._drained)
        self.filters.changed.connect(self._filter)
        self.filters.menu_opened.connect(self._offer_values)
        table.opened.connect(lambda _row: self.culling.open() if self.culling else self.edit())
        table.filter_wished.connect(self._filter_by_cell)
        table.layout_touched.connect(self.keep)
        table.head.order_wished.connect(self._sort)
        table.head.columns_wished.connect(self._columns)
        self.head.layout_changed.connect(self._relayout)
        self.head.columns_reset.connect(self._reset)
        self.head.side_wished.connect(self.toggle_side)
        self.inspector.close_wished.connect(self.toggle_side)
        self.selecting.acting.queued.connect(self.overlay.add)
        words().changed.connect(self.model.retouch)

    def _restore(self) -> None:
        layout = self.layout_kept
        if layout.order:
            self.asking.order, self.asking.descending = layout.order, layout.descending
        self.asking.where = layout.where
        self.filters.show_filter(layout.where)
        view = next((one for one in self.feature.views if one.key == layout.view), None)
        self.head.entitle(str(view.title) if view else "")
        self.head.say_count(None, None)
        self.selection_bar.say(0, 0)
        if self.reviewing is not None:
            self.reviewing.view_opened(layout.view)
        self.marks.become(steps.from_json(self.feature.table, layout.selection))

    def _columns(self, place: QPoint) -> None:
        self.head.open_columns(place)

    def _relayout(self) -> None:
        self.table.apply_layout()
        self.keep()

    def _reset(self) -> None:
        self.layout_kept.reset_columns()
        self._relayout()


def _values(reader: Reader, query: Query, columns: Mapping[str, str]) -> dict[str, list[str]]:
    return {key: [value for value, _ in reader.facets(query, column)[:MOST_VALUES]] for key, column in columns.items()}


def _within(title: str) -> str:
    # Nouns keep their capital within a German sentence.
    return title if words().language == "de" else title.lower()
