"""Pictures delivered as files are found again where they were put, and a record never leads to any other file."""

from pathlib import Path

import pytest

from rightsdesk.domain.feed import BY_HAND, FOLDER, Feed
from rightsdesk.vendorsync.picture_files import dropped_address, is_local, is_picture, local_file
from rightsdesk.vendorsync.port import SyncState
from tests.vendorsync.metadata.making import PICTURES
from tests.vendorsync.test_drop_folder import feed_of


def dropped(folder: Path) -> str:
    """Take over what lies in a folder and return the address of its one picture."""
    feed = feed_of(folder)
    (batch,) = feed.pull(SyncState())
    feed.acknowledge(batch)
    (change,) = batch.changes
    assert change.image is not None
    return str(change.image.fields["preview"])


def delivery(folder: Path, name: str = "hafen.jpg", source: int = 0) -> bytes:
    picture = sorted(path for path in PICTURES.iterdir() if path.suffix == ".jpg")[source]
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(picture.read_bytes())
    return picture.read_bytes()


def folder_feed(folder: Path) -> Feed:
    return Feed(name="drop", url=folder.as_uri(), profile=FOLDER)


def test_a_dropped_picture_is_found_where_it_was_put_aside(tmp_path: Path) -> None:
    content = delivery(tmp_path / "drop")
    address = dropped(tmp_path / "drop")
    assert is_local(address)
    found = local_file(folder_feed(tmp_path / "drop"), address)
    assert found == tmp_path / "drop" / "processed" / "hafen.jpg"
    assert found.read_bytes() == content


def test_two_pictures_of_one_name_are_told_apart(tmp_path: Path) -> None:
    first = delivery(tmp_path / "drop")
    one = dropped(tmp_path / "drop")
    second = delivery(tmp_path / "drop", source=1)
    other = dropped(tmp_path / "drop")
    feed = folder_feed(tmp_path / "drop")
    kept, newer = local_file(feed, one), local_file(feed, other)
    assert kept is not None
    assert newer is not None
    assert (kept.read_bytes(), newer.read_bytes()) == (first, second)


@pytest.mark.parametrize(
    "address",
    [
        "dropped:../secret.jpg#abc",
        "dropped:/etc/passwd#abc",
        "dropped:link.jpg#abc",
        "dropped:#abc",
        "dropped:",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://vendor.example/1.jpg",
    ],
)
def test_nothing_outside_the_folder_is_ever_opened(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    (folder / "processed").mkdir(parents=True)
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (folder / "processed" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    assert local_file(folder_feed(folder), address) is None


def test_a_feed_from_the_web_never_leads_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    web = Feed(name="web", url="https://vendor.example/", profile="generic")
    assert local_file(web, (tmp_path / "a.jpg").as_uri()) is None
    assert local_file(web, dropped_address("a.jpg", "abc")) is None


def test_a_picture_imported_by_hand_is_shown_from_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "Große Brücke.jpg").write_bytes(b"x")
    by_hand = Feed(name="import", url="", profile=BY_HAND)
    address = (tmp_path / "Große Brücke.jpg").as_uri()
    assert local_file(by_hand, address) == tmp_path / "Große Brücke.jpg"
    assert local_file(by_hand, (tmp_path / "gone.jpg").as_uri()) is None


def test_a_picture_is_known_by_its_first_bytes() -> None:
    assert all(map(is_picture, (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n..", b"GIF89a..", b"RIFF\0\0\0\0WEBPVP8 ")))
    assert not any(map(is_picture, (b"", b"<svg", b"<html>", b"BM....", b"RIFF\0\0\0\0WAVE", b"II*\0", b"%PDF-1.7")))
