"""A letter and Enter change the platform."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.platform_mark import PlatformMark
from ui.kit.platform_menu import PlatformMenu, ranked
from ui.kit.popover import Popover

MARKS = (
    PlatformMark("", "All platforms", "", "∗"),
    PlatformMark("tag", "Tagwerk Online", "", "T"),
    PlatformMark("sport", "Sportplatz", "", "S"),
    PlatformMark("reise", "Tagwerk Reise", "", "R"),
)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_letter_of_a_platform_comes_before_words_that_have_it(window: QWidget) -> None:
    assert [mark.key for mark in ranked(MARKS, "s")] == ["sport", "", "reise"]
    assert ranked(MARKS, "r")[0].key == "reise"
    assert [mark.key for mark in ranked(MARKS, "")] == ["", "tag", "sport", "reise"]


def test_a_letter_and_enter_switch_the_platform(window: QWidget) -> None:
    chosen, menu = list[str](), PlatformMenu(window, MARKS, "tag")
    menu.chosen.connect(chosen.append)
    menu.open_below(window)
    QTest.keyClicks(menu.field, "s")
    QTest.keyClick(menu.field, Qt.Key.Key_Return)
    assert chosen == ["sport"]


def test_escape_and_a_click_elsewhere_leave_all_as_it_is(window: QWidget) -> None:
    chosen = list[str]()
    for by_key in (True, False):
        menu = PlatformMenu(window, MARKS, "tag")
        menu.chosen.connect(chosen.append)
        menu.open_below(window)
        if by_key:
            QTest.keyClick(menu, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=window.rect().bottomRight())
        QApplication.processEvents()
        assert not [one for one in window.findChildren(Popover) if one.isVisible()]
    assert chosen == []
