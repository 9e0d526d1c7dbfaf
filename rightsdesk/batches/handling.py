"""Replay, decide, append - and again when somebody was faster: single commands outside of batches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from rightsdesk.batches.task import Clock, Decode
from rightsdesk.domain.messages import Circumstance, Command, fold
from rightsdesk.eventlog.log import Appended, Context, EventLog, Transaction, Write
from rightsdesk.faults import Conflict

TRIES = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Handling:
    """Carries out one command on one stream."""

    log: EventLog
    decode: Decode
    clock: Clock

    def state(self, stream: str, beginning: T) -> tuple[T, int]:
        """Return the present state of a stream and its version."""
        history = self.log.read_streams([stream])[stream]
        return fold(beginning, map(self.decode, history)), history[-1].version if history else 0

    def handle(
        self,
        stream: str,
        beginning: object,
        wish: Command[Any],
        actor: str,
        *,
        also: Callable[[Transaction], None] | None = None,
    ) -> Appended:
        """Decide on the present state and append the facts; `also` joins the transaction.

        Raise `Refused` as the rules say, `Conflict` when three tries met a faster writer.
        """
        for left in reversed(range(TRIES)):
            state, version = self.state(stream, beginning)
            facts = wish.decide(state, Circumstance(self.clock(), actor))
            try:
                with self.log.transaction() as tx:
                    done = self.log.append(tx, (Write(stream, facts, version),), Context(actor))
                    if also is not None:
                        also(tx)
                    return done
            except Conflict:
                if not left:
                    raise
        raise AssertionError
