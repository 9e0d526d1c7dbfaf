"""One worker process of the press: a snapshot goes in, a released document comes out, one at a time."""

import os
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from rightsdesk.documents.shelf import Printed, Shelf
from rightsdesk.domain.advice import Snapshot
from rightsdesk.faults import Fault, Unavailable

GRACE = 5.0
"""Seconds a worker gets to end by itself."""

# Copying a process that runs Qt and several threads would copy held locks; a new one is clean on every system.
_SPAWN = get_context("spawn")


class Pressman:
    """A worker and what it has in hand; used by one thread at a time."""

    def __init__(self, shelf: Path) -> None:
        self.line, theirs = _SPAWN.Pipe()
        self.holds: int | None = None
        self.printed = 0
        self._process = _SPAWN.Process(target=serve, args=(theirs, shelf), name="press", daemon=True)
        try:
            self._process.start()
        except OSError as error:
            self.line.close()
            raise Unavailable(
                f"No printing process could be started ({error.strerror or error}); close other programs. "
                "Nothing is lost, it is tried again.",
                code="PRESS-DIED",
            ) from error
        finally:
            theirs.close()

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid or 0

    def is_idle(self) -> bool:
        """Say whether it lives and owes nothing."""
        return self.holds is None and self._process.is_alive()

    def give(self, place: int, snapshot: Snapshot) -> None:
        """Hand over a document to be made; raises `Unavailable` when the worker is gone."""
        self.holds = place
        try:
            self.line.send(snapshot)
        except OSError as error:
            self._lost(error)

    def take(self) -> tuple[int, Printed]:
        """Return place and document of what it holds; raises its fault, `Unavailable` when the worker is gone."""
        try:
            answer: Printed | Fault = self.line.recv()
        except (EOFError, OSError) as error:
            self._lost(error)
        self.printed += 1
        place, self.holds = self.holds, None
        if isinstance(answer, Fault):
            raise answer
        if place is None:
            raise Unavailable("A printing process answered without being asked; it is replaced.", code="PRESS-DIED")
        return place, answer

    def end(self) -> None:
        """Let it finish and leave, wait for it, and end it by force when it does not."""
        self.line.close()
        self._process.join(GRACE)
        self.kill()

    def kill(self) -> None:
        """End it now and free what the system kept of it."""
        self.line.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _lost(self, error: Exception) -> NoReturn:
        self._process.join(GRACE)
        raise Unavailable(
            f"A printing process ended in the middle of a document (exit code {self._process.exitcode}). "
            "Nothing is lost, it is tried again with a new one.",
            code="PRESS-DIED",
        ) from error


def serve(line: Connection, folder: Path) -> None:
    """Make every document that arrives and shelve it, until the other end of the line is closed."""
    # The official rules and their engine are loaded in workers only: they hold the interpreter while they work.
    from rightsdesk.documents.einvoice import making

    # Ctrl+C reaches every process of a terminal; when to stop is decided by the one that gives the orders.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(5)
    shelf = Shelf(folder)
    while True:
        try:
            snapshot: Snapshot = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Printed | Fault = making.release(snapshot, shelf)
        except Fault as fault:
            answer = fault
        try:
            line.send(answer)
        except OSError:
            return
