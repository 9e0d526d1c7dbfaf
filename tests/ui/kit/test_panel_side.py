"""A view with a pane at its left: days and groups filter the table, and stay in step with it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Query
from tests.kit.fake_desk import TODAY
from tests.kit.features import FEATURE, SIDED
from tests.kit.surroundings import settle, surroundings
from ui.kit import filter_terms, group_pane, panel_side
from ui.kit.day_span import OVERDUE, Span
from ui.kit.declare import Feature
from ui.kit.month_strip import MonthStrip
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.side_pane import SidePane
from ui.kit.stage import Stage
from ui.kit.strip_places import Places

DAY = TODAY + timedelta(days=3)
"""The present day in these tests: rows of the fake desk end from two days before it on."""


class Window:
    """The view on a stage, wide enough for its pane."""

    def __init__(self, around: Surroundings, qtbot: QtBot, feature: Feature = SIDED) -> None:
        self.around = around
        self.stage = Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(feature, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1440, 700)
        self.stage.show()
        self.settle()

    def settle(self) -> None:
        settle(self.around, 30)
        settle(self.around, 30)

    @property
    def pane(self) -> SidePane:
        assert self.panel.side_pane is not None
        return self.panel.side_pane

    @property
    def strip(self) -> MonthStrip:
        assert self.pane.strip is not None
        return self.pane.strip

    def click_day(self, number: int) -> None:
        place = Places(self.strip.width()).rect(number).center().toPoint()
        QTest.mouseClick(self.strip, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def group_by(self, key: str) -> None:
        assert self.pane.groups is not None
        self.pane.groups.by.setCurrentIndex(self.pane.groups.by.findData(key))
        self.settle()

    def groups(self) -> dict[str, str]:
        assert self.pane.groups is not None
        items = map(self.pane.groups.list.item, range(self.pane.groups.list.count()))
        return {item.text(): str(item.data(Qt.ItemDataRole.UserRole)) for item in items}

    def pick(self, title: str) -> None:
        assert self.pane.groups is not None
        row = list(self.groups()).index(title)
        place = self.pane.groups.list.visualItemRect(self.pane.groups.list.item(row)).center()
        QTest.mouseClick(self.pane.groups.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def counted(self, where: str) -> int:
        reader = self.around.desk.reader()
        count = reader.count(Query("images", where))
        reader.close()
        return count


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel_side, "today", lambda: DAY)
    monkeypatch.setattr(filter_terms, "today", lambda: DAY)
    monkeypatch.setattr(panel_side, "AGAIN_MS", 1)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    with surroundings(3_000) as around:
        yield Window(around, qtbot)


def test_a_day_of_the_strip_filters_the_table(window: Window) -> None:
    window.click_day(5)
    first, after = DAY + timedelta(days=5), DAY + timedelta(days=6)
    assert window.panel.asking.where == f"online_until>={first} online_until<{after}"
    assert len(window.panel.model.ids) == window.strip.counts[5] > 0


def test_the_strip_keeps_its_other_days_in_sight_while_one_is_chosen(window: Window) -> None:
    before = dict(window.strip.counts)
    window.click_day(5)
    assert window.strip.counts == before
    assert window.strip.chosen == Span(5, 5)


def test_another_day_replaces_what_was_said_of_days_before(window: Window) -> None:
    window.panel.filter_by("sync:in_sync online_until<=+30d")
    window.settle()
    assert window.strip.chosen == Span(OVERDUE, 30)
    window.click_day(OVERDUE)
    assert window.panel.asking.where == f"sync:in_sync online_until<{DAY}"
    window.click_day(OVERDUE)
    assert window.panel.asking.where == "sync:in_sync"


def test_the_strip_counts_within_the_other_filters(window: Window) -> None:
    window.panel.filter_by("sync:failed")
    window.settle()
    last = DAY + timedelta(days=89)
    ahead = window.counted(f"sync:failed online_until>={DAY} online_until<={last}")
    assert sum(window.strip.counts.values()) - window.strip.counts[OVERDUE] == ahead


def test_taking_the_chip_away_lets_the_days_go(window: Window) -> None:
    window.click_day(5)
    window.panel.filters.clear()
    window.settle()
    assert window.strip.chosen is None


def test_a_group_filters_and_a_second_pick_lets_go(window: Window) -> None:
    window.group_by("vendor")
    assert len(window.groups()) == 9
    window.pick("Ostermann")
    assert window.panel.asking.where == "vendor:1"
    assert len(window.groups()) == 9
    window.pick("Ostermann")
    assert window.panel.asking.where == ""


def test_groups_are_counted_within_the_chosen_days(window: Window) -> None:
    window.click_day(OVERDUE)
    window.group_by("sync")
    assert window.pane.groups is not None
    heard = window.pane.groups.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"in sync: {window.counted(f'sync:in_sync online_until<{DAY}')}"


def test_groups_are_called_as_people_know_them(window: Window) -> None:
    tables = {
        "vendors": [SimpleNamespace(id=7, key="4", name="Alpenpanorama"), SimpleNamespace(id=8, key="9", name="")]
    }
    window.around.desk.tables = tables  # type: ignore[attr-defined] # the fake desk's
    window.group_by("vendor")
    assert window.groups()["Alpenpanorama"] == "vendor:4"
    assert window.groups()["5"] == "vendor:5"


def test_groups_are_searched_by_their_names(window: Window) -> None:
    assert window.pane.groups is not None
    window.group_by("vendor")
    QTest.keyClicks(window.pane.groups.search, "oster")
    QTest.qWait(group_pane.SEARCH_MS)
    window.settle()
    assert window.groups() == {"Ostermann": "vendor:1"}
    window.pane.groups.search.clear()
    QTest.qWait(group_pane.SEARCH_MS)
    window.settle()
    assert len(window.groups()) == 9


def test_a_search_is_asked_once_typing_has_paused(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    assert window.pane.groups is not None
    window.group_by("vendor")
    monkeypatch.setattr(window.panel.asking, "once", lambda name, *_rest: asked.append(name))
    QTest.keyClicks(window.pane.groups.search, "oster")
    assert asked == []
    QTest.qWait(2 * group_pane.SEARCH_MS)
    assert asked == ["groups"]


def test_what_changes_is_counted_again(window: Window) -> None:
    before = window.strip.counts[OVERDUE]
    reader = window.around.desk.reader()
    store = reader._store  # type: ignore[attr-defined] # noqa: SLF001 - the fake desk has no orders that change days
    [row] = store.execute("SELECT id FROM images WHERE online_until > '2027' LIMIT 1").fetchone()
    store.execute("UPDATE images SET online_until = ? WHERE id = ?", (TODAY.isoformat(), row))
    store.commit()
    reader.close()
    window.around.pump.put("images", {row})
    QTest.qWait(120)
    window.settle()
    assert window.strip.counts[OVERDUE] == before + 1


def test_the_pane_gives_way_in_a_narrow_window_and_comes_by_its_button(window: Window) -> None:
    assert window.pane.isVisible()
    window.stage.resize(1200, 700)
    assert not window.pane.isVisible()
    assert window.panel.head.pane_button is not None
    window.panel.head.pane_button.click()
    assert window.pane.isVisible()
    window.stage.resize(1440, 700)
    window.stage.resize(1200, 700)
    assert not window.pane.isVisible()


def test_whether_the_pane_is_shown_and_how_grouped_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with surroundings(200, tmp_path) as around:
        first = Window(around, qtbot)
        first.group_by("sync")
        first.panel.siding.toggle()
        assert not first.pane.isVisible()
    (tmp_path / "fake.db").unlink()
    with surroundings(200, tmp_path) as around:
        second = Window(around, qtbot)
        assert not second.pane.isVisible()
        second.panel.siding.toggle()
        second.settle()
        assert set(second.groups()) == {"in sync", "failed", "changed elsewhere"}
        assert second.strip.counts


def test_nothing_is_counted_for_a_pane_that_nobody_sees(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    window.panel.siding.toggle()
    monkeypatch.setattr(window.panel.asking, "once", lambda name, *_rest: asked.append(name))
    window.panel.filter_by("sync:failed")
    assert asked == []
    window.panel.siding.toggle()
    assert asked == ["days"]


def test_a_view_without_a_side_has_neither_pane_nor_button(qtbot: QtBot) -> None:
    with surroundings(50) as around:
        window = Window(around, qtbot, FEATURE)
        assert window.panel.side_pane is None
        assert window.panel.head.pane_button is None
        assert window.panel.findChildren(SidePane) == []
        assert "Shift+I" not in [key.toString() for one in window.panel.actions() for key in one.shortcuts()]


def test_every_key_of_the_view_has_a_name_and_none_clashes(window: Window) -> None:
    actions = [*window.panel.table.actions(), *window.panel.actions()]
    keys = [key.toString() for one in actions for key in one.shortcuts()]
    assert "Shift+I" in keys
    assert all(one.text() and one.objectName() for one in actions)
    assert len(keys) == len(set(keys))
