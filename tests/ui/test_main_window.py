from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.actions import all_actions
from ui.kit.declare import Feature, SavedView
from ui.kit.labels import label
from ui.kit.memory import Memory
from ui.kit.page import Page, Place, Surroundings
from ui.kit.platform_mark import PlatformMark
from ui.kit.theme import theme
from ui.kit.words import Phrase, phrase, words
from ui.main_window import MainWindow

VIEWS = (SavedView("late", phrase("Frame", "Search"), "clock"),)


class Sheet(Page):
    """A page that writes down what the frame asks of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.asked: list[tuple[object, ...]] = []
        self.side: QWidget | None = label(f"inspector of {name}")
        QVBoxLayout(self).addWidget(label(name))

    def use_platform(self, platform: str | None) -> None:
        self.asked.append(("platform", platform))

    def open_view(self, key: str) -> None:
        self.asked.append(("view", key))

    def filter_by(self, where: str) -> None:
        self.asked.append(("filter", where))

    def refresh(self) -> None:
        self.asked.append(("refresh",))


def _place(key: str, title: Phrase, shortcut: str, *, foot: bool = False) -> Place:
    feature = cast("Feature", SimpleNamespace(views=VIEWS))
    return Place(key, title, "images", shortcut, lambda _around: Sheet(key), feature, foot=foot)


PLACES = (
    _place("images", phrase("Frame", "Sample data"), "Ctrl+1"),
    _place("vendors", phrase("Frame", "Your own data"), "Ctrl+2"),
    _place("settings", phrase("Settings", "Settings"), "Ctrl+,", foot=True),
)


NOTHING = cast("Surroundings", SimpleNamespace())


def _asked(window: MainWindow, key: str) -> list[tuple[object, ...]]:
    page = window.page(key)
    assert isinstance(page, Sheet)
    return page.asked


def _side(window: MainWindow) -> QWidget:
    side = window.page("images").side
    assert side is not None
    return side


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "window.json")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, memory: Memory) -> MainWindow:
    words().use("en")
    theme().start(qapp)
    theme().choose("light")
    made = MainWindow(memory)
    qtbot.addWidget(made)
    made.furnish(PLACES, NOTHING)
    made.resize(1600, 1000)
    made.show()
    return made


def test_the_first_place_is_open_at_the_first_start(window: MainWindow) -> None:
    assert window.current_page() is window.page("images")


def test_the_place_left_last_is_open_again(qtbot: QtBot, window: MainWindow, memory: Memory) -> None:
    window.open_place("vendors")
    again = MainWindow(memory)
    qtbot.addWidget(again)
    again.furnish(PLACES, NOTHING)
    assert again.current_page() is again.page("vendors")


def test_every_action_has_a_name_and_a_tooltip(window: MainWindow) -> None:
    nameless = [made for made in all_actions(window) if not (made.text() and made.toolTip() and made.objectName())]
    assert all_actions(window)
    assert not nameless


def test_no_two_actions_share_their_keys(window: MainWindow) -> None:
    keys = Counter(
        keys.toString(QKeySequence.SequenceFormat.PortableText)
        for made in all_actions(window)
        for keys in made.shortcuts()
        if made.shortcutContext() != Qt.ShortcutContext.WidgetShortcut
    )
    assert [each for each, times in keys.items() if times > 1] == []


def test_every_action_can_be_found_in_the_palette(window: MainWindow) -> None:
    window.palette_sheet.open()
    offered = {offer.title for offer in window.palette_sheet.offers()}
    assert {made.text() for made in all_actions(window)} <= offered


def test_every_button_of_the_frame_has_a_name_for_those_who_listen(window: MainWindow) -> None:
    for language in ("en", "de"):
        words().use(language)
        nameless = [
            made
            for made in window.findChildren(QAbstractButton)
            if not (made.accessibleName() or made.text()) and made.parent() and made.isVisibleTo(window)
        ]
        assert not nameless
    words().use("en")


def test_names_give_way_to_icons_in_a_narrow_window(window: MainWindow) -> None:
    assert window.navigation.width() == 222
    window.resize(1366, 768)
    assert window.navigation.width() == 60


def test_the_inspector_leaves_the_view_its_width_below_1280(window: MainWindow) -> None:
    window.resize(1200, 700)
    assert not _side(window).isVisible()
    window.stage.toggle_side()
    assert _side(window).isVisible()
    assert window.stage.views.width() == window.stage.width()


def test_the_window_never_gets_smaller_than_it_can_be_used(window: MainWindow) -> None:
    assert (window.minimumWidth(), window.minimumHeight()) == (1100, 680)


def test_a_chosen_platform_reaches_every_page_and_is_kept(window: MainWindow, memory: Memory) -> None:
    window.open_place("vendors")
    window.offer_platforms([PlatformMark("tag", "Tagwerk Online", "", "T")])
    window.title_bar.platform.chosen.emit("tag")
    assert _asked(window, "images")[-1] == _asked(window, "vendors")[-1] == ("platform", "tag")
    assert window.platform() == "tag"


def test_a_saved_view_is_opened_from_the_palette(window: MainWindow) -> None:
    window.palette_sheet.open("own search")
    window.palette_sheet.take_current()
    assert ("view", "late") in _asked(window, "vendors")


def test_typed_words_can_be_searched_in_any_place(window: MainWindow) -> None:
    window.palette_sheet.open("sunset over")
    assert window.palette_sheet.offers()[0].title == "Search “sunset over” in Sample data"
    window.palette_sheet.take_current()
    assert _asked(window, "images")[-1] == ("filter", '"sunset over"')


def test_f5_asks_the_open_page_to_refresh(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    next(made for made in all_actions(window) if made.shortcut().toString() == "F5").trigger()
    assert _asked(window, "images")[-1] == ("refresh",)


def test_place_and_size_come_back_at_the_next_start(qtbot: QtBot, window: MainWindow, memory: Memory) -> None:
    window.setGeometry(10, 20, 1300, 700)
    window.close()
    again = MainWindow(memory)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1300, 700)


def test_a_window_that_stood_on_a_missing_screen_is_brought_back(qtbot: QtBot, memory: Memory) -> None:
    memory.put("window.geometry", [90_000, 90_000, 1300, 700, False])
    made = MainWindow(memory)
    qtbot.addWidget(made)
    assert made.x() < 90_000


def test_a_change_of_language_reaches_the_whole_frame(window: MainWindow) -> None:
    words().use("de")
    said = {
        window.title_bar.bell.toolTip(),
        window.navigation.accessibleName(),
        *(a.text() for a in all_actions(window)),
    }
    words().use("en")
    assert {"Meldungen", "Navigation", "Tastenbelegung", "Einstellungen"} <= said


def test_sample_data_is_hatched_at_the_top_edge(window: MainWindow) -> None:
    window.line.tell("", sample=True)
    assert window.line.accessibleName() == "Sample data"
    hatched = {window.line.grab().toImage().pixel(x, 1) for x in range(40)}
    window.line.tell("", sample=False)
    assert len(hatched) > 1
    assert len({window.line.grab().toImage().pixel(x, 1) for x in range(40)}) == 1
