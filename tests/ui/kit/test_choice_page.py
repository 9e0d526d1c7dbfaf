import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.choice_page import ChoicePage
from ui.kit.theme import theme
from ui.kit.words import words
from ui.welcome.panel import WELCOME
from ui.welcome.role import ROLE


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


def test_the_keyboard_alone_chooses_names_a_place_and_goes_on(qtbot: QtBot, page: ChoicePage) -> None:
    for _ in range(2):
        QTest.keyClick(page.cards[page.choice()], Qt.Key.Key_Down)
    assert page.choice() == "join"
    QTest.keyClicks(page.fields("join").fields["workspace"].line, "/srv/pictures")
    with qtbot.waitSignal(page.chosen) as heard:
        QTest.keyClick(page.fields("join").fields["workspace"].line, Qt.Key.Key_Return)
    assert heard.args == ["join"]
    assert page.texts() == {"workspace": "/srv/pictures"}


def test_only_the_chosen_card_asks_for_places(page: ChoicePage) -> None:
    assert not page.fields("restore").isVisible()
    QTest.mouseClick(page.cards["restore"], Qt.MouseButton.LeftButton)
    assert page.fields("restore").isVisible()
    assert not page.fields("join").isVisible()


def test_escape_stops_what_is_being_made(qtbot: QtBot, page: ChoicePage) -> None:
    page.show_progress(1, 2, "Images arrive")
    assert page.quit.text() == "Cancel"
    with qtbot.waitSignal(page.stop_wished):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_the_second_question_offers_the_way_back(qtbot: QtBot, page: ChoicePage) -> None:
    assert not page.back.isVisible()
    page.ask(ROLE, "accountant")
    assert page.choice() == "accountant"
    assert page.back.isVisible()
    with qtbot.waitSignal(page.back_wished):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_failure_goes_away_when_the_place_is_corrected(page: ChoicePage) -> None:
    QTest.mouseClick(page.cards["join"], Qt.MouseButton.LeftButton)
    page.show_failure("There is no folder /srv/picture.")
    assert page.told.isVisible()
    QTest.keyClicks(page.fields("join").fields["workspace"].line, "s")
    assert not page.told.isVisible()


def test_every_card_has_a_name_a_description_and_its_state(page: ChoicePage) -> None:
    for card in page.cards.values():
        assert card.accessibleName()
        assert card.accessibleDescription()
        assert card.isCheckable()


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
    assert page.cards["join"].isEnabled()


def test_the_whole_page_speaks_german_at_once(page: ChoicePage) -> None:
    words().use("de")
    said = (page.go_on.text(), page.quit.text(), page.cards["sample"].accessibleName())
    words().use("en")
    assert said == ("Weiter", "Beenden", "Mit Beispieldaten ausprobieren")
