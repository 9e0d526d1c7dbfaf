"""The table against a plain set of ids, with hundreds of clicks and keys, while Qt's examiner watches the model."""

import random
from array import array
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Query
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit.page import Surroundings
from ui.kit.selection_marks import Marks
from ui.kit.table import Table
from ui.kit.table_layout import Layout
from ui.kit.table_model import CHECK, TableModel
from ui.kit.table_pages import PAGE
from ui.kit.thumbnail import Thumbnails

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ALL = Query("images")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FAILED = Query("images", "sync:failed")


class Stage:
    """A table on screen with everything behind it."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.around = around
        self.marks = Marks("images")
        self.model = TableModel(FEATURE, around.questions, self.marks)
        self.tester = QAbstractItemModelTester(self.model, FATAL)
        self.layout = Layout()
        self.table = Table(self.model, Thumbnails(around.pictures), self.layout)
        qtbot.addWidget(self.table)
        self.table.resize(900, 500)
        self.table.show()

    def show(self, query: Query) -> "array[int]":
        ids = self.around.desk.reader().ids(query)
        self.model.show(query, ids, 1)
        self.table.keep_cursor(self.table.cursor_id)
        settle(self.around, 20)
        return ids

    def click(self, row: int, column: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = self.table.visualRect(self.model.index(row, column)).center()
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def shown_selected(self) -> set[int]:
        return {self.model.ids[row] for row in range(len(self.model.ids)) if self.model.selected(row)}


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    with surroundings(300) as around:
        made = Stage(around, qtbot)
        made.show(ALL)
        yield made


def test_a_plain_click_moves_the_cursor_and_keeps_the_selection(stage: Stage) -> None:
    stage.click(1, 0)
    stage.click(2, 0)
    stage.click(4, 1)
    assert stage.table.cursor_row() == 4
    assert stage.shown_selected() == {stage.model.ids[1], stage.model.ids[2]}


def test_the_head_box_takes_all_that_match_then_none(stage: Stage) -> None:
    stage.table.toggle_all()
    assert stage.marks.known_count() == 300
    stage.click(3, 0)
    assert stage.marks.known_count() == 299
    assert stage.table.head.check_state() == "some"
    stage.table.toggle_all()
    stage.table.toggle_all()
    assert stage.table.head.check_state() == "none"


def test_the_selection_survives_another_order_and_another_filter(stage: Stage) -> None:
    stage.click(1, 0)
    stage.click(5, 0)
    chosen = stage.marks.selection
    stage.show(Query("images", order="price", descending=True))
    stage.show(FAILED)
    stage.show(ALL)
    assert stage.marks.selection == chosen
    assert len(stage.shown_selected()) == 2


def test_all_of_one_filter_is_seen_rightly_under_another(stage: Stage) -> None:
    failed = set(stage.show(FAILED))
    stage.marks.select_all()
    stage.show(ALL)
    stage.table.viewport().repaint()
    settle(stage.around)
    loaded = [row for row in range(300) if stage.model.row(row) is not None]
    assert len(loaded) >= PAGE
    assert {stage.model.ids[row] for row in loaded if stage.model.selected(row)} == failed & {
        stage.model.ids[row] for row in loaded
    }


class Naive:
    """What a plain set would do; every deed is done to the table and to the set."""

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage, self.chance = stage, chance
        self.ids = list(stage.model.ids)
        self.chosen: set[int] = set()
        self.base: set[int] = set()
        self.anchor: int | None = 0
        self.cursor = 0
        stage.table.move_cursor(0)
        stage.marks.anchor(self.ids[0])

    def start(self, row: int) -> None:
        self.cursor, self.anchor, self.base = row, row, set(self.chosen)

    def reach(self, row: int) -> None:
        if self.anchor is None:
            self.anchor, self.base = self.cursor, set(self.chosen)
        self.chosen = self.base | set(self.ids[min(self.anchor, row) : max(self.anchor, row) + 1])
        self.cursor = row

    def moved(self, step: int) -> int:
        return min(max(self.cursor + step, 0), len(self.ids) - 1)

    def somewhere(self) -> int:
        first, last = self.stage.table.visible_rows()
        return self.chance.randint(first, max(first, last - 1))

    def plain(self) -> None:
        row = self.somewhere()
        self.stage.click(row, 1)
        self.start(row)

    def box(self) -> None:
        row = self.somewhere()
        self.stage.click(row, 0)
        self.chosen ^= {self.ids[row]}
        self.start(row)

    def ctrl(self) -> None:
        row = self.somewhere()
        self.stage.click(row, 2, CTRL)
        self.chosen ^= {self.ids[row]}
        self.start(row)

    def shift(self) -> None:
        row = self.somewhere()
        self.stage.click(row, 1, SHIFT)
        self.reach(row)

    def space(self) -> None:
        QTest.keyClick(self.stage.table, Qt.Key.Key_Space)
        self.chosen ^= {self.ids[self.cursor]}
        self.start(self.cursor)

    def arrow(self) -> None:
        step = self.chance.choice((-1, 1))
        QTest.keyClick(self.stage.table, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)
        self.start(self.moved(step))

    def shift_arrow(self) -> None:
        step = self.chance.choice((-1, 1))
        QTest.keyClick(self.stage.table, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up, SHIFT)
        self.reach(self.moved(step))

    def everything(self) -> None:
        self.stage.marks.select_all()
        self.chosen, self.anchor = set(self.ids), None

    def invert(self) -> None:
        self.stage.marks.invert()
        self.chosen, self.anchor = set(self.ids) - self.chosen, None

    def clear(self) -> None:
        self.stage.marks.clear()
        self.chosen, self.anchor = set(), None

    def sort(self) -> None:
        at = self.ids[self.cursor]
        fixed = None if self.anchor is None else self.ids[self.anchor]
        order = self.chance.choice(("price", "title", ""))
        self.ids = list(self.stage.show(Query("images", order=order, descending=self.chance.random() < 0.5)))
        self.cursor = self.ids.index(at)
        self.anchor = None if fixed is None else self.ids.index(fixed)
        self.stage.table.move_cursor(self.cursor)


def test_random_clicks_and_keys_agree_with_a_plain_set(stage: Stage) -> None:
    naive = Naive(stage, random.Random(7))
    often = (naive.plain, naive.box, naive.ctrl, naive.shift, naive.space, naive.arrow, naive.shift_arrow) * 3
    deeds = (*often, naive.everything, naive.invert, naive.clear, naive.sort)
    for step in range(700):
        deed = naive.chance.choice(deeds)
        deed()
        assert stage.table.cursor_row() == naive.cursor, (step, deed.__name__)
        assert stage.shown_selected() == naive.chosen, (step, deed.__name__)
    assert stage.table.selectionModel().hasSelection() is False


def test_rows_that_grow_shrink_and_change_satisfy_qts_examiner(stage: Stage) -> None:
    everything = stage.model.ids
    for length in (10, 300, 0, 150, 128, 129, 300):
        stage.model.show(ALL, everything[:length], 1)
        settle(stage.around, 5)
        stage.model.rows_changed(set(everything[: length // 2]))
        settle(stage.around, 5)
    assert stage.model.rowCount() == 300
    assert stage.model.rowCount(stage.model.index(0, 0)) == 0


def test_a_changed_row_is_read_again_while_it_is_on_screen(stage: Stage) -> None:
    row = stage.model.row(2)
    assert row is not None
    stage.around.desk.change(row, title="Another title")  # type: ignore[attr-defined]
    stage.model.rows_changed({row.id})
    settle(stage.around)
    assert stage.model.data(stage.model.index(2, 1)) == "Another title"


def test_the_cursor_stays_on_its_image_when_the_order_changes(stage: Stage) -> None:
    stage.click(6, 1)
    image = stage.table.cursor_id
    stage.show(Query("images", order="price", descending=True))
    assert stage.model.ids[stage.table.cursor_row()] == image


def test_assistive_technology_reads_and_ticks_a_row(stage: Stage) -> None:
    box = stage.model.index(3, 0)
    assert stage.model.data(box, CHECK) == Qt.CheckState.Unchecked
    assert stage.model.setData(box, 2, CHECK)
    assert stage.model.data(box, CHECK) == Qt.CheckState.Checked
    assert stage.model.data(stage.model.index(3, 1), 11)


def test_vendor_text_never_becomes_markup_in_a_tool_tip(stage: Stage) -> None:
    row = stage.model.row(0)
    assert row is not None
    stage.around.desk.change(row, title='<img src="file:///etc/passwd">')  # type: ignore[attr-defined]
    stage.model.rows_changed({row.id})
    settle(stage.around)
    assert "<img" not in str(stage.model.data(stage.model.index(0, 1), 3))


def test_a_hidden_column_comes_back_with_its_width(stage: Stage) -> None:
    price = next(column for column in FEATURE.columns if column.key == "price")
    section = list(FEATURE.columns).index(price) + 1
    stage.layout.widths["price"] = 0
    stage.layout.show(price, visible=False)
    stage.table.apply_layout()
    assert stage.table.isColumnHidden(section)
    stage.layout.show(price, visible=True)
    stage.table.apply_layout()
    assert not stage.table.isColumnHidden(section)
    assert stage.table.columnWidth(section) >= 44


def test_a_click_on_a_title_asks_for_that_order(stage: Stage, qtbot: QtBot) -> None:
    head = stage.table.head
    place = QPoint(head.sectionViewportPosition(3) + 20, 10)
    with qtbot.waitSignal(head.order_wished) as wished:
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert wished.args == ["price"]


def test_alt_click_filters_by_the_value_in_the_cell(stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.table.filter_wished) as wished:
        stage.click(2, 2, Qt.KeyboardModifier.AltModifier)
    assert wished.args is not None
    assert wished.args[0].key == "vendor_name"
