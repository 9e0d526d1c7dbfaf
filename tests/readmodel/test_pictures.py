"""Where pictures are to be had is told by the images' keys."""

from rightsdesk.readmodel import Picture, Reader, ReadModel
from tests.readmodel.told import Told


def test_each_known_image_tells_where_its_picture_is(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", preview="https://x/1.jpg", thumbnail="https://x/s/1.jpg")
    told.image("2", preview="https://x/2.jpg")
    told.image("3")
    model.catch_up_fully()
    found = reader.pictures(["alpenpix:1", "alpenpix:2", "alpenpix:3", "alpenpix:4", "no key"])
    assert set(found) == {"alpenpix:1", "alpenpix:2", "alpenpix:3"}
    one = found["alpenpix:1"]
    assert one == Picture("alpenpix:1", one.id, one.feed, 1, "https://x/1.jpg", "https://x/s/1.jpg")
    assert (one.address(large=True), one.address(large=False)) == ("https://x/1.jpg", "https://x/s/1.jpg")
    assert found["alpenpix:2"].address(large=False) == "https://x/2.jpg"
    assert not found["alpenpix:3"].address(large=True)


def test_a_newer_version_tells_its_own_number(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", preview="https://x/1.jpg")
    told.image("1", version=2, preview="https://x/1b.jpg")
    model.catch_up_fully()
    found = reader.pictures(["alpenpix:1"])["alpenpix:1"]
    assert (found.version, found.large) == (2, "https://x/1b.jpg")
