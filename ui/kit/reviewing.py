"""A queue being decided: whose turn it is, what needs no look, the document of a row, and what the checks found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from rightsdesk.desk import Query, Reader, Selection
from ui.kit import selection as steps
from ui.kit.contents import line_of
from ui.kit.declare import Action, Line, Row, counted
from ui.kit.declare_review import Review
from ui.kit.findings_card import FindingsCard
from ui.kit.four_eyes import Turn
from ui.kit.review_export import ReviewExport
from ui.kit.review_items import ReviewItems
from ui.kit.review_papers import ReviewPapers
from ui.kit.review_trail import steps as trail_of
from ui.kit.stage import Stage
from ui.kit.words import tr

if TYPE_CHECKING:
    from ui.kit.panel import Panel


class Reviewing(QObject):
    """Stands between the queue, the document and the data of one view."""

    def __init__(self, view: Panel, review: Review) -> None:
        super().__init__(view)
        desk = view.around.desk
        self._view, self._review = view, review
        self.turn = Turn(review.eyes, desk.actor, desk.policy())
        self.papers, self.items = ReviewPapers(view, review), ReviewItems(view, review)
        self.card = FindingsCard(review.findings)
        self._clean: Selection | None = None
        view.asking.actor, view.asking.policy = desk.actor, self.turn.policy
        view.selecting.acting.judge = self._judged
        self.export = ReviewExport(view, review.export)
        view.selecting.acting.instead = self.export.carry_out
        place = QVBoxLayout(view.inspector.between)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.card)
        self._connect()

    # what the view tells

    def rows_shown(self) -> None:
        """Other rows, other sums."""
        self._count()
        self.papers.look_ahead()

    def views_counted(self, views: Mapping[str, int]) -> None:
        """How many rows each saved view has."""
        if self._view.queue is not None:
            self._view.queue.count(views)

    def view_opened(self, key: str) -> None:
        """Another saved view, or a filter of one's own, which is then shown."""
        queue, filters = self._view.queue, self._view.filters
        if queue is not None and key in self._review.tabs:
            queue.tabs.show_choice(key)
        elif queue is not None:
            queue.tabs.show_none()
        filters.setVisible(not key and bool(filters.where()))

    def hear(self, changed: Mapping[str, set[int]]) -> None:
        """Rows changed: what is shown of masters may be out of date."""
        if "vendors" in changed or "platforms" in changed:
            self.papers.forget()
        if self._view.feature.table in changed and self._view.isVisible():
            self._view.asking.total_later(self._count)

    def say_done(self) -> bool:
        """Once the queue is empty, say what was decided and who is waited for; whether that was said."""
        key = self._review.queue
        queue = next((one for one in self._view.feature.views if one.key == key), None)
        if queue is None or self._view.asking.where.split() != queue.where.split():
            return False
        done, second = (self._view.asking.rows_of(one) for one in (self._review.done_where, self._review.second_where))
        self._view.asking.once(
            "done",
            lambda reader: (reader.count(done), reader.count(second)),
            lambda both: self._say_done(*both),  # type: ignore[misc] # the two counts
        )
        return True

    # keys

    def take_main(self) -> None:
        """Ctrl+Enter: what is being asked or is selected first, else everything that needs no look."""
        view = self._view
        if view.inspector.command is not None or not steps.is_empty(view.marks.selection) or not self._clean:
            view.selecting.acting.take_main()
        else:
            self.take_clean()

    def take_clean(self) -> None:
        """Approve everything that needs no look, as one batch."""
        queue = self._view.queue
        if queue is not None and self._clean is not None and queue.clean.count:
            self._view.selecting.acting.settle(self._review.approve, self._clean, queue.clean.count)

    def flip(self) -> None:
        """Document or data: in a narrow window the one instead of the other, in a wide one the keyboard goes over."""
        stage, document = self._view.window().findChild(Stage), self._view.document
        if stage is None or document is None:
            return
        if stage.flips:
            stage.toggle_side()
        elif document.sheets.hasFocus():
            self._view.inspector.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            document.sheets.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab flips as D does, in a narrow window and from queue or document only; elsewhere it moves the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            stage = self._view.window().findChild(Stage)
            if stage is not None and stage.flips and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.flip()
                return True
        return super().eventFilter(watched, event)

    def search(self) -> None:
        """Ctrl+F: in the document while it has the keyboard, otherwise in the queue."""
        document = self._view.document
        if document is not None and document.sheets.hasFocus():
            document.open_search()
        else:
            self._view.filters.show()
            self._view.filters.focus_search()

    # inside

    def _judged(self, action: Action, row: Row) -> str:
        if action.key != self._review.approve:
            return ""
        return str(self.turn.why_not(row, seen=self.papers.can_be_seen(row)))

    def _filled(self, row: Row | None) -> None:
        inspector = self._view.inspector
        inspector.between.setVisible(row is not None)
        if row is None:
            inspector.headline.say_aside(Line(""))
            if not inspector.many:
                self.papers.show_nothing()
            return
        inspector.headline.say_aside(line_of(self._review.compared, row))
        inspector.headline.trail.say(trail_of(self._review.trail, self.turn, row))
        self.card.show_row(row, again=self.turn.is_open(row))

    def _count(self) -> None:
        view, review = self._view, self._review
        shown = view.asking.query()
        clean = Query(shown.table, f"{shown.where} {review.clean} {self.turn.alone()}".strip(), platform=shown.platform)
        if not self.turn.may_alone():
            clean = Query(shown.table, "key:", platform=shown.platform)
        everything = Selection(shown.table, Query(shown.table, shown.where, platform=shown.platform))

        def question(reader: Reader) -> tuple[int, int, Mapping[str, int], int]:
            few = reader.count(clean) if self.turn.may_alone() else 0
            return few, reader.count(shown), reader.summary(everything).totals, reader.position()

        view.asking.once("clean", question, lambda answer: self._counted(clean, *answer))  # type: ignore[misc] # as asked

    def _counted(self, clean: Query, few: int, all_: int, totals: Mapping[str, int], position: int) -> None:
        queue = self._view.queue
        if queue is None:
            return
        self._clean = Selection(clean.table, clean, position) if few else None
        queue.clean.say(few)
        in_queue = self._view.layout_kept.view == self._review.queue
        queue.foot.say(self._review.waiting if in_queue else self._view.feature.noun, all_, totals)

    def _say_done(self, done: int, second: int) -> None:
        if self._view.model.ids:
            return
        policy = self.turn.policy
        names = ", ".join(name for name in policy.approvers if name != self.turn.actor) or str(self._review.anybody)
        sentence = counted(self._review.second, second).format(names=names) if second else ""
        title = counted(self._review.done, done) if done else tr("Review", "Nothing waits for a decision")
        self._view.empty.say("circle-check", title, sentence)

    def _connect(self) -> None:
        view, card = self._view, self.card
        view.inspector.filled.connect(self._filled)
        view.selecting.row_moved.connect(self.papers.show_row)
        view.selecting.items_wished.connect(self.items.show_row)
        self.papers.ahead.connect(self.items.ahead)
        self.papers.changed.connect(view.inspector.edited)
        view.table.installEventFilter(self)
        if view.document is not None:
            view.document.sheets.installEventFilter(self)
        view.selecting.acting.left.connect(lambda: view.table.setFocus(Qt.FocusReason.OtherFocusReason))
        card.action_wished.connect(self._act)
        card.rows_wished.connect(view.around.go)
        card.lines_wished.connect(self._only_conspicuous)
        view.head.filter_wished.connect(self._toggle_filters)
        if view.queue is not None:
            view.queue.clean.taken.connect(self.take_clean)
            view.queue.tabs.chosen.connect(view.open_view)

    def _act(self, key: str) -> None:
        action = next((one for one in self._view.feature.actions if one.key == key), None)
        if action is not None:
            self._view.selecting.acting.choose(action)

    def _only_conspicuous(self) -> None:
        items = self._view.inspector.items
        if items is not None:
            items.only.setChecked(True)

    def _toggle_filters(self) -> None:
        filters = self._view.filters
        filters.setVisible(filters.isHidden())
        if filters.isVisible():
            filters.focus_search()
