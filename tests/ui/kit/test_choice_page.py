import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.choice_page import ChoicePage
from ui.kit.theme import theme
from ui.kit.words import words
from ui.welcome.panel import WELCOME


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> ChoicePage:
    words().use("en")
    theme().start(qapp)
    made = ChoicePage(WELCOME)
    qtbot.addWidget(made)
    made.show()
    return made


def test_sample_data_is_suggested_and_one_click_away(qtbot: QtBot, page: ChoicePage) -> None:
    with qtbot.waitSignal(page.chosen) as heard:
        QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert heard.args == ["sample"]


def test_another_card_can_be_chosen_with_one_click(qtbot: QtBot, page: ChoicePage) -> None:
    QTest.mouseClick(page.cards["empty"], Qt.MouseButton.LeftButton)
    assert page.choice() == "empty"


def test_what_is_not_possible_yet_is_grey_and_says_why(qtbot: QtBot, page: ChoicePage) -> None:
    for key in ("join", "restore"):
        QTest.mouseClick(page.cards[key], Qt.MouseButton.LeftButton)
        assert page.choice() == "sample"
        assert "Not possible" in page.cards[key].accessibleDescription()


def test_progress_is_told_in_numbers_and_nothing_is_chosen_twice(page: ChoicePage) -> None:
    page.show_progress(4214, 20000, "Images arrive")
    assert page.told.text() == "Images arrive · 4,214 / 20,000"
    assert not page.go_on.isEnabled()
    assert not page.cards["empty"].isEnabled()


def test_a_failure_says_its_sentence_and_lets_one_try_again(page: ChoicePage) -> None:
    page.show_progress(1, 2, "Images arrive")
    page.show_failure("The disk is full: 3 MB are missing.")
    assert page.told.text() == "The disk is full: 3 MB are missing."
    assert page.go_on.isEnabled()
    assert not page.cards["join"].isEnabled()


def test_the_whole_page_speaks_german_at_once(page: ChoicePage) -> None:
    words().use("de")
    said = (page.go_on.text(), page.quit.text(), page.cards["sample"].accessibleName())
    words().use("en")
    assert said == ("Weiter", "Beenden", "Mit Beispieldaten ausprobieren")
