"""The pane at the left of a view: what it counts, what is picked in it, and whether there is room for it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer

from rightsdesk.desk import Query, Reader
from ui.kit import tokens
from ui.kit.contents import today
from ui.kit.day_span import DAYS, without
from ui.kit.filter_terms import dated, parsed, written
from ui.kit.grouping import groups_of
from ui.kit.month_strip import MonthStrip
from ui.kit.panel_view import PanelView
from ui.kit.words import words

AGAIN_MS = 2_000
"""At most so often the pane is counted anew while rows change: a million rows take a good tenth of a second."""


class Siding(QObject):
    """Keeps the pane of a view in step with its filter; without a pane there is nothing to keep."""

    def __init__(self, view: PanelView) -> None:
        super().__init__(view)
        self._view, self._pane = view, view.side_pane
        self._peeking = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AGAIN_MS)
        self._later.timeout.connect(self.count)
        if self._pane is not None:
            self._pane.wished.connect(view.filters.only)
            view.head.pane_wished.connect(self.toggle)
            view.installEventFilter(self)
            words().changed.connect(self.count)
            if self._pane.groups is not None:
                self._pane.groups.choose(view.layout_kept.group)
                self._pane.groups.grouped.connect(self._regroup)
                self._pane.groups.searched.connect(self._ask_groups)

    def follow(self) -> None:
        """The filter is another, or everything is asked again."""
        if self._pane is not None:
            self._pane.show_filter(today(), self._view.asking.where)
            self.count()

    def count_soon(self) -> None:
        """Rows changed; count before long."""
        if self._pane is not None and not self._later.isActive():
            self._later.start()

    def count(self) -> None:
        """Count days and groups now, unless nobody sees them."""
        if self._pane is None or not self._pane.isVisible():
            return
        if self._pane.strip is not None:
            self._ask_days(self._pane.strip)
        if self._pane.groups is not None:
            self._ask_groups()

    def toggle(self) -> None:
        """Show or hide the pane: remembered where there is room, for the moment where there is little."""
        if self._pane is None:
            return
        if self._is_roomy():
            self._view.layout_kept.pane = not self._view.layout_kept.pane
            self._view.keep()
        else:
            self._peeking = not self._peeking
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give way in a narrow window."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        if self._pane is None:
            return
        roomy, hidden = self._is_roomy(), self._pane.isHidden()
        if roomy:
            self._peeking = False
        wanted = self._view.layout_kept.pane if roomy else self._peeking
        self._pane.setVisible(wanted)
        if wanted and hidden:
            self.count()

    def _is_roomy(self) -> bool:
        return self._view.window().width() >= tokens.HIDE_SIDE_PANE_BELOW

    def _regroup(self, key: str) -> None:
        self._view.layout_kept.group = key
        self._view.keep()
        self.count()

    def _query(self, field: str) -> Query:
        asking = self._view.asking
        return Query(self._view.feature.table, dated(without(field, asking.where)), platform=asking.platform)

    def _ask_days(self, strip: MonthStrip) -> None:
        side, day = self._view.feature.side, today()
        if side is not None:
            asked = partial(_days, query=self._query(side.column), column=side.column, day=day)
            self._view.asking.once("days", asked, lambda counts: strip.show_days(day, counts), "counts")  # type: ignore[arg-type] # the answer of _days

    def _ask_groups(self) -> None:
        pane = self._pane.groups if self._pane else None
        group = pane.group if pane else None
        if pane is None or group is None:
            return
        mine = (term for term in parsed(self._view.asking.where) if term.field == group.field)
        pane.show_chosen(written(mine))
        titles = {
            choice.value: str(choice.title)
            for one in self._view.feature.filters
            if one.key == group.field
            for choice in one.choices
        }
        query = self._query(group.field)
        asked = partial(groups_of, query=query, group=group, titles=titles, sought=pane.sought)
        self._view.asking.once("groups", asked, pane.show_groups, "counts")  # type: ignore[arg-type] # the answer of groups_of


def _days(reader: Reader, query: Query, column: str, day: date) -> dict[str, int]:
    return reader.days(query, column, day, day + timedelta(days=DAYS - 1))
