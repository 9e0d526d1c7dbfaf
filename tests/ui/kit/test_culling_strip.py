"""The film strip: as many neighbours as there is room, and a click goes to one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit.culling_strip import FRAME, GAP, FilmStrip, Frame
from ui.kit.thumbnail import Thumbnails
from ui.workers.pool import PicturePool


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[FilmStrip]:
    pool = PicturePool()
    made = FilmStrip(Thumbnails(pool))
    qtbot.addWidget(made)
    made.resize(600, made.sizeHint().height())
    made.say([Frame(5, "v:5", -1), Frame(6, "v:6", 4, picked=True), Frame(7, "")], 6)
    yield made
    assert pool.end()


def test_a_click_on_a_neighbour_wishes_for_it(strip: FilmStrip) -> None:
    wished: list[int] = []
    strip.wished.connect(wished.append)
    step = FRAME.width() + GAP
    for shift in (step, -step, 0):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(300 + shift, 30))
    assert wished == [7, 5, 6]


def test_a_click_beside_the_pictures_does_nothing(strip: FilmStrip) -> None:
    wished: list[int] = []
    strip.wished.connect(wished.append)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(3, 30))
    assert wished == []


def test_a_wider_strip_reaches_further(strip: FilmStrip) -> None:
    near = strip.reach()
    strip.resize(1200, strip.height())
    assert strip.reach() > near


def test_marks_stars_and_missing_pictures_can_be_painted(strip: FilmStrip) -> None:
    assert not strip.grab().isNull()
    assert strip.accessibleName() == "Film strip"
