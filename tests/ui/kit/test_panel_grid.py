"""Table and grid take turns: nothing is lost by it, and the view comes back as it was left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.kit.features import FEATURE, TILED
from tests.kit.surroundings import settle, surroundings
from ui.kit.grid import Grid
from ui.kit.mode_switch import GRID, TABLE
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage
from ui.kit.table import Table

CTRL = Qt.KeyboardModifier.ControlModifier


class Window:
    """A view on a stage of its own, which must live as long."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.stage, self.panel = Stage(), Panel(TILED, around)
        qtbot.addWidget(self.stage)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        for _ in range(2):
            settle(around, 30)


@pytest.fixture
def around() -> Iterator[Surroundings]:
    with surroundings(400) as made:
        yield made


@pytest.fixture
def window(around: Surroundings, qtbot: QtBot) -> Window:
    return Window(around, qtbot)


@pytest.fixture
def panel(window: Window) -> Panel:
    return window.panel


def press(widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key, keys)


def grid(panel: Panel) -> Grid:
    shown = panel.presenting.shown
    assert isinstance(shown, Grid)
    return shown


def test_g_shows_the_grid_and_l_the_table(panel: Panel) -> None:
    press(panel.table, Qt.Key.Key_G)
    assert grid(panel).isVisible()
    assert not panel.table.isVisible()
    press(grid(panel), Qt.Key.Key_L)
    assert isinstance(panel.presenting.shown, Table)
    assert panel.table.isVisible()


def test_the_switch_in_the_head_shows_and_changes_the_mode(panel: Panel) -> None:
    switch = panel.presenting.switch
    assert switch is not None
    assert switch.halves[TABLE].isChecked()
    switch.halves[GRID].click()
    assert grid(panel).isVisible()
    switch.halves[GRID].setFocus()
    QTest.keyClick(switch.halves[GRID], Qt.Key.Key_Left)
    assert panel.table.isVisible()
    assert switch.halves[TABLE].isChecked()
    assert switch.halves[TABLE].accessibleName() == "Table (L)"


def test_switching_keeps_cursor_selection_and_place(panel: Panel, around: Surroundings) -> None:
    panel.table.move_cursor(250)
    panel.marks.toggle(panel.model.ids[250])
    panel.marks.toggle(panel.model.ids[3])
    settle(around, 20)
    panel.table.move_cursor(250)
    chosen, value = panel.marks.selection, panel.table.verticalScrollBar().value()
    panel.presenting.present(GRID)
    settle(around, 20)
    first, last = panel.table.visible_rows()
    assert (panel.table.cursor_row(), panel.marks.selection) == (250, chosen)
    assert first <= 250 <= last
    panel.presenting.present(TABLE)
    assert panel.table.verticalScrollBar().value() == value
    assert (panel.table.cursor_row(), panel.marks.selection) == (250, chosen)


def test_where_the_grid_was_scrolled_the_table_follows(panel: Panel, around: Surroundings) -> None:
    panel.presenting.present(GRID)
    settle(around, 20)
    grid(panel).scroll_to(330)
    first, last = panel.table.visible_rows()
    panel.presenting.present(TABLE)
    assert first <= panel.table.visible_rows()[0] <= last


def test_the_keyboard_stays_with_the_rows(panel: Panel, qtbot: QtBot) -> None:
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    press(panel.table, Qt.Key.Key_G)
    assert grid(panel).hasFocus()
    panel.setFocus()
    assert grid(panel).hasFocus()
    QTest.keyClick(grid(panel), Qt.Key.Key_Right)
    assert panel.table.cursor_row() == 1
    press(grid(panel), Qt.Key.Key_A, CTRL)
    assert panel.marks.known_count() == 400
    press(grid(panel), Qt.Key.Key_Escape)
    assert panel.marks.known_count() == 0


def test_mode_and_size_come_back_at_the_next_start(around: Surroundings, qtbot: QtBot) -> None:
    first = Window(around, qtbot)
    before = first.panel
    before.presenting.present(GRID)
    press(grid(before), Qt.Key.Key_Plus, CTRL)
    assert grid(before).size_now.key == "large"
    second = Window(around, qtbot)
    after = second.panel
    assert grid(after).isVisible()
    assert grid(after).size_now.key == "large"
    assert grid(after).visible_rows()[1] > 0
    assert after.presenting.switch is not None
    assert after.presenting.switch.halves[GRID].isChecked()


def test_three_sizes_by_keys_and_back_to_the_middle(panel: Panel) -> None:
    panel.presenting.present(GRID)
    sizes = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        press(grid(panel), key, CTRL)
        sizes.append(grid(panel).size_now.key)
    assert sizes == ["large", "large", "medium", "small", "small", "medium"]


def test_the_same_keys_make_the_tables_rows_taller(panel: Panel) -> None:
    usual = panel.table.rowHeight(0)
    heights = []
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Plus, Qt.Key.Key_0):
        press(panel.table, key, CTRL)
        heights.append(panel.table.rowHeight(0))
    assert usual > heights[0] > heights[1]
    assert heights[2:] == [heights[0], usual]
    assert panel.layout_kept.tile == ""


def test_sizes_and_orders_are_offered_where_row_heights_were(panel: Panel, around: Surroundings) -> None:
    panel.presenting.present(GRID)
    button = panel.head.density_button
    assert button.accessibleName() == "Size and order"
    menu = QMenu(panel.head)
    panel.presenting.fill(menu)
    offered = {entry.text(): entry for entry in menu.actions() if entry.isCheckable()}
    assert offered["Medium tiles"].isChecked()
    offered["Small tiles"].trigger()
    assert grid(panel).size_now.key == "small"
    offered["Price"].trigger()
    settle(around, 30)
    assert panel.asking.order == "price"
    panel.presenting.present(TABLE)
    assert button.accessibleName() == "Density"


def test_another_filter_shows_its_rows_in_the_grid(panel: Panel, around: Surroundings) -> None:
    panel.presenting.present(GRID)
    panel.filter_by("sync:failed")
    settle(around, 30)
    shown = grid(panel)
    assert shown.isVisible()
    assert shown.at_top()
    count = len(panel.model.ids)
    assert 0 < count < 400
    assert shown.tiles.rowCount() == -(-count // shown.tiles.across)
    panel.filter_by("nothing-is-called-this")
    settle(around, 30)
    assert not shown.isVisible()
    assert panel.empty.isVisible()


def test_a_view_without_tiles_has_no_switch(around: Surroundings, qtbot: QtBot) -> None:
    panel = Panel(FEATURE, around)
    qtbot.addWidget(panel)
    panel.presenting.present(GRID)
    assert panel.presenting.switch is None
    assert panel.presenting.shown is panel.table
