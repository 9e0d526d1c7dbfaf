"""The style sheet changes where somebody looks, and everywhere else before it is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.kit.dress import dress_by_parts, wardrobe
from ui.kit.theme import theme
from ui.kit.tokens import DARK, LIGHT


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    theme().start(qapp)
    theme().choose("light")
    window = QWidget()
    pages = QStackedWidget(window)
    pages.addWidget(QWidget())
    pages.addWidget(QWidget())
    dress_by_parts(window, pages)
    qtbot.addWidget(window)
    window.show()
    yield window
    theme().choose("light")


def _pages(window: QWidget) -> tuple[QStackedWidget, QWidget, QWidget]:
    pages = window.findChild(QStackedWidget)
    assert isinstance(pages, QStackedWidget)
    first, second = pages.widget(0), pages.widget(1)
    assert first is not None
    assert second is not None
    return pages, first, second


def test_hidden_pages_change_their_look_before_they_are_seen(window: QWidget) -> None:
    pages, seen, hidden = _pages(window)
    theme().choose("dark")
    assert DARK.accent in seen.styleSheet()
    assert LIGHT.accent in hidden.styleSheet()
    pages.setCurrentWidget(hidden)
    assert DARK.accent in hidden.styleSheet()


def test_what_only_holds_others_wears_nothing_itself(window: QWidget, qapp: QApplication) -> None:
    pages, _, _ = _pages(window)
    assert (qapp.styleSheet(), window.styleSheet(), pages.styleSheet()) == ("", "", "")


def test_a_dialog_over_the_window_is_dressed_as_it_appears(window: QWidget) -> None:
    dialog = QDialog(window)
    dialog.show()
    assert dialog.styleSheet() == wardrobe().sheet
    theme().choose("dark")
    assert DARK.accent in dialog.styleSheet()
    dialog.close()


def test_a_page_added_later_is_dressed_as_it_appears(window: QWidget) -> None:
    pages, _, _ = _pages(window)
    later = QWidget()
    pages.addWidget(later)
    pages.setCurrentWidget(later)
    assert later.styleSheet() == wardrobe().sheet


def test_the_program_wears_the_sheet_when_no_window_is_left(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wardrobe(), "_parts", [])  # windows of earlier tests
    theme().start(qapp)
    window = QWidget()
    part = QWidget(window)
    dress_by_parts(window)
    assert part.styleSheet() == wardrobe().sheet
    delete(window)
    assert LIGHT.accent in qapp.styleSheet()
