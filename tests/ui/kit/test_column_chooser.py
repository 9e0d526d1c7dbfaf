"""The list of columns: ticks, letters, and an order by keyboard as well as by dragging."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.kit.features import COLUMNS
from ui.kit.column_chooser import ColumnChooser
from ui.kit.table_layout import SMALLEST, Layout

DECLARED = [one.key for one in COLUMNS]


@pytest.fixture
def layout() -> Layout:
    return Layout()


@pytest.fixture
def chooser(qtbot: QtBot, layout: Layout) -> ColumnChooser:
    host = QWidget()
    host.resize(700, 600)
    qtbot.addWidget(host)
    host.show()
    chooser = ColumnChooser(COLUMNS, layout, host)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    chooser.open(host.mapToGlobal(host.rect().topLeft()))
    chooser.setProperty("host", host)
    return chooser


def _item(chooser: ColumnChooser, key: str) -> int:
    return chooser.listed().index(key)


def test_a_tick_shows_or_hides_a_column_at_once(chooser: ColumnChooser, layout: Layout, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.changed):
        chooser.list.item(_item(chooser, "price")).setCheckState(Qt.CheckState.Unchecked)
    assert not layout.visible(COLUMNS[DECLARED.index("price")])


def test_what_must_be_seen_cannot_be_taken_away(chooser: ColumnChooser) -> None:
    fixed = chooser.list.item(_item(chooser, "title"))
    assert not fixed.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "always shown" in fixed.text()


def test_a_column_moves_by_keyboard_as_it_does_by_mouse(chooser: ColumnChooser, layout: Layout) -> None:
    chooser.list.setCurrentRow(_item(chooser, "price"))
    QTest.keyClick(chooser.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert layout.sequence[:3] == ["title", "price", "vendor_name"]
    QTest.keyClick(chooser.search, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert layout.sequence == DECLARED


def test_dragging_a_row_of_the_list_orders_the_columns(chooser: ColumnChooser, layout: Layout) -> None:
    model = chooser.list.model()
    assert model.moveRow(model.index(0, 0).parent(), 2, model.index(0, 0).parent(), 0)
    assert layout.sequence[0] == "price"


def test_letters_find_a_column_and_enter_ticks_it(chooser: ColumnChooser, layout: Layout) -> None:
    QTest.keyClicks(chooser.search, "stat")
    visible = [key for key in chooser.listed() if not chooser.list.item(_item(chooser, key)).isHidden()]
    assert visible == ["state"]
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert layout.visible(COLUMNS[DECLARED.index("state")])


def test_escape_leaves_the_list_and_keeps_what_was_done(chooser: ColumnChooser, layout: Layout) -> None:
    layout.sequence = ["price"]
    QTest.keyClick(chooser.search, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert layout.sequence == ["price"]


def test_a_column_shown_again_never_has_no_width(layout: Layout) -> None:
    layout.widths = {"price": 0}
    assert layout.width(COLUMNS[2]) == SMALLEST
