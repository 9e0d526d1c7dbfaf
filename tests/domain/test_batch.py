"""The story of a batch: which deed is possible in which state."""

import pytest

from rightsdesk.domain.batch import (
    AlreadyUndone,
    Batch,
    BatchFinished,
    BatchNotFinished,
    BatchNotPaused,
    BatchNotRunning,
    BatchQueued,
    BatchUnknown,
    CancelBatch,
    NothingFailed,
    NotUndoable,
    PauseBatch,
    RedoBatch,
    ResumeBatch,
    RetryFailed,
    UndoBatch,
)
from rightsdesk.domain.messages import Circumstance, Command, Refused, fold
from tests.domain.pictures import NOW

QUEUED = BatchQueued(1, "update-metadata", 3, {})
STATES = {
    "running": fold(Batch(), [QUEUED]),
    "paused": Batch("update-metadata", 3, "paused"),
    "cancelling": Batch("update-metadata", 3, "cancelling"),
    "done": fold(Batch(), [QUEUED, BatchFinished("done")]),
    "done-with-failures": Batch("update-metadata", 3, "done-with-failures"),
    "cancelled": Batch("update-metadata", 3, "cancelled"),
}
DEEDS: dict[str, Command[Batch]] = {
    "pause": PauseBatch(),
    "resume": ResumeBatch(),
    "cancel": CancelBatch(2),
    "redo": RedoBatch("why"),
    "undo": UndoBatch("b2"),
}
REFUSED: dict[tuple[str, str], type[Refused]] = {
    **{(state, "pause"): BatchNotRunning for state in ("cancelling", "done", "done-with-failures", "cancelled")},
    **{(state, "resume"): BatchNotPaused for state in ("cancelling", "done", "done-with-failures", "cancelled")},
    **{(state, "cancel"): BatchNotRunning for state in ("done", "done-with-failures", "cancelled")},
    **{(state, "redo"): BatchNotFinished for state in ("running", "paused", "cancelling")},
    **{(state, "undo"): BatchNotFinished for state in ("running", "paused", "cancelling")},
}


def _ask(wish: Command[Batch], state: Batch) -> Batch:
    return fold(state, wish.decide(state, Circumstance(NOW, "kim")))


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", STATES)
def test_every_deed_is_possible_or_refused_with_its_own_reason(state: str, deed: str) -> None:
    refusal = REFUSED.get((state, deed))
    if refusal is None:
        _ask(DEEDS[deed], STATES[state])
        return
    with pytest.raises(refusal) as told:
        _ask(DEEDS[deed], STATES[state])
    assert told.value.sentence.endswith(".")


@pytest.mark.parametrize("wish", [*DEEDS.values(), RetryFailed(1)])
def test_a_stranger_is_unknown(wish: Command[Batch]) -> None:
    with pytest.raises(BatchUnknown):
        _ask(wish, Batch())


def test_a_redo_is_the_next_run_of_the_same_batch() -> None:
    again = _ask(RedoBatch(), STATES["done"])
    assert (again.run, again.state) == (2, "running")


def test_nothing_failed_is_nothing_to_retry() -> None:
    with pytest.raises(NothingFailed):
        _ask(RetryFailed(0), STATES["done"])


def test_a_batch_is_undone_once_and_purchases_never() -> None:
    undone = _ask(UndoBatch("b2"), STATES["done"])
    with pytest.raises(AlreadyUndone):
        _ask(UndoBatch("b3"), undone)
    with pytest.raises(NotUndoable):
        _ask(UndoBatch("b2"), Batch("buy-images", 3, "done"))
