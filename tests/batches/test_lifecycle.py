"""Pausing, resuming, cancelling, retrying, redoing and undoing batches."""

import pytest

from rightsdesk.batches.redo import preview
from rightsdesk.batches.submit import NothingSelected, Order
from rightsdesk.domain import streams
from rightsdesk.domain.batch import (
    AlreadyUndone,
    BatchNotFinished,
    BatchUnknown,
    NoPlaceToMove,
    NothingFailed,
    NotUndoable,
)
from rightsdesk.domain.image import ImageMetadataUpdated, UpdateMetadata, WithdrawImage
from rightsdesk.faults import Invalid
from tests.kit.works import Works


def _titles(works: Works, count: int = 6) -> tuple[list[str], str]:
    images = [works.image(str(n)) for n in range(count)]
    ticket = works.order([(image, UpdateMetadata({"title": "New"})) for image in images])
    return images, ticket.batch


def test_a_paused_batch_begins_nothing_until_resumed() -> None:
    """Pausing keeps what is done; resuming does only what is missing."""
    works = Works()
    images, batch = _titles(works)
    works.worker.work_once(2)
    works.lifecycle.pause(batch, "kim")
    assert works.worker.work_once() == 0
    works.lifecycle.resume(batch, "kim")
    works.work()
    assert all(works.state(image).effective("title") == "New" for image in images)


def test_cancelling_keeps_what_is_done_and_withdraws_the_rest() -> None:
    """Two done, four withdrawn, the batch is cancelled."""
    works = Works()
    images, batch = _titles(works)
    works.worker.work_once(2)
    assert works.lifecycle.cancel(batch, "kim") == 4
    works.work()
    assert [works.state(image).effective("title") for image in images].count("New") == 2
    assert works.told(streams.batch(batch)).state == "cancelled"


def test_retry_does_only_what_failed() -> None:
    """After the cause is gone the failed image is served, the others are not touched again."""
    works = Works()
    good, late = works.image("1"), streams.image("v1", "2")
    ticket = works.order([(good, UpdateMetadata({"title": "A"})), (late, UpdateMetadata({"title": "A"}))])
    works.work()
    works.image("2")
    assert works.lifecycle.retry(ticket.batch, "kim") == 1
    works.work()
    assert works.state(late).effective("title") == "A"
    assert works.names(good).count("image.metadata-updated") == 1
    assert works.progress(ticket).done == 2


def test_retrying_a_batch_without_failures_is_refused() -> None:
    """There is nothing to retry."""
    works = Works()
    _, batch = _titles(works)
    works.work()
    with pytest.raises(NothingFailed):
        works.lifecycle.retry(batch, "kim")


def test_redo_says_first_what_it_would_do() -> None:
    """The preview rehearses every intent and records nothing."""
    works = Works()
    _, batch = _titles(works)
    works.work()
    before = works.log.head()
    assert preview(works.worker, batch).outcomes == {"unchanged": 6}
    assert works.log.head() == before


def test_redo_delivers_the_stored_intents_as_another_run() -> None:
    """A second run over the same intents; what is so already is left unchanged."""
    works = Works()
    images, batch = _titles(works)
    works.work()
    assert works.lifecycle.redo(batch, "kim") == 6
    works.work()
    progress = works.queue.progress(batch)
    assert progress is not None
    assert (progress.run, progress.unchanged, progress.remaining) == (2, 6, 0)
    assert works.names(images[0]).count("image.metadata-update-requested") == 1


def test_redo_of_a_running_batch_is_refused() -> None:
    """It has not finished yet."""
    works = Works()
    _, batch = _titles(works)
    with pytest.raises(BatchNotFinished):
        works.lifecycle.redo(batch, "kim")


def test_undo_restores_all_but_what_somebody_changed_since() -> None:
    """Six changed, one corrected later by somebody else: five restored, one left and listed."""
    works = Works()
    images, batch = _titles(works)
    works.work()
    works.given(images[2], ImageMetadataUpdated({"title": "Theirs"}, {"title": "New"}))
    ticket = works.undoing.undo(batch, "00000000-0000-8000-8000-0000000000ff", "kim")
    works.work()
    restored = [works.state(image).effective("title") for image in images]
    assert restored == ["Picture 0", "Picture 1", "Theirs", "Picture 3", "Picture 4", "Picture 5"]
    assert (works.progress(ticket).done, works.progress(ticket).conflicted) == (5, 1)


def test_undoing_the_undo_brings_the_change_back() -> None:
    """Redo in the user's sense is a command again."""
    works = Works()
    images, batch = _titles(works, 2)
    works.work()
    undo = works.undoing.undo(batch, "00000000-0000-8000-8000-0000000000f1", "kim")
    works.work()
    works.undoing.undo(undo.batch, "00000000-0000-8000-8000-0000000000f2", "kim")
    works.work()
    assert [works.state(image).effective("title") for image in images] == ["New", "New"]


def test_undoing_twice_is_refused() -> None:
    """One command, one undo."""
    works = Works()
    _, batch = _titles(works)
    works.work()
    works.undoing.undo(batch, "00000000-0000-8000-8000-0000000000f1", "kim")
    with pytest.raises(AlreadyUndone):
        works.undoing.undo(batch, "00000000-0000-8000-8000-0000000000f2", "kim")


def test_what_cannot_be_undone_says_so() -> None:
    """Withdrawals are corrected by a new command."""
    works = Works()
    ticket = works.order([(works.image("1"), WithdrawImage())])
    works.work()
    with pytest.raises(NotUndoable):
        works.undoing.undo(ticket.batch, "00000000-0000-8000-8000-0000000000f1", "kim")


def test_an_unknown_batch_is_named_as_unknown() -> None:
    """No traceback, no new stream."""
    works = Works()
    with pytest.raises(BatchUnknown):
        works.lifecycle.cancel("nobody", "kim")
    assert works.log.streams("batch") == []


def test_an_empty_selection_is_not_queued() -> None:
    """Nothing selected, nothing recorded."""
    works = Works()
    with pytest.raises(NothingSelected):
        works.submitting.submit(Order("b", "update-metadata", [], {}, "kim", 0))
    assert works.log.head().position == 0


def test_the_same_identity_for_another_command_is_an_error() -> None:
    """Same id with other content is never answered with the first receipt."""
    works = Works()
    image = works.image("1")
    same = "00000000-0000-8000-8000-0000000000f1"
    works.order([(image, UpdateMetadata({"title": "A"}))], batch=same, wish={"title": "A"})
    with pytest.raises(Invalid):
        works.order([(image, UpdateMetadata({"title": "B"}))], batch=same, wish={"title": "B"})


def test_a_batch_is_worked_before_an_older_one_when_moved() -> None:
    works = Works()
    first, second = (works.order([(works.image(str(number)), UpdateMetadata({"title": "x"}))]) for number in (1, 2))
    works.lifecycle.move(second.batch, "kim", earlier=True)
    works.worker.work_once(1)
    assert works.progress(second).done == 1
    assert works.progress(first).done == 0
    with pytest.raises(NoPlaceToMove):
        works.lifecycle.move(first.batch, "kim", earlier=True)
