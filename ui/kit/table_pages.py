"""Rows by id in pages of 64, fetched off the window's thread and kept while they are likely to be seen again."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from rightsdesk.desk import Query, Reader, Selection
from rightsdesk.faults import Fault
from ui.kit.contents import attribute
from ui.kit.declare import Row
from ui.workers.reader import Questions

PAGE = 64
"""Rows fetched at a time: more than a screen shows, few enough to come within a blink wherever one scrolls to."""
KEPT = 96
"""Pages kept: about 6,000 rows, a few megabytes whatever the size of the table."""
NOBODY: frozenset[int] = frozenset()


@dataclass(slots=True)
class Page:
    """64 rows in the order of the view; None where a row is gone since the ids were read."""

    rows: Sequence[Row | None]
    ids: frozenset[int]
    position: int = 0
    """The last event these rows know of."""
    members: frozenset[int] = NOBODY
    """Ids that match the selection's query, where that is not the query of the view."""
    left: frozenset[int] = NOBODY
    """Ids whose rows do not match the view any more."""
    pending: Sequence[frozenset[int]] = ()
    """For each pending change: ids that match its query."""
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    """What was made from the rows for painting; thrown away with the page."""


@dataclass(frozen=True, slots=True)
class _Wish:
    numbers: tuple[int, ...]
    ids: tuple[array[int], ...]
    member_query: Query | None
    pending: tuple[Selection, ...]
    view: Query | None = None
    """The query of the view where rows may have left it."""


class Pages(QObject):
    """Answers rows at once if they are here; otherwise nothing, and they come soon."""

    arrived = Signal(object)
    """The page numbers that are new, as a tuple."""
    failed = Signal(object)
    aged = Signal()
    """A row has another value than it had in what the view is sorted by."""

    def __init__(self, table: str, questions: Questions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table, self._questions = table, questions
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._stale: set[int] = set()
        self._generation = 0
        self._asking = False
        self._wanted: tuple[int, int] = (0, -1)
        self.member_query: Query | None = None
        self.pending: tuple[Selection, ...] = ()
        self.view: Query | None = None
        self.watching = False
        """Whether rows changed since they were put in order, so that some may match no more."""
        self.order_name = ""
        """The attribute that the view is sorted by."""

    def show(self, ids: array[int]) -> None:
        """Other rows from now on, or the same in another order."""
        self._ids = ids
        self.watching = False
        self._generation += 1
        self._asking = False
        self._pages.clear()
        self._stale.clear()

    def extend(self, ids: array[int]) -> None:
        """The same rows and more after them; whole pages that are here stay, or are still on their way."""
        self._ids = ids

    def page(self, row: int) -> Page | None:
        """The page a row lies on, if it is here."""
        number = row // PAGE
        found = self._pages.get(number)
        if found is not None:
            self._pages.move_to_end(number)
        return found

    def want(self, first: int, last: int) -> None:
        """These rows are on screen: bring what is missing or old, the visible pages before all others."""
        self._wanted = (first // PAGE, last // PAGE)
        if not self._asking:
            self._ask()

    def changed(self, ids: Collection[int]) -> None:
        """These rows are different now: on screen they are read again, elsewhere forgotten."""
        self.watching = True
        hit = [number for number, page in self._pages.items() if not page.ids.isdisjoint(ids)]
        self._outdated(hit)

    def all_changed(self) -> None:
        """Membership or the pending changes are different: everything is read again when it is seen."""
        self._outdated(list(self._pages))

    def repaint(self) -> None:
        """Forget what was made for painting, as after a change of language."""
        for page in self._pages.values():
            page.cells.clear()

    def _outdated(self, numbers: Iterable[int]) -> None:
        low, high = self._wanted
        for number in numbers:
            if low <= number <= high:
                self._stale.add(number)
            else:
                del self._pages[number]
        if self._stale and not self._asking:
            self._ask()

    def _ask(self) -> None:
        low, high = self._wanted
        top = (len(self._ids) - 1) // PAGE
        numbers = tuple(
            number for number in range(low, min(high, top) + 1) if number not in self._pages or number in self._stale
        )
        if not numbers:
            return
        self._asking = True
        self._stale.difference_update(numbers)
        wish = _Wish(
            numbers,
            tuple(self._slice(number) for number in numbers),
            self.member_query,
            self.pending,
            self.view if self.watching else None,
        )
        generation = self._generation
        self._questions.ask(
            (id(self), "rows"),
            lambda reader: _fetched(reader, self._table, wish),
            lambda pages: self._keep(generation, wish, pages),
            self._give_up,
        )

    def _slice(self, number: int) -> array[int]:
        return self._ids[number * PAGE : (number + 1) * PAGE]

    def _keep(self, generation: int, wish: _Wish, pages: Sequence[Page]) -> None:
        if generation != self._generation:
            return
        self._asking = False
        if (wish.member_query, wish.pending) != (self.member_query, self.pending):
            self._stale.update(wish.numbers)
        aged = any(self._has_aged(number, page) for number, page in zip(wish.numbers, pages, strict=True))
        for number, page in zip(wish.numbers, pages, strict=True):
            self._pages[number] = page
            self._pages.move_to_end(number)
        while len(self._pages) > max(KEPT, len(wish.numbers)):
            self._pages.popitem(last=False)
        self.arrived.emit(wish.numbers)
        if aged:
            self.aged.emit()
        self._ask()

    def _has_aged(self, number: int, page: Page) -> bool:
        before, name = self._pages.get(number), self.order_name
        if before is None or not name:
            return False
        both = zip(before.rows, page.rows, strict=False)
        return any(old and new and attribute(old, name) != attribute(new, name) for old, new in both)

    def _give_up(self, fault: Fault) -> None:
        self._asking = False
        self.failed.emit(fault)


def _fetched(reader: Reader, table: str, wish: _Wish) -> list[Page]:
    return [_page(reader, table, ids, wish) for ids in wish.ids]


def _page(reader: Reader, table: str, ids: array[int], wish: _Wish) -> Page:
    position = reader.position()
    by_id = {row.id: row for row in reader.rows(table, ids)}
    members = NOBODY if wish.member_query is None else reader.matching(wish.member_query, ids)
    pending = tuple(NOBODY if one.query is None else reader.matching(one.query, ids) for one in wish.pending)
    left = NOBODY if wish.view is None else frozenset(ids) - reader.matching(wish.view, ids)
    return Page([by_id.get(row_id) for row_id in ids], frozenset(ids), position, members, left, pending)
