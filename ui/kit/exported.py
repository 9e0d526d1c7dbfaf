"""What a list on screen becomes in a file: the shown columns in their order, stored values as what they are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rightsdesk.desk import Query, Reader, Selection
from rightsdesk.desk.lists import Column as ListColumn
from rightsdesk.desk.lists import Style, Written, rows_of, write_list
from ui.kit import selection as steps
from ui.kit import show
from ui.kit.contents import Stored, attribute, line_of, parts_of, text
from ui.kit.declare import Column, Pill, Row
from ui.kit.table_layout import Layout
from ui.kit.words import tr
from ui.workers.errand import Progress


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the file and the value that a row has in it."""

    column: ListColumn
    value: Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as it stands on screen: the rows of the query, or only those selected, with these fields."""

    query: Query
    selection: Selection | None
    fields: Sequence[Field]
    title: str
    style: Style

    def write(self, reader: Reader, path: Path, told: Progress) -> Written:
        """Write it to a file that ends in .csv or .xlsx, off the window's thread."""
        ids = chosen_ids(reader, self.query, self.selection)
        total = len(ids)
        told(0, total, "")
        rows = (cells_of(row, self.fields) for row in rows_of(reader, self.query.table, ids))
        columns = [field.column for field in self.fields]
        return write_list(path, self.title, columns, rows, lambda done: told(done, total, ""), self.style)


def fields(columns: Sequence[Column], layout: Layout) -> list[Field]:
    """The columns a person shows, in the order in which they stand."""
    return [field for column in shown_columns(columns, layout) for field in _fields(column)]


def shown_columns(columns: Sequence[Column], layout: Layout) -> list[Column]:
    """The columns on screen, in the order in which a person put them."""
    by_key = {column.key: column for column in columns}
    ordered = [by_key[key] for key in layout.sequence if key in by_key]
    ordered += [column for column in columns if column not in ordered]
    return [column for column in ordered if layout.visible(column)]


def chosen_ids(reader: Reader, query: Query, selection: Selection | None) -> Sequence[int]:
    """The ids to write, in the order of the view; selected rows that the view does not show come last."""
    shown = reader.ids(query)
    if selection is None:
        return shown
    chosen = reader.selected_ids(selection)
    if steps.same_rows(selection.query, query) and len(chosen) == len(shown):
        return shown
    among, inside = frozenset(chosen), frozenset(shown)
    return array("q", [*filter(among.__contains__, shown), *(one for one in chosen if one not in inside)])


def _fields(column: Column) -> list[Field]:
    key, title = column.key, str(column.title)
    if column.bar:
        return [Field(ListColumn(key, title), lambda row: shared(row, column))]
    if column.pills:
        return [Field(ListColumn(key, title), lambda row: worded(row, column))]
    if column.tags:
        return [Field(ListColumn(key, title, "list"), lambda row: attribute(row, column.tags))]
    content = column.first or text(key)
    if not isinstance(content, Stored):
        return [Field(ListColumn(key, title), lambda row: line_of(content, row).text)]
    beside = f"{key}.currency" if content.kind == "money" else ""
    found = [Field(ListColumn(key, title, content.kind, beside), lambda row: _stored(row, content))]
    if beside:
        said = tr("Export", "{column}: currency", column=title)
        found.append(Field(ListColumn(beside, said), lambda row: _currency(row, content)))
    return found


def cells_of(row: Row, wanted: Sequence[Field]) -> Mapping[str, object]:
    """What a row has in these fields, by their keys."""
    return {field.column.key: field.value(row) for field in wanted}


def _stored(row: Row, content: Stored) -> object:
    """The value itself; where there is none, what is said instead of it, such as *unknown*."""
    value = attribute(row, content.name)
    return line_of(content, row).text or None if value is None or value == "" else value


def _currency(row: Row, content: Stored) -> object:
    return attribute(row, content.currency) if attribute(row, content.name) is not None else None


def worded(row: Row, column: Column) -> str:
    """The word of a stored state."""
    state = str(attribute(row, column.state or column.key))
    return str(column.pills.get(state, Pill(state)).word)


def shared(row: Row, column: Column) -> str:
    """How much of the whole is done."""
    _, settled, total = parts_of(row, column.bar, column.total)
    return show.share(settled, total)
