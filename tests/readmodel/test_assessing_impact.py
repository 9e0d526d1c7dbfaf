"""What marking and rating would change is told as the rules then decide, and found again by filters."""

from collections import Counter
from itertools import product

from rightsdesk.domain.image import AssessImage, Image, ImageAssessed, ImageMetadataUpdateFailed
from rightsdesk.domain.image.assessing import MARKS
from rightsdesk.domain.messages import Circumstance
from rightsdesk.readmodel import Query, Reader, ReadModel, Selection
from tests.readmodel.test_impact import NOW, Order
from tests.readmodel.told import Told

ALL = Selection("images", Query("images"))
STATES = ((-1, False), (0, False), (0, True), (3, False), (3, True))


def _six(told: Told, model: ReadModel) -> None:
    for number, (rating, picked) in enumerate(STATES):
        stream = told.image(str(number))
        told.happened(stream, ImageAssessed({}, {"rating": rating, "picked": picked}))
    model.catch_up_fully()


def _decided(wish: AssessImage, rating: int, now: Circumstance, *, picked: bool) -> str:
    (fact,) = wish.decide(Image(vendor="v1", asset_id="7", rating=rating, picked=picked), now)
    return "will-change" if isinstance(fact, ImageAssessed) else "already"


def test_lines_of_marks_and_ratings_agree_with_the_rules(told: Told, model: ReadModel, reader: Reader) -> None:
    _six(told, model)
    for mark, rating in product(("", *MARKS), (None, -1, 0, 3)):
        wish = AssessImage(mark, rating)
        expected = Counter(_decided(wish, stars, NOW, picked=picked) for stars, picked in STATES)
        lines = reader.impact(ALL, Order("assess-images", {"mark": mark, "rating": rating}))
        if mark or rating is not None:
            assert {line.key: line.count for line in lines} == dict(expected), (mark, rating)


def test_pictures_are_found_by_mark_and_rating(told: Told, model: ReadModel, reader: Reader) -> None:
    _six(told, model)
    found = {where: reader.count(Query("images", where)) for where in ("mark:pick", "mark:reject", "rating>=3")}
    assert found == {"mark:pick": 2, "mark:reject": 1, "rating>=3": 2}
    assert reader.count(Query("images", "mark:none")) == 2
    rows = reader.all("images", "mark:pick")
    assert [(row.rating, row.picked) for row in rows] == [(0, True), (3, True)]


def test_a_rating_leaves_a_failed_update_in_sight(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1")
    told.happened(stream, ImageMetadataUpdateFailed("NotAtVendor", "Gone"))
    told.happened(stream, AssessImage("pick"), ImageAssessed({"picked": False}, {"picked": True}))
    model.catch_up_fully()
    (row,) = reader.all("images")
    assert (row.sync, row.failure, row.picked) == ("failed", "Gone", True)
