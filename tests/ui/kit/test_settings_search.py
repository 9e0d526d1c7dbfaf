"""Settings are found by their words in any language, say when they hold, and are reset one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.kit import likings as liked
from ui.kit.buttons import IconButton, RoundTab
from ui.kit.likings import likings
from ui.kit.memory import Memory
from ui.kit.preferences import CACHE_AMOUNT, DENSITY_CHOICE, LANGUAGE_CHOICE, LETTERS_CHOICE, SIZE_CHOICE
from ui.kit.setting_rows import amount_row, preference_row
from ui.kit.settings_page import Section, SettingsPage
from ui.kit.words import phrase, words


@pytest.fixture(autouse=True)
def _memory(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    words().use("en")
    likings().remember(Memory(tmp_path / "window.json"))
    yield
    words().use("en")


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    sections = (
        Section(phrase("Settings", "General"), (LANGUAGE_CHOICE, DENSITY_CHOICE, SIZE_CHOICE), "general"),
        Section(phrase("Settings", "Keyboard"), (LETTERS_CHOICE,), "keyboard"),
    )
    made = SettingsPage(phrase("Settings", "Settings"), sections)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [("language", 0), ("sprache", 0), ("zeilenhöhe", 1), ("zoom", 2), ("schriftgröße", 2), ("tastenkürzel", 3)],
)
def test_a_setting_is_found_by_english_and_by_german_words(
    page: SettingsPage, typed: str, found: int, language: str
) -> None:
    words().use(language)
    titles = [str(one.title) for one in (LANGUAGE_CHOICE, DENSITY_CHOICE, SIZE_CHOICE, LETTERS_CHOICE)]
    page.filter_by(typed)
    assert page.shown() == [titles[found]]
    page.filter_by("")
    assert page.shown() == titles


def test_words_that_no_setting_has_are_answered_in_words(page: SettingsPage) -> None:
    page.filter_by("xyzzy")
    assert page.shown() == []
    assert page.list.item(0).isHidden()


def test_a_link_leads_to_its_section(page: SettingsPage) -> None:
    page.filter_by("section:keyboard")
    assert page.list.currentRow() == 1


def test_a_changed_setting_is_reset_by_its_own_arrow(qtbot: QtBot) -> None:
    row = preference_row(SIZE_CHOICE)
    qtbot.addWidget(row)
    tabs = {tab.objectName(): tab for tab in row.findChildren(RoundTab)}
    (reset,) = row.findChildren(IconButton)
    assert not reset.isVisibleTo(row)
    QTest.mouseClick(tabs["125"], Qt.MouseButton.LeftButton)
    assert (likings().text(liked.SIZE), reset.isVisibleTo(row)) == ("125", True)
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert (likings().text(liked.SIZE), tabs["100"].isChecked(), reset.isVisibleTo(row)) == ("100", True, False)


@pytest.mark.parametrize(("typed", "kept"), [("90", 90), ("0", 50), ("99999", 20_000), ("", 500)])
def test_a_number_stays_within_its_limits(qtbot: QtBot, typed: str, kept: int) -> None:
    row = amount_row(CACHE_AMOUNT)
    qtbot.addWidget(row)
    (field,) = row.findChildren(QLineEdit)
    field.clear()
    QTest.keyClicks(field, typed)
    field.editingFinished.emit()
    assert (likings().number(liked.CACHE_MB), field.text()) == (kept, str(kept))
