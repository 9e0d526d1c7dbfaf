"""A table of any size: a list of ids, pages of rows, and what each cell says."""

from __future__ import annotations

import html
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from rightsdesk.desk import Query
from ui.kit import selection as steps
from ui.kit import show
from ui.kit.contents import attribute, line_of, parts_of, text
from ui.kit.declare import Column, Feature, Line, Pill, Row, Tone
from ui.kit.selection_marks import Marks
from ui.kit.table_overlay import Pending, awaited_on, laid_over, pending_on, waited_for
from ui.kit.table_pages import NOBODY, PAGE, Page, Pages
from ui.kit.words import phrase, tr
from ui.workers.reader import Questions

Index = QModelIndex | QPersistentModelIndex
# Compared as integers: going through Qt's enumerations makes a frame nearly three times slower.
DISPLAY, TOOLTIP, CHECK = 0, 3, 10
ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION = 11, 12
_NOTHING = Line("")
_LATER = {
    "waiting": Pill(phrase("Kit", "Pending"), "pending", "cloud-upload"),
    "late": Pill(phrase("Kit", "Waiting"), "warning", "clock-alert"),
}
"""Pills of a change that is not simply on its way."""
_MARKS: dict[str, tuple[Tone, str]] = {"waiting": ("muted", "cloud-upload"), "late": ("warning", "clock-alert")}
"""How the value of before is marked then."""
_PLAIN_MARK = ("neutral", "circle-dot")
_BLANK = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """All that the delegate needs of one cell, made once per page."""

    first: Line
    second: Line = _NOTHING
    tags: tuple[str, ...] = ()
    pill: Pill | None = None
    picture: str = ""
    bar: tuple[tuple[int, str], ...] = ()
    """Counts and tones of a bar's parts; the last is what is still to come."""
    mark: tuple[str, str] | None = None


