"""What a view asks of the read model: ids in order, exact counts, what is selected, what an order would do."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from rightsdesk.desk import Desk, ImpactLine, Policy, Query, Reader, Selection
from rightsdesk.faults import Fault, Invalid
from ui.kit import selection as steps
from ui.kit.declare import Choice, Feature, Order, SavedView
from ui.kit.filter_terms import dated
from ui.kit.four_eyes import personal
from ui.kit.meant import meant
from ui.kit.table_pages import PAGE
from ui.workers.reader import Lane, Questions

T = TypeVar("T")
HEAD = 4 * PAGE
"""Rows shown before the ids of all others are known; whole pages, which then stay."""
COUNT_EVERY_MS = 1_000
SETTLE_MS = 60
"""A pause after which a selection that is being dragged is looked at."""
IMPACT_MS = 250


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer: the query, its ids in order, and the last event they know of."""

    query: Query
    ids: array[int]
    position: int
    only: Selection | None = None
    """The selection that these rows are, where the view shows nothing else."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows are selected, and how many of them the view does not show."""

    selection: Selection
    count: int
    outside: int


class Asking(QObject):
    """Keeps the query of a view and asks; every answer comes as a signal on the window's thread."""

    begun = Signal(object)
    """The first rows of a long list, while all of it is looked for."""
    shown = Signal(object)
    counted = Signal(object)
    summed = Signal(object)
    impacted = Signal(object)
    rows_counted = Signal(int, int)
    """Rows that match now, and rows there are."""
    views_counted = Signal(object)
    """Rows of each saved view."""
    failed = Signal(object)

    def __init__(self, feature: Feature, questions: Questions, parent: QObject) -> None:
        super().__init__(parent)
        self._feature, self._questions = feature, questions
        self.where, self.order, self.descending = "", feature.order, feature.descending
        self.platform: str | None = None
        self.actor = ""
        """Whose rows are meant where a filter says so."""
        self.policy: Policy | None = None
        """Under which rules that person decides."""
        self._timers: dict[str, QTimer] = {}
        self.views: Callable[[], Sequence[SavedView]] = lambda: feature.views
        """The saved views whose rows are counted."""

    def query(self) -> Query:
        """What the view shows, with relative days as dates."""
        return Query(self._feature.table, self._told(self.where), self.order, self.descending, self.platform)

    def rows_of(self, where: str) -> Query:
        """The rows of a filter, in no particular order."""
        return Query(self._feature.table, self._told(where), platform=self.platform)

    def _told(self, where: str) -> str:
        return dated(personal(where, self.actor) if self.actor else where)

    def rows(self, *, begin: bool = False) -> None:
        """Ask for all ids in order; where nothing is shown yet, `begin` with the first of them."""
        query = self.query()
        if begin and not (query.where or query.platform):
            self._ask("ids", lambda reader: Shown(query, reader.head(query, HEAD), reader.position()), self._begin)
        else:
            self._ask("ids", lambda reader: Shown(query, reader.ids(query), reader.position()), self.shown.emit)

    def _begin(self, head: Shown) -> None:
        if len(head.ids) == HEAD:
            self.begun.emit(head)
        # Its rows are read meanwhile, so the whole list is looked for beside them.
        query = head.query
        self._ask("ids", lambda reader: Shown(query, reader.ids(query), reader.position()), self.shown.emit, "orders")

    def count_rows(self) -> None:
        """Count what matches now; at most once a second however often it is wished."""
        self._later("count", COUNT_EVERY_MS, self._count_rows, again=False)

    def count_views(self) -> None:
        """Count the rows of every saved view, after the rows themselves are shown; at most once a second."""
        self._later("views", COUNT_EVERY_MS, self._count_views, again=False)

    def _count_views(self) -> None:
        queries = {view.key: self.rows_of(view.where) for view in self.views() if view.counted}
        if queries:
            self._ask("views", lambda reader: _all_counted(reader, queries), self.views_counted.emit, "counts")

    def selection(self, selection: Selection, *, summary: bool) -> None:
        """Count what is selected and say what it has in common, once it has settled."""
        view = self.query()
        self._later("settle", SETTLE_MS, lambda: self._look_at(selection, view, summary=summary))

    def total(self, rows: Selection, answer: Callable[[Mapping[str, int]], None]) -> None:
        """Ask what the amounts of these rows come to, by currency."""
        self._ask("total", lambda reader: reader.summary(rows).totals, answer, "counts")

    def total_later(self, ask: Callable[[], None]) -> None:
        """Ask it before long; at most once a second however often it is wished."""
        self._later("total", COUNT_EVERY_MS, ask, again=False)

    def impact(self, selection: Selection, order: Order, keys: str = "") -> None:
        """Ask what the order would do, once typing has paused; ``keys`` as for an action."""
        order = self._under_rules(order)
        self._later(
            "impact",
            IMPACT_MS,
            lambda: self._ask(
                "impact", lambda reader: _impact(reader, selection, order, keys), self.impacted.emit, "orders"
            ),
        )

    def _under_rules(self, order: Order) -> Order:
        """The order with the rules of the house, where it goes by them: otherwise it would promise too much."""
        return replace(order, policy=self.policy) if getattr(order, "policy", self) is None else order

    def no_impact(self) -> None:
        """Nothing would be ordered any more."""
        if "impact" in self._timers:
            self._timers["impact"].stop()
        self._questions.forget((id(self), "impact"))

    def once(
        self,
        name: str,
        question: Callable[[Reader], object],
        answer: Callable[[object], None],
        lane: Lane = "rows",
    ) -> None:
        """Any other question of the view; what counts many rows goes to a lane of its own."""
        self._ask(name, question, answer, lane)

    def _look_at(self, selection: Selection, view: Query, *, summary: bool) -> None:
        self._ask("selected", lambda reader: _counted(reader, selection, view), self.counted.emit, "orders")
        if summary:
            self._ask("summary", lambda reader: reader.summary(selection), self.summed.emit, "counts")

    def _count_rows(self) -> None:
        query = self.query()
        everything = Query(query.table, platform=query.platform)
        self._ask(
            "rows",
            lambda reader: (reader.count(query), reader.count(everything)),
            lambda both: self.rows_counted.emit(*both),
            "counts",
        )

    def _ask(
        self, name: str, question: Callable[[Reader], T], answer: Callable[[T], None], lane: Lane = "rows"
    ) -> None:
        self._questions.ask((id(self), name), question, answer, self._sorry, lane)

    def _sorry(self, fault: Fault) -> None:
        self.failed.emit(fault)

    def _later(self, name: str, pause: int, run: Callable[[], None], *, again: bool = True) -> None:
        timer = self._timers.get(name)
        if timer is not None and timer.isActive() and not again:
            return
        if timer is not None:
            timer.stop()
            timer.deleteLater()
        timer = self._timers[name] = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(run)
        timer.start(pause)


