"""The timeline tells each command once, with the range of its events."""

from rightsdesk.domain import batch, feed, image, streams
from rightsdesk.readmodel import ActivityRow, Reader, ReadModel
from tests.readmodel.told import Told, observed


def _lines(model: ReadModel, reader: Reader) -> list[ActivityRow]:
    model.catch_up_fully()
    return reader.all("activity")


def test_a_batch_is_one_line_with_its_range(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = [told.image(str(n)) for n in range(3)]
    told.queued("b-1", 1, stories, image.UpdateMetadata({"title": "New"}))
    for stream in stories:
        told.happened(stream, image.ImageMetadataUpdated({"title": "New"}), batch="b-1")
    last = told.happened(streams.batch("b-1"), batch.BatchFinished("done", {}), batch="b-1")
    (line,) = _lines(model, reader)
    assert (line.title, line.count, line.first, line.last, line.batch) == ("Title → New", 3, 4, last, "b-1")


def test_pulls_of_one_synchronisation_are_one_line(told: Told, model: ReadModel, reader: Reader) -> None:
    for number in range(3):
        event = observed("alpenpix", str(number), 1, {"title": "x"})
        told.happened(streams.image("alpenpix", str(number)), event, batch="sync-1", actor="sync")
        told.happened(streams.feed("hub"), feed.FeedPulled({}, {"applied": 1}), batch="sync-1", actor="sync")
    (line,) = _lines(model, reader)
    assert (line.what, line.count, line.first, line.last) == ("feed.pulled", 3, 1, 6)


def test_master_data_changed_by_one_command_is_one_line(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor("a")
    assert [line.what for line in _lines(model, reader)] == [
        "vendor.bank-account-changed",
        "vendor.self-billing-agreed",
        "vendor.agreement-changed",
        "vendor.registered",
    ]
    assert "Alpen Pix" not in str([line.detail for line in _lines(model, reader)])


def test_what_was_done_to_a_batch_is_told_apart(told: Told, model: ReadModel, reader: Reader) -> None:
    told.queued("b-1", 1, [told.image("1")], image.UpdateMetadata({"title": "New"}))
    told.happened(streams.batch("b-1"), batch.BatchPaused(), batch="b-1", actor="berta")
    newest, oldest = _lines(model, reader)
    assert (newest.title, newest.actor, newest.batch) == ("Batch paused", "berta", "b-1")
    assert oldest.what == "batch.queued"


def test_an_entry_is_found_by_its_event_and_by_its_image(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = [told.image(str(n)) for n in (100001, 100002)]
    told.queued("b-1", 1, stories[:1], image.UpdateMetadata({"title": "New"}))
    last = told.happened(stories[0], image.ImageMetadataUpdated({"title": "New"}), batch="b-1")
    told.queued("b-2", 2, stories[1:], image.UpdateMetadata({"title": "Other"}))
    model.catch_up_fully()
    assert [row.batch for row in reader.all("activity", str(last))] == ["b-1"]
    assert [row.batch for row in reader.all("activity", '"alpenpix:100002"')] == ["b-2"]
    assert [row.batch for row in reader.all("activity", "100001")] == ["b-1"]


def test_entries_are_found_by_object_and_platform(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor("a")
    model.catch_up_fully()
    assert len(reader.all("activity", "subject:vendor-a")) == 4
    assert reader.all("activity", "platform:tag") == []