class TableModel(QAbstractTableModel):
    """The ids of a query in order; rows come by pages, the selection is asked of the marks."""

    page_arrived = Signal()

    def __init__(self, feature: Feature, questions: Questions, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.feature, self.marks = feature, marks
        self.columns: Sequence[Column] = tuple(feature.columns)
        self.lead = 1 if feature.checkable else 0
        self.ids: array[int] = array("q")
        self.rules: tuple[Pending, ...] = ()
        self.pages = Pages(feature.table, questions, self)
        self.pages.arrived.connect(self._arrived)
        marks.changed.connect(self._marks_changed)
        self._check_flags = (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren
        )
        self._flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    # what is shown

    def show(self, query: Query, ids: array[int], as_of: int, *, whole: bool = True) -> None:
        """Other ids, or the same in another order: rows grow or shrink at the end, then all are different."""
        self.marks.shows(query, ids, as_of, whole=whole)
        before, after = len(self.ids), len(ids)
        self.pages.show(ids)
        self.pages.member_query, self.pages.view = self.marks.query, query
        if after > before:
            self.beginInsertRows(_BLANK, before, after - 1)
            self.ids = ids
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_BLANK, after, before - 1)
            self.ids = ids
            self.endRemoveRows()
        else:
            self.ids = ids
        self._all_different()

    def extend(self, query: Query, ids: array[int], as_of: int) -> None:
        """The rest of a list whose whole first pages are shown; another list where it does not begin with them."""
        before = len(self.ids)
        if query != self.marks.view or before % PAGE or len(ids) <= before or ids[:before] != self.ids:
            self.show(query, ids, as_of)
            return
        self.marks.shows(query, ids, as_of)
        self.beginInsertRows(_BLANK, before, len(ids) - 1)
        self.ids = ids
        self.pages.extend(ids)
        self.endInsertRows()

    def rows_changed(self, ids: Collection[int]) -> None:
        """These rows were projected anew."""
        self.pages.changed(ids)

    def overlay(self, rules: Sequence[Pending]) -> None:
        """Lay these pending changes over the rows from now on."""
        self.rules = tuple(rules)
        self.pages.pending = tuple(rule.selection for rule in rules)
        self.pages.all_changed()
        self.pages.repaint()
        self._all_different()

    def retouch(self) -> None:
        """Say everything again, as after a change of language."""
        self.pages.repaint()
        self._all_different()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    # asked by the view and the delegate

    def row(self, number: int) -> Row | None:
        """The row at that place, if it is here."""
        page = self.pages.page(number)
        return None if page is None else page.rows[number % PAGE]

    def state_of(self, row: Row, column: Column) -> str:
        """The state a pill says of a loaded row, with what is on its way to it."""
        page = self.pages.page(self.place_of(row.id))
        return self._state(row, column, page) if page else str(attribute(row, column.state or column.key))

    def known_until(self, row_id: int) -> int:
        """The last event that the row as it is shown knows of: a row is read again long before its list is."""
        page = self.pages.page(max(0, self.place_of(row_id)))
        return max(self.marks.as_of, page.position) if page is not None and row_id in page.ids else self.marks.as_of

    def members(self, number: int) -> frozenset[int]:
        """Ids of the row's page that belong to the selection's query."""
        page = self.pages.page(number)
        return NOBODY if page is None else page.members

    def selected(self, number: int) -> bool:
        """Whether the row at that place is selected."""
        return self.marks.has(self.ids[number], self.members(number))

    def left(self, number: int) -> bool:
        """Whether the row at that place is only shown until the view is put in order again."""
        page = self.pages.page(number)
        return page is not None and self.ids[number] in page.left

    def place_of(self, row_id: int | None) -> int:
        """Where a row stands, -1 if it is not in the view."""
        try:
            return -1 if row_id is None else self.ids.index(row_id)
        except ValueError:
            return -1

    def cell(self, number: int, column: int) -> Cell | None:
        """What a cell says; None while its page is on the way."""
        page = self.pages.page(number)
        if page is None:
            return None
        offset = number % PAGE
        found = page.cells.get((offset, column))
        if isinstance(found, Cell):
            return found
        row = page.rows[offset]
        made = _gone() if row is None else self._made(page, row, self.columns[column - self.lead])
        page.cells[(offset, column)] = made
        return made

    # Qt's questions

    def rowCount(self, parent: Index = _BLANK) -> int:
        """How many rows match."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _BLANK) -> int:
        """The declared columns and the one with the check boxes."""
        return 0 if parent.isValid() else len(self.columns) + self.lead

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be the cursor; selecting is ours, not Qt's."""
        column = index.column()
        if column < 0:
            return Qt.ItemFlag.NoItemFlags
        return self._check_flags if column < self.lead else self._flags

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Texts for assistive technology and tests; painting takes the cells directly."""
        if role not in (DISPLAY, ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION, TOOLTIP, CHECK):
            return None
        number, column = index.row(), index.column()
        if not (0 <= number < len(self.ids)):
            return None
        if column < self.lead:
            return self._ticked(number, role)
        cell = None if role == CHECK else self.cell(number, column)
        if cell is None:
            return None
        said = _said(cell, role)
        if role == ACCESSIBLE_DESCRIPTION and column == self.lead and self.left(number):
            said = ", ".join(filter(None, (said, tr("Kit", "no longer in this view"))))
        return said

    def setData(self, index: Index, value: object, role: int = 2) -> bool:
        """Ticking through assistive technology."""
        if role != CHECK or index.column() >= self.lead:
            return False
        number = index.row()
        self.marks.toggle(self.ids[number], self.members(number))
        self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """The titles of the columns."""
        if role not in (DISPLAY, ACCESSIBLE_TEXT) or orientation != Qt.Orientation.Horizontal:
            return None
        return tr("Kit", "Selected") if section < self.lead else str(self.columns[section - self.lead].title)

    def _ticked(self, number: int, role: int) -> object:
        selected = self.selected(number)
        if role == CHECK:
            return Qt.CheckState.Checked if selected else Qt.CheckState.Unchecked
        if role == ACCESSIBLE_TEXT:
            return tr("Kit", "selected") if selected else tr("Kit", "not selected")
        return None

    def _made(self, page: Page, row: Row, column: Column) -> Cell:
        values = pending_on(row, self.rules, page.pending) if self.rules else {}
        if column.changes and column.changes in values:
            return _changing(row, column, values, waited_for(row, self.rules, page.pending))
        if column.changes and self.rules and column.changes in awaited_on(row, self.rules, page.pending):
            return _awaited(row, column)
        if column.pills:
            state = self._state(row, column, page)
            pill = pill_of(column, state)
            return Cell(Line(str(pill.word)), pill=pill)
        return _told(row, column)

    def _state(self, row: Row, column: Column, page: Page) -> str:
        rule = waited_for(row, self.rules, page.pending) if self.rules and "pending" in column.pills else None
        return rule.state if rule is not None else str(attribute(row, column.state or column.key))

    def _arrived(self, numbers: Sequence[int]) -> None:
        first, last = min(numbers) * PAGE, min(len(self.ids), (max(numbers) + 1) * PAGE) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        self.page_arrived.emit()

    def _marks_changed(self) -> None:
        if not (steps.same_rows(self.marks.query, self.pages.member_query) or self.marks.query is None):
            self.pages.member_query = self.marks.query
            self.pages.all_changed()

    def _all_different(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, self.columnCount() - 1))


def pill_of(column: Column, state: str) -> Pill:
    """The pill of a state, also of one that no row is stored in."""
    return _LATER.get(state) or column.pills.get(state) or Pill(state)


def _told(row: Row, column: Column) -> Cell:
    if column.bar:
        return _barred(row, column)
    first = line_of(column.first or text(column.key), row)
    second = _NOTHING if column.second is None else line_of(column.second, row)
    tags = tuple(str(tag).upper() for tag in attribute(row, column.tags) or ()) if column.tags else ()  # type: ignore[attr-defined]
    picture = str(attribute(row, column.picture) or "") if column.picture else ""
    mark = column.marks.get(str(attribute(row, column.state)), _PLAIN_MARK) if column.marks else None
    return Cell(_NOTHING if column.tags else first, second, tags, None, picture, mark=mark)


def _barred(row: Row, column: Column) -> Cell:
    parts, settled, total = parts_of(row, column.bar, column.total)
    return Cell(Line(show.share(settled, total)), bar=parts)


def _changing(row: Row, column: Column, values: dict[str, object], rule: Pending | None) -> Cell:
    before, after = _told(row, column), _told(laid_over(row, values), column)
    was = before.first.text or "–"
    first = replace(after.first, tone="pending", bold=True, icon="")
    said = tr("Kit", "was {value}", value=was)
    tone, icon = _MARKS.get(rule.state if rule is not None else "pending", ("muted", ""))
    return replace(after, first=first, second=Line(said, tone, icon))


def _awaited(row: Row, column: Column) -> Cell:
    return replace(_told(row, column), second=Line(tr("Kit", "is being edited"), "pending", "clock-arrow-up"))


def _gone() -> Cell:
    return Cell(Line("–", "muted"))


def _said(cell: Cell, role: int) -> str:
    words = ", ".join(filter(None, (cell.first.text, *cell.tags)))
    if role == ACCESSIBLE_DESCRIPTION:
        return cell.second.text
    if role == TOOLTIP:
        # Words of vendors are never markup: a tool tip would otherwise open local files.
        return f"<span>{html.escape(' · '.join(filter(None, (words, cell.second.text))))}</span>"
    return words
