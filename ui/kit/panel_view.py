"""The parts of a view and where they stand; what they do to each other is told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rightsdesk.desk import Reader
from ui.kit.banner import Banner
from ui.kit.declare import Choice, Feature, Field
from ui.kit.declare_review import Review
from ui.kit.document_view import DocumentView
from ui.kit.empty_page import EmptyPage
from ui.kit.export_line import ExportLine
from ui.kit.filter_bar import FilterBar
from ui.kit.inspector import Inspector
from ui.kit.page import Page, Surroundings
from ui.kit.panel_asking import Asking
from ui.kit.panel_grid import Presenting
from ui.kit.panel_head import PanelHead
from ui.kit.pulse_line import PulseLine
from ui.kit.queue_parts import QueueParts, QueueSplit
from ui.kit.selection_bar import SelectionBar
from ui.kit.selection_marks import Marks
from ui.kit.side_pane import SidePane
from ui.kit.stage import Stage
from ui.kit.table import Table
from ui.kit.table_layout import Layout, kept, recalled
from ui.kit.table_model import TableModel
from ui.kit.thumbnail import Thumbnails
from ui.workers.glance import Glance

QUEUE_WIDTH = 352


class PanelView(Page):
    """Head, filters, banner, selection bar, table with its document, empty page, and the inspector beside it."""

    def __init__(self, feature: Feature, around: Surroundings) -> None:
        super().__init__()
        self.glance = Glance(around.questions, around.desk.past_reader, self)
        self.feature, self.around, self.key = feature, (around := replace(around, questions=self.glance)), feature.key
        self.layout_kept: Layout = recalled(around.memory, feature.key)
        self.marks = Marks(feature.table, self)
        self.asking = Asking(feature, around.questions, self)
        self.asking.actor = str(around.desk.actor)
        self.model = TableModel(feature, around.questions, self.marks, self)
        self._thumbnails = Thumbnails(around.pictures, self)
        self._build()

    def reader(self) -> Reader:
        """A reader of what this view looks at, for the thread that asks."""
        desk, moment = self.around.desk, self.glance.moment
        return desk.past_reader(moment) if moment else desk.reader()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The rows get the keys. As a proxy they would get them from Tab as well, and the head would be skipped."""
        self.table.setFocus(event.reason())

    def keep(self) -> None:
        """Remember how the view is set up."""
        kept(self.around.memory, self.feature.key, self.layout_kept)

    def toggle_side(self) -> None:
        """Show or hide the inspector."""
        stage = self.window().findChild(Stage)
        if stage is not None:
            stage.toggle_side()

    def edit(self) -> None:
        """Show the inspector and put the keyboard into its first field."""
        stage = self.window().findChild(Stage)
        if stage is not None and not stage.side_shown:
            stage.toggle_side()
        self.inspector.edit()

    def show_table(self, *, rows: bool) -> None:
        """The table or what stands in for it, or the page that says why there are no rows."""
        self._stack.setCurrentWidget(self.presenting.shown if rows else self.empty)

    def _choices(self, field: Field) -> Sequence[Choice]:
        if field.kind == "platform" or (field.kind == "tags" and not field.choices):
            return self.around.platforms
        return ()

    def _build(self) -> None:
        self.head = PanelHead(self.feature, self.layout_kept)
        self.filters, self.banner, self.export_line = FilterBar(self.feature), Banner(), ExportLine()
        self.selection_bar, self.pulse_line = SelectionBar(self.feature, self.marks), PulseLine()
        self.table = Table(self.model, self._thumbnails, self.layout_kept)
        self.empty = EmptyPage(260 if self.feature.review else 420)
        self.inspector = Inspector(self.feature, self._thumbnails, self._choices)
        for card in self.feature.inspector.cards:
            self.inspector.add_card(card(self.around))
        self.side = self.inspector
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.presenting = Presenting(self.table, self._stack, self.layout_kept, self._thumbnails)
        self.presenting.changed.connect(self.keep)
        self.document: DocumentView | None = None
        self.queue: QueueParts | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.feature.review is not None:
            self._lay_out_queue(column, self.feature.review)
            return
        for widget in (self.head, self.pulse_line, self.filters, self.banner, self.export_line, self.selection_bar):
            column.addWidget(widget)
        self.side_pane = SidePane(self.feature.side, self.feature.noun) if self.feature.side else None
        if self.side_pane is None:
            column.addWidget(self._stack, 1)
        else:
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(self.side_pane)
            row.addWidget(self._stack, 1)
            column.addLayout(row, 1)

    def _lay_out_queue(self, column: QVBoxLayout, review: Review) -> None:
        """The queue with its own head and foot at the left, the document over the full height beside it."""
        self.side_pane = None
        self.queue = QueueParts(review, self.feature.views)
        self.document = DocumentView(self.around.pictures)
        for widget in (self.banner, self.export_line, self.selection_bar):
            column.addWidget(widget)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (self.head, self.pulse_line, self.queue.tabs_row, self.filters, self.queue.clean):
            inner.addWidget(part)
        inner.addWidget(self._stack, 1)
        inner.addWidget(self.queue.foot)
        self.split = QueueSplit(QUEUE_WIDTH)
        self.split.addWidget(left)
        self.split.addWidget(self.document)
        self.split.setStretchFactor(1, 1)
        self.split.setCollapsible(0, False)
        left.setMinimumWidth(QUEUE_WIDTH - 20)
        self.table.head.hide()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inspector.setProperty("flip", QUEUE_WIDTH)
        self.split.splitterMoved.connect(lambda place, _handle: self.inspector.setProperty("flip", place))
        column.addWidget(self.split, 1)
