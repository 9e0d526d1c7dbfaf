"""Whoever comes back to a view stands where they stood, by row and not by number."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.kit.buttons import Tabs
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage

THIRTIETH = 4_182_377 + 30 * 137


def _opened(around: Surroundings, qtbot: QtBot) -> tuple[Stage, Panel]:
    stage = Stage()
    qtbot.addWidget(stage)
    panel = Panel(FEATURE, around)
    stage.add_view(panel, panel.side)
    stage.resize(1300, 700)
    stage.follow(around.memory)
    stage.show()
    settle(around, 30)
    return stage, panel


def _tabs(panel: Panel) -> Tabs:
    found = panel.inspector.findChild(Tabs)
    assert found is not None
    return found


def test_cursor_scroll_tab_and_inspector_are_as_they_were_left(qtbot: QtBot, tmp_path: Path) -> None:
    with surroundings(200, tmp_path) as around:
        stage, panel = _opened(around, qtbot)
        panel.table.move_cursor(120)
        settle(around, 30)
        cursor, scrolled = panel.table.cursor_id, panel.table.verticalScrollBar().value()
        _tabs(panel).show_choice("rights")
        _tabs(panel).chosen.emit("rights")
        stage.toggle_side()
        assert scrolled > 0
    (tmp_path / "fake.db").unlink()
    with surroundings(200, tmp_path) as around:
        stage, panel = _opened(around, qtbot)
        assert (panel.table.cursor_id, panel.table.verticalScrollBar().value()) == (cursor, scrolled)
        assert _tabs(panel).choice() == "rights"
        assert not stage.side_shown


def test_a_row_that_is_gone_leaves_the_cursor_at_the_top(qtbot: QtBot, tmp_path: Path) -> None:
    with surroundings(60, tmp_path) as around:
        around.memory.put("place.images", {"cursor": 4711, "top": 4711, "rest": 12, "tab": "nowhere"})
        _stage, panel = _opened(around, qtbot)
        assert panel.table.cursor_row() == 0
        assert _tabs(panel).choice() == "metadata"


def test_coming_back_happens_once_and_not_at_every_answer(qtbot: QtBot, tmp_path: Path) -> None:
    with surroundings(60, tmp_path) as around:
        around.memory.put("place.images", {"cursor": THIRTIETH, "top": THIRTIETH, "rest": 0})
        _stage, panel = _opened(around, qtbot)
        assert panel.table.cursor_id == THIRTIETH
        panel.table.move_cursor(2)
        panel.refresh()
        settle(around, 30)
        assert panel.table.cursor_row() == 2
