"""Placeholder pictures are the same for the same key, and made once."""

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from ui.kit.thumbnail import Thumbnails, painted
from ui.workers.pool import PicturePool


def test_the_same_key_gives_the_same_picture(qtbot: QtBot) -> None:
    assert painted("vendor:1", 50, 34) == painted("vendor:1", 50, 34)
    assert painted("vendor:1", 50, 34) != painted("vendor:2", 50, 34)


def test_pictures_have_twice_the_pixels_on_a_fine_screen(qtbot: QtBot) -> None:
    image = painted("vendor:1", 50, 34, 2.0)
    assert (image.width(), image.height()) == (100, 68)
    assert image.devicePixelRatio() == 2.0


def test_a_picture_comes_soon_and_is_then_at_hand(qtbot: QtBot) -> None:
    pool = PicturePool()
    thumbnails = Thumbnails(pool)
    with qtbot.waitSignal(thumbnails.arrived):
        assert thumbnails.pixmap("vendor:1", QSize(50, 34), 1.0) is None
    assert thumbnails.pixmap("vendor:1", QSize(50, 34), 1.0) is not None
    assert pool.end()
