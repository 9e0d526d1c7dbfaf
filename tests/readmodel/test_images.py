"""What the table of images shows is what the story of each image says."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.domain import batch, image, messages, streams
from rightsdesk.domain.image import Image
from rightsdesk.domain.image.fields import EDITABLE
from rightsdesk.readmodel import ImageRow, Query, Reader, ReadModel, open_read_model
from tests.readmodel.told import YEAR_END, Told, observed

ENDS = st.sampled_from([YEAR_END, "2027-06-30T23:59:59+02:00", "2026-01-01T00:00:00+00:00"])
WORDS = st.sampled_from(["Sunset", "Harbour", "", "Größe"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("title", "caption", "byline", "credit", "usage_terms"), WORDS),
    **dict.fromkeys(("licence_start", "licence_end", "use_until", "online_until"), ENDS),
    "price": st.integers(0, 9_999_999),
    "currency": st.sampled_from(["EUR", "CHF", "JPY", "KWD"]),
    "territory": st.lists(st.sampled_from(["DE", "AT", "CH"]), unique=True),
    "platforms": st.lists(st.sampled_from(["mag", "daily"]), unique=True),
}
REMOTE = {name: made for name, made in VALUES.items() if name not in {"platforms", "use_until", "online_until"}}
REMOTE |= {"status": st.sampled_from(["usable", "withheld", "canceled"]), "price_origin": st.just("item")}


def _some(values: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Any few of the fields, each with a value or withdrawn."""
    return st.fixed_dictionaries({}, optional={name: st.none() | made for name, made in values.items()})


NAMES = st.lists(st.sampled_from([*VALUES]), max_size=3, unique=True).map(tuple)
DELIVERY = st.builds(
    lambda fields, yields, newer, late, version: observed(
        "alpenpix", "1", version, fields, yields=yields, newer=newer, late=late
    ),
    _some(REMOTE),
    NAMES,
    NAMES,
    st.booleans(),
    st.integers(1, 9),
)
CORRECTION = st.builds(lambda local: image.ImageMetadataUpdated(local=local), _some(VALUES))
GRANT = st.builds(
    lambda number, platform: image.ImageUseGranted(
        str(number), platform, "online", ("DE",), None, None, 100, "EUR", "item", "2026-10-01"
    ),
    st.integers(1, 3),
    st.sampled_from(["mag", "daily", "weekly"]),
)
HAPPENED = st.one_of(
    DELIVERY,
    CORRECTION,
    GRANT,
    st.builds(image.ImageRemovedByVendor, missing=st.booleans()),
    st.just(image.ImageKilled()),
    st.just(image.ImageReinstated()),
    st.just(image.ImageWithheld()),
    st.just(image.ImageWithdrawn()),
    st.just(image.ImageObservationConflicted(1, "other", {})),
)


@given(first=DELIVERY, rest=st.lists(HAPPENED, max_size=12), pages=st.integers(1, 13))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_says_what_the_story_of_its_image_says(
    tmp_path_factory: pytest.TempPathFactory, first: Any, rest: list[Any], pages: int
) -> None:
    told = Told()
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    told.happened(streams.image("alpenpix", "1"), first, *rest)
    while model.catch_up(pages).behind:
        continue
    reader = model.reader()
    (row,) = reader.all("images")
    reader.close()
    assert model.compare().identical
    model.close()
    _says_the_same(row, messages.fold(Image(), (first, *rest)))


def _says_the_same(row: ImageRow, story: Image) -> None:
    for name in EDITABLE:
        if name not in {"territory", "platforms"} and hasattr(row, name):
            assert getattr(row, name) == story.effective(name), name
    assert row.price_origin == story.effective("price_origin")
    assert row.territory == tuple(story.effective("territory") or ())
    own = tuple(story.effective("platforms") or ())
    assert row.platforms == tuple(dict.fromkeys((*own, *(grant.platform for grant in story.grants.values()))))
    assert row.state == story.word
    assert frozenset(row.newer) == story.newer
    assert frozenset(row.corrected) == frozenset(story.local)
    assert (row.uri, row.version, row.vendor, row.feed) == (story.uri, story.version, story.vendor, story.feed)


def test_an_image_waits_from_the_wish_to_its_outcome(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1")
    told.queued("b-1", 7, [stream], image.UpdateMetadata({"title": "New"}))
    model.catch_up_fully()
    assert _only(reader).sync == "pending"
    assert _only(reader).batch == "b-1"
    told.happened(stream, image.ImageMetadataUpdateFailed("ImageIsKilled", "It is killed."), batch="b-1")
    model.catch_up_fully()
    assert (_only(reader).sync, _only(reader).failure) == ("failed", "It is killed.")
    told.happened(stream, image.ImageMetadataUpdated({"title": "New"}), batch="b-1")
    model.catch_up_fully()
    assert (_only(reader).sync, _only(reader).failure, _only(reader).title) == ("in_sync", None, "New")


def test_a_conflict_names_the_fields_somebody_changed(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1")
    told.happened(stream, image.ImageMetadataConflicted({"title": "a"}, {"title": "b"}), batch="b-1")
    model.catch_up_fully()
    assert _only(reader).sync == "conflict"
    assert "title" in str(_only(reader).failure)
    assert list(reader.ids(Query("images", "has:conflict"))) == [_only(reader).id]


def test_images_of_a_cancelled_batch_wait_no_longer(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = [told.image(str(n)) for n in range(3)]
    told.queued("b-1", 1, stories, image.UpdateMetadata({"title": "New"}))
    told.happened(stories[0], image.ImageMetadataUpdated({"title": "New"}), batch="b-1")
    told.happened(
        streams.batch("b-1"), batch.BatchCancelRequested(2), batch.BatchFinished("cancelled", {}), batch="b-1"
    )
    model.catch_up_fully()
    assert [row.sync for row in reader.all("images")] == ["in_sync"] * 3


@pytest.mark.parametrize(("late", "state"), [(False, "usable"), (True, "deleted")])
def test_a_late_delivery_does_not_bring_a_deleted_image_back(
    told: Told, model: ReadModel, reader: Reader, late: bool, state: str
) -> None:
    stream = told.image("1")
    told.happened(stream, image.ImageRemovedByVendor(), observed("alpenpix", "1", 2, {"title": "Late"}, late=late))
    model.catch_up_fully()
    assert (_only(reader).state, _only(reader).title) == (state, "Late")


def test_a_name_given_to_a_vendor_later_is_shown(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    model.catch_up_fully()
    assert _only(reader).vendor_name == "alpenpix"
    told.vendor(name="Alpen Pix")
    model.catch_up_fully()
    assert _only(reader).vendor_name == "Alpen Pix"


def _only(reader: Reader) -> ImageRow:
    (row,) = reader.all("images")
    assert isinstance(row, ImageRow)
    return row
