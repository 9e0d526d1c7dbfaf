"""The grid against the table: the same clicks and keys mark the same rows, whatever the width and the size."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Query
from tests.kit.features import TILED
from tests.kit.hosted import hosted
from tests.kit.surroundings import settle, surroundings
from ui.kit.declare_tile import SIZES
from ui.kit.grid import Grid
from ui.kit.grid_cells import box_in, card_in, lines_in, picture_in
from ui.kit.page import Surroundings
from ui.kit.selection_marks import Marks
from ui.kit.table import Table
from ui.kit.table_layout import Layout
from ui.kit.table_model import ACCESSIBLE_DESCRIPTION, ACCESSIBLE_TEXT, CHECK, TableModel
from ui.kit.table_overlay import Pending
from ui.kit.thumbnail import Thumbnails

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ALL = Query("images")
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Tiles:
    """A grid on screen over a table that is not."""

    def __init__(self, around: Surroundings, qtbot: QtBot, width: int = 900) -> None:
        self.around = around
        self.marks = Marks("images")
        self.model = TableModel(TILED, around.questions, self.marks)
        thumbnails = Thumbnails(around.pictures)
        self.table = Table(self.model, thumbnails, Layout())
        assert TILED.tile is not None
        self.grid = Grid(self.table, TILED.tile, thumbnails)
        self.tester = QAbstractItemModelTester(self.grid.tiles, FATAL)
        self.host = hosted(qtbot, self.grid, width, 640)
        qtbot.addWidget(self.table)
        self.table.stand_in = self.grid

    def widen(self, width: int) -> None:
        self.host.resize(width, 640)
        self.grid.resize(width, 640)

    def show(self, query: Query) -> None:
        self.model.show(query, self.around.desk.reader().ids(query), 1)
        self.table.keep_cursor(self.table.cursor_id)
        settle(self.around, 20)

    def place(self, number: int, part: str = "picture") -> QPoint:
        index = self.grid.tiles.place(number)
        card = card_in(self.grid.visualRect(index), self.grid.size_now, first=index.column() == 0)
        picture = picture_in(card, self.grid.size_now)
        lines = lines_in(card, self.grid.size_now)
        return {
            "picture": picture.center(),
            "box": box_in(picture).center(),
            "under": lines[1].center(),
            "left": lines[-1].topLeft() + QPoint(4, 6),
            "gap": card.topLeft() - QPoint(4, 4),
        }[part]

    def click(self, number: int, keys: Qt.KeyboardModifier = NONE, part: str = "picture") -> None:
        QTest.mouseClick(self.grid.viewport(), Qt.MouseButton.LeftButton, keys, self.place(number, part))

    def selected(self) -> set[int]:
        return {self.model.ids[row] for row in range(len(self.model.ids)) if self.model.selected(row)}


@pytest.fixture
def tiles(qtbot: QtBot) -> Iterator[Tiles]:
    with surroundings(300) as around:
        made = Tiles(around, qtbot)
        made.show(ALL)
        yield made


class Twin:
    """One deed done to the grid and to a table of its own."""

    def __init__(self, tiles: Tiles, table: Table, chance: random.Random) -> None:
        self.tiles, self.table, self.chance = tiles, table, chance

    def somewhere(self) -> int:
        first, last = self.tiles.grid.visible_rows()
        return self.chance.randint(first, max(first, last - self.tiles.grid.tiles.across))

    def press(self, keys: Qt.KeyboardModifier, part: str = "picture") -> None:
        row = self.somewhere()
        self.tiles.click(row, keys, part)
        self.table.scrollTo(self.table.table.index(row, 1))
        place = self.table.visualRect(self.table.table.index(row, 0 if part == "box" else 1)).center()
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def plain(self) -> None:
        self.press(NONE)

    def box(self) -> None:
        self.press(NONE, "box")

    def ctrl(self) -> None:
        self.press(CTRL)

    def shift(self) -> None:
        self.press(SHIFT)

    def space(self) -> None:
        QTest.keyClick(self.tiles.grid, Qt.Key.Key_Space)
        QTest.keyClick(self.table, Qt.Key.Key_Space)

    def arrow(self) -> None:
        keys = self.chance.choice((NONE, SHIFT, CTRL))
        onward = self.chance.random() < 0.5
        QTest.keyClick(self.tiles.grid, Qt.Key.Key_Right if onward else Qt.Key.Key_Left, keys)
        QTest.keyClick(self.table, Qt.Key.Key_Down if onward else Qt.Key.Key_Up, keys)

    def end(self) -> None:
        key = self.chance.choice((Qt.Key.Key_Home, Qt.Key.Key_End))
        keys = self.chance.choice((NONE, SHIFT))
        for widget in (self.tiles.grid, self.table):
            QTest.keyClick(widget, key, keys)

    def everything(self) -> None:
        for marks in (self.tiles.marks, self.table.table.marks):
            marks.select_all()

    def invert(self) -> None:
        for marks in (self.tiles.marks, self.table.table.marks):
            marks.invert()

    def clear(self) -> None:
        for marks in (self.tiles.marks, self.table.table.marks):
            marks.clear()

    def size(self) -> None:
        self.tiles.grid.resize_tiles(self.chance.choice(SIZES))
        self.tiles.widen(self.chance.randint(360, 1400))


def test_the_same_clicks_and_keys_mark_the_same_rows(tiles: Tiles, qtbot: QtBot) -> None:
    model = TableModel(TILED, tiles.around.questions, Marks("images"))
    table = Table(model, Thumbnails(tiles.around.pictures), Layout())
    qtbot.addWidget(table)
    table.resize(900, 500)
    table.show()
    model.show(ALL, tiles.model.ids, 1)
    settle(tiles.around, 20)
    for one in (tiles.table, table):
        one.move_cursor(0)
        one.table.marks.anchor(model.ids[0])
    twin = Twin(tiles, table, random.Random(11))
    deeds = (twin.plain, twin.box, twin.ctrl, twin.shift, twin.space, twin.arrow) * 4
    for step in range(400):
        deed = twin.chance.choice((*deeds, twin.end, twin.everything, twin.invert, twin.clear, twin.size))
        deed()
        assert tiles.table.cursor_row() == table.cursor_row(), (step, deed.__name__)
        assert tiles.marks.selection == model.marks.selection, (step, deed.__name__)


def test_a_plain_click_moves_the_cursor_and_feeds_the_inspector(tiles: Tiles, qtbot: QtBot) -> None:
    tiles.click(1, part="box")
    with qtbot.waitSignal(tiles.table.cursor_moved) as moved:
        tiles.click(6)
    assert moved.args is not None
    assert moved.args[0].id == tiles.model.ids[6]
    assert tiles.selected() == {tiles.model.ids[1]}


def test_between_the_tiles_a_click_means_nothing(tiles: Tiles) -> None:
    tiles.click(2)
    tiles.click(4, part="gap")
    assert tiles.table.cursor_row() == 2


def test_enter_and_a_double_click_open_the_row(tiles: Tiles, qtbot: QtBot) -> None:
    tiles.click(3)
    with qtbot.waitSignal(tiles.table.opened) as opened:
        QTest.keyClick(tiles.grid, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].id == tiles.model.ids[3]
    with qtbot.waitSignal(tiles.table.opened):
        QTest.mouseDClick(tiles.grid.viewport(), Qt.MouseButton.LeftButton, NONE, tiles.place(5))


def test_alt_click_filters_by_what_the_tile_says_there(tiles: Tiles, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tiles.table.filter_wished) as wished:
        tiles.click(2, ALT, "under")
    assert wished.args is not None
    assert wished.args[0].key == "vendor_name"


def test_up_and_down_go_by_lines_and_stay_within_the_rows(tiles: Tiles) -> None:
    across = tiles.grid.tiles.across
    assert across >= 3
    tiles.click(1)
    QTest.keyClick(tiles.grid, Qt.Key.Key_Down)
    assert tiles.table.cursor_row() == 1 + across
    QTest.keyClick(tiles.grid, Qt.Key.Key_Up)
    QTest.keyClick(tiles.grid, Qt.Key.Key_Up)
    assert tiles.table.cursor_row() == 1
    QTest.keyClick(tiles.grid, Qt.Key.Key_End)
    QTest.keyClick(tiles.grid, Qt.Key.Key_Down)
    assert tiles.table.cursor_row() == 299


def test_the_keyboard_brings_its_tile_into_sight(tiles: Tiles) -> None:
    tiles.click(0)
    for _ in range(12):
        QTest.keyClick(tiles.grid, Qt.Key.Key_PageDown)
        first, last = tiles.grid.visible_rows()
        assert first <= tiles.table.cursor_row() <= last


@pytest.mark.parametrize("width", [340, 700, 1500, 2600])
def test_any_width_deals_every_row_out_once(tiles: Tiles, width: int) -> None:
    tiles.widen(width)
    model = tiles.grid.tiles
    numbers = [
        model.number(model.index(row, column)) for row in range(model.rowCount()) for column in range(model.across)
    ]
    assert [number for number in numbers if number >= 0] == list(range(300))
    assert model.across * SIZES[1].width <= max(width, SIZES[1].width + 60)


def test_another_width_keeps_what_was_in_sight(tiles: Tiles) -> None:
    tiles.grid.scroll_to(200)
    first, _ = tiles.grid.visible_rows()
    for width in (500, 1400, 620):
        tiles.widen(width)
        low, high = tiles.grid.visible_rows()
        assert low <= first <= high


def test_rows_that_grow_shrink_and_change_satisfy_qts_examiner(tiles: Tiles) -> None:
    everything = tiles.model.ids
    for length in (10, 300, 0, 1, 7, 299, 300):
        tiles.model.show(ALL, everything[:length], 1)
        settle(tiles.around, 5)
        tiles.model.rows_changed(set(everything[: length // 2]))
        settle(tiles.around, 5)
    assert tiles.grid.tiles.rowCount() == -(-300 // tiles.grid.tiles.across)


def test_ctrl_and_the_wheel_ask_for_another_size(tiles: Tiles, qtbot: QtBot) -> None:
    for turned, step in ((120, 1), (-120, -1)):
        with qtbot.waitSignal(tiles.grid.size_wished) as wished:
            _wheel(tiles.grid, turned)
        assert wished.args == [step]


def _wheel(grid: Grid, turned: int) -> None:
    middle = QPointF(grid.viewport().rect().center())
    phase, still = Qt.ScrollPhase.NoScrollPhase, QPoint()
    event = QWheelEvent(middle, middle, still, QPoint(0, turned), Qt.MouseButton.NoButton, CTRL, phase, False)
    QApplication.sendEvent(grid.viewport(), event)


def test_larger_tiles_show_fewer_rows_and_keep_the_cursor_in_sight(tiles: Tiles) -> None:
    tiles.grid.scroll_to(120)
    tiles.table.move_cursor(120)
    counts = []
    for size in SIZES:
        tiles.grid.resize_tiles(size)
        first, last = tiles.grid.visible_rows()
        assert first <= 120 <= last
        counts.append(last - first)
    assert all(more > fewer for more, fewer in pairwise(counts))


def test_assistive_technology_hears_title_figures_and_tick(tiles: Tiles) -> None:
    index = tiles.grid.tiles.place(4)
    row = tiles.model.row(4)
    assert row is not None
    name = str(index.data(ACCESSIBLE_TEXT))
    assert row.title in name
    assert row.vendor_name in name
    assert row.asset_id in str(index.data(ACCESSIBLE_DESCRIPTION))
    assert index.data(CHECK) == Qt.CheckState.Unchecked
    assert tiles.grid.tiles.setData(index, 2, CHECK)
    assert tiles.selected() == {tiles.model.ids[4]}
    assert index.data(CHECK) == Qt.CheckState.Checked
    reached = QAccessible.queryAccessibleInterface(tiles.grid)
    assert reached is not None
    assert any(reached.child(at).text(QAccessible.Text.Name) == name for at in range(12))


def test_a_pending_value_is_seen_on_its_tile(tiles: Tiles) -> None:
    tiles.marks.only({tiles.model.ids[2]})
    tiles.model.overlay([Pending("b1", tiles.marks.selection, {"online_until": "2031-05-06"})])
    settle(tiles.around, 20)
    tiles.grid.viewport().repaint()
    settle(tiles.around, 20)
    assert "2031" in str(tiles.grid.tiles.place(2).data(ACCESSIBLE_TEXT))
    assert "2031" not in str(tiles.grid.tiles.place(3).data(ACCESSIBLE_TEXT))


def test_vendor_text_never_becomes_markup_in_a_tool_tip(tiles: Tiles) -> None:
    row = tiles.model.row(0)
    assert row is not None
    tiles.around.desk.change(row, title='<img src="file:///etc/passwd">')  # type: ignore[attr-defined]
    tiles.model.rows_changed({row.id})
    settle(tiles.around)
    assert "<img" not in str(tiles.grid.tiles.place(0).data(Qt.ItemDataRole.ToolTipRole))
