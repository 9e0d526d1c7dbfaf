"""A view from its declaration: select, edit, order, filter, and what stays over a restart."""

import threading
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Query, Selection
from tests.kit.fake_desk import BatchRow, FakeReader, Update
from tests.kit.features import FEATURE
from tests.kit.staged import staged
from tests.kit.surroundings import settle, surroundings
from ui.kit import panel_asking
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage


class Window:
    """The view with its inspector on a stage."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.around = around
        self.stage = Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(FEATURE, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        self.settle()

    def settle(self) -> None:
        settle(self.around, 30)
        settle(self.around, 30)

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.panel.table.setFocus()
        QTest.keyClick(self.panel.table, key, keys)

    def main_words(self) -> str:
        main = self.panel.inspector.foot.main()
        return main.words if main else ""

    def enter(self, key: str, text: str) -> None:
        form = self.panel.inspector.form
        assert form is not None
        form.rows[key].enter(text)
        self.settle()

    @property
    def submitted(self) -> list[tuple[Selection, Update, int | None]]:
        return self.around.desk.submitted  # type: ignore[attr-defined, no-any-return]


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel_asking, "SETTLE_MS", 1)
    monkeypatch.setattr(panel_asking, "IMPACT_MS", 1)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    with surroundings(400) as around:
        yield Window(around, qtbot)


def test_all_that_match_get_a_new_date_with_one_order(window: Window) -> None:
    window.panel.marks.select_all()
    window.settle()
    window.enter("online_until", "2027-12-31")
    assert window.main_words() == "Update 400 images"
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if not window.submitted:
        window.panel.selecting.acting.take_main()
    window.settle()
    [(selection, order, expected)] = window.submitted
    assert selection.query is not None
    assert (order.changes, expected) == ({"online_until": "2027-12-31"}, 400)
    assert window.around.desk.seen == window.panel.model.ids  # type: ignore[attr-defined]


def test_pending_values_lie_over_the_rows_until_the_batch_is_done(window: Window) -> None:
    window.panel.marks.select_all()
    window.settle()
    window.enter("online_until", "2027-12-31")
    window.panel.selecting.acting.take_main()
    window.settle()
    cell = window.panel.model.cell(0, 4)
    assert cell is not None
    assert (cell.first.text, cell.first.tone) == ("31 Dec 2027", "pending")
    assert cell.second.text.startswith("was ")
    window.around.desk.tables = {"batches": [BatchRow(1, "batch-1", 2480, "u", "t", "a", "done", 400, 400)]}  # type: ignore[attr-defined]
    window.around.pump.put("batches", {1})
    QTest.qWait(600)
    window.settle()
    after = window.panel.model.cell(0, 4)
    assert after is not None
    assert after.first.tone == "plain"


def test_impact_lines_stand_above_the_button_before_the_order(window: Window) -> None:
    window.panel.marks.select_all()
    window.settle()
    window.enter("online_until", "2027-12-31")
    lines = {line.key: line.count for line in window.panel.inspector.foot.impact.lines}
    assert lines == {"will-change": 371, "already": 26, "locked": 3}


def test_a_date_that_cannot_be_read_greys_the_button_and_says_how(window: Window) -> None:
    window.panel.marks.select_all()
    window.settle()
    form = window.panel.inspector.bulk
    form.rows["online_until"].editor.line.setText("someday")  # type: ignore[attr-defined]
    form.rows["online_until"].editor.line.textEdited.emit("someday")  # type: ignore[attr-defined]
    window.settle()
    main = window.panel.inspector.foot.main()
    assert main is not None
    assert main.reason
    assert window.submitted == []


def test_without_a_selection_the_row_under_the_cursor_is_changed(window: Window) -> None:
    window.panel.table.move_cursor(3)
    window.settle()
    window.enter("caption", "Another caption")
    assert window.main_words() == "Update 1 images"
    window.panel.selecting.acting.take_main()
    window.settle()
    [(selection, order, expected)] = window.submitted
    assert selection.plus == {window.panel.model.ids[3]}
    assert (order.changes, expected) == ({"caption": "Another caption"}, 1)


def test_the_bar_tells_what_this_view_does_not_show(window: Window) -> None:
    ids = list(window.panel.model.ids)
    window.panel.marks.only(ids[:40])
    window.settle()
    window.panel.filter_by("sync:failed")
    window.settle()
    bar = window.panel.selection_bar
    failed = set(window.panel.model.ids)
    outside = len([one for one in ids[:40] if one not in failed])
    assert bar.words.text() == "40 images selected"
    assert bar.rest.text().startswith(f"{outside} of them")
    bar.drop_wished.emit()
    window.settle()
    assert window.panel.marks.selection.plus == frozenset(ids[:40]) & failed


def test_the_first_rows_of_a_long_list_do_not_wait_for_all_the_others(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, ids = threading.Event(), FakeReader.ids

    def late(reader: FakeReader, query: Query) -> "array[int]":
        known.wait(10)
        return ids(reader, query)

    monkeypatch.setattr(FakeReader, "ids", late)
    monkeypatch.setattr(FakeReader, "head", lambda reader, query, limit: ids(reader, query)[:limit])
    with surroundings(400) as around, staged(around, qtbot, settled=False) as panel:
        qtbot.waitUntil(lambda: panel.model.row(0) is not None)
        assert panel.model.rowCount() == panel_asking.HEAD
        first = panel.model.row(0)
        panel.marks.select_all()
        assert panel.marks.known_count() is None
        assert panel.marks.seen(panel.marks.selection) is None
        known.set()
        qtbot.waitUntil(lambda: panel.model.rowCount() == 400)
        assert panel.model.row(0) is first
        settle(around)
        assert panel.marks.known_count() == 400
        assert panel.table.cursor_row() == 0


def test_show_lists_exactly_what_is_selected(window: Window) -> None:
    ids = list(window.panel.model.ids)
    window.panel.marks.only(ids[:7])
    window.panel.filter_by("sync:failed")
    window.settle()
    window.panel.selection_bar.show_wished.emit()
    window.settle()
    assert set(window.panel.model.ids) == set(ids[:7])


def test_escape_clears_the_words_before_the_selection(window: Window) -> None:
    window.panel.marks.select_all()
    window.panel.filters.show_filter("Evening")
    window.panel.escape()
    assert window.panel.marks.all_shown() or window.panel.marks.selection.query is not None
    window.panel.escape()
    assert window.panel.marks.selection.query is None
    window.panel.marks.back()
    assert window.panel.marks.selection.query is not None


def test_keys_select_invert_and_bring_back(window: Window) -> None:
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    window.press(Qt.Key.Key_A, ctrl)
    assert window.panel.marks.known_count() == 400
    window.press(Qt.Key.Key_A, ctrl | shift)
    assert window.panel.marks.known_count() == 0
    window.press(Qt.Key.Key_Escape, shift)
    assert window.panel.marks.known_count() == 400
    window.press(Qt.Key.Key_Escape)
    assert window.panel.marks.known_count() == 0


def test_a_search_without_a_match_offers_the_way_back(window: Window) -> None:
    window.panel.filter_by("sync:failed zebra")
    window.settle()
    assert window.panel.empty.isVisible()
    assert window.panel.empty.title.text() == "Nothing matches these 2 filters"
    window.panel.filters.clear()
    window.settle()
    assert len(window.panel.model.ids) == 400


def test_a_saved_view_puts_its_filter_and_name_in_force(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.panel.view_told) as told:
        window.panel.open_view("failed")
    window.settle()
    assert told.args == ["failed"]
    assert 0 < len(window.panel.model.ids) < 400


def test_rows_stay_and_a_bar_speaks_while_the_read_model_is_silent(window: Window) -> None:
    window.around.desk.deaf = True  # type: ignore[attr-defined]
    window.panel.refresh()
    window.settle()
    assert len(window.panel.model.ids) == 400
    assert "does not answer" in window.panel.banner.accessibleName()
    window.around.desk.deaf = False  # type: ignore[attr-defined]
    window.panel.refresh()
    window.settle()
    assert window.panel.banner.isHidden()


def test_selection_filter_and_columns_are_there_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    with surroundings(200, tmp_path) as around:
        first = Window(around, qtbot)
        first.panel.filter_by("sync:in_sync")
        first.settle()
        first.panel.marks.select_all()
        first.panel.marks.toggle(first.panel.model.ids[2])
        first.panel.layout_kept.show(FEATURE.columns[1], visible=False)
        first.panel.keep()
        kept = first.panel.marks.selection
        first.settle()
    (tmp_path / "fake.db").unlink()
    with surroundings(200, tmp_path) as around:
        second = Window(around, qtbot)
        second.settle()
        assert second.panel.marks.selection == kept
        assert second.panel.asking.where == "sync:in_sync"
        assert second.panel.table.isColumnHidden(2)


def test_what_changed_under_the_cursor_shows_in_the_inspector(window: Window) -> None:
    window.panel.table.move_cursor(1)
    window.settle()
    row = window.panel.model.row(1)
    assert row is not None
    window.around.desk.change(row, title="Told anew")  # type: ignore[attr-defined]
    window.around.pump.put("images", {row.id})
    QTest.qWait(120)
    window.settle()
    assert window.panel.inspector.row is not None
    assert window.panel.inspector.row.title == "Told anew"


def test_a_draft_is_offered_again_when_the_cursor_comes_back(window: Window) -> None:
    window.panel.table.move_cursor(2)
    window.settle()
    window.enter("caption", "Half a thought")
    window.panel.table.move_cursor(5)
    window.settle()
    assert not window.panel.inspector.touched()
    window.panel.table.move_cursor(2)
    window.settle()
    assert window.panel.inspector.texts() == {"caption": "Half a thought"}


def test_every_key_of_the_view_has_a_name_and_none_clashes(window: Window) -> None:
    actions = [*window.panel.table.actions(), *window.panel.actions()]
    keys = [key.toString() for one in actions for key in one.shortcuts()]
    assert all(one.text() and one.objectName() for one in actions)
    assert len(keys) == len(set(keys))
