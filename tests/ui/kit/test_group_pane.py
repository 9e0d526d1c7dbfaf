"""The pane of groups: counts, search, and picking by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.declare_side import Group
from ui.kit.group_list import Groups, Member
from ui.kit.group_pane import GroupPane

GROUPS = (Group("vendor", "Vendor", "vendor", "vendor"), Group("sync", "Sync", "sync", "sync"))
VENDORS = tuple(Member(f"vendor:v{n}", f"Agency {n}", 5_000 - n) for n in range(200))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(240, 500)
    return window


@pytest.fixture
def pane(window: QWidget) -> GroupPane:
    pane = GroupPane(GROUPS)
    pane.setParent(window)
    pane.resize(240, 500)
    window.show()
    pane.choose("vendor")
    pane.show_groups(Groups(VENDORS, 250, 250))
    return pane


def wishes(pane: GroupPane) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    pane.wished.connect(lambda field, terms: heard.append((field, terms)))
    return heard


def shown(pane: GroupPane) -> list[str]:
    return [pane.list.item(row).text() for row in range(pane.list.count())]


def click(pane: GroupPane, row: int) -> None:
    place = pane.list.visualItemRect(pane.list.item(row)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_wishes_the_terms_of_the_group(pane: GroupPane) -> None:
    heard = wishes(pane)
    click(pane, 2)
    assert heard == [("vendor", "vendor:v2")]


def test_a_click_on_the_chosen_group_lets_it_go(pane: GroupPane) -> None:
    heard = wishes(pane)
    pane.show_chosen("vendor:v2")
    click(pane, 2)
    assert heard == [("vendor", "")]


def test_keys_go_from_search_to_list_and_pick(pane: GroupPane) -> None:
    heard = wishes(pane)
    QTest.keyClick(pane.search, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    QTest.keyClick(pane.list, Qt.Key.Key_Space)
    assert heard == [("vendor", "vendor:v1")] * 2


def test_the_first_groups_are_listed_and_the_others_are_searched_for(pane: GroupPane, qtbot: QtBot) -> None:
    assert len(shown(pane)) == 200
    assert pane.note.text() == "and 50 more: search for them"
    with qtbot.waitSignal(pane.searched):
        QTest.keyClicks(pane.search, " agency 24")
    assert pane.sought == "agency 24"
    with qtbot.waitSignal(pane.searched):
        QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.sought == ""


def test_counts_are_refreshed_without_moving_the_cursor(pane: GroupPane) -> None:
    pane.list.setCurrentRow(3)
    pane.show_groups(Groups((Member("vendor:new", "New", 9_000), *VENDORS), 251, 251))
    assert pane.list.currentItem().text() == "Agency 3"


def test_another_way_to_group_is_told_and_waits_for_its_counts(pane: GroupPane) -> None:
    told: list[str] = []
    pane.grouped.connect(told.append)
    pane.by.setCurrentIndex(pane.by.findData("sync"))
    assert told == ["sync"]
    assert pane.note.text() == "Counting…"
    assert pane.list.isHidden()


def test_grouping_by_nothing_shows_no_list(pane: GroupPane) -> None:
    pane.by.setCurrentIndex(0)
    assert pane.group is None
    assert (pane.list.isHidden(), pane.search.isHidden(), pane.note.isHidden()) == (True, True, True)


def test_no_groups_and_no_match_are_said(pane: GroupPane) -> None:
    pane.show_groups(Groups((), 0, 250))
    assert pane.note.text() == "No group has this name"
    pane.show_groups(Groups((), 0, 0))
    assert pane.note.text() == "No rows to group"


def test_few_groups_need_no_search(pane: GroupPane) -> None:
    pane.show_groups(Groups(VENDORS[:4], 4, 4))
    assert pane.search.isHidden()


def test_a_screen_reader_hears_group_count_and_choice(pane: GroupPane) -> None:
    pane.show_chosen("vendor:v1")
    heard = QAccessible.queryAccessibleInterface(pane.list)
    assert heard.text(QAccessible.Text.Name) == "Groups"
    assert heard.child(1).text(QAccessible.Text.Name) == "Agency 1: 4,999"
    assert "in force" in heard.child(1).text(QAccessible.Text.Description)
