"""The story of a batch: its lifecycle only, never one event per item."""

from dataclasses import dataclass, field, replace
from typing import Any

from rightsdesk.domain.messages import Circumstance, Command, Event, Refused, event


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as its stream tells it; `run` counts redos from 1."""

    kind: str = ""
    total: int = 0
    state: str = ""
    run: int = 1
    undone_by: str = ""
    undoes: str = ""


class BatchUnknown(Refused):
    """There is no batch with this number or identifier."""


class BatchNotRunning(Refused):
    """The batch is not running."""


class BatchNotPaused(Refused):
    """The batch is not paused."""


class BatchNotFinished(Refused):
    """The batch has not finished yet; wait for it or cancel it first."""


class AlreadyUndone(Refused):
    """The batch has been undone already."""


class NotUndoable(Refused):
    """This kind of batch cannot be undone; what it recorded stays and is corrected by a new command."""


class NothingFailed(Refused):
    """Nothing in this batch failed; there is nothing to retry."""


@event("batch.queued")
@dataclass(frozen=True, slots=True)
class BatchQueued(Event[Batch]):
    """A command over many targets was accepted; `wish` holds what it asks, for titles and reports."""

    number: int
    kind: str
    total: int
    wish: dict[str, Any]
    query: str = ""
    as_of: int = 0
    undoes: str = ""
    not_touched: int = 0

    def evolve(self, state: Batch) -> Batch:
        """Begin the batch's story."""
        return replace(state, kind=self.kind, total=self.total, state="running", undoes=self.undoes)


@event("batch.paused")
@dataclass(frozen=True, slots=True)
class BatchPaused(Event[Batch]):
    """No further items are begun until the batch is resumed."""

    def evolve(self, state: Batch) -> Batch:
        """Pause."""
        return replace(state, state="paused")


@event("batch.resumed")
@dataclass(frozen=True, slots=True)
class BatchResumed(Event[Batch]):
    """Items are begun again."""

    def evolve(self, state: Batch) -> Batch:
        """Go on."""
        return replace(state, state="running")


@event("batch.cancel-requested")
@dataclass(frozen=True, slots=True)
class BatchCancelRequested(Event[Batch]):
    """Items not begun were withdrawn; what is done stays done."""

    withdrawn: int

    def evolve(self, state: Batch) -> Batch:
        """Wait for the items under way."""
        return replace(state, state="cancelling")


@event("batch.retried")
@dataclass(frozen=True, slots=True)
class BatchRetried(Event[Batch]):
    """Items without success were put back, in the same run."""

    items: int

    def evolve(self, state: Batch) -> Batch:
        """Run again."""
        return replace(state, state="running")


@event("batch.redo-requested")
@dataclass(frozen=True, slots=True)
class BatchRedoRequested(Event[Batch]):
    """The stored intents are delivered again as another run."""

    run: int
    items: int
    why: str = ""

    def evolve(self, state: Batch) -> Batch:
        """Begin the next run."""
        return replace(state, state="running", run=self.run)


@event("batch.undone")
@dataclass(frozen=True, slots=True)
class BatchUndone(Event[Batch]):
    """Another batch of compensating commands undoes this one."""

    by: str

    def evolve(self, state: Batch) -> Batch:
        """Remember the undoing batch."""
        return replace(state, undone_by=self.by)


@event("batch.finished")
@dataclass(frozen=True, slots=True)
class BatchFinished(Event[Batch]):
    """No item is left; `counts` by outcome."""

    state: str
    counts: dict[str, int] = field(default_factory=dict)

    def evolve(self, state: Batch) -> Batch:
        """End the run."""
        return replace(state, state=self.state)


UNDOABLE = (
    *("update-metadata", "undo-metadata", "extend-grants", "grant-use", "restrict-use", "override-restrictions"),
    *("decide-take-downs", "place-usages", "approve-advices", "block-vendors", "unblock-vendors"),
    *("assess-images", "undo-assessment"),
)
FINISHED = ("done", "done-with-failures", "cancelled")
Facts = tuple[Event[Batch], ...]


@dataclass(frozen=True, slots=True)
class PauseBatch(Command[Batch]):
    """Begin no further items."""

    def decide(self, state: Batch, cx: Circumstance) -> Facts:
        """Answer with the pause, with silence when it is paused."""
        _known(state)
        if state.state == "paused":
            return ()
        if state.state != "running":
            raise BatchNotRunning
        return (BatchPaused(),)


@dataclass(frozen=True, slots=True)
class ResumeBatch(Command[Batch]):
    """Go on with a paused batch."""

    def decide(self, state: Batch, cx: Circumstance) -> Facts:
        """Answer with the resumption, with silence when it runs."""
        _known(state)
        if state.state == "running":
            return ()
        if state.state != "paused":
            raise BatchNotPaused
        return (BatchResumed(),)


@dataclass(frozen=True, slots=True)
class CancelBatch(Command[Batch]):
    """Withdraw the items not begun (`waiting` of them)."""

    waiting: int

    def decide(self, state: Batch, cx: Circumstance) -> Facts:
        """Answer with the cancellation, once."""
        _known(state)
        if state.state == "cancelling":
            return ()
        if state.state not in {"running", "paused"}:
            raise BatchNotRunning
        return (BatchCancelRequested(self.waiting),)


@dataclass(frozen=True, slots=True)
class RetryFailed(Command[Batch]):
    """Put the items without success back (`items` of them)."""

    items: int

    def decide(self, state: Batch, cx: Circumstance) -> Facts:
        """Answer with the retry; refuse when nothing failed."""
        _known(state)
        if self.items == 0:
            raise NothingFailed
        return (BatchRetried(self.items),)


@dataclass(frozen=True, slots=True)
class RedoBatch(Command[Batch]):
    """Deliver all stored intents again."""

    why: str = ""

    def decide(self, state: Batch, cx: Circumstance) -> Facts:
        """Answer with the next run of a finished batch."""
        _known(state)
        if state.state not in FINISHED:
            raise BatchNotFinished
        return (BatchRedoRequested(state.run + 1, state.total, self.why),)


@dataclass(frozen=True, slots=True)
class UndoBatch(Command[Batch]):
    """Compensate what the batch changed by another batch (`by`)."""

    by: str

    def decide(self, state: Batch, cx: Circumstance) -> Facts:
        """Answer with the undoing; refuse what runs, is undone, or cannot be undone."""
        _known(state)
        if state.kind not in UNDOABLE:
            raise NotUndoable
        if state.undone_by:
            raise AlreadyUndone
        if state.state not in FINISHED:
            raise BatchNotFinished
        return (BatchUndone(self.by),)


def _known(state: Batch) -> None:
    if not state.kind:
        raise BatchUnknown
