"""The history of a row tells its events, newest first, with what was before and after."""

from rightsdesk.domain import image
from rightsdesk.readmodel import Reader, ReadModel
from tests.readmodel.told import Told


def test_the_history_of_an_image_shows_before_and_after(told: Told, model: ReadModel, reader: Reader) -> None:
    stream = told.image("1", title="First")
    told.image("1", version=2, title="Second")
    event = image.ImageMetadataUpdated({"title": "Ours"}, {"title": None}, {"title": "Second"}, {"title": "Ours"})
    told.happened(stream, event, actor="berta", batch="b-1")
    model.catch_up_fully()
    newest, second, first = reader.history("images", 1)
    assert (newest.actor, newest.batch, newest.title) == ("berta", "b-1", "Metadata updated")
    assert (newest.detail["before"], newest.detail["after"]) == ({"title": "Second"}, {"title": "Ours"})
    assert second.detail["before"]["title"] == "First"
    assert second.detail["after"]["title"] == "Second"
    assert first.detail["before"]["title"] is None


def test_a_stranger_has_no_history(reader: Reader) -> None:
    assert reader.history("images", 77) == []
    assert reader.history("quarantine", 1) == []
