"""The selection a view holds: keyed by id, untouched by sorting, filtering, refreshing and restarting."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal

from rightsdesk.desk import Query, Selection
from ui.kit import selection as steps


class Marks(QObject):
    """Holds one immutable selection, the last one before it, and the anchor of a range."""

    changed = Signal()

    def __init__(self, table: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selection = steps.nothing(table)
        self.view = Query(table=table)
        self.ids: array[int] = array("q")
        self.as_of = 0
        self.whole = True
        """Whether these ids are all that match; a long list begins with its first ones."""
        self._last = self.selection
        self._anchor: int | None = None
        self._base = self.selection

    @property
    def query(self) -> Query | None:
        """The query whose members a page must bring along; None when the view answers it by itself."""
        chosen = self.selection.query
        return None if steps.same_rows(chosen, self.view) else chosen

    def shows(self, view: Query, ids: array[int], as_of: int, *, whole: bool = True) -> None:
        """Take note of what the view shows now; the selection stays as it is."""
        self.view, self.ids, self.as_of, self.whole = view, ids, as_of, whole

    def has(self, row_id: int, members: Collection[int] = ()) -> bool:
        """Whether a row of the view is selected; ``members``: ids of its page that match the selection's query."""
        chosen = self.selection
        if chosen.query is None:
            return row_id in chosen.plus
        return chosen.has(row_id, self._matches(row_id, members))

    def toggle(self, row_id: int, members: Collection[int] = ()) -> None:
        """Tick the row or take its tick away, and start a range there."""
        matches = self._matches(row_id, members)
        step = steps.without_row if self.has(row_id, members) else steps.with_row
        self._become(step(self.selection, row_id, matches=matches))
        self.anchor(row_id)

    def anchor(self, row_id: int | None) -> None:
        """Start a range at that row; what is selected now stays selected whatever the range becomes."""
        self._anchor, self._base = row_id, self.selection

    def reach(self, row: int, fallback: int) -> None:
        """Mark all rows of the view from the anchor to ``row``; without an anchor from row ``fallback`` on."""
        if self._anchor is None or self._anchor not in self.ids:
            self.anchor(self.ids[fallback])
        start = self.ids.index(self._anchor or 0)
        low, high = min(start, row), max(start, row)
        own = steps.same_rows(self._base.query, self.view)
        if self.whole and high - low + 1 == len(self.ids) and (own or self._base.query is None):
            outside = self._base.plus.difference(self.ids) if self._base.plus else frozenset()
            self._become(steps.with_rows(steps.everything(self.view, self.as_of), outside))
            return
        covered = frozenset(self.ids[low : high + 1])
        self._become(steps.with_rows(self._base, covered, matching=covered if own else ()))

    def select_all(self) -> None:
        """All rows matching the view's query, loaded or not."""
        self._become(steps.everything(self.view, self.as_of))
        self.anchor(None)

    def invert(self, selected_ids: Callable[[], Collection[int]] | None = None) -> None:
        """What was selected in the view is not, and the other way round.

        ``selected_ids`` answers which ids are selected when the selection came from another query.
        """
        chosen = self.selection
        if steps.same_rows(chosen.query, self.view):
            self._become(steps.these(chosen.table, chosen.minus - chosen.plus, self.as_of))
        else:
            taken = chosen.plus if chosen.query is None or selected_ids is None else frozenset(selected_ids())
            shown = frozenset(taken).intersection(self.ids) if taken else frozenset()
            self._become(steps.inverted(self.view, self.as_of, shown))
        self.anchor(None)

    def only(self, ids: Collection[int]) -> None:
        """Exactly these rows."""
        self._become(steps.these(self.selection.table, ids, self.as_of))

    def clear(self) -> None:
        """Nothing; the selection until now can be brought back."""
        self._become(steps.nothing(self.selection.table))
        self.anchor(None)

    def back(self) -> None:
        """The last selection again."""
        if not steps.is_empty(self._last):
            self._become(self._last)
            self.anchor(None)

    def become(self, selection: Selection) -> None:
        """Hold that selection, for example a stored one."""
        self._become(selection)
        self.anchor(None)

    def all_shown(self) -> bool:
        """Whether the whole view is selected, except for the ids taken out by hand."""
        return steps.same_rows(self.selection.query, self.view)

    def known_count(self) -> int | None:
        """How many rows are selected if that can be said exactly without asking; otherwise None."""
        chosen = self.selection
        if chosen.query is None:
            return len(chosen.plus)
        if self.whole and self.all_shown() and chosen.as_of == self.as_of and not chosen.plus:
            return len(self.ids) - len(chosen.minus)
        return None

    def seen(self, selection: Selection) -> array[int] | None:
        """The ids of a selection's query where the view shows just these and nothing but time can change which."""
        query = selection.query
        same = selection == self.selection and self.known_count() is not None
        return self.ids if same and query is not None and not (query.where or query.platform) else None

    def _matches(self, row_id: int, members: Collection[int]) -> bool:
        return self.selection.query is not None and (self.all_shown() or row_id in members)

    def _become(self, selection: Selection) -> None:
        if selection == self.selection:
            return
        if not steps.is_empty(self.selection):
            self._last = self.selection
        self.selection = selection
        self.changed.emit()
