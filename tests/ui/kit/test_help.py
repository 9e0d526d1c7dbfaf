"""Every place explains itself in both languages, and what is new has a version."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.help import NEWS, HelpSheet, newest, text_of
from ui.kit.words import words
from ui.pages import places


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_place_has_a_page_of_its_own(language: str) -> None:
    words().use(language)
    pages = [text_of(place.key) for place in places()]
    words().use("en")
    assert len(set(pages)) == len(pages)
    assert all(page.startswith("# ") for page in pages)


def test_an_unknown_view_falls_back_to_the_first_page() -> None:
    assert text_of("nowhere") == text_of("images")


def test_what_is_new_names_the_same_version_in_both_languages() -> None:
    english = newest()
    words().use("de")
    german = newest()
    words().use("en")
    assert english == german != ""


def test_the_sheet_shows_the_page_and_leads_nowhere_else(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = HelpSheet(window, NEWS)
    assert sheet.windowTitle() == "What's new"
    assert newest() in sheet.page.toPlainText()
    assert not sheet.page.openLinks()
