"""A view made from a declaration: head, filters, selection, table, inspector, and the document where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from rightsdesk.desk import Query, Reader, Selection
from ui.kit import panel_reach, show
from ui.kit import selection as steps
from ui.kit.chart_sheet import Charting
from ui.kit.contents import attribute
from ui.kit.copying import Copying
from ui.kit.culling import Culler
from ui.kit.day_heads import DayHeads
from ui.kit.declare import Column, Feature, Row, SavedView
from ui.kit.dragging import Dragging
from ui.kit.exporting import Exporting
from ui.kit.filter_menu import FilterMenu, is_open
from ui.kit.filter_terms import exactly
from ui.kit.looking import Looking
from ui.kit.page import PageFactory, Place, Surroundings
from ui.kit.panel_asking import Shown
from ui.kit.panel_causes import Causes
from ui.kit.panel_keys import declare_actions
from ui.kit.panel_pending import Overlay
from ui.kit.panel_place import Placing
from ui.kit.panel_pulse import Pulsing
from ui.kit.panel_rows import Rowing
from ui.kit.panel_selecting import Selecting
from ui.kit.panel_side import Siding
from ui.kit.panel_view import PanelView
from ui.kit.panel_views import Viewing
from ui.kit.printing import Printing
from ui.kit.restoring import Restoring
from ui.kit.reviewing import Reviewing
from ui.kit.table_header import order_key
from ui.kit.words import tr, within, words

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
        self.overlay = Overlay(self.model, around, self)
        self.selecting, self.exporting = Selecting(self), Exporting(self)
        self.siding, self.pulsing, self.viewing = Siding(self), Pulsing(self), Viewing(self)
        self.charting, self.printing = Charting(self), Printing(self)
        self.reviewing = Reviewing(self, feature.review) if feature.review else None
        self.restoring, self.copying = Restoring(self), Copying(self)
        self.dragging = Dragging(self, self.table)
        self.culling = Culler(self, feature.culling) if feature.culling else None
        self.looking = Looking(self)
        self.days = DayHeads(self.table, self._thumbnails, feature.day) if feature.day else None
        self._stale, self._started, self._picks = False, False, False
        self.only: Selection | None = None
        """The selection where nothing else is shown."""
        self._summed: Selection | None = None
        self.placing, self.rowing, self.causes = Placing(self), Rowing(self), Causes(self)
        self._connect()
        self.head.offer_actions([*declare_actions(self), self.looking.action])
        self.presenting.offer(self.head)
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
        self.viewing.open(key)

    def show_view(self, where: str, *, preselect: bool) -> None:
        """Show the rows of a saved view."""
        self._picks = preselect
        self.filter_by(where)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def shelved(self) -> tuple[Sequence[SavedView], str, Mapping[str, str]]:
        """The saved views of the place, the one in force, and the counts that are known."""
        return self.viewing.views(), self.layout_kept.view, self.viewing.shelf.counted(self.feature)

    def view_deed(self, deed: str) -> None:
        """Rename, delete, move, revert or hand on the saved view in force, or take one in."""
        self.viewing.carry_out(deed)

    def view_menu(self, key: str, place: QPoint) -> None:
        """Offer what can be done to a saved view."""
        self.viewing.menu(key, place)

    def filter_by(self, where: str) -> None:
        """Put a filter in force."""
        self.filters.show_filter(where)
        self._filter(where, by_hand=False)

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
        """Ask under which name the present filter, columns and order are to be kept."""
        self.viewing.ask_name()

    def keep(self) -> None:
        """Remember how the view is set up, and look whether that is what was saved."""
        super().keep()
        self.viewing.compare_soon()

    # what the parts ask

    def escape(self) -> None:
        """One thing at a time: what floats, the searched words, then the selection."""
        if not self.causes.leave() and not self.selecting.acting.leave() and not self.filters.clear_words():
            self.marks.clear()

    def next_problem(self, step: int) -> None:
        """The next row of the list that needs somebody, round and round."""
        self.causes.next_bad(step)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The actions, where the pointer is."""
        shown = self.presenting.shown
        if shown.rect().contains(shown.mapFrom(self, event.pos())):
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

    def _begun(self, head: Shown) -> None:
        if len(self.model.ids):
            return
        self.model.show(head.query, head.ids, head.position, whole=False)
        self.show_table(rows=True)

    def _shown(self, answer: Shown) -> None:
        top = self.table.at_top()
        fresh = not steps.same_rows(answer.query, self.marks.view)
        cursor, begun = self.table.cursor_id, self.inspector.begun()
        self.only = None
        if self.days is not None:
            self.days.order = answer.query.order
        put = self.model.show if self.marks.whole else self.model.extend
        put(answer.query, answer.ids, answer.position)
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
        self.placing.come_back()
        self.rowing.answered()
        self.overlay.worked = bool(self.overlay.batches())
        self._sum()
        self.rowing.say()
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
        rows = self.only or Selection(view.table, Query(view.table, view.where, platform=view.platform))
        if rows != self._summed:
            # No amount at all rather than that of other rows.
            self.head.say_total({})
            self._summed = rows
        self.asking.total(rows, self.head.say_total)

    def _views_counted(self, views: Mapping[str, int]) -> None:
        for key, count in views.items():
            self.around.shelf.counts[self.feature.key, key] = count
            self.view_counted.emit(key, show.number(count))
        if self.reviewing is not None:
            self.reviewing.views_counted(views)

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

    def _filter(self, where: str, *, by_hand: bool = True) -> None:
        self.asking.where = self.layout_kept.where = where
        self.layout_kept.view = self.viewing.follow(where, by_hand=by_hand)
        view = self.viewing.find(self.layout_kept.view)
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
        self.filters.say_order(tr("Table", "Sorted by {column}", column=within(str(column.title))) if column else "")
        self.model.pages.order_name = column.key if column else ""
        self.siding.follow()
        if self._started:
            self.asking.rows(begin=not len(self.model.ids))

    def _shown_selected(self, answer: Shown) -> None:
        self.only = answer.only
        cursor = self.table.cursor_id
        self.model.show(self.marks.view, answer.ids, answer.position)
        self.model.pages.view = None
        self.table.keep_cursor(cursor)
        self._sum()
        self.rowing.say()
        sentence = tr("Table", "Only the selected rows are shown.")
        self.banner.say(
            sentence, [(tr("Table", "Back to the list"), self.refresh)], state="pending", icon="list-checks"
        )

    def _offer_values(self, menu: FilterMenu) -> None:
        wanted = {one.key: one.column or one.key for one in menu.filters if is_open(one)}
        everything = Query(self.feature.table, platform=self.asking.platform)
        asked = partial(_values, query=everything, columns=wanted)

        def offer(values: object) -> None:
            if isValid(menu):
                menu.offer_values(values)  # type: ignore[arg-type] # the answer of _values

        if wanted:
            self.asking.once("values", asked, offer, "counts")

    def _filter_by_cell(self, column: Column, row: Row) -> None:
        value = attribute(row, column.filter) if column.filter else None
        if value is not None:
            self.filters.put(exactly(column.filter, str(value)))
        else:
            self.around.toasts.say(tr("Table", "Nothing to filter by in “{column}”", column=str(column.title)))

    # making

    def _connect(self) -> None:
        asking, table = self.asking, self.table
        self.selecting.only_selected.connect(self._shown_selected)
        asking.begun.connect(self._begun)
        asking.shown.connect(self._shown)
        asking.views_counted.connect(self._views_counted)
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
        self.head.fit_wished.connect(table.fit_all)
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
        view = self.viewing.find(layout.view)
        self.head.entitle(str(view.title) if view else "")
        self.head.say_count(None, None)
        self.selection_bar.say(0, 0)
        if self.reviewing is not None:
            self.reviewing.view_opened(layout.view)
        self.marks.become(steps.from_json(self.feature.table, layout.selection))
        self.viewing.compare_soon()

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
