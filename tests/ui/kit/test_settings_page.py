from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.kit.buttons import RoundTab
from ui.kit.preferences import APPEARANCE_CHOICE, DENSITY_CHOICE, LANGUAGE_CHOICE
from ui.kit.settings_page import preference_row
from ui.kit.theme import theme
from ui.kit.words import words


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    words().use("en")
    theme().start(qapp)
    theme().choose("light")
    yield
    theme().choose("light")
    theme().space_rows("comfortable")
    words().use("en")


def _tabs(row: object) -> dict[str, RoundTab]:
    return {tab.objectName(): tab for tab in row.findChildren(RoundTab)}  # type: ignore[attr-defined]


def test_a_choice_takes_effect_at_once_and_is_marked(qtbot: QtBot) -> None:
    row = preference_row(LANGUAGE_CHOICE)
    qtbot.addWidget(row)
    QTest.mouseClick(_tabs(row)["de"], Qt.MouseButton.LeftButton)
    assert words().language == "de"
    assert _tabs(row)["de"].isChecked()


def test_a_change_made_elsewhere_is_shown_here(qtbot: QtBot) -> None:
    rows = [preference_row(choice) for choice in (APPEARANCE_CHOICE, DENSITY_CHOICE)]
    for row in rows:
        qtbot.addWidget(row)
    theme().toggle()
    theme().space_rows("compact")
    assert _tabs(rows[0])["dark"].isChecked()
    assert _tabs(rows[1])["compact"].isChecked()


def test_a_closed_page_no_longer_listens(qtbot: QtBot) -> None:
    row = preference_row(APPEARANCE_CHOICE)
    delete(row)
    with qtbot.captureExceptions() as caught:
        theme().toggle()
    assert not caught


def test_before_anything_was_chosen_nothing_is_marked(qtbot: QtBot) -> None:
    row = preference_row(replace(DENSITY_CHOICE, now=lambda: ""))
    qtbot.addWidget(row)
    assert not any(tab.isChecked() for tab in _tabs(row).values())