def _counted(reader: Reader, selection: Selection, view: Query) -> Counted:
    count = reader.selected_count(selection)
    if not count:
        return Counted(selection, 0, 0)
    inside = _in_view(reader, view, selection.plus)
    if steps.same_rows(selection.query, view):
        return Counted(selection, count, len(selection.plus) - len(inside))
    shown = reader.selected_count(steps.narrowed(selection, view, inside))
    return Counted(selection, count, max(0, count - shown))


def _in_view(reader: Reader, view: Query, ids: frozenset[int]) -> frozenset[int]:
    chosen = list(ids)
    parts = (reader.matching(view, chosen[start : start + 5_000]) for start in range(0, len(chosen), 5_000))
    return frozenset().union(*parts)


def _all_counted(reader: Reader, queries: Mapping[str, Query]) -> dict[str, int]:
    counts = {}
    for key, query in queries.items():
        with suppress(Invalid):  # the filter of a view that somebody kept may be of an older program
            counts[key] = reader.count(query)
    return counts


def _impact(reader: Reader, selection: Selection, order: Order, keys: str) -> Sequence[ImpactLine]:
    return reader.impact(meant(reader, selection, order, keys), order)


def named_platforms(desk: Desk, platform: str | None) -> list[Choice]:
    """The platform with its name, or all of them for None; read from the events, so on the reading thread."""
    found = (Choice(one.platform_id, one.name) for one in desk.masters.platforms())
    return [one for one in found if platform in (None, one.value)]


def in_view(reader: Reader, view: Query, selection: Selection) -> frozenset[int]:
    """The hand-picked rows of a selection that a view shows; asked on the reading thread."""
    return _in_view(reader, view, selection.plus)
