"""A batch's counters follow the outcomes of its items, through retry, redo and cancellation."""

from rightsdesk.domain import account, batch, image, streams
from rightsdesk.readmodel import BatchRow, Query, Reader, ReadModel
from tests.readmodel.told import Told

DONE = image.ImageMetadataUpdated({"title": "New"})
KILLED = image.ImageMetadataUpdateFailed("ImageIsKilled", "It is killed.")
CONFLICTED = image.ImageMetadataConflicted({"title": "a"}, {"title": "b"})
WISH = image.UpdateMetadata({"title": "New"})
OWN = streams.batch("b-1")


def _queue(told: Told, images: int = 4) -> list[str]:
    stories = [told.image(str(n)) for n in range(images)]
    told.queued("b-1", 17, stories, WISH)
    return stories


def _only(model: ReadModel, reader: Reader) -> BatchRow:
    model.catch_up_fully()
    (row,) = reader.all("batches")
    assert isinstance(row, BatchRow)
    return row


def _counts(row: BatchRow) -> tuple[int, int, int, int, int]:
    return row.done, row.unchanged, row.failed, row.conflicted, row.remaining


def test_outcomes_are_counted_and_reasons_grouped(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = _queue(told, 5)
    row = _only(model, reader)
    assert (row.state, row.number, row.total, row.title) == ("queued", 17, 5, "Title → New")
    outcomes = (DONE, image.ImageMetadataUnchanged(), KILLED, KILLED, CONFLICTED)
    for stream, outcome in zip(stories, outcomes, strict=True):
        told.happened(stream, outcome, batch="b-1")
    row = _only(model, reader)
    assert row.state == "running"
    assert _counts(row) == (1, 1, 2, 1, 0)
    assert [(code, count) for code, _, count in row.reasons] == [("ImageIsKilled", 2), ("Conflicted", 1)]
    told.happened(OWN, batch.BatchFinished("done-with-failures", {}), batch="b-1")
    row = _only(model, reader)
    assert (row.state, row.undoable, row.can_redo) == ("done-with-failures", True, True)
    assert row.finished_at is not None


def test_the_failed_items_of_a_batch_can_be_asked_for(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = _queue(told)
    told.happened(stories[1], KILLED, batch="b-1")
    told.happened(stories[2], CONFLICTED, batch="b-1")
    model.catch_up_fully()
    ids = list(reader.ids(Query("images")))
    assert list(reader.ids(Query("images", "batch:17"))) == ids
    assert list(reader.ids(Query("images", "failed:17"))) == [ids[1]]
    assert list(reader.ids(Query("images", "failed:17/ImageIsKilled"))) == [ids[1]]
    assert not list(reader.ids(Query("images", "failed:17/Other")))
    assert list(reader.ids(Query("images", "conflicted:17"))) == [ids[2]]
    assert not list(reader.ids(Query("images", "batch:18")))


def test_retrying_counts_an_item_once(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = _queue(told, 2)
    told.happened(stories[0], DONE, batch="b-1")
    told.happened(stories[1], KILLED, batch="b-1")
    told.happened(OWN, batch.BatchFinished("done-with-failures", {}), batch.BatchRetried(1), batch="b-1")
    row = _only(model, reader)
    assert (_counts(row), row.state, row.reasons) == ((1, 0, 0, 0, 1), "running", ())
    told.happened(stories[1], DONE, batch="b-1")
    told.happened(OWN, batch.BatchFinished("done", {}), batch="b-1")
    row = _only(model, reader)
    assert (_counts(row), row.state) == ((2, 0, 0, 0, 0), "done")


def test_redoing_begins_the_count_anew(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = _queue(told, 2)
    for stream in stories:
        told.happened(stream, DONE, batch="b-1")
    told.happened(OWN, batch.BatchFinished("done", {}), batch.BatchRedoRequested(2, 2), batch="b-1")
    row = _only(model, reader)
    assert (_counts(row), row.run, row.state, row.finished_at) == ((0, 0, 0, 0, 2), 2, "running", None)


def test_the_same_outcome_twice_counts_once(told: Told, model: ReadModel, reader: Reader) -> None:
    (stream,) = _queue(told, 1)
    told.happened(stream, KILLED, batch="b-1")
    told.happened(stream, DONE, batch="b-1")
    assert _counts(_only(model, reader)) == (1, 0, 0, 0, 0)


def test_withdrawn_items_are_no_longer_remaining(told: Told, model: ReadModel, reader: Reader) -> None:
    _queue(told)
    told.happened(OWN, batch.BatchPaused(), batch="b-1")
    assert _only(model, reader).state == "paused"
    told.happened(OWN, batch.BatchResumed(), batch.BatchCancelRequested(4), batch="b-1")
    row = _only(model, reader)
    assert (row.state, row.cancelled, row.remaining) == ("cancelling", 4, 0)


def test_an_undone_batch_cannot_be_undone_again(told: Told, model: ReadModel, reader: Reader) -> None:
    _queue(told, 1)
    told.happened(OWN, batch.BatchFinished("done", {}), batch.BatchUndone("b-2"), batch="b-1")
    row = _only(model, reader)
    assert (row.state, row.undone_by, row.undoable, row.can_redo) == ("undone", "b-2", False, False)


def test_outcomes_of_no_batch_are_not_counted(told: Told, model: ReadModel, reader: Reader) -> None:
    stories = _queue(told, 1)
    told.happened(stories[0], DONE, batch="another-command")
    told.happened(told.image("9"), DONE, batch="b-1")
    assert _counts(_only(model, reader)) == (0, 0, 0, 0, 1)


def test_vendors_of_a_batch_are_found_through_their_accounts(told: Told, model: ReadModel, reader: Reader) -> None:
    told.vendor("alpenpix")
    told.vendor("nordlicht", "Nordlicht")
    stories = [streams.account("mag", name) for name in ("alpenpix", "nordlicht")]
    wish = account.RequestCreditAdvice("mag", "", "2026-10", "2026-10-31")
    told.queued("b-1", 3, stories, wish, "generate-advices")
    told.happened(stories[1], account.AccountAdviceHeld("PriceUnknown", "No price."), batch="b-1")
    told.happened(stories[0], account.AccountAdviceUnchanged("NothingToPay", "Nothing to pay."), batch="b-1")
    row = _only(model, reader)
    assert _counts(row) == (0, 1, 1, 0, 0)
    assert {code for code, _, _ in row.reasons} == {"PriceUnknown", "NothingToPay"}
    assert reader.keys("vendors", reader.ids(Query("vendors", "failed:3"))) == ["nordlicht"]
    assert reader.count(Query("vendors", "batch:3")) == 2
