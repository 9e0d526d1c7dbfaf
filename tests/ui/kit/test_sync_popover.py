"""Behind the pill everything is named that waits, that came, and that needs a person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.kit.sync_popover import MOST, Entry, SyncPopover, Told
from ui.kit.words import words


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    words().use("en")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def _words(sheet: SyncPopover) -> list[str]:
    return [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]


def test_queue_feeds_and_documents_are_named(window: QWidget) -> None:
    sheet = SyncPopover(window, lambda: None)
    sheet.open_below(window)
    queue = [Entry(f"Batch {number}", "0 / 12") for number in range(MOST + 2)]
    feeds = [Entry("alpenpix", "last exchange 12 Mar 2026, 09:11", "ok")]
    sheet.tell(Told("alpenpix answers with 503", queue, feeds, here=3, wanted=7))
    said = _words(sheet)
    assert {"alpenpix answers with 503", "Batch 0", "and 2 more", "alpenpix"} <= set(said)
    assert "3 of 7 fetched ahead" in said
    assert f"Batch {MOST}" not in said


def test_nothing_to_tell_is_told_in_words(window: QWidget) -> None:
    sheet = SyncPopover(window, lambda: None)
    sheet.open_below(window)
    sheet.tell(Told())
    assert {"Nothing waits to be sent.", "No feed is set up."} <= set(_words(sheet))
    assert "Needs a person" not in _words(sheet)


def test_what_needs_a_person_leads_there_and_trying_stays_open(window: QWidget) -> None:
    done, tried = list[str](), list[str]()
    sheet = SyncPopover(window, lambda: tried.append("now"))
    sheet.open_below(window)
    conflict = Entry("2 images changed elsewhere", state="warning", verb="Show", run=lambda: done.append("shown"))
    sheet.tell(Told(conflicts=[conflict]))
    QTest.mouseClick(sheet.try_now, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    show = next(one for one in sheet.findChildren(Button) if one.text() == "Show")
    assert show.accessibleName() == "Show: 2 images changed elsewhere"
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert (tried, done) == (["now"], ["shown"])
