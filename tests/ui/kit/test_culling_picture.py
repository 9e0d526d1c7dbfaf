"""The picture in full: here at once when it was made before, few kept, words where there is none."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit import culling_picture
from ui.kit.culling_picture import BigPicture, LargePictures
from ui.kit.thumbnail import Thumbnails
from ui.workers.pool import PicturePool


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Iterator[LargePictures]:
    monkeypatch.setattr(culling_picture, "SHEET", culling_picture.SHEET / 8)
    pool = PicturePool()
    yield LargePictures(pool)
    assert pool.end()


def _made(pictures: LargePictures, key: str) -> None:
    for _ in range(300):
        if pictures.pixmap(key) is not None:
            return
        QTest.qWait(5)
    raise AssertionError(key)


def test_a_picture_comes_soon_and_is_then_here_at_once(qtbot: QtBot, pictures: LargePictures) -> None:
    assert pictures.pixmap("v:1") is None
    _made(pictures, "v:1")
    assert pictures.has("v:1")


def test_it_is_the_picture_that_the_list_shows(qtbot: QtBot, pictures: LargePictures) -> None:
    _made(pictures, "v:1")
    small = Thumbnails(pictures.pool)
    qtbot.waitUntil(lambda: small.pixmap("v:1", culling_picture.SHEET, 1.0, whole=True) is not None)
    seen, listed = pictures.pixmap("v:1"), small.pixmap("v:1", culling_picture.SHEET, 1.0, whole=True)
    assert seen is not None
    assert listed is not None
    assert seen.toImage() == listed.toImage()


def test_words_stand_where_there_is_no_picture(qtbot: QtBot, pictures: LargePictures) -> None:
    shown = BigPicture(pictures)
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    shown.show_words("Loading…")
    shown.grab()
    assert (shown.words, shown.accessibleName()) == ("Loading…", "Loading…")
    shown.show_key("v:1", "Harbour", faded=True)
    shown.grab()
    assert (shown.words, shown.accessibleName()) == ("", "Picture: Harbour")
