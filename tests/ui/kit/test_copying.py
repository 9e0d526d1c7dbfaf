"""Rows for other programs: as they stand on screen, harmless to spreadsheets, many of them said."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Query
from tests.kit.features import COLUMNS, FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit import copying
from ui.kit import selection as steps
from ui.kit.copied import Shown
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage


class Window:
    """A view whose rows are copied."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.around, self.stage = around, Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(FEATURE, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        settle(around)
        QApplication.clipboard().setText("before")

    def copied(self) -> list[list[str]]:
        self.panel.copying.copy()
        for _ in range(400):
            if not self.panel.copying.busy():
                break
            QTest.qWait(10)
        return [line.split("\t") for line in QApplication.clipboard().text().splitlines()]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    with surroundings(60) as around:
        yield Window(around, qtbot)


def test_selected_rows_are_copied_with_the_titles_on_screen(window: Window) -> None:
    window.panel.marks.only(frozenset(window.panel.model.ids[:2]))
    titles, *rows = window.copied()
    assert titles == ["Image", "Vendor", "Price", "Online until", "Platforms", "Sync"]
    assert len(rows) == 2
    assert rows[0][4] == ", ".join(window.panel.model.row(0).platforms)  # type: ignore[union-attr]


def test_without_a_selection_the_row_under_the_cursor_is_copied(window: Window) -> None:
    window.panel.table.move_cursor(3)
    settle(window.around)
    _, row = window.copied()
    assert row[0] == window.panel.model.row(3).title  # type: ignore[union-attr]


def test_many_rows_are_announced_and_said_when_they_are_there(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MANY", 10)
    window.panel.marks.select_all()
    assert len(window.copied()) == 61
    said = [words.partition("  ")[2] for words in window.around.toasts.said]
    assert said == ["Copying 60 rows…", "60 rows copied"]


def test_more_than_a_clipboard_takes_is_offered_as_an_export(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MOST", 10)
    window.panel.marks.select_all()
    assert window.copied() == [["before"]]
    assert "too much for the clipboard" in window.around.toasts.said[-1]


def test_tabs_lines_and_formulas_of_vendors_stay_within_their_cell() -> None:
    row = SimpleNamespace(id=1, title='=HYPERLINK("x")\tnext\nline', vendor_name="V")
    reader = SimpleNamespace(ids=lambda _query: [1], selected_ids=lambda _chosen: [1], rows=lambda _table, _ids: [row])
    shown = Shown(Query("images"), steps.these("images", (1,)), COLUMNS[:2])
    copied = shown.tabbed(reader, lambda *_told: None)  # type: ignore[arg-type]
    assert copied.text.splitlines()[1] == '\'=HYPERLINK("x") next line\tV'


def test_the_keys_of_copying_act_in_the_list_only(window: Window) -> None:
    (made,) = [one for one in window.panel.table.actions() if one.text() == "Copy rows"]
    assert made.shortcut().toString() == "Ctrl+C"
    assert made.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
