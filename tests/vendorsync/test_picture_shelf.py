"""Vendors' pictures on disk: found again, below a limit, what was looked at longest ago goes first."""

import os
import time
from pathlib import Path

import pytest

from rightsdesk.faults import Unavailable
from rightsdesk.vendorsync.picture_shelf import PictureShelf


def aged(path: Path, hours: float) -> Path:
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))
    return path


def test_what_was_kept_is_found_by_the_same_names(tmp_path: Path) -> None:
    shelf = PictureShelf(tmp_path, 1_000_000)
    path = shelf.keep(b"picture", "hub", "a:1", 1)
    assert shelf.find("hub", "a:1", 1) == path
    assert path.read_bytes() == b"picture"
    assert shelf.find("hub", "a:1", 2) is None
    assert PictureShelf(tmp_path, 1_000_000).find("hub", "a:1", 1) == path


def test_the_limit_holds_and_the_oldest_go_first(tmp_path: Path) -> None:
    shelf = PictureShelf(tmp_path, 10_000)
    paths = [aged(shelf.keep(bytes(1_000), "hub", number), 50 - number) for number in range(10)]
    newest = shelf.keep(bytes(1_000), "hub", "one more")
    left = [path for path in [*paths, newest] if path.exists()]
    assert sum(path.stat().st_size for path in left) <= 10_000
    assert newest in left
    assert paths[0] not in left
    assert paths[9] in left


def test_what_is_looked_at_stays_longer(tmp_path: Path) -> None:
    shelf = PictureShelf(tmp_path, 10_000)
    paths = [aged(shelf.keep(bytes(1_000), "hub", number), 50 - number) for number in range(10)]
    assert shelf.find("hub", 0) == paths[0]
    shelf.keep(bytes(1_000), "hub", "one more")
    assert paths[0].exists()
    assert not paths[1].exists()


def test_a_limit_lowered_between_two_starts_is_kept_to(tmp_path: Path) -> None:
    before = PictureShelf(tmp_path, 100_000)
    for number in range(20):
        aged(before.keep(bytes(1_000), "hub", number), 50 - number)
    PictureShelf(tmp_path, 5_000).keep(bytes(1_000), "hub", "one more")
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 5_000


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands here")
    with pytest.raises(Unavailable, match="cannot be kept"):
        PictureShelf(tmp_path / "cache", 1_000).keep(b"x", "hub", 1)
    assert PictureShelf(tmp_path / "cache", 1_000).find("hub", 1) is None


def test_only_its_own_files_are_ever_deleted(tmp_path: Path) -> None:
    delivered = tmp_path / "delivered.jpg"
    delivered.write_bytes(b"x")
    shelf = PictureShelf(tmp_path / "cache", 1_000)
    shelf.drop(delivered)
    assert delivered.exists()
    kept = shelf.keep(b"x", "hub", 1)
    shelf.drop(kept)
    assert not kept.exists()


def test_a_smaller_limit_takes_effect_at_once(tmp_path: Path) -> None:
    shelf = PictureShelf(tmp_path, 1_000)
    for number in range(5):
        shelf.keep(bytes(150), "image", number)
    shelf.limit_to(400)
    assert sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()) <= 400
