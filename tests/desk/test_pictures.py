"""Pictures of the sample's hub: fetched once, kept in the workspace, and shown without the hub afterwards."""

from pathlib import Path

import pytest

from rightsdesk import bootstrap
from rightsdesk.desk import Desk, Picture, Pictures, Query
from rightsdesk.domain.feed import Feed, FeedUnknown
from rightsdesk.faults import Fault, Invalid
from tests.kit.terminal import Terminal


def first(desk: Desk) -> Picture:
    reader = desk.reader()
    (row,) = reader.rows("images", reader.ids(Query("images"))[:1])
    return reader.pictures([row.key])[row.key]


def test_a_picture_of_the_hub_is_fetched_once_and_kept(bought: Terminal) -> None:
    desk = bootstrap.open_desk(bought.folder, bootstrap.Opening(in_process=True))
    try:
        picture = first(desk)
        assert desk.pictures.at_hand(picture, large=False) is None
        small, large = (desk.pictures.fetch(picture, large=size) for size in (False, True))
        assert small.read_bytes()[:4] == large.read_bytes()[:4] == b"\x89PNG"
        assert small.stat().st_size < large.stat().st_size
        assert desk.pictures.at_hand(picture, large=False) == small
        assert bought.folder / "cache" / "pictures" in small.parents
    finally:
        desk.close()
    again = bootstrap.open_desk(bought.folder, bootstrap.Opening(in_process=True))
    try:
        assert again.pictures.at_hand(first(again), large=False) == small
    finally:
        again.close()


class Nobody:
    """A fetcher that must not be asked."""

    def fetch(self, _feed: Feed, _address: str) -> bytes:
        raise AssertionError("nobody is asked")

    def close(self) -> None:
        """Nothing is open."""


def pictures(folder: Path) -> Pictures:
    def unknown(_name: str) -> Feed:
        raise FeedUnknown

    return Pictures(folder, 10, unknown, Nobody)


@pytest.mark.parametrize("address", ["", "https://vendor.example/1.jpg", "file:///etc/passwd"])
def test_a_picture_of_no_feed_cannot_be_had(address: str, tmp_path: Path) -> None:
    picture = Picture("a:1", 1, "gone", 1, address, "")
    assert pictures(tmp_path).at_hand(picture, large=True) is None
    with pytest.raises(Fault) as caught:
        pictures(tmp_path).fetch(picture, large=True)
    assert isinstance(caught.value, Invalid) or address.startswith("file:")


def test_a_passing_token_does_not_fetch_a_picture_again(tmp_path: Path) -> None:
    class House(Nobody):
        def fetch(self, _feed: Feed, _address: str) -> bytes:
            return b"\xff\xd8\xff"

    kept = Pictures(tmp_path, 10, lambda name: Feed(name=name, url="https://x/", profile="getty"), House)
    path = kept.fetch(Picture("a:1", 1, "g", 1, "https://x/1?token=1", ""), large=True)
    assert kept.at_hand(Picture("a:1", 1, "g", 1, "https://x/1?token=2", ""), large=True) == path
    assert kept.at_hand(Picture("a:1", 1, "g", 2, "https://x/1?token=2", ""), large=True) is None
