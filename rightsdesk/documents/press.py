"""The press: documents are made in worker processes, so that the window keeps its processor and its memory."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path

from rightsdesk.documents.pressman import Pressman
from rightsdesk.documents.shelf import Printed, Shelf
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Unavailable

RECYCLED_AFTER = 500
"""Documents a worker sets before a fresh one takes over: the typesetter's caches only grow."""

PATIENCE = 120.0
"""Seconds without any document before the workers are taken for dead; 1,000 lines need well under one."""

LOOK = 0.2
"""Seconds after which somebody waiting for a document looks whether the press was halted."""


def workers_for(processors: int | None) -> int:
    """Return how many workers a computer gets: two suffice, and being nice they step back for the window."""
    return min(2, processors or 1)


class Press:
    """Prints snapshots onto the shelf; workers start with the first document and end with `close`."""

    def __init__(
        self,
        folder: Path,
        *,
        in_process: bool = False,
        workers: int | None = None,
        recycled_after: int = RECYCLED_AFTER,
        patience: float = PATIENCE,
    ) -> None:
        """`folder`: the shelf; `in_process`: set everything here, without workers."""
        self.shelf = Shelf(folder)
        self._in_process = in_process
        self._workers = workers or workers_for(os.cpu_count())
        self._recycled_after = recycled_after
        self._patience = patience
        self._idle: list[Pressman] = []
        self._lock, self._halted = threading.Lock(), threading.Event()

    def print(self, snapshot: Snapshot) -> Printed:
        """Print one document; raises what `print_many` raises."""
        (printed,) = self.print_many([snapshot])
        return printed

    def print_many(self, snapshots: Sequence[Snapshot]) -> Iterator[Printed]:
        """Print documents and yield them in the order given, each when it is durable.

        Raises `Unavailable` when a worker was lost (PRESS-DIED, PRESS-STUCK) or the press halted (PRESS-HALTED),
        `Unusable` (STORE-FULL, STORE-IO) when the disk does not take a document, `Damaged` (EINV-RULES, PDF-RENDER,
        PDF-GATE, EINV-READBACK) when one may not be released; those before it are kept.
        """
        if self._in_process:
            from rightsdesk.documents.einvoice import making

            for snapshot in snapshots:
                _go_on(self._halted)
                yield making.release(snapshot, self.shelf)
            return
        crew: list[Pressman] = []
        try:
            self._hire(crew, min(self._workers, len(snapshots)))
            yield from _Run(snapshots, crew, self._fresh, self._patience, self._halted)
        finally:
            self._dismiss(crew)

    def halt(self) -> None:
        """Print nothing more: a run in progress ends with `Unavailable` (PRESS-HALTED) before its next document."""
        self._halted.set()

    def close(self) -> None:
        """End all workers and wait for them; a later print would start new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def worker_ids(self) -> tuple[int, ...]:
        """Return the process ids of the workers that are waiting for work."""
        with self._lock:
            return tuple(worker.pid for worker in self._idle)

    def _hire(self, crew: list[Pressman], wanted: int) -> None:
        while len(crew) < wanted:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                worker = Pressman(self.shelf.folder)
            if worker.is_idle():
                crew.append(worker)
            else:
                worker.kill()

    def _fresh(self, worker: Pressman) -> Pressman:
        """Return the worker, or its successor when it has set enough; asked only between two sheets."""
        if worker.printed < self._recycled_after:
            return worker
        successor = Pressman(self.shelf.folder)
        worker.end()
        return successor

    def _dismiss(self, crew: list[Pressman]) -> None:
        """Keep whom the next print can use; a worker lost or left with work would answer for another document."""
        kept = [worker for worker in crew if worker.is_idle()]
        for worker in crew:
            if worker not in kept:
                worker.kill()
        with self._lock:
            self._idle += kept


@dataclass(slots=True)
class _Run:
    """One order on its way through the crew."""

    snapshots: Sequence[Snapshot]
    crew: list[Pressman]
    fresh: Callable[[Pressman], Pressman]
    patience: float
    halted: threading.Event
    done: dict[int, Printed] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Printed]:
        waiting = deque(range(len(self.snapshots)))
        for place in range(len(self.snapshots)):
            while place not in self.done:
                self._feed(waiting)
                self._collect()
            yield self.done.pop(place)

    def _feed(self, waiting: deque[int]) -> None:
        for seat, worker in enumerate(self.crew):
            if waiting and worker.holds is None:
                self.crew[seat] = self.fresh(worker)
                place = waiting.popleft()
                self.crew[seat].give(place, self.snapshots[place])

    def _collect(self) -> None:
        busy = {worker.line: worker for worker in self.crew if worker.holds is not None}
        ready = self._answers(list(busy))
        if not ready:
            raise Unavailable(
                f"No document was finished for {self.patience:.0f} s; the printing processes were ended. "
                "Nothing is lost, it is tried again.",
                code="PRESS-STUCK",
            )
        for line in ready:
            place, printed = busy[line].take()  # type: ignore[index] # it waits on what it was given
            self.done[place] = printed

    def _answers(self, lines: Sequence[Connection]) -> Sequence[object]:
        """Wait for any worker, as long as the patience goes; whoever halts the press is not kept waiting."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            _go_on(self.halted)
            ready = connection.wait(lines, min(LOOK, self.patience))
            if ready:
                return ready
        return ()


def _go_on(halted: threading.Event) -> None:
    if halted.is_set():
        raise Unavailable("Printing was paused; it goes on at the next start.", code="PRESS-HALTED")
