"""Looking at rows one by one: what is seen, what happens at the ends, and when something goes wrong."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import AssessImages
from tests.kit.features import FEATURE
from tests.kit.surroundings import settle, surroundings
from ui.images.culling import ONE_BY_ONE
from ui.kit.culling import Culler
from ui.kit.page import Surroundings
from ui.kit.panel import Panel
from ui.kit.stage import Stage

ONE_BY_ONE_FEATURE = replace(FEATURE, culling=ONE_BY_ONE)


class Window:
    """The view with its rows looked at one by one."""

    def __init__(self, around: Surroundings, qtbot: QtBot) -> None:
        self.around, self.stage = around, Stage()
        qtbot.addWidget(self.stage)
        self.panel = Panel(ONE_BY_ONE_FEATURE, around)
        self.stage.add_view(self.panel, self.panel.side)
        self.stage.resize(1300, 700)
        self.stage.show()
        settle(around)
        assert self.panel.culling is not None
        self.culling: Culler = self.panel.culling

    def press(self, key: Qt.Key) -> None:
        self.culling.view.setFocus()
        QTest.keyClick(self.culling.view, key)

    @property
    def ordered(self) -> list[tuple[object, list[str]]]:
        settle(self.around)
        return self.around.desk.ordered  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    with surroundings(12) as around:
        window = Window(around, qtbot)
        window.culling.open()
        settle(around)
        yield window


def test_each_key_is_one_order_for_the_row_that_is_seen(window: Window) -> None:
    first, second = (window.panel.model.row(number).key for number in (0, 1))  # type: ignore[union-attr]
    for key in (Qt.Key.Key_P, Qt.Key.Key_J, Qt.Key.Key_X, Qt.Key.Key_5):
        window.press(key)
    assert window.ordered == [
        (AssessImages("pick"), [first]),
        (AssessImages("reject"), [second]),
        (AssessImages(rating=5), [second]),
    ]


def test_the_next_row_follows_by_itself_where_that_is_wished(window: Window) -> None:
    window.press(Qt.Key.Key_P)
    assert window.panel.table.cursor_row() == 0
    window.press(Qt.Key.Key_A)
    window.press(Qt.Key.Key_3)
    assert window.panel.table.cursor_row() == 1
    assert window.culling.view.advance.text() == "Goes on by itself"


def test_nothing_moves_at_either_end(window: Window) -> None:
    window.press(Qt.Key.Key_K)
    assert window.panel.table.cursor_row() == 0
    assert not window.culling.view.back_button.isEnabled()
    window.culling.go(11)
    window.press(Qt.Key.Key_Right)
    assert window.panel.table.cursor_row() == 11
    assert not window.culling.view.next_button.isEnabled()


def test_a_refused_order_puts_the_old_value_back_and_says_why(window: Window) -> None:
    window.around.desk.refuses = "This image is not known here."  # type: ignore[attr-defined]
    window.press(Qt.Key.Key_4)
    settle(window.around)
    assert window.culling.view.stars.rating == 0
    said = window.culling.view.banner.accessibleName()
    assert "stays as it was: This image is not known here." in said
    assert window.around.commands.done == []


def test_rows_that_cannot_be_read_are_said_with_a_way_out(window: Window) -> None:
    window.around.desk.deaf = True  # type: ignore[attr-defined]
    window.panel.model.pages.show(window.panel.model.ids)
    window.press(Qt.Key.Key_J)
    settle(window.around)
    assert window.culling.view.picture.words == "Loading…"
    assert "does not answer" in window.culling.view.banner.accessibleName()
    window.press(Qt.Key.Key_P)
    assert window.ordered == []


def test_the_strip_shows_the_rows_around_with_what_was_said(window: Window) -> None:
    window.press(Qt.Key.Key_X)
    window.press(Qt.Key.Key_J)
    frames = {one.number: (one.rating, one.picked) for one in window.culling.view.strip.frames}
    assert window.culling.view.strip.current == 1
    assert frames[0] == (-1, False)
    assert frames[2] == (0, False)


def test_a_list_that_becomes_empty_ends_the_review(window: Window) -> None:
    window.panel.filter_by("vendor:99")
    settle(window.around)
    assert not window.culling.open_now


def test_with_nothing_to_look_at_the_review_does_not_begin(window: Window) -> None:
    window.culling.leave()
    window.panel.filter_by("vendor:99")
    settle(window.around)
    window.culling.open()
    assert not window.culling.open_now
    assert "There is nothing to review here" in window.around.toasts.said[-1]


def test_single_keys_sleep_while_the_list_is_seen(window: Window) -> None:
    key = next(one for one in window.culling.view.actions() if one.text() == "Pick")
    assert key.isEnabled()
    window.culling.leave()
    assert not key.isEnabled()


def test_every_button_and_key_has_a_name(window: Window) -> None:
    view = window.culling.view
    assert all(one.text() and one.toolTip() for one in view.actions())
    for button in (view.back_button, view.next_button, view.close_button, view.advance, *view.buttons.values()):
        assert button.accessibleName() or button.text()


def test_neighbours_are_made_before_they_are_wanted(window: Window) -> None:
    keys = [window.panel.model.row(number).key for number in range(4)]  # type: ignore[union-attr]
    for _ in range(100):
        if all(window.culling.view.pictures.has(key) for key in keys):
            break
        QTest.qWait(10)
    assert all(window.culling.view.pictures.has(key) for key in keys)
