"""The picture in full: here at once when it was made before, few kept, words where there is none."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.kit import culling_picture
from ui.kit.culling_picture import KEPT, BigPicture, LargePictures
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


def test_only_a_few_large_pictures_are_kept(qtbot: QtBot, pictures: LargePictures) -> None:
    for number in range(KEPT + 3):
        _made(pictures, f"v:{number}")
    assert not pictures.has("v:0")
    assert pictures.has(f"v:{KEPT + 2}")


def test_leaving_gives_the_memory_back(qtbot: QtBot, pictures: LargePictures) -> None:
    _made(pictures, "v:1")
    pictures.forget()
    assert not pictures.has("v:1")


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
