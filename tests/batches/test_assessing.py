"""Marks, ratings and added platforms as batches, taken back as a unit."""

from rightsdesk.desk.orders import AssessImages, UpdateImages
from rightsdesk.domain import streams
from rightsdesk.domain.image import Image, ImageAssessed
from tests.kit.house import House


def _house() -> House:
    house = House()
    for asset in ("1", "2"):
        house.image(asset)
    return house


def _image(house: House, asset: str) -> Image:
    state, _ = house.undoing.handling.state(streams.image("v1", asset), Image())
    return state


def test_undoing_a_batch_of_ratings_gives_each_picture_its_own_back() -> None:
    house = _house()
    house.given(streams.image("v1", "2"), ImageAssessed({"rating": 0}, {"rating": 3}))
    ticket = house.tell(*AssessImages("pick", 5).targets(["v1:1", "v1:2"]))
    assert [_image(house, asset).rating for asset in "12"] == [5, 5]
    house.undo(ticket)
    assert [(_image(house, asset).rating, _image(house, asset).picked) for asset in "12"] == [(0, False), (3, False)]


def test_undoing_the_undo_brings_the_marks_back() -> None:
    house = _house()
    undone = house.undo(house.tell(*AssessImages("reject").targets(["v1:1"])))
    house.undo(undone)
    assert _image(house, "1").rating == -1


def test_a_mark_made_since_is_left_and_counted() -> None:
    house = _house()
    ticket = house.tell(*AssessImages(rating=2).targets(["v1:1", "v1:2"]))
    house.tell(*AssessImages(rating=4).targets(["v1:2"]))
    progress = house.progress(house.undo(ticket))
    assert (progress.done, progress.conflicted) == (1, 1)
    assert [_image(house, asset).rating for asset in "12"] == [0, 4]


def test_platforms_added_to_many_are_taken_back_from_each() -> None:
    house = _house()
    house.tell(*UpdateImages.from_texts({"platforms": "tag"}).targets(["v1:1"]))
    ticket = house.tell(*UpdateImages.from_texts({"platforms": "+reise"}).targets(["v1:1", "v1:2"]))
    assert [_image(house, asset).effective("platforms") for asset in "12"] == [["tag", "reise"], ["reise"]]
    house.undo(ticket)
    assert [_image(house, asset).effective("platforms") for asset in "12"] == [["tag"], None]
