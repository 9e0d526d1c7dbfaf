"""Whose word each value is: the vendor's, or that of the person whose batch set it."""

from rightsdesk.domain import batch, image, streams
from rightsdesk.readmodel import Reader, ReadModel
from tests.readmodel.told import Told


def _batch(told: Told, key: str, number: int, actor: str) -> None:
    queued = batch.BatchQueued(number=number, kind="update-metadata", total=1, wish={}, query="", as_of=1)
    told.happened(streams.batch(key), queued, batch=key, actor=actor)


def _corrected(told: Told, stream: str, key: str, **local: object) -> None:
    told.happened(stream, image.ImageMetadataUpdated(local=local), batch=key, actor="worker")


def test_a_delivered_value_is_the_vendors_since_its_delivery(told: Told, model: ReadModel, reader: Reader) -> None:
    told.image("1", title="First")
    told.image("1", version=2, title="Second")
    model.catch_up_fully()
    sources = reader.provenance(1)
    assert (sources["title"].by, sources["title"].batch) == ("vendor", None)
    assert sources["caption"].at <= sources["title"].at


def test_a_correction_names_its_person_and_batch(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1")
    _batch(told, "b-1", 2480, "berta")
    _corrected(told, stream, "b-1", title="Ours")
    model.catch_up_fully()
    source = reader.provenance(1)["title"]
    assert (source.by, source.actor, source.batch) == ("person", "berta", 2480)


def test_a_withdrawn_correction_gives_the_vendor_the_word_again(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1")
    _corrected(told, stream, "b-1", title="Ours")
    _corrected(told, stream, "b-2", title=None)
    model.catch_up_fully()
    assert reader.provenance(1)["title"].by == "vendor"


def test_the_clocks_follow_the_licence_until_somebody_corrects_them(
    told: Told, model: ReadModel, reader: Reader
) -> None:
    stream = told.image("1")
    _corrected(told, stream, "b-1", licence_end="2027-12-31T23:59:59+01:00")
    model.catch_up_fully()
    assert reader.provenance(1)["online_until"].by == "person"
    assert reader.provenance(1)["online_until"] == reader.provenance(1)["licence_end"]


def test_a_stranger_has_no_sources(reader: Reader) -> None:
    assert reader.provenance(77) == {}
