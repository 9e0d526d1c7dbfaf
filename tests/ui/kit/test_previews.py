"""Vendors' pictures in the window: painted until they come, kept, broken ones grey, nothing ever waits."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rightsdesk.desk import Picture
from rightsdesk.faults import Damaged, Unavailable
from ui.kit import picture_store
from ui.kit.picture_store import PictureStore, Wanted, store_of
from ui.kit.previews import PAINTED, Look, Previews
from ui.kit.thumbnail import Thumbnails, painted, prepare
from ui.workers.fetches import Fetches
from ui.workers.pool import PicturePool
from ui.workers.pump import Pump
from ui.workers.reader import Questions

RED = QColor(200, 30, 30)
SIZE = QSize(60, 40)


class Vendor:
    """Pictures as the desk has them: some here, some to be fetched, some that cannot be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[tuple[str, bool], Path] = {}
        self.fetched: list[tuple[str, bool]] = []
        self.fault: Exception | None = None
        self.versions: dict[str, int] = {}

    def pictures(self, keys: "tuple[str, ...]") -> dict[str, Picture]:
        return {key: self._picture(key) for key in keys if not key.startswith("none")}

    def _picture(self, key: str) -> Picture:
        return Picture(
            key, sum(key.encode()), "hub", self.versions.get(key, 1), f"https://x/{key}.jpg", f"https://x/s/{key}.jpg"
        )

    def at_hand(self, picture: Picture, *, large: bool) -> Path | None:
        return self.files.get((picture.key, large))

    def fetch(self, picture: Picture, *, large: bool) -> Path:
        self.fetched.append((picture.key, large))
        if self.fault is not None:
            raise self.fault
        return self.lay(picture.key, large=large)

    def lay(self, key: str, *, large: bool = False, content: bytes | None = None) -> Path:
        path = self.folder / f"{key}-{large}-{self.versions.get(key, 1)}"
        image = QImage(80, 60, QImage.Format.Format_RGB32)
        image.fill(RED)
        if content is None:
            image.save(str(path), "PNG")  # type: ignore[call-overload]
        else:
            path.write_bytes(content)
        self.files[key, large] = path
        return path

    def drop(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def close(self) -> None:
        """Readers are given back."""

    def stop(self) -> None:
        """Nothing it answers takes long."""


class Wall:
    """Previews with everything behind them."""

    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        self.pool, self.fetches, self.pump = PicturePool(), Fetches(), Pump()
        self.questions = Questions(lambda: cast(Any, vendor))
        self.questions.start()
        self.previews = Previews(cast(Any, vendor), self.questions, self.fetches, self.pump)
        self.store: PictureStore = store_of(self.pool, painted, prepare)
        self.store.follow(self.previews)
        self.thumbnails = Thumbnails(self.pool)

    def settle(self) -> None:
        calm = 0
        for _ in range(600):
            QTest.qWait(5)
            busy = self.previews.busy() or self.questions.waiting() or self.pool.out()
            calm = 0 if busy else calm + 1
            if calm == 6:
                return

    def colour(self, key: str, size: QSize = SIZE) -> QColor | None:
        """Look at an image until it comes to rest; the colour of its middle, None without a picture."""
        for _ in range(4):
            self.thumbnails.pixmap(key, size, 1.0)
            self.settle()
        pixmap = self.thumbnails.pixmap(key, size, 1.0)
        return None if pixmap is None else pixmap.toImage().pixelColor(size.width() // 2, size.height() // 2)

    def end(self) -> None:
        self.pump.end()
        assert (self.fetches.end(), self.questions.end(), self.pool.end()) == (True, True, True)


@pytest.fixture
def wall(tmp_path: Path, qtbot: QtBot) -> Iterator[Wall]:
    made = Wall(Vendor(tmp_path))
    yield made
    made.end()


def painted_middle(key: str) -> QColor:
    return painted(key, SIZE.width(), SIZE.height()).pixelColor(SIZE.width() // 2, SIZE.height() // 2)


def test_a_vendors_picture_takes_the_painted_ones_place(wall: Wall) -> None:
    assert wall.thumbnails.pixmap("a", SIZE, 1.0) is None
    assert wall.colour("a") == RED
    assert wall.vendor.fetched == [("a", False)]


def test_what_is_on_this_computer_is_not_fetched(wall: Wall) -> None:
    wall.vendor.lay("a")
    assert wall.colour("a") == RED
    assert not wall.vendor.fetched


def test_the_larger_rendition_is_fetched_where_there_is_room_for_it(wall: Wall) -> None:
    assert wall.colour("a", QSize(312, 176)) == RED
    assert wall.vendor.fetched == [("a", True)]


def test_an_image_without_a_picture_is_painted(wall: Wall) -> None:
    assert wall.colour("none-1") == painted_middle("none-1")
    assert not wall.vendor.fetched


def test_offline_shows_what_is_here_and_paints_the_rest(wall: Wall) -> None:
    wall.vendor.lay("here")
    wall.vendor.fault = Unavailable("The vendor cannot be reached.")
    assert wall.colour("here") == RED
    assert wall.colour("far") == painted_middle("far")
    asked = len(wall.vendor.fetched)
    assert wall.colour("far") == painted_middle("far")
    assert len(wall.vendor.fetched) == asked, "it is not asked again with each painting"
    wall.vendor.fault = None
    wall.previews._try_again()  # noqa: SLF001 - the moment for which a timer waits
    assert wall.colour("far") == RED


def test_a_picture_that_is_gone_is_a_grey_tile_with_its_type(wall: Wall) -> None:
    wall.vendor.fault = Damaged("There is no such picture any more.")
    assert wall.colour("a") is None
    assert wall.thumbnails.broken("a") == "JPG"
    assert wall.thumbnails.broken("none-1") is None


def test_a_file_that_is_no_picture_is_dropped_and_shown_as_broken(wall: Wall) -> None:
    path = wall.vendor.lay("a", content=b"<html>")
    assert wall.colour("a") is None
    assert wall.thumbnails.broken("a") == "JPG"
    assert not path.exists()


def test_a_file_that_went_away_meanwhile_is_fetched_again(wall: Wall) -> None:
    path = wall.vendor.lay("a")
    wall.previews.look("a", large=False)
    wall.settle()
    path.unlink()
    assert wall.colour("a") == RED
    assert wall.vendor.fetched == [("a", False)]


def test_a_new_version_is_asked_for_while_the_old_picture_stays(wall: Wall) -> None:
    assert wall.colour("a") == RED
    wall.vendor.versions["a"] = 2
    wall.vendor.files.clear()
    wall.pump.drained.emit({"images": {sum(b"a")}})
    assert wall.thumbnails.pixmap("a", SIZE, 1.0) is not None
    wall.previews._ask()  # noqa: SLF001 - the moment for which a timer waits
    assert wall.colour("a") == RED
    assert wall.vendor.fetched == [("a", False), ("a", False)]


def test_rows_of_other_tables_change_nothing(wall: Wall) -> None:
    assert wall.colour("a") == RED
    wall.pump.drained.emit({"vendors": {sum(b"a")}})
    assert wall.previews.look("a", large=False) == Look("file", str(wall.vendor.files["a", False]))


def test_pictures_in_memory_stay_below_their_limit(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_store, "MOST_BYTES", 60 * 40 * 4 * 5)
    for number in range(12):
        wall.store.pixmap(Wanted(f"none-{number}", 60, 40, 1.0))
        wall.settle()
        wall.store.pixmap(Wanted(f"none-{number}", 60, 40, 1.0))
    wall.settle()
    assert 0 < wall.store.size() <= 60 * 40 * 4 * 5
    assert wall.store.pixmap(Wanted("none-11", 60, 40, 1.0)) is not None
    assert wall.store.pixmap(Wanted("none-0", 60, 40, 1.0)) is None


def test_round_corners_are_cut_once(wall: Wall) -> None:
    wall.vendor.lay("a")
    wall.colour("a")
    for _ in range(2):
        wall.thumbnails.pixmap("a", SIZE, 1.0, corner=8)
        wall.settle()
    pixmap = wall.thumbnails.pixmap("a", SIZE, 1.0, corner=8)
    assert pixmap is not None
    image = pixmap.toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(30, 20) == RED


def test_unknown_pictures_are_asked_for_together(wall: Wall) -> None:
    keys = array("q", range(40))
    assert all(wall.previews.look(f"none-{key}", large=False) is None for key in keys)
    assert wall.questions.waiting() == 0
    wall.settle()
    assert all(wall.previews.look(f"none-{key}", large=False) == PAINTED for key in keys)
