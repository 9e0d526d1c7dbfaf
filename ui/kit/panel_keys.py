"""The keys of a view: every one an action with a name, found by the palette and the keyboard map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from ui.kit.actions import action
from ui.kit.declare import Action
from ui.kit.inspector_foot import PRIMARY_KEYS
from ui.kit.words import Phrase, phrase

if TYPE_CHECKING:
    from ui.kit.panel import Panel
    from ui.kit.reviewing import Reviewing


def declare_actions(panel: Panel) -> list[QAction]:
    """Give the view its keys; the declared actions are answered, for menus."""
    key, marks = panel.feature.key, panel.marks
    for title, run, keys, icon in (
        (phrase("Table", "Select all that match"), marks.select_all, "Ctrl+A", "square-check"),
        (phrase("Table", "Invert the selection"), panel.selecting.invert, "Ctrl+Shift+A", "replace"),
        (phrase("Table", "Clear the selection"), panel.escape, "Esc", "x"),
        (phrase("Table", "Last selection back"), marks.back, "Shift+Esc", "undo-2"),
        (phrase("Table", "Edit the selection"), panel.edit, ("E", "F2"), "pencil"),
        (phrase("Table", "Next problem"), partial(panel.next_problem, 1), "F8", "circle-alert"),
        (phrase("Table", "Previous problem"), partial(panel.next_problem, -1), "Shift+F8", "circle-alert"),
        (phrase("Table", "Filter by this cell"), panel.table.filter_by_cursor, "Shift+F", "filter"),
    ):
        made = action(panel.table, title, run, keys=keys, icon=icon, name=f"{key}.{title.literal}")
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    search = panel.reviewing.search if panel.reviewing else panel.filters.focus_search
    _everywhere(panel, phrase("Table", "Search in this list"), search, ("Ctrl+F", "/"), "search")
    if panel.reviewing is not None:
        _review_keys(panel, panel.reviewing)
    run_main = panel.reviewing.take_main if panel.reviewing else panel.selecting.acting.take_main
    _everywhere(panel, phrase("Table", "Run the main action"), run_main, PRIMARY_KEYS, "corner-down-left")
    if panel.feature.side is not None:
        title = phrase("Side", "Show or hide days and groups")
        _everywhere(panel, title, panel.siding.toggle, "Shift+I", "panel-left")
    export = _everywhere(panel, phrase("Export", "Export list…"), panel.exporting.ask, "Ctrl+E", "file-spreadsheet")
    _set_up(panel)
    more = [*_paper(panel), export]
    if panel.feature.charts:
        title = phrase("Charts", "Charts…")
        more = [_everywhere(panel, title, panel.charting.open, "Ctrl+Shift+G", "chart-column"), *more]
    panel.row_actions = [_declared(panel, one) for one in panel.feature.actions]
    return [*panel.row_actions, *more]


def _paper(panel: Panel) -> list[QAction]:
    """What is put on paper: the list, and before it the report of one row where the view has one."""
    if panel.feature.report is None:
        title = phrase("Print", "Print or save as PDF…")
        return [_everywhere(panel, title, panel.printing.open, "Ctrl+P", "printer")]
    title, whole = phrase("Print", "Print the report or save as PDF…"), phrase("Print", "Print the list…")
    return [
        _everywhere(panel, title, panel.printing.open, "Ctrl+P", "printer"),
        _everywhere(panel, whole, panel.printing.open_list, "Ctrl+Shift+P", "printer"),
    ]


def _set_up(panel: Panel) -> None:
    """How the rows are shown; without keys of their own, found in the palette."""
    head = panel.head
    for title, run, icon in (
        (phrase("Columns", "Choose columns"), partial(head.open_columns, None), "columns-3"),
        (phrase("Columns", "Fit column widths"), panel.table.fit_all, "columns-3"),
        (phrase("Columns", "Reset the columns of this view"), head.columns_reset.emit, "undo-2"),
        (phrase("Columns", "Compact rows"), partial(head.space, "compact"), "rows-3"),
        (phrase("Columns", "Regular rows"), partial(head.space, "regular"), "rows-3"),
        (phrase("Columns", "Comfortable rows"), partial(head.space, "comfortable"), "rows-3"),
    ):
        action(panel, title, run, icon=icon, name=f"{panel.feature.key}.{title.literal}")


def _review_keys(panel: Panel, reviewing: Reviewing) -> None:
    for title, run, keys, icon in (
        (phrase("Table", "Next in the queue"), partial(_move, panel, 1), "J", "arrow-down"),
        (phrase("Table", "Previous in the queue"), partial(_move, panel, -1), "K", "arrow-up"),
        (phrase("Review", "Document or data"), reviewing.flip, "D", "panel-right"),
    ):
        _everywhere(panel, title, run, keys, icon)
    title, name = phrase("Review", "Leave what is asked"), f"{panel.feature.key}.leave"
    leave = action(panel.inspector, title, panel.selecting.acting.leave, keys="Esc", icon="x", name=name)
    leave.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _move(panel: Panel, step: int) -> None:
    wanted = panel.table.cursor_row() + step
    if 0 <= wanted < len(panel.model.ids):
        panel.table.move_cursor(wanted)


def _everywhere(panel: Panel, title: Phrase, run: object, keys: str | Sequence[str], icon: str) -> QAction:
    assert callable(run)  # noqa: S101 - a bound method of the view
    made = action(panel, title, run, keys=keys, icon=icon, name=f"{panel.feature.key}.{title.literal}")
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    # The inspector stands beside the view, not inside it, and must hear the same keys.
    panel.inspector.addAction(made)
    return made


def _declared(panel: Panel, one: Action) -> QAction:
    title = one.title if isinstance(one.title, Phrase) else Phrase("Kit", one.title)
    run = partial(panel.selecting.acting.choose, one)
    name = f"{panel.feature.key}.{one.key}"
    made = action(panel, title, run, keys=one.shortcut, icon=one.icon, name=name)
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return made
