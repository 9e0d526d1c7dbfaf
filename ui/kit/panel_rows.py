"""What is said of the rows of a view: how many, why there are none, and which came or went since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rightsdesk.desk import Query, Reader
from rightsdesk.faults import Fault
from ui.kit import selection as steps
from ui.kit import show
from ui.kit.filter_terms import Term, grouped, named_together, parsed, split_words, written
from ui.kit.toast import Way
from ui.kit.words import tn, told, tr, within, words

if TYPE_CHECKING:
    from ui.kit.panel import Panel

MOST_COMPARED = 50_000
"""Up to so many rows it is said exactly which came and which went; beyond it only how many more or fewer there are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows that are shown and match no more, and rows that match and are not shown yet."""

    gone: int
    come: int


class Rowing(QObject):
    """Says it in head, bar and empty page of one view."""

    def __init__(self, view: Panel) -> None:
        super().__init__(view)
        self._view = view
        self._total: int | None = None
        self._since: datetime | None = None
        """Since when the read model does not answer."""
        view.asking.rows_counted.connect(self._counted)
        view.asking.failed.connect(self._failed)
        view.model.pages.failed.connect(self._failed)
        view.model.pages.aged.connect(self._aged)
        view.filters.order_wished.connect(view.refresh)
        view.around.rebuilds.changed.connect(self._say_rebuilding)
        words().changed.connect(self._say_rebuilding)
        self._say_rebuilding()

    def say(self) -> None:
        """How many rows there are; where there are none, why, and the way on."""
        view = self._view
        count = len(view.model.ids)
        view.head.say_count(count, self._total if view.asking.where or view.only else None)
        view.show_table(rows=bool(count))
        if count or (view.reviewing is not None and view.reviewing.say_done()):
            return
        if view.asking.where:
            self._say_nothing_matches(())
            self._look_for_a_way()
        else:
            self._say_nothing_yet()

    def answered(self) -> None:
        """The read model answers."""
        self._since = None
        self._view.banner.clear()

    def _say_rebuilding(self) -> None:
        view, rebuilds = self._view, self._view.around.rebuilds
        made, followed = rebuilds.share_of(view.feature.table), rebuilds.share_followed()
        if made is not None:
            told = tr("Rows", "Rebuilding {place}, {share} %", place=within(str(view.feature.title)), share=made)
        else:
            told = "" if followed is None else tr("Rows", "Catching up, {share} %", share=followed)
        view.head.say_progress(told)

    # came and went

    def _counted(self, matching: int, total: int) -> None:
        view = self._view
        self._total = total
        self.say()
        if view.only is not None:
            return
        shown = len(view.model.ids)
        if matching == shown and not view.model.pages.watching:
            return
        idle = self._idle() and not view.overlay.worked
        if matching != shown and (view.feature.live or not shown or idle):
            view.asking.rows()
        elif max(shown, matching) <= MOST_COMPARED:
            query, ids = view.asking.query(), view.model.ids
            view.asking.once("moved", lambda reader: _moved(reader, query, ids), self._say_moved, "counts")  # type: ignore[arg-type] # the answer of _moved
        elif matching != shown:
            self._say_moved(Moved(max(0, shown - matching), max(0, matching - shown)))

    def _idle(self) -> bool:
        """Whether nobody would notice rows moving: nothing is selected, entered or scrolled to."""
        view = self._view
        held = view.culling is not None and (view.culling.holds or view.culling.open_now)
        untouched = steps.is_empty(view.marks.selection) and not view.inspector.begun() and not held
        return untouched and view.table.at_top()

    def _say_moved(self, moved: Moved) -> None:
        view = self._view
        if view.only is not None or self._since is not None:
            return
        if moved.come and not moved.gone and self._idle():
            view.asking.rows()
            return
        parts = [tn("Rows", "%n row(s) no longer match.", moved.gone)] if moved.gone else []
        parts += [tn("Rows", "%n row(s) match now and are not shown yet.", moved.come)] if moved.come else []
        if parts:
            ways = [(tr("Table", "Refresh (F5)"), view.refresh)]
            view.banner.say(" ".join(parts), ways, state="pending", icon="refresh-cw")

    def _aged(self) -> None:
        if not self._view.feature.live:
            self._view.filters.offer_order(tr("Rows", "Order is older: sort again"))

    def _failed(self, fault: Fault) -> None:
        self._since = self._since or datetime.now().astimezone()
        words = tr(
            "Rows",
            "Since {time}: {why} The rows shown are those of before.",
            time=show.clock(self._since),
            why=told(fault.sentence),
        )
        self._view.banner.say(words, [(tr("Table", "Try again"), self._view.refresh)], state="failed")

    # no rows

    def _say_nothing_matches(self, ways: Sequence[Way]) -> None:
        view = self._view
        terms = len(self._groups())
        several = tr("Table", "Nothing matches these {count} filters", count=terms)
        title = several if terms > 1 else tr("Table", "Nothing matches this filter")
        view.empty.say("search", title, "", [*ways, (tr("Table", "Clear all filters"), view.filters.clear)])

    def _look_for_a_way(self) -> None:
        """The filter whose removal brings most rows back."""
        groups = self._groups()
        if len(groups) < 2:  # noqa: PLR2004 - without the only filter everything is back
            return
        view = self._view
        where = view.asking.where
        queries = [view.asking.rows_of(_without(groups, number)) for number in range(len(groups))]

        def answered(counts: Sequence[int]) -> None:
            if view.asking.where == where and not len(view.model.ids):
                self._offer_way(groups, counts)

        view.asking.once("way", partial(_each_counted, queries=queries), answered, "counts")  # type: ignore[arg-type] # the answer of _each_counted

    def _offer_way(self, groups: Sequence[Sequence[Term]], counts: Sequence[int]) -> None:
        most = max(counts, default=0)
        if not most:
            return
        number = list(counts).index(most)
        title, value = named_together(groups[number], self._view.feature.filters)
        words = tr("Rows", "Remove {title}: {value} to see {count}", title=title, value=value, count=most)
        self._say_nothing_matches([(words.replace("&", "&&"), lambda: self._drop(_without(groups, number)))])

    def _drop(self, where: str) -> None:
        self._view.filters.put_all(where)

    def _groups(self) -> list[Sequence[Term]]:
        terms, words = split_words(self._view.asking.where)
        found: list[Sequence[Term]] = list(grouped(terms, self._view.feature.filters))
        return [*found, *((term,) for term in parsed(words))]

    def _say_nothing_yet(self) -> None:
        view, declared = self._view, self._view.feature.empty
        ways = [
            (str(one.title), partial(view.selecting.acting.choose, one))
            for one in view.feature.actions
            if one.key in declared.actions
        ]
        view.empty.say(declared.icon, str(declared.title), str(declared.sentence), ways)


def _without(groups: Sequence[Sequence[Term]], number: int) -> str:
    return " ".join(written(group) for at, group in enumerate(groups) if at != number)


def _each_counted(reader: Reader, queries: Sequence[Query]) -> list[int]:
    return [reader.count(query) for query in queries]


def _moved(reader: Reader, query: Query, ids: Sequence[int]) -> Moved:
    shown, matching = frozenset(ids), frozenset(reader.ids(query))
    return Moved(len(shown - matching), len(matching - shown))
