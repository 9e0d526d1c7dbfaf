"""What people do to batches that are queued, running or over."""

import threading
import time

from rightsdesk.batches.redo import Preview, preview
from rightsdesk.batches.submit import Ticket
from rightsdesk.batches.undo import UndoPreview
from rightsdesk.desk.house import House
from rightsdesk.desk.parts import Parts
from rightsdesk.domain import streams
from rightsdesk.domain.batch import BatchUnknown
from rightsdesk.domain.messages import Refused
from rightsdesk.workqueue.queue import Progress

DAY_SECONDS = 86_400


class TooLateToUndo(Refused):
    """The days within which a batch can be undone are over; give a new command instead."""


class Steering:
    """Batches by number or identifier; a desk is one of these."""

    _parts: Parts
    house: House

    def waiting(self, batch: str) -> str:
        """Return why items of a batch are put off, nothing when none is."""
        reason, _ = self._parts.queue.waiting_reasons().get(self.batch(batch), ("", 0.0))
        return str(reason)

    def hurry(self) -> int:
        """Try at once what was put off because the outside did not answer; return how many items."""
        return self._parts.queue.hurry()

    def progress(self, batch: str) -> Progress:
        """Return the counters of a batch, or refuse a stranger."""
        found = self._parts.queue.progress(self.batch(batch))
        if found is None:
            raise BatchUnknown
        return found

    def active(self) -> list[Progress]:
        """Return the batches that are not finished."""
        return self._parts.queue.active()

    def batch(self, named: str) -> str:
        """Return the identifier of a batch named by number or identifier, or refuse a stranger."""
        if named.isdecimal():
            found = self._parts.queue.by_number(int(named))
            if found is None:
                sentence = f"There is no batch number {named}; see: rightsdesk batches list"
                raise BatchUnknown(sentence)
            return found
        return named

    def pause(self, batch: str) -> None:
        """Begin no further items of a batch."""
        self._parts.lifecycle.pause(self.batch(batch), self._parts.actor)

    def resume(self, batch: str) -> None:
        """Go on with a paused batch."""
        self._parts.lifecycle.resume(self.batch(batch), self._parts.actor)

    def cancel(self, batch: str) -> int:
        """Withdraw the items not begun and return how many."""
        return self._parts.lifecycle.cancel(self.batch(batch), self._parts.actor)

    def earlier(self, batch: str) -> None:
        """Let a batch be worked before the one that stands before it."""
        self._parts.lifecycle.move(self.batch(batch), self._parts.actor, earlier=True)

    def later(self, batch: str) -> None:
        """Let the batch that stands behind be worked first."""
        self._parts.lifecycle.move(self.batch(batch), self._parts.actor, earlier=False)

    def retry(self, batch: str) -> int:
        """Put the items without success back and return how many."""
        return self._parts.lifecycle.retry(self.batch(batch), self._parts.actor)

    def redo_preview(self, batch: str) -> Preview:
        """Return what delivering the intents again would do."""
        return preview(self._parts.worker, self.batch(batch))

    def redo(self, batch: str, why: str = "") -> int:
        """Deliver all intents of a finished batch again as the next run and return how many."""
        return self._parts.lifecycle.redo(self.batch(batch), self._parts.actor, why)

    def undo(self, batch: str, *, insist: bool = False) -> Ticket:
        """Queue the batch of compensating commands; refuse when the days for it are over."""
        key = self.batch(batch)
        self._in_time(key)
        return self._parts.undoing.undo(key, self._parts.new_id(), self._parts.actor, insist=insist)

    def undo_preview(self, batch: str, *, patience: float = 0.0) -> UndoPreview:
        """Return what undoing a batch would do now, and who changed what it would leave alone.

        One not finished yet is waited for, at most `patience` seconds; it is carried out by whoever works.
        """
        until = time.monotonic() + patience
        while time.monotonic() < until and self.progress(batch).state not in {"finished", "paused"}:
            threading.Event().wait(0.02)
        key = self.batch(batch)
        self._in_time(key)
        return self._parts.undoing.preview(key, self._parts.actor)

    def _in_time(self, key: str) -> None:
        days, own = self.house.undo_days, streams.batch(key)
        history = self._parts.log.read_streams([own])[own]
        age = self._parts.clock().timestamp() - (history[-1].recorded_at / 1_000_000 if history else 0)
        if history and age > days * DAY_SECONDS:
            sentence = f"This batch ended more than {days} days ago and can no longer be undone; give a new command."
            raise TooLateToUndo(sentence)
