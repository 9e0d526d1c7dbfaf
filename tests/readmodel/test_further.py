"""Who changed an image last, since when it is here, where it was used and what is billed for it."""

from rightsdesk.domain import batch, image, streams
from rightsdesk.readmodel import Query, Reader, ReadModel
from tests.readmodel.told import Told


def _corrected(told: Told, stream: str) -> None:
    queued = batch.BatchQueued(number=7, kind="update-metadata", total=1, wish={}, query="", as_of=1)
    told.happened(streams.batch("b-1"), queued, batch="b-1", actor="berta")
    told.happened(stream, image.ImageMetadataUpdated(local={"title": "Ours"}), batch="b-1", actor="worker")


def test_the_person_behind_the_last_batch_changed_the_image(told: Told, model: ReadModel, reader: Reader) -> None:
    _corrected(told, told.image("1"))
    told.image("2")
    model.catch_up_fully()
    corrected, delivered = reader.all("images")
    assert (corrected.changed_by, delivered.changed_by) == ("berta", "sync")
    assert corrected.created_at < corrected.changed_at
    assert reader.count(Query("images", "changed_by:berta")) == 1
    assert reader.count(Query("images", "changed_by:sync")) == 1
    assert reader.count(Query("images", "changed_by:worker")) == 0


def test_the_last_event_is_the_one_that_changed_the_row(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1")
    position = told.happened(stream, image.ImageMetadataUpdated(local={"title": "Ours"}))
    model.catch_up_fully()
    (row,) = reader.all("images")
    assert row.last_event == position


def test_what_is_billed_is_told_and_found(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    told.image("2")
    told.charge("c1", 1200, vendor="alpenpix", image="alpenpix:1")
    model.catch_up_fully()
    assert [row.charged for row in reader.all("images")] == ["open", "none"]
    assert reader.count(Query("images", "charged:open")) == 1
    assert reader.count(Query("images", "charged:none")) == 1


def test_what_is_missing_is_found_by_its_name(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", price=None, currency=None, caption=None)
    told.image("2", licence_end=None)
    model.catch_up_fully()
    found = {name: reader.count(Query("images", f"missing:{name}")) for name in ("price", "caption", "end", "title")}
    assert found == {"price": 1, "caption": 1, "end": 1, "title": 0}


def test_an_image_never_used_or_bought_has_neither_date(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1")
    model.catch_up_fully()
    (row,) = reader.all("images")
    assert (row.last_usage, row.articles, row.purchased_on) == (None, (), None)


def test_the_day_of_the_last_purchase_is_told(told: Told, model: ReadModel, reader: Reader) -> None:
    grant = image.ImageUseGranted("g", "mag", "online", (), None, None, 1, "EUR", "item", "2026-10-01")
    told.happened(told.image("1"), grant)
    model.catch_up_fully()
    (row,) = reader.all("images")
    assert row.purchased_on == "2026-10-01"
