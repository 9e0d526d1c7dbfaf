"""A view made from a declaration: head, filters, selection, table, inspector, and the document where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout

from rightsdesk.desk import ImpactLine, Summary
from rightsdesk.faults import Fault
from ui.kit import selection as steps
from ui.kit import show
from ui.kit.banner import Banner
from ui.kit.contents import attribute
from ui.kit.declare import Choice, Column, Feature, Field, Row, Tab, counted
from ui.kit.document_view import DocumentView
from ui.kit.empty_page import EmptyPage
from ui.kit.filter_bar import FilterBar
from ui.kit.filter_terms import parsed, quoted
from ui.kit.inspector import Inspector
from ui.kit.inspector_tabs import happened, related
from ui.kit.page import Page, PageFactory, Place, Surroundings
from ui.kit.panel_acting import Acting, Aim
from ui.kit.panel_asking import Asking, Counted, Shown, in_view
from ui.kit.panel_head import PanelHead
from ui.kit.panel_keys import declare_actions
from ui.kit.panel_pending import Overlay
from ui.kit.selection_bar import SelectionBar
from ui.kit.selection_marks import Marks
from ui.kit.stage import Stage
from ui.kit.table import Table
from ui.kit.table_header import order_key
from ui.kit.table_layout import Layout, kept, recalled
from ui.kit.table_model import TableModel
from ui.kit.thumbnail import Thumbnails
from ui.kit.words import tr, words

EXAMPLES = 5


def place_for(feature: Feature) -> Place:
    """The entry of the navigation with the view of that feature behind it."""
    return Place(feature.key, feature.title, feature.icon, feature.shortcut, panel_for(feature), feature)


def panel_for(feature: Feature) -> PageFactory:
    """Makes the view of that feature when it is first opened."""
    return lambda around: Panel(feature, around)


class Panel(Page):
    """One feature on screen; every part is told what happened to the others from here."""

    def __init__(self, feature: Feature, around: Surroundings) -> None:
        super().__init__()
        self.feature, self._around = feature, around
        self._layout: Layout = recalled(around.memory, feature.key)
        self.marks = Marks(feature.table, self)
        self.asking = Asking(feature, around.questions, self)
        self.model = TableModel(feature, around.questions, self.marks, self)
        self._thumbnails = Thumbnails(around.pictures, self)
        self._build()
        self.overlay = Overlay(self.model, around.questions, self)
        self.acting = Acting(feature, around, self.inspector, self.aim)
        self._counted: Counted | None = None
        self._total: int | None = None
        self._stale, self._started, self._picks = False, False, False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._offer)
        self._connect()
        self.head.offer_actions(declare_actions(self))
        self._restore()

    # what the frame asks

    def use_platform(self, platform: str | None) -> None:
        """Show what belongs to that platform; the selection stays what it is."""
        if platform != self.asking.platform:
            self.asking.platform = platform
            self._ask_again()

    def open_view(self, key: str) -> None:
        """Put a saved view in force."""
        view = next((one for one in self.feature.views if one.key == key), None)
        if view is None:
            return
        self.asking.order = view.order or self.feature.order
        self.asking.descending = view.descending if view.order else self.feature.descending
        self._picks = view.preselect
        self.filter_by(view.where)

    def filter_by(self, where: str) -> None:
        """Put a filter in force."""
        self.filters.show_filter(where)
        self._filter(where)

    def refresh(self) -> None:
        """Ask again and put everything in order."""
        self._ask_again()

    def save_view(self) -> None:
        """Keep the present filter, columns and order; they are offered again at the next start."""
        self._keep()
        self._around.toasts.say(tr("Table", "This view is kept as it is"))

    # what the parts ask

    def aim(self) -> Aim | None:
        """What an order would be about now."""
        chosen = self.marks.selection
        if not steps.is_empty(chosen):
            counted_now = self._counted
            known = counted_now.count if counted_now and counted_now.selection == chosen else self.marks.known_count()
            return Aim(chosen, known) if known != 0 else None
        row = self.inspector.row
        return None if row is None else Aim(steps.these(self.feature.table, (row.id,), self.marks.as_of), 1, row)

    def edit(self) -> None:
        """Show the inspector and put the keyboard into its first field."""
        stage = self.window().findChild(Stage)
        if stage is not None and not stage.side_shown:
            stage.toggle_side()
        self.inspector.edit()

    def escape(self) -> None:
        """One thing at a time: the searched words, then the selection."""
        if not self.filters.clear_words():
            self.marks.clear()

    def invert(self) -> None:
        """What is not selected of the view, instead of what is."""
        chosen, view = self.marks.selection, self.marks.query
        if view is None:
            self.marks.invert()
        else:
            self.asking.once(
                "invert",
                lambda reader: frozenset(reader.selected_ids(chosen)),
                lambda ids: self.marks.invert(lambda: ids),  # type: ignore[arg-type, return-value]
            )

    def next_problem(self, step: int) -> None:
        """The next loaded row whose state is a failure."""
        self._around.toasts.say(tr("Table", "No further problem in sight")) if not self._to_problem(step) else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The actions, where the pointer is."""
        if self.table.geometry().contains(self.table.parentWidget().mapFrom(self, event.pos())):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.row_actions)
            menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is asked for now."""
        super().showEvent(event)
        self.asking.count_views()
        if not self._started or self._stale:
            self._started, self._stale = True, False
            self._ask_again()
        self.view_told.emit(self._layout.view)

    row_actions: Sequence[QAction] = ()

    # answers

    def _shown(self, answer: Shown) -> None:
        top = self.table.verticalScrollBar().value() == 0
        fresh = not steps.same_rows(answer.query, self.marks.view)
        self.model.show(answer.query, answer.ids, answer.position)
        if self._picks:
            self._picks = False
            self.marks.select_all()
        self.table.keep_cursor()
        if self.table.cursor_row() < 0 and len(answer.ids):
            self.table.move_cursor(0, scroll=False)
        if fresh or top:
            self.table.scrollToTop()
        self.banner.clear()
        self._say_rows()
        self.asking.count_rows()
        if not len(answer.ids):
            self.inspector.show_nothing()
        self._selection_changed()

    def _rows_counted(self, matching: int, total: int) -> None:
        self._total = total
        self._say_rows()
        if matching == len(self.model.ids):
            return
        untouched = steps.is_empty(self.marks.selection) and not self.inspector.touched()
        at_top = self.table.verticalScrollBar().value() == 0
        if self.feature.live or not self.model.ids or (untouched and at_top):
            self.asking.rows()
            return
        differing = abs(matching - len(self.model.ids))
        sentence = tr(
            "Table", "{rows} came or went since this list was put in order.", rows=counted(self.feature.noun, differing)
        )
        self.banner.say(sentence, [(tr("Table", "Refresh (F5)"), self.refresh)], state="pending", icon="refresh-cw")

    def _views_counted(self, counts: Mapping[str, int]) -> None:
        for key, count in counts.items():
            if key:
                self.view_counted.emit(key, show.number(count))
        if self.feature.badge:
            count = counts.get("", 0)
            said = counted(self.feature.badge_text, count) if self.feature.badge_text else show.number(count)
            self.badge_told.emit(said if count else "", self.feature.badge_tone)

    def _selection_counted(self, answer: Counted) -> None:
        if answer.selection != self.marks.selection:
            return
        self._counted = answer
        self.selection_bar.say(answer.count, answer.outside)
        if not steps.is_empty(answer.selection):
            self.inspector.show_many(answer.count, self._examples())
        self._offer_soon()

    def _summed(self, summary: Summary) -> None:
        self.inspector.show_summary(summary)
        self._offer_soon()

    def _impacted(self, lines: Sequence[ImpactLine]) -> None:
        self.inspector.foot.impact.say(lines)
        self._show_offers()

    def _failed(self, fault: Fault) -> None:
        self.banner.say(fault.sentence, [(tr("Table", "Try again"), self.refresh)], state="failed")

    def _drained(self, changed: Mapping[str, set[int]]) -> None:
        ids = changed.get(self.feature.table)
        if "batches" in changed:
            self.overlay.look()
        if not ids:
            return
        if not self.isVisible():
            self._stale = True
            self.asking.count_views()
            return
        self.model.rows_changed(ids)
        self.asking.count_rows()
        self.asking.count_views()

    # reactions

    def _selection_changed(self) -> None:
        chosen = self.marks.selection
        self._layout.selection = steps.to_json(chosen)
        self._keep()
        known = self.marks.known_count()
        self.acting.forget()
        if steps.is_empty(chosen):
            self._counted = None
            self.selection_bar.say(0, 0)
            self._row_moved(self.model.row(self.table.cursor_row()) if self.table.cursor_row() >= 0 else None)
        else:
            outside = self._counted.outside if self._counted else 0
            self.selection_bar.say(known, 0 if self.marks.all_shown() else outside)
            self.inspector.show_many(known, self._examples())
            self.asking.selection(chosen, summary=True)
        self._offer_soon()

    def _row_moved(self, row: Row | None) -> None:
        if row is None or not steps.is_empty(self.marks.selection):
            self._show_document(row)
            return
        self.inspector.show_row(row)
        self._show_document(row)
        self._offer_soon()

    def _show_document(self, row: Row | None) -> None:
        if self.document is None or row is None:
            return
        name = str(attribute(row, self.feature.document) or "")
        path = self._around.desk.document(name) if name else None
        if self._document_of != (row.id, path):
            self._document_of = (row.id, path)
            title = str(attribute(row, "number") or attribute(row, "title") or attribute(row, "vendor_name") or "")
            why = tr("Document", "The document is made when the advice is issued.")
            self.document.show_document(path, title, why)

    _document_of: tuple[object, object] = (None, None)

    def _offer_soon(self) -> None:
        self._settle.start(0)

    def _offer(self) -> None:
        order, aim = self.acting.order(), self.aim()
        if order is not None and aim is not None:
            self.inspector.foot.impact.wait()
            self.asking.impact(aim.selection, order)
        else:
            self.asking.no_impact()
            self.inspector.foot.impact.clear()
        self._show_offers()

    def _show_offers(self) -> None:
        offers, note = self.acting.offers()
        self.inspector.foot.offer(offers, note)

    def _filter(self, where: str) -> None:
        self.asking.where = self._layout.where = where
        view = next((one for one in self.feature.views if one.where.split() == where.split() and where), None)
        self._layout.view = view.key if view else ""
        self.head.entitle(str(view.title) if view else "")
        self.view_told.emit(self._layout.view)
        self._keep()
        self._ask_again()

    def _sort(self, key: str) -> None:
        self.asking.descending = not self.asking.descending if key == self.asking.order else False
        self.asking.order = key
        self._layout.order, self._layout.descending = key, self.asking.descending
        self._keep()
        self._ask_again()

    def _ask_again(self) -> None:
        self.table.head.show_order(self.asking.order, descending=self.asking.descending)
        column = next(
            (c for c in self.feature.columns if self.asking.order and order_key(c.key, c.order) == self.asking.order),
            None,
        )
        self.filters.say_order(tr("Table", "Sorted by {column}", column=str(column.title).lower()) if column else "")
        if self._started:
            self.asking.rows()

    def _say_rows(self) -> None:
        count = len(self.model.ids)
        self.head.say_count(count, self._total if self.asking.where else None)
        self._stack.setCurrentWidget(self._table_side if count else self.empty)
        if count:
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
                (str(one.title), partial(self.acting.choose, one))
                for one in self.feature.actions
                if one.key in declared.actions
            ]
            self.empty.say(declared.icon, str(declared.title), str(declared.sentence), ways)

    def _only_visible(self) -> None:
        first, last = self.table.visible_rows()
        self.marks.only(
            frozenset(self.model.ids[number] for number in range(first, last + 1) if self.model.selected(number))
        )

    def _drop_outside(self) -> None:
        chosen, view = self.marks.selection, self.asking.query()
        self.asking.once(
            "drop",
            lambda reader: steps.narrowed(chosen, view, in_view(reader, view, chosen)),
            self.marks.become,  # type: ignore[arg-type]
        )

    def _show_selected(self) -> None:
        chosen, query = self.marks.selection, self.asking.query()
        self.asking.once(
            "ids",
            lambda reader: Shown(query, reader.selected_ids(chosen), reader.position()),
            self._shown_selected,  # type: ignore[arg-type]
        )

    def _shown_selected(self, answer: Shown) -> None:
        self.model.show(self.marks.view, answer.ids, answer.position)
        self.table.keep_cursor()
        self._say_rows()
        sentence = tr("Table", "Only the selected rows are shown.")
        self.banner.say(
            sentence, [(tr("Table", "Back to the list"), self.refresh)], state="pending", icon="list-checks"
        )

    def _filter_by_cell(self, column: Column, row: Row) -> None:
        value = attribute(row, column.filter)
        if value is not None:
            self.filters.put(f"{column.filter}:{quoted(str(value))}")

    def _fetch_tab(self, tab: Tab) -> None:
        row, table = self.inspector.row, self.feature.table
        if row is None:
            return
        question = (
            partial(happened, table=table, row=row) if tab.kind == "history" else partial(related, tab=tab, row=row)
        )
        self.asking.once("tab", question, lambda entries: self.inspector.show_lines(tab, entries))  # type: ignore[arg-type]

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

    def _examples(self) -> list[str]:
        name = self.feature.inspector.picture
        if not name:
            return []
        first, last = self.table.visible_rows()
        rows = (self.model.row(number) for number in range(first, last + 1) if self.model.selected(number))
        return [str(attribute(row, name)) for row in rows if row is not None][:EXAMPLES]

    def _choices(self, field: Field) -> Sequence[Choice]:
        if field.kind == "platform" or (field.kind == "tags" and not field.choices):
            return [Choice(one.platform_id, one.name) for one in self._around.desk.masters.platforms()]
        return ()

    def _keep(self) -> None:
        kept(self._around.memory, self.feature.key, self._layout)

    # making

    def _build(self) -> None:
        self.head = PanelHead(self.feature, self._layout)
        self.filters, self.banner = FilterBar(self.feature), Banner()
        self.selection_bar = SelectionBar(self.feature, self.marks)
        self.table = Table(self.model, self._thumbnails, self._layout)
        self.empty = EmptyPage()
        self.inspector = Inspector(self.feature, self._thumbnails, self._choices)
        self.side = self.inspector
        self._table_side = QSplitter(Qt.Orientation.Horizontal)
        self._table_side.setHandleWidth(1)
        self._table_side.addWidget(self.table)
        self.document = DocumentView(self._around.pictures) if self.feature.layout == "review" else None
        if self.document is not None:
            self._table_side.addWidget(self.document)
            self._table_side.setSizes([460, 560])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table_side)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.filters, self.banner, self.selection_bar):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        asking, bar, table = self.asking, self.selection_bar, self.table
        asking.shown.connect(self._shown)
        asking.counted.connect(self._selection_counted)
        asking.summed.connect(self._summed)
        asking.impacted.connect(self._impacted)
        asking.rows_counted.connect(self._rows_counted)
        asking.views_counted.connect(self._views_counted)
        asking.failed.connect(self._failed)
        self.model.pages.failed.connect(self._failed)
        self._around.pump.drained.connect(self._drained)
        self.marks.changed.connect(self._selection_changed)
        self.filters.changed.connect(self._filter)
        table.cursor_moved.connect(self._row_moved)
        table.opened.connect(lambda _row: self.edit())
        table.filter_wished.connect(self._filter_by_cell)
        table.layout_touched.connect(self._keep)
        table.head.order_wished.connect(self._sort)
        table.head.columns_wished.connect(self._columns)
        self.head.layout_changed.connect(self._relayout)
        self.head.columns_reset.connect(self._reset)
        self.head.side_wished.connect(self._toggle_side)
        self.inspector.close_wished.connect(self._toggle_side)
        self.inspector.edited.connect(self._offer_soon)
        self.inspector.tab_opened.connect(self._fetch_tab)
        self.inspector.foot.taken.connect(self.acting.take)
        self.acting.queued.connect(self.overlay.add)
        bar.visible_wished.connect(self._only_visible)
        bar.show_wished.connect(self._show_selected)
        bar.drop_wished.connect(self._drop_outside)
        bar.clear_wished.connect(self.marks.clear)
        bar.all_wished.connect(self.marks.select_all)
        words().changed.connect(self.model.retouch)

    def _restore(self) -> None:
        layout = self._layout
        if layout.order:
            self.asking.order, self.asking.descending = layout.order, layout.descending
        self.asking.where = layout.where
        self.filters.show_filter(layout.where)
        view = next((one for one in self.feature.views if one.key == layout.view), None)
        self.head.entitle(str(view.title) if view else "")
        self.head.say_count(None, None)
        self.selection_bar.say(0, 0)
        self.marks.become(steps.from_json(self.feature.table, layout.selection))

    def _columns(self, place: QPoint) -> None:
        self.head.open_columns(place)

    def _relayout(self) -> None:
        self.table.apply_layout()
        self._keep()

    def _reset(self) -> None:
        self._layout.reset_columns()
        self._relayout()

    def _toggle_side(self) -> None:
        stage = self.window().findChild(Stage)
        if stage is not None:
            stage.toggle_side()
